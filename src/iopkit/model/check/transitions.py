"""Whether the transitions of a pathway make one graph that clients can move through."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.diagnostics.catalogue.contradictions import (
    NO_PLACE_TO_HOLD,
    NO_PLACE_TO_WAIT_FOR,
    NOBODY_RETURNS,
    NOBODY_REVIEWED,
    SHARE_BUT_NO_STAY,
    SHARES_ADD_UP,
    STAY_BUT_NO_SHARE,
    TRANSITION_OF_OTHER_KIND,
    TRANSITION_TO_ITSELF,
    TWO_OUTCOMES,
)
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.model.transition import TransitionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.model.basis import Path
    from iopkit.model.pathway import Pathway
    from iopkit.model.transition import Transition

ROUNDING: Final = 0.005
"""By how much shares may miss 1: published percentages are rounded. [1]"""

_MUST: Final = {
    TransitionKind.ADMIT: "is never written: an admission follows from 'arrivals'",
    TransitionKind.RETURN: "must lead from an outcome to a level",
    TransitionKind.DISCHARGE: "must lead from a level to an outcome",
    TransitionKind.STEP_DOWN: "must lead from a level to one of lower rank",
    TransitionKind.STEP_UP: "must lead from a level to one of higher rank",
    TransitionKind.TRANSFER: "must lead from a level to a level",
}


def problems_with_moves(pathway: Pathway) -> Iterator[Diagnostic]:
    """Yield the transitions that contradict the levels, the outcomes or one another.

    A transition with an end that does not exist is left to `iopkit.model.check.names`.
    """
    ends = _Ends.of(pathway)
    for place, move in enumerate(pathway.transitions):
        if ends.has(move.start) and ends.has(move.to):
            yield from _ends(move, ("transitions", place), ends)
        yield from _stay(move, ("transitions", place))
        yield from _hold(move, ("transitions", place), ends)
        yield from _at_review(move, ("transitions", place), ends)
    leaving: defaultdict[str, list[tuple[int, Transition]]] = defaultdict(list)
    for place, move in enumerate(pathway.transitions):
        leaving[move.start].append((place, move))
    for start, moves in leaving.items():
        yield from _shares(start, moves, ends)


@attrs.frozen
class _Ends:
    """What a transition can lead from and to: ranks of levels, outcomes with or without return.

    And the levels at which clients are reviewed.
    """

    rank: dict[str, float]
    returns: dict[str, bool]
    reviewed: frozenset[str]

    @classmethod
    def of(cls, pathway: Pathway) -> _Ends:
        return cls(
            rank={level.id: level.rank for level in pathway.levels},
            returns={outcome.id: outcome.returns for outcome in pathway.outcomes},
            reviewed=frozenset(level.id for level in pathway.levels if level.review is not None),
        )

    def has(self, name: str) -> bool:
        return name in self.rank or name in self.returns

    def allow(self, move: Transition) -> bool:
        """Whether a transition of this kind can join these two ends."""
        start, to = self.rank.get(move.start), self.rank.get(move.to)
        match move.kind:
            case TransitionKind.ADMIT:
                return False
            case TransitionKind.RETURN:
                return start is None and to is not None
            case TransitionKind.DISCHARGE:
                return start is not None and to is None
            case TransitionKind.STEP_DOWN:
                return start is not None and to is not None and to < start
            case TransitionKind.STEP_UP:
                return start is not None and to is not None and to > start
            case TransitionKind.TRANSFER:
                return start is not None and to is not None


def _ends(move: Transition, path: Path, ends: _Ends) -> Iterator[Diagnostic]:
    if move.start == move.to:
        yield Diagnostic.of(path, TRANSITION_TO_ITSELF(start=move.start))
    elif move.start in ends.returns and move.to in ends.returns:
        yield Diagnostic.of((*path, "to"), TWO_OUTCOMES(start=move.start, to=move.to))
    elif not ends.allow(move):
        yield Diagnostic.of(
            (*path, "kind"), TRANSITION_OF_OTHER_KIND(kind=move.kind, must=_MUST[move.kind])
        )
    elif not ends.returns.get(move.start, True):
        yield Diagnostic.of((*path, "from"), NOBODY_RETURNS(start=move.start))


def _stay(move: Transition, path: Path) -> Iterator[Diagnostic]:
    way = f"from '{move.start}' to '{move.to}'"
    if move.share is not None and move.stay is None:
        yield Diagnostic.of((*path, "share"), SHARE_BUT_NO_STAY(way=way))
    if move.stay is not None and move.share is None:
        yield Diagnostic.of((*path, "stay"), STAY_BUT_NO_SHARE(way=way))


def _hold(move: Transition, path: Path, ends: _Ends) -> Iterator[Diagnostic]:
    if move.hold and (move.start in ends.returns or move.to in ends.returns):
        kind = NO_PLACE_TO_HOLD if move.start in ends.returns else NO_PLACE_TO_WAIT_FOR
        yield Diagnostic.of((*path, "hold"), kind(start=move.start, to=move.to))


def _at_review(move: Transition, path: Path, ends: _Ends) -> Iterator[Diagnostic]:
    if not move.at_review or not ends.has(move.start) or move.start in ends.reviewed:
        return
    hint = f"give {move.start} an interval, as in review: every 7 days, or leave 'at' out"
    if move.start in ends.returns:
        hint = "leave 'at' out"
    yield Diagnostic.of((*path, "at"), NOBODY_REVIEWED(start=move.start), hint)


def _shares(
    start: str, moves: Sequence[tuple[int, Transition]], ends: _Ends
) -> Iterator[Diagnostic]:
    shares = [(i, move.share.value) for i, move in moves if move.share is not None]
    if not shares:
        return
    total, is_level = sum(share for _, share in shares), start in ends.rank
    # The sum itself is rounded, or 0.995 would miss the tolerance by a trifle of arithmetic.
    excess = round(total - 1, 9)
    if excess > ROUNDING or (is_level and excess < -ROUNDING):
        wrong = f"{abs(excess):.4g} too {'much' if excess > 0 else 'little'}"
        listed = ", ".join(f"{m.share.value:g} to {m.to}" for _, m in moves if m.share is not None)
        must = "add up to 1" if is_level else "add up to at most 1"
        without = len([move for _, move in moves if not move.at_review]) - len(shares)
        more = f"; {without} of the transitions from there have no share" if without else ""
        path = ("transitions", shares[-1][0], "share")
        yield Diagnostic.of(
            path,
            SHARES_ADD_UP(
                start=start, total=total, wrong=wrong, listed=listed, must=must, more=more
            ),
        )
