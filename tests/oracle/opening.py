"""Whether a client without a plan may still leave, written again from docs/explanation alone."""

import math
from collections.abc import Callable, Iterator
from itertools import accumulate

from oracle.people import Person

from iopkit.criteria.language.resolve import encode, resolved
from iopkit.criteria.logic.evaluate import HOLDS
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL, NumberFact, OrdinalFact
from iopkit.model.criterion import (
    And,
    Compare,
    Completed,
    Constant,
    Criterion,
    IsKnown,
    IsTrue,
    Membership,
    Not,
    Or,
    Relation,
)
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.model.simulation.distribution import Distribution

Span = tuple[float, float]
Truths = frozenset[bool]


def span(of: Distribution) -> Span:
    """Return between what all draws lie."""
    if of.values:
        return min(value for _, value in of.values), max(value for _, value in of.values)
    if of.parts:
        spans = [span(part) for _, part in of.parts]
        return min(low for low, _ in spans), max(high for _, high in spans)
    given = dict(of.given)
    if "value" in given:
        return given["value"], given["value"]
    return (given["low"], given["high"]) if "low" in given else (0.0, math.inf)


def compared(comparison: Relation, low: float, high: float, other: float) -> Iterator[bool]:
    """Yield what a comparison may say of the numbers from one to another."""
    holds = HOLDS[comparison]
    if low < other:
        yield holds(0.0, 1.0)
    if low <= other <= high:
        yield holds(0.0, 0.0)
    if high > other:
        yield holds(1.0, 0.0)


class Opening:
    """Asks of one client at a time whether any transition of a level may open at a review."""

    def __init__(self, pathway: Pathway, level: Level) -> None:
        """Know the transitions."""
        self._assessment = pathway.assessment
        self._level = level
        self._moves = [
            edge
            for edge in pathway.leaving(level.id)
            if edge.at_review or (edge.share is not None and edge.share.value > 0)
        ]

    def may_let_go(self, person: Person) -> bool:
        """Whether any transition may open."""
        assert self._level.review is not None
        next_review = (person.reviews + 1) * self._level.review.value
        for edge in self._moves:
            days = (next_review, math.inf)
            if not edge.at_review:
                assert edge.stay is not None
                days = span(edge.stay)
            if edge.when is None or True in self._truths(edge.when, person, days):
                return True
        return False

    def _truths(self, criterion: Criterion, person: Person, days: Span) -> Truths:
        match criterion:
            case Constant(value):
                return frozenset([value])
            case IsKnown():
                return frozenset([True])
            case Not(part):
                return frozenset(not each for each in self._truths(part, person, days))
            case And(parts):
                return self._joined(parts, person, days, all)
            case Or(parts):
                return self._joined(parts, person, days, any)
            case Completed(level):
                done = any(stay.level == level and stay.completed for stay in person.history)
                return frozenset([done])
            case IsTrue(fact):
                return frozenset(
                    truth
                    for low, high in self._values(fact, person, days)
                    for truth in compared(Relation.EQUAL, low, high, 1.0)
                )
            case Compare(fact, comparison, literal):
                other = resolved(literal, self._assessment.fact(fact))
                return frozenset(
                    truth
                    for low, high in self._values(fact, person, days)
                    for truth in compared(comparison, low, high, other)
                )
            case Membership(fact, literals):
                parts = tuple(Compare(fact, Relation.EQUAL, literal) for literal in literals)
                return self._joined(parts, person, days, any)

    def _joined(
        self,
        parts: tuple[Criterion, ...],
        person: Person,
        days: Span,
        joined: Callable[[list[bool]], bool],
    ) -> Truths:
        """Return what parts may say together that may each say what they may say alone."""
        each = [self._truths(part, person, days) for part in parts]
        ends = [[True in truths for truths in each], [False not in truths for truths in each]]
        return frozenset(joined(truths) for truths in ends)

    def _values(self, fact: str, person: Person, days: Span) -> list[Span]:
        if fact == DAYS_IN_LEVEL:
            return [days]
        if fact == DAYS_IN_CARE:
            return [(person.care_before + days[0], person.care_before + days[1])]
        known = self._assessment.fact(fact)
        value = person.facts[fact]
        # A number is taken as it was drawn, whatever the range of the fact.
        now = float(value) if isinstance(known.type, NumberFact) else encode(value, known)
        changes = [change for change in self._level.progress if change.fact == fact]
        if not changes:
            return [(now, now)]
        if all(change.becomes for change in changes):
            found = {
                encode(answer, known)
                for change in changes
                for answer, share in change.becomes
                if share > 0
            }
            if all(
                [*accumulate(share for _, share in change.becomes)][-1] < 1 for change in changes
            ):
                found.add(now)
            return [(answer, answer) for answer in found]
        if len(changes) > 1 or changes[0].by is None:
            return [(-math.inf, math.inf)]
        least, most = span(changes[0].by)
        low, high = -math.inf, math.inf
        if isinstance(known.type, OrdinalFact):
            low, high = 0.0, len(known.type.options) - 1.0
        elif isinstance(known.type, NumberFact):
            low = low if known.type.low is None else known.type.low
            high = high if known.type.high is None else known.type.high
        whole = isinstance(known.type, OrdinalFact) or (
            isinstance(known.type, NumberFact) and known.type.whole
        )

        def step(value: float) -> float:
            return math.floor(value + 0.5) if whole and not math.isinf(value) else value

        first = step(now + least) if step(least) >= 0 else -math.inf
        last = step(now + most) if step(most) <= 0 else math.inf
        return [(min(max(first, low), high), min(max(last, low), high))]
