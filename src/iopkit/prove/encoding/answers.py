"""The answers that criteria tell apart, and the client who gave some of them."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from iopkit.criteria.language.question_names import completed_level
from iopkit.criteria.logic.answer_classes import asked_by, leaves_in, questions
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL, NumberFact, YesNo
from iopkit.model.client import Client, Stay
from iopkit.model.criterion import (
    And,
    Compare,
    IsKnown,
    IsTrue,
    Literal,
    Not,
    Or,
    Relation,
    facts_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iopkit.criteria.logic.answer_classes import AnswerPartition
    from iopkit.model.assessment import Assessment, Fact, Value
    from iopkit.model.criterion import Criterion

CLOCK: Final = (DAYS_IN_LEVEL, DAYS_IN_CARE)
"""The facts that the clock answers."""

_EXACT: Final = 2**53  # from here on a float is a whole number, whatever was meant


def moments(days: Iterable[float]) -> Iterator[float]:
    """Yield times that stand for all: none, each of some days, one between any two, one after.

    >>> list(moments([28, 7]))
    [0.0, 3.0, 7.0, 17.0, 28.0, 56.0]
    """
    yield from (day for day in _numbers(sorted({0.0, *map(float, days)})) if day >= 0)


def answers(fact: Fact, points: Iterable[float]) -> Iterator[Value]:
    """Yield answers that stand for all, in their order: each point, and one between any two.

    >>> from iopkit.model.assessment import Fact
    >>> age = Fact(id="age", ask="How old?", type=NumberFact(low=0, whole=True))
    >>> list(answers(age, [0, 1, 18]))
    [0, 1, 9, 18, 36]
    """
    match fact.type:
        case YesNo():
            yield from (False, True)
        case NumberFact() as number:
            for value in _numbers(sorted({float(point) for point in points})):
                if not number.refuses(value):
                    yield int(value) if value.is_integer() and abs(value) < _EXACT else value
        case words:
            yield from words.options


def _numbers(points: list[float]) -> Iterator[float]:
    """Yield a number under some points, each of them, one between any two, and one over them.

    All that are not points are whole, where a whole number is there.
    """
    if not points:
        yield 0.0
        return
    yield float(math.floor(points[0] - max(1.0, abs(points[0]))))
    for low, high in pairwise(points):
        yield low
        middle = low / 2 + high / 2
        around = (float(math.floor(middle)), float(math.ceil(middle)))
        yield next((whole for whole in around if low < whole < high), middle)
    yield points[-1]
    yield float(math.ceil(points[-1] + max(1.0, abs(points[-1]))))


def asked(criteria: Iterable[Criterion], assessment: Assessment) -> dict[str, AnswerPartition]:
    """Return what some criteria ask, also what they only ask whether it is known."""
    listed = list(criteria)
    only_known = {name: assessment.fact(name) for each in listed for name in _if_known(each)}
    return questions([*listed, *(_any_answer(fact) for fact in only_known.values())], assessment)


def names_in(criteria: Iterable[Criterion]) -> set[str]:
    """Return the names of the unknowns that some criteria ask.

    >>> from iopkit.criteria.language.parse import parse
    >>> sorted(names_in([parse("cravings is known or completed iop")]))
    ['completed iop', 'cravings']
    """
    listed = list(criteria)
    found = {name for each in listed for name in facts_in(each)}
    return found | {asked_by(leaf) for each in listed for leaf in leaves_in(each)}


def client(given: Mapping[str, Value], level: str = "") -> Client:
    """Return the client of whom some answers are recorded, by the names of the unknowns.

    The history counts as recorded when it is among them whether some level was completed.

    >>> client({"completed detox": True, "completed iop": False}).has_completed("iop")
    False
    >>> client({"days_in_care": 5}).has_completed("iop") is None
    True
    """
    completed = {
        about: value is True for name, value in given.items() if (about := completed_level(name))
    }
    history = tuple(Stay(level=name, completed=True) for name in completed if completed[name])
    return Client(
        facts={
            name: value
            for name, value in given.items()
            if name not in CLOCK and not completed_level(name)
        },
        history=history if completed else None,
        level=level,
        days_in_level=_days(given.get(DAYS_IN_LEVEL)),
        days_in_care=_days(given.get(DAYS_IN_CARE)),
    )


def _days(value: Value | None) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _if_known(criterion: Criterion) -> Iterator[str]:
    match criterion:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _if_known(part)
        case Not(part):
            yield from _if_known(part)
        case IsKnown(fact):
            yield fact
        case _:
            pass


def _any_answer(fact: Fact) -> Criterion:
    """Return a condition about a fact, whichever, so that it is asked."""
    match fact.type:
        case YesNo():
            return IsTrue(fact.id)
        case NumberFact(low=low, high=high):
            limit = next((float(end) for end in (low, high) if end is not None), 0.0)
            return Compare(fact.id, Relation.AT_LEAST, Literal(limit))
        case words:
            return Compare(fact.id, Relation.EQUAL, Literal(words.options[0]))
