"""From a pathway and many clients to their placements.

What `iopkit.criteria.placement.place` does for one client, over columns: first by the reasons
alone, each
rule by itself, and where these leave a placement open, exactly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

from iopkit.columns.batch import ROWS
from iopkit.columns.placements import BatchPlacements
from iopkit.columns.possible_placements import ExactPlacements
from iopkit.columns.vectorized_criteria import MET, NOT_MET, UNKNOWN, VectorizedCriteria, joined
from iopkit.criteria.language.write import write
from iopkit.errors import IopkitError
from iopkit.model.criterion import Not

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from iopkit.columns.batch import Batch
    from iopkit.columns.vectorized_criteria import Verdicts
    from iopkit.model.criterion import Criterion
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway

MOST_LEVELS: Final = 63
"""A set of levels is one number of 64 bits, of which one stands for no level."""


class TooManyLevelsError(IopkitError, ValueError):
    """A pathway has more levels than a table of clients can be placed at."""


def place_all(pathway: Pathway, batch: Batch) -> BatchPlacements:
    """Return where each client of a batch belongs.

    Raises
    ------
    TooManyLevelsError
        When the pathway has more than `MOST_LEVELS` levels.

    >>> from iopkit.columns.batch import Batch
    >>> from iopkit.files.compose.load import load
    >>> standard = load("standard")
    >>> batch = Batch.of({"withdrawal_risk": ["severe", "none"]}, standard)
    >>> placed = place_all(standard, batch)
    >>> placed.names(placed.level), placed.possible_levels(1)[:2]
    (['detox', None], ('aftercare', 'outpatient'))
    """
    return BatchPlacer.of(pathway).place(batch)


@attrs.frozen
class _Fit:
    """What the fit of a level is made of, as places in the list of reasons and criteria.

    Parameters
    ----------
    rank
        The rank of the level. [1]
    reasons
        All must be met.
    preferences
        These only rank; empty where no other level has the same rank.
    """

    rank: float
    reasons: tuple[int, ...]
    preferences: tuple[int, ...]


@attrs.frozen(eq=False)
class BatchPlacer:
    """A pathway made ready to place many clients, batch after batch."""

    levels: tuple[str, ...]
    _steps: VectorizedCriteria
    _fits: tuple[_Fit, ...]
    _floors: tuple[tuple[int, int], ...]
    _exact: ExactPlacements | None

    @classmethod
    def of(cls, pathway: Pathway) -> BatchPlacer:
        """Return what places clients by a pathway.

        Raises
        ------
        TooManyLevelsError
            When it has more than `MOST_LEVELS` levels.
        """
        by_rank = pathway.by_rank()
        levels = tuple(level.id for level in by_rank)
        if len(levels) > MOST_LEVELS:
            raise TooManyLevelsError(
                f"a table of clients can be placed at {MOST_LEVELS} levels at most; "
                f"'{pathway.id}' has {len(levels)}"
            )
        # By their text, as the reasons of `place` are: where one is open, so is the other.
        places: dict[str, int] = {}
        asked: list[Criterion] = []
        ranks = {level.id: level.rank for level in by_rank}

        def at(criterion: Criterion) -> int:
            place = places.setdefault(write(criterion), len(places))
            if place == len(asked):
                asked.append(criterion)
            return place

        def fit(level: Level) -> _Fit:
            tied = sum(other.rank == level.rank for other in by_rank) > 1
            higher = [
                at(Not(floor.criterion))
                for floor in pathway.floors
                if ranks[floor.level] > level.rank
            ]
            rules = [at(rule.criterion) for rule in level.admit if not rule.prefer]
            preferred = [at(rule.criterion) for rule in level.admit if rule.prefer and tied]
            return _Fit(level.rank, tuple(dict.fromkeys([*higher, *rules])), tuple(preferred))

        fits = tuple(fit(level) for level in by_rank)
        # The most intensive has the last word; among equals the first of the file.
        words = sorted(pathway.floors, key=lambda floor: -ranks[floor.level])[::-1]
        needs = tuple((at(Not(floor.criterion)), levels.index(floor.level)) for floor in words)
        steps = VectorizedCriteria.of(asked, pathway.assessment)
        return cls(levels, steps, fits, needs, ExactPlacements.of(pathway))

    def place(self, batch: Batch) -> BatchPlacements:
        """Return where each client of a batch, of any size, belongs."""
        parts = [
            self._place(batch.rows(start, start + ROWS)) for start in range(0, batch.size, ROWS)
        ]
        return BatchPlacements.joined(self.levels, parts)

    def _place(self, batch: Batch) -> BatchPlacements:
        codes = self._steps.codes(batch)
        verdicts = self._steps.run(batch, codes)
        left, fits = self._left(verdicts, batch.size)
        possible = np.zeros(batch.size, dtype=np.uint64)
        sure = np.zeros(batch.size, dtype=np.bool)
        for place, (stays, fit) in enumerate(zip(left, fits, strict=True)):
            possible |= np.where(stays, np.uint64(1 << place), np.uint64(0))
            sure |= stays & (fit == MET)
        several = (possible & (possible - np.uint64(1))) != 0
        unsettled = (possible != 0) & (several | ~sure)
        nowhere = ~sure
        inexact = np.zeros(batch.size, dtype=np.bool)
        rows = np.flatnonzero(unsettled)
        if len(rows):
            some = {name: column[rows] for name, column in codes.items()}
            sets = self._exact.sets(batch.pick(rows), some) if self._exact else None
            if sets is None:
                inexact[rows] = True
            else:
                nobody = np.uint64(1 << len(self.levels))
                nowhere[rows] = (sets & nobody) != 0
                possible[rows] = sets & ~nobody
        return BatchPlacements(
            levels=self.levels,
            level=_certain(possible, nowhere | inexact, len(self.levels)),
            need=self._need(verdicts, batch.size),
            possible=possible,
            nowhere=nowhere,
            is_exact=~inexact,
        )

    def _left(
        self, verdicts: Sequence[Verdicts], size: int
    ) -> tuple[list[NDArray[np.bool]], list[Verdicts]]:
        """Return for each level whether the reasons leave it, and how it fits."""
        fits = [
            joined([verdicts[each] for each in fit.reasons], size, every=True) for fit in self._fits
        ]
        open_ = [verdict == UNKNOWN for verdict in verdicts]
        can = [fit != NOT_MET for fit in fits]
        left = []
        for one, fit in enumerate(self._fits):
            stays = can[one].copy()
            for other, before in enumerate(self._fits):
                first = self._first(other, one, verdicts)
                if first is None:
                    continue
                always = can[other] & first
                for reason in set(before.reasons) - set(fit.reasons):
                    always &= ~open_[reason]
                stays &= ~always
            left.append(stays)
        return left, fits

    def _first(
        self, other: int, one: int, verdicts: Sequence[Verdicts]
    ) -> NDArray[np.bool] | np.bool | None:
        """Return whether another level is tried before one; None when it never is."""
        before, fit = self._fits[other], self._fits[one]
        if other == one or before.rank > fit.rank:
            return None
        if before.rank < fit.rank:
            return np.True_
        sure = sum((verdicts[each] == MET).astype(np.int16) for each in before.preferences)
        best = sum((verdicts[each] != NOT_MET).astype(np.int16) for each in fit.preferences)
        return np.asarray(sure >= best if other < one else sure > best)

    def _need(self, verdicts: Sequence[Verdicts], size: int) -> NDArray[np.int8]:
        need = np.full(size, -1, dtype=np.int8)
        for reason, level in self._floors:
            need[verdicts[reason] == NOT_MET] = level
        return need


def _certain(
    possible: NDArray[np.uint64], may_be_nowhere: NDArray[np.bool], n_levels: int
) -> NDArray[np.int8]:
    """Return the one level that is possible; -1 where there is another one, or none."""
    level = np.full(len(possible), -1, dtype=np.int8)
    for place in range(n_levels):
        level[(possible == np.uint64(1 << place)) & ~may_be_nowhere] = place
    return level
