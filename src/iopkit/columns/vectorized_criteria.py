"""Criteria made ready for columns: Kleene's tables in bytes.

Not met is 0, unknown is 1, met is 2; then ``and`` is the minimum, ``or`` the maximum, and ``not``
the difference from 2. What several criteria have in common is one step, taken once for each batch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import attrs
import numpy as np

from iopkit.columns.answer_codes import Coding
from iopkit.columns.answers import missing_in
from iopkit.criteria.logic.answer_classes import asked_by, questions
from iopkit.model.criterion import And, Constant, IsKnown, Not, Or

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from iopkit.columns.answers import Small
    from iopkit.columns.batch import Batch
    from iopkit.criteria.logic.answer_classes import Leaf
    from iopkit.model.assessment import Assessment
    from iopkit.model.criterion import Criterion

    Verdicts: TypeAlias = NDArray[np.uint8]

NOT_MET: Final = 0
UNKNOWN: Final = 1
MET: Final = 2


@attrs.frozen
class _Joined:
    """All (`And`) or any (`Or`) of earlier steps."""

    parts: tuple[int, ...]
    every: bool


@attrs.frozen
class _Opposite:
    part: int


@attrs.frozen
class _Same:
    """The same for everybody."""

    verdict: int


@attrs.frozen
class _Known:
    fact: str


@attrs.frozen
class _Asked:
    """A condition about one question, as whether it holds at each code."""

    name: str
    holds: tuple[bool, ...]


_Step: TypeAlias = _Joined | _Opposite | _Same | _Known | _Asked


@attrs.define(eq=False)
class VectorizedCriteria:
    """Criteria in the order in which they are decided.

    Parameters
    ----------
    codings
        How the answers to each question become codes, by its name.
    ends
        The step that decides each criterion, in the order in which they were given.
    """

    codings: Mapping[str, Coding]
    ends: tuple[int, ...]
    _steps: tuple[_Step, ...]

    @classmethod
    def of(cls, criteria: Iterable[Criterion], assessment: Assessment) -> VectorizedCriteria:
        """Return the steps that decide some criteria.

        Raises
        ------
        UnknownNameError, CriterionError
            When a criterion makes no sense for the assessment.
        """
        listed = list(criteria)
        asked = questions(listed, assessment)
        codings = {name: Coding.of(question) for name, question in asked.items()}
        made: dict[_Step, int] = {}
        seen: dict[Criterion, int] = {}

        def step(criterion: Criterion) -> int:
            if criterion not in seen:
                made_of = _step(criterion)
                seen[criterion] = made.setdefault(made_of, len(made))
            return seen[criterion]

        def _step(criterion: Criterion) -> _Step:
            match criterion:
                case And(parts) | Or(parts):
                    found = tuple(dict.fromkeys(map(step, parts)))
                    return _Joined(found, every=isinstance(criterion, And))
                case Not(part):
                    return _Opposite(step(part))
                case Constant(truth):
                    return _Same(MET if truth else NOT_MET)
                case IsKnown(fact):
                    return _Known(assessment.fact(fact).id)
                case leaf:
                    return _Asked(asked_by(leaf), _at_codes(leaf, codings[asked_by(leaf)]))

        ends = tuple(map(step, listed))
        return cls(codings, ends, tuple(made))

    def codes(self, batch: Batch) -> dict[str, Small]:
        """Return the codes of what is recorded, by the question; of nothing where no column is."""
        return {
            name: coding.codes(batch.answers[name])
            for name, coding in self.codings.items()
            if name in batch.answers
        }

    def run(self, batch: Batch, codes: Mapping[str, Small] | None = None) -> list[Verdicts]:
        """Return a verdict on every client for each criterion. (n_criteria, n_clients)

        Parameters
        ----------
        batch
            The clients, few enough for all steps to be held at once: `ROWS` or less.
        codes
            What `codes` returned for them; None to make them here.
        """
        codes = self.codes(batch) if codes is None else codes
        known: dict[str, Verdicts] = {}
        found: list[Verdicts] = []
        for step in self._steps:
            match step:
                case _Joined(parts, every):
                    found.append(joined([found[part] for part in parts], batch.size, every=every))
                case _Opposite(part):
                    found.append(np.subtract(MET, found[part], dtype=np.uint8))
                case _Same(verdict):
                    found.append(np.full(batch.size, verdict, dtype=np.uint8))
                case _Known(fact):
                    found.append(_recorded(fact, batch))
                case _Asked(name, holds):
                    if name not in codes:
                        found.append(np.full(batch.size, UNKNOWN, dtype=np.uint8))
                        continue
                    if name not in known:
                        missing = self.codings[name].missing
                        known[name] = np.not_equal(codes[name], missing).view(np.uint8)
                    found.append(_decided(codes[name], known[name], holds))
        return [found[end] for end in self.ends]


def joined(parts: Sequence[Verdicts], size: int, *, every: bool) -> Verdicts:
    """Return whether all or any of several criteria are met; of none, all are and none is."""
    if not parts:
        return np.full(size, MET if every else NOT_MET, dtype=np.uint8)
    whole = parts[0]
    for place, part in enumerate(parts[1:]):
        join = np.minimum if every else np.maximum
        whole = join(whole, part) if place == 0 else join(whole, part, out=whole)
    return whole


def _recorded(fact: str, batch: Batch) -> Verdicts:
    if fact not in batch.answers:
        return np.full(batch.size, NOT_MET, dtype=np.uint8)
    known = (~missing_in(batch.answers[fact])).view(np.uint8)
    return known + known


def _decided(codes: Small, known: Verdicts, holds: tuple[bool, ...]) -> Verdicts:
    """Return the verdicts of a condition.

    Most conditions hold from one code on, or up to one; then a comparison is enough, which is
    several times as fast as a table.
    """
    turns = [place for place in range(1, len(holds)) if holds[place] != holds[place - 1]]
    if len(turns) > 1:
        table = np.full(int(np.iinfo(codes.dtype).max) + 1, UNKNOWN, dtype=np.uint8)
        table[: len(holds)] = np.where(holds, MET, NOT_MET)
        return np.take(table, codes)
    # True where nothing is recorded too: the code of that is the largest.
    beyond = np.greater_equal(codes, turns[0] if turns else 0).view(np.uint8)
    rising = beyond + (beyond & known)
    if holds[-1]:
        return rising
    return np.subtract(MET, rising, out=rising)


def _at_codes(leaf: Leaf, coding: Coding) -> tuple[bool, ...]:
    where = coding.question.where(leaf)
    return tuple(where[cell] for cell in coding.cells)
