"""Answers that grow while time passes: ages and other amounts of time, counted in days or weeks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.model.assessment import TIME_FACTS, NumberFact
from iopkit.model.units import time_unit
from iopkit.prove.encoding.answers import answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.criteria.logic.answer_classes import AnswerPartition
    from iopkit.model.assessment import Fact, Value

_CLOCK: Final = frozenset(fact.id for fact in TIME_FACTS)


@attrs.frozen
class AgeingFact:
    """An amount of time that an answer may come to.

    Parameters
    ----------
    name
        The name of the fact.
    points
        Where the criterion that asks it changes its mind. (n_points,)
    element
        Between which of them the amount is, counted as in `iopkit.criteria.logic.answer_classes`.
    """

    name: str
    points: tuple[float, ...]
    element: int

    def is_ahead(self, value: Value) -> bool:
        """Whether an answer is not more than this, so that it may come to it yet."""
        return isinstance(value, int | float) and element_of(self.points, value) <= self.element


def is_amount_of_time(fact: Fact) -> bool:
    """Whether a fact is an amount of time, of which there was less before.

    >>> from iopkit.model.assessment import Fact
    >>> age = Fact(id="age", ask="How old?", type=NumberFact(low=0, unit="years"))
    >>> score = Fact(id="score", ask="Score?", type=NumberFact(low=0))
    >>> is_amount_of_time(age), is_amount_of_time(score)
    (True, False)
    """
    is_time = isinstance(fact.type, NumberFact) and time_unit(fact.type.unit) is not None
    return is_time and fact.id not in _CLOCK


def grows(question: AnswerPartition) -> bool:
    """Whether the answer to a question grows while a client stays, and is no part of the clock.

    Years are left out: hardly anybody waits at a level for a birthday.
    """
    fact = question.fact
    if fact is None or not isinstance(fact.type, NumberFact) or not is_amount_of_time(fact):
        return False
    return time_unit(fact.type.unit) != "year"


def amounts(question: AnswerPartition) -> Iterator[tuple[AgeingFact, Value]]:
    """Yield each amount that a criterion tells apart, with an answer that stands for it."""
    if question.fact is None:
        return
    name, points = question.fact.id, question.points
    for value in answers(question.fact, points):
        yield AgeingFact(name, points, element_of(points, float(value))), value


def element_of(points: tuple[float, ...], number: float) -> int:
    """Return between which points a number is, or at which."""
    return bisect_left(points, number) + bisect_right(points, number)
