"""What becomes of the rules of the standard pathway in a facility that offers some of its levels.

Everything that hangs on a level not offered goes elsewhere, so that the file stays sound:

- a need for it becomes a need for the next more intensive level that is offered, or, where there is
  none, a rule of admission that such a client is referred;
- ``completed LEVEL`` becomes a question, since another provider may have given that care;
- who would step down to it goes to the next level below, or has completed; who would step up to it
  goes on at another provider. The shares of those who leave a level still add up to 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.criteria.language.parse import parse
from iopkit.criteria.language.write import write
from iopkit.model.criterion import And, Completed, IsTrue, Not, Or, facts_in
from iopkit.scaffold.statements import ADMISSION, ALWAYS, admission, readiness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iopkit.model.criterion import Criterion
    from iopkit.model.pathway import Pathway
    from iopkit.scaffold.facility import Facility

OPPOSITES: Final = {
    "withdrawal_risk >= moderate": "withdrawal_risk <= mild",
    "not physically_stable": "physically_stable",
    "self_harm_risk": "not self_harm_risk",
    "mental_health_severity >= serious": "mental_health_severity <= moderate",
    "dsm5_criteria_count >= 6 and mental_health_severity >= moderate "
    "and not (completed residential or completed php)": (
        "dsm5_criteria_count <= 5 or mental_health_severity <= minor "
        "or completed residential or completed php"
    ),
    "dsm5_criteria_count >= 4 and not completed iop": "dsm5_criteria_count <= 3 or completed iop",
    "relapsed": "not relapsed",
}
"""What is true of a client for whom a floor of the standard pathway does not hold, plainly said."""

ONLY_FOR_WITHDRAWAL: Final = "detox"
"""The level that takes nobody for being in need of more care alone."""

_STRONGER: Final = {
    "withdrawal_risk = none": "withdrawal_risk <= mild",
    "mental_health_severity <= minor": "mental_health_severity <= moderate",
}
"""Criteria that make another one superfluous."""

_SAID: Final = frozenset(criterion for _, criterion in ADMISSION.values()).difference(ALWAYS)


def asks(text: str, fact: str) -> bool:
    """Whether a criterion asks for a fact.

    >>> asks("attendance >= 80% and not relapsed", "attendance"), asks("", "attendance")
    (True, False)
    """
    return bool(text) and fact in facts_in(parse(text))


@attrs.frozen(kw_only=True)
class Rules:
    """The rules of the standard pathway, as a facility has them.

    Parameters
    ----------
    facility
        What was answered.
    standard
        The standard pathway.
    """

    facility: Facility
    standard: Pathway

    @property
    def missing(self) -> tuple[str, ...]:
        """The levels that the facility does not offer."""
        offered = self.facility.levels
        return tuple(level.id for level in self.standard.levels if level.id not in offered)

    def rank(self, level: str) -> float:
        """Return how intensive a level is."""
        return self.standard.level(level).rank

    def instead(self, level: str) -> str:
        """Return the level where a need for this one is met: itself, or one above; or nothing."""
        above = [
            name
            for name in self.facility.levels
            if self.rank(name) >= self.rank(level)
            and (name != ONLY_FOR_WITHDRAWAL or level == ONLY_FOR_WITHDRAWAL)
        ]
        return min(above, key=self.rank, default="")

    def said(self, criterion: Criterion) -> str:
        """Return a criterion of the standard pathway as it reads here."""
        return write(self._asked(criterion))

    def floors(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield each floor that changes: its level and text, the new level, if any, and text."""
        for floor in self.standard.floors:
            old, new = write(floor.criterion), self.said(floor.criterion)
            level = self.instead(floor.level)
            if level and self.rank(level) == min(map(self.rank, self.facility.levels)):
                level = ""  # nothing less is offered, so that there is nothing to keep anybody from
            if level != floor.level or (level and new != old):
                yield floor.level, old, level, new

    def referred(self, level: str) -> tuple[str, ...]:
        """Return what a client must meet because nobody here could give what they need else."""
        return tuple(
            self.said(parse(OPPOSITES[write(floor.criterion)]))
            for floor in self.standard.floors
            if floor.level != ONLY_FOR_WITHDRAWAL  # every other level asks for that anyway
            and not self.instead(floor.level)
            and self.rank(level) < self.rank(floor.level)
        )

    def picked(self, level: str) -> tuple[str, ...]:
        """Return the criteria of the statements that were picked about whom a level admits."""
        picks = self.facility.admit.get(level, ())
        return tuple(self.said(parse(admission(each))) for each in picks)

    def dropped(self, level: str) -> frozenset[str]:
        """Return the standard rules of admission that nobody picked, where anything was picked."""
        picked = self.picked(level)
        return self.replaceable(level).difference(picked or _SAID)

    def replaceable(self, level: str) -> frozenset[str]:
        """Return the standard rules of admission that go when others are picked: none of safety."""
        return frozenset(self.usual(level)).intersection(_SAID)

    def admits(self, level: str) -> tuple[str, ...]:
        """Return the rules that must all be met for admission."""
        kept = [each for each in self.usual(level) if each not in self.dropped(level)]
        return _telling([*kept, *self.picked(level), *self.referred(level)])

    def usual(self, level: str) -> tuple[str, ...]:
        """Return the rules of admission of the standard pathway, as they read here."""
        rules = self.standard.level(level).admit
        return tuple(self.said(rule.criterion) for rule in rules if not rule.prefer)

    def twice(self, level: str) -> tuple[str, ...]:
        """Return the picked rules of admission that a floor makes superfluous."""
        needs = set(self.needs_no_more(level)).difference(self.referred(level))
        return tuple(each for each in self.picked(level) if each in needs)

    def needs_no_more(self, level: str) -> tuple[str, ...]:
        """Return what is true of a client for whom no floor asks for more than a level."""
        return tuple(
            self.said(parse(OPPOSITES[write(floor.criterion)]))
            for floor in self.standard.floors
            if floor.level != ONLY_FOR_WITHDRAWAL
            and (self.instead(floor.level) or floor.level)
            and self.rank(self.instead(floor.level) or floor.level) > self.rank(level)
        )

    def floors_said_twice(self) -> Iterator[tuple[str, str]]:
        """Yield each floor, its level and text, where all levels below ask at admission for more.

        Where they ask for the same, it is their rules that never decide: see `twice`.
        """
        for floor in self.standard.floors:
            level, text = self.instead(floor.level), self.said(floor.criterion)
            below = [
                each
                for each in self.facility.levels
                if level and self.rank(each) < self.rank(level)
            ]
            opposite = self.said(parse(OPPOSITES[write(floor.criterion)]))
            if below and all(
                any(_implies(each, opposite) for each in self.admits(other)) for other in below
            ):
                yield level, text

    def is_least(self, level: str) -> bool:
        """Whether nothing less intensive than a level is offered: who moves on has completed."""
        return min(self.facility.levels, key=self.rank) == level

    def ready(self, level: str) -> tuple[str, ...]:
        """Return the criteria of the statements about when a client moves on from a level."""
        return tuple(readiness(each) for each in self.facility.move_on.get(level, ()))

    def going_down(self, start: str, to: str, when: Criterion | None = None) -> str:
        """Return who may step down from one level to another, both offered.

        Parameters
        ----------
        start, to
            The levels.
        when
            The criterion of the standard pathway; None for a move that it does not have.
        """
        old = [self.said(part) for part in _parts(when)]
        ready = self.ready(start)
        dropped = self.dropped(to)
        if any(asks(each, "attendance") for each in ready):
            old = [each for each in old if not asks(each, "attendance")]
        parts = [*ready, *(each for each in old if each not in dropped)]
        parts += [*self.picked(to), *self.referred(to)]
        if when is None:
            parts += [*self.admits(to), *self.needs_no_more(to)]
        # Who steps down has completed the level that they leave.
        done = Completed(start)
        return _all(_telling(each for each in parts if done not in _ways(parse(each))))

    def completed(self, level: str) -> str:
        """Return who has completed a level: what was picked, or nothing that is asked."""
        ready = self.ready(level)
        return _all(ready) if ready else ""

    def going_up(self, to: str, when: Criterion) -> str:
        """Return who may step up to a level, both offered."""
        old = [self.said(part) for part in _parts(when)]
        at_once = len(old) == 1  # a relapse calls for more, whatever else is true
        return _all([*old, *(() if at_once else (*self.picked(to), *self.referred(to)))])

    def questions(self, criteria: Iterable[str]) -> Mapping[str, str]:
        """Return the questions that stand for care given elsewhere: the level of each fact."""
        facts = {_fact(level): level for level in self.missing}
        text = " ".join(criteria)
        return {fact: level for fact, level in facts.items() if fact in text}

    def _asked(self, criterion: Criterion) -> Criterion:
        match criterion:
            case Completed(level) if level in self.missing:
                return IsTrue(_fact(level))
            case Not(part):
                return Not(self._asked(part))
            case And(parts):
                return And(self._asked(part) for part in parts)
            case Or(parts):
                return Or(self._asked(part) for part in parts)
            case _:
                return criterion


def is_idle(text: str, others: Iterable[str]) -> bool:
    """Whether a criterion says nothing that one of the others does not say already."""
    return any(text == other or _implies(other, text) for other in others)


def _telling(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the criteria without those that another one implies."""
    found = dict.fromkeys(texts)
    return tuple(one for one in found if not any(_implies(other, one) for other in found))


def _implies(one: str, other: str) -> bool:
    return one != other and (_STRONGER.get(one) == other or parse(one) in _ways(parse(other)))


def _fact(level: str) -> str:
    return f"completed_{level}"


def _parts(criterion: Criterion | None) -> tuple[Criterion, ...]:
    if criterion is None:
        return ()
    return criterion.parts if isinstance(criterion, And) else (criterion,)


def _ways(criterion: Criterion) -> tuple[Criterion, ...]:
    return criterion.parts if isinstance(criterion, Or) else (criterion,)


def _all(texts: Iterable[str]) -> str:
    return write(And(parse(each) for each in dict.fromkeys(texts)))
