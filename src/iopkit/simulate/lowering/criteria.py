"""Criteria as instructions for the kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

from iopkit.criteria.language.resolve import resolved
from iopkit.diagnostics.catalogue.scenarios import COMPLETED_ASKED
from iopkit.errors import ScenarioError
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL, DAYS_WAITING
from iopkit.model.criterion import (
    And,
    Compare,
    Completed,
    Constant,
    IsKnown,
    IsTrue,
    Membership,
    Not,
    Or,
    Relation,
)
from iopkit.simulate.kernel import criterion_bytecode as _holds
from iopkit.simulate.kernel.tables import NONE, Codes, ints

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.model.assessment import Assessment
    from iopkit.model.criterion import Criterion, Literal

_COMPARED: Final = {
    Relation.LESS: _holds.LESS,
    Relation.AT_MOST: _holds.AT_MOST,
    Relation.MORE: _holds.MORE,
    Relation.AT_LEAST: _holds.AT_LEAST,
    Relation.EQUAL: _holds.EQUAL,
    Relation.DIFFERENT: _holds.DIFFERENT,
}


MOST_ASKED: Final = 63
"""Levels that criteria may ask about: each is a bit of a word."""

CLOCK: Final = (DAYS_IN_LEVEL, DAYS_IN_CARE, DAYS_WAITING)
"""Facts that no stream gives, in the order of their columns after the last given fact."""


@attrs.define
class Compiler:
    """Collects the instructions of many criteria.

    Parameters
    ----------
    assessment
        Gives each fact its type.
    fact_index
        The column of each fact; the clock's facts follow the last.
    """

    assessment: Assessment
    fact_index: Mapping[str, int]
    _asked: list[str] = attrs.field(factory=list, init=False)
    _first: list[int] = attrs.field(factory=list, init=False)
    _last: list[int] = attrs.field(factory=list, init=False)
    _code: list[int] = attrs.field(factory=list, init=False)
    _fact: list[int] = attrs.field(factory=list, init=False)
    _value: list[float] = attrs.field(factory=list, init=False)

    def add(self, criterion: Criterion | None) -> int:
        """Compile a criterion and return its number; `NONE` for no criterion at all."""
        if criterion is None:
            return NONE
        self._first.append(len(self._code))
        self._compile(criterion)
        self._last.append(len(self._code))
        return len(self._first) - 1

    @property
    def n_criteria(self) -> int:
        """How many criteria there are so far."""
        return len(self._first)

    def bit(self, level: str) -> int:
        """Return the bit that says whether a level is completed; 0 where no criterion asks."""
        return 1 << self._asked.index(level) if level in self._asked else 0

    def codes(
        self, placing: list[tuple[int, int, int, int, int]], *, on_shares: bool = False
    ) -> Codes:
        """Return all that was compiled as tables."""
        return Codes(
            np.array(self._first, np.int64),
            np.array(self._last, np.int64),
            np.array(self._code, np.int64),
            np.array(self._fact, np.int64),
            np.array(self._value, np.float64),
            np.array(placing, np.int64).reshape(-1, 5),
            ints([on_shares]),
        )

    def _compile(self, criterion: Criterion) -> None:  # noqa: C901  one case for each node
        match criterion:
            case Constant(value):
                self._emit(_holds.TRUE if value else _holds.FALSE)
            case IsKnown():  # whoever is simulated has every fact
                self._emit(_holds.TRUE)
            case Completed(level):
                self._emit(_holds.COMPLETED, self._completed(level))
            case IsTrue(fact):
                self._emit(_holds.EQUAL, self._column(fact), 1.0)
            case Compare(fact, comparison, literal):
                self._compare(_COMPARED[comparison], fact, literal)
            case Membership(fact, literals):
                for i, literal in enumerate(literals):
                    self._compare(_holds.EQUAL, fact, literal)
                    if i:
                        self._emit(_holds.OR)
            case Not(part):
                self._compile(part)
                self._emit(_holds.NOT)
            case And(parts):
                self._join(parts, _holds.AND)
            case Or(parts):
                self._join(parts, _holds.OR)

    def _completed(self, level: str) -> int:
        if level not in self._asked:
            if len(self._asked) == MOST_ASKED:
                raise ScenarioError(COMPLETED_ASKED(most=MOST_ASKED))
            self._asked.append(level)
        return self._asked.index(level)

    def _join(self, parts: tuple[Criterion, ...], code: int) -> None:
        for i, part in enumerate(parts):
            self._compile(part)
            if i:
                self._emit(code)

    def _compare(self, code: int, fact: str, literal: Literal) -> None:
        value = resolved(literal, self.assessment.fact(fact))
        self._emit(code, self._column(fact), value)

    def _column(self, fact: str) -> int:
        if fact in CLOCK:
            return len(self.fact_index) + CLOCK.index(fact)
        return self.fact_index[fact]

    def _emit(self, code: int, fact: int = 0, value: float = 0.0) -> None:
        self._code.append(code)
        self._fact.append(fact)
        self._value.append(value)
