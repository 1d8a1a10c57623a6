"""When a move is open: stretches of the clock in which no criterion changes its mind.

A client who has been at a level for `here` days and in care for `care` days reaches after a while
any pair of later times on one line: both clocks run alike. Whether the line crosses a pair of
stretches is a matter of a few limits on `here`, on `care` and on the days between the two, so that
it can be asked for all clients at once as well as of one.
"""

from __future__ import annotations

from enum import Enum, auto
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import attrs

from iopkit.criteria.logic.answer_classes import asked_by
from iopkit.criteria.logic.evaluate import evaluate
from iopkit.criteria.logic.verdict import Verdict
from iopkit.model.criterion import And, Constant, IsKnown, Not, Or, Relation
from iopkit.prove.encoding.answers import client

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iopkit.model.assessment import Assessment, Value
    from iopkit.model.criterion import Criterion


class TimeInterval(Enum):
    """A number of days of which a limit speaks."""

    HERE = auto()
    CARE = auto()
    BEFORE = auto()  # in care before this level


Limit: TypeAlias = tuple[TimeInterval, Relation, Fraction]
"""That a number of days compares so with another."""


@attrs.frozen
class Stretch:
    """A moment, or all times between two moments.

    Parameters
    ----------
    low, high
        Where it starts and ends, both outside unless they are the same; None for no end. [days]
    day
        A time that stands for all of it. [days]
    """

    low: Fraction
    high: Fraction | None
    day: float

    @property
    def is_moment(self) -> bool:
        """Whether it is a single moment."""
        return self.low == self.high


def stretches(points: Iterable[float]) -> Iterator[Stretch]:
    """Yield the stretches into which some points cut all times from 0 on.

    >>> [each.day for each in stretches([28])]
    [0.0, 14.0, 28.0, 29.0]
    """
    days = sorted({Fraction(0), *(Fraction(point) for point in points if point > 0)})
    for low, high in pairwise(days):
        yield Stretch(low, low, float(low))
        yield Stretch(low, high, float((low + high) / 2))
    yield Stretch(days[-1], days[-1], float(days[-1]))
    yield Stretch(days[-1], None, float(days[-1] + 1))


def from_now_on(here: Stretch, care: Stretch) -> tuple[Limit, ...] | None:
    """Return when a client is at a pair of stretches now or later; None for never."""
    if care.high is not None and care.high < here.low:
        return None
    limits: list[Limit] = []
    for span, stretch in (
        (TimeInterval.HERE, here),
        (TimeInterval.CARE, care),
        (TimeInterval.HERE, care),
    ):
        if stretch.high is not None:
            limits.append((span, _most(stretch), stretch.high))
    if care.high is not None:
        limits.append((TimeInterval.BEFORE, _most(here, care), care.high - here.low))
    if here.high is not None:
        least = _most(here, care)
        over = Relation.AT_LEAST if least is Relation.AT_MOST else Relation.MORE
        limits.append((TimeInterval.BEFORE, over, care.low - here.high))
    return tuple(limits)


def at_a_later_level(here: Stretch, care: Stretch) -> tuple[Limit, ...] | None:
    """Return when a client may be at a pair of stretches at some level later; None for never.

    The days there begin at 0 and may become any number, those in care are at least so many more.
    """
    if care.high is None:
        return ()
    days = care.high - here.low
    most = _most(here, care)
    if days < 0 or (days == 0 and most is Relation.LESS):
        return None
    return (TimeInterval.CARE, most, days), (TimeInterval.HERE, most, days)


def decided(criterion: Criterion, given: Mapping[str, Value], assessment: Assessment) -> Criterion:
    """Return what is left of a criterion once some questions are answered.

    >>> from iopkit.criteria.language.parse import parse
    >>> from iopkit.criteria.language.write import write
    >>> from iopkit.model.assessment import Assessment
    >>> asks = parse("days_in_level >= 28 and (stable or completed detox)")
    >>> write(decided(asks, {"days_in_level": 30}, Assessment()))
    'stable or completed detox'
    """
    match criterion:
        case And(parts) | Or(parts):
            joins = isinstance(criterion, And)
            left = [decided(part, given, assessment) for part in parts]
            if Constant(not joins) in left:
                return Constant(not joins)
            left = [part for part in left if part != Constant(joins)]
            if not left:
                return Constant(joins)
            return left[0] if len(left) == 1 else (And(left) if joins else Or(left))
        case Not(part):
            inner = decided(part, given, assessment)
            return Constant(not inner.value) if isinstance(inner, Constant) else Not(inner)
        case Constant():
            return criterion
        case IsKnown(fact):
            return Constant(value=True) if fact in given else criterion
        case leaf:
            name = asked_by(leaf)
            if name not in given:
                return leaf
            # The evaluator itself says what an answer comes to: proofs cannot disagree with it.
            alone = client({name: given[name]})
            return Constant(evaluate(leaf, alone, assessment) is Verdict.MET)


def _most(*stretches: Stretch) -> Relation:
    """Return how the last moment that will do compares: with a moment itself, it is one of them."""
    moments = all(stretch.is_moment for stretch in stretches)
    return Relation.AT_MOST if moments else Relation.LESS
