"""Whether a criterion makes sense for the facts that are asked.

A criterion can be well written and still ask for a fact that nobody asks, or compare a word with a
number. What is found here is found before any client comes; a criterion without problems can be
evaluated for every client.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.errors import nearest
from iopkit.model.assessment import DAYS_WAITING, WAITING, Choice, NumberFact, OrdinalFact, YesNo
from iopkit.model.check.percent import is_percentage, looks_like_share
from iopkit.model.check.problem import Problem
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
from iopkit.model.units import converted, time_unit
from iopkit.model.validators import not_an_identifier

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from iopkit.model.assessment import Assessment, Fact
    from iopkit.model.basis import Path
    from iopkit.model.criterion import Criterion, Literal, Span

KEYWORDS: Final = frozenset({"and", "or", "not", "in", "is", "completed", "true", "false"})
"""Words that the criteria language keeps for itself, so that no fact and no level has them."""


def problems(
    criterion: Criterion,
    assessment: Assessment,
    level_ids: Collection[str],
    *,
    path: Path = (),
    waiting: bool = False,
) -> tuple[Problem, ...]:
    """Return what makes no sense in a criterion about clients, in the order of its text.

    Parameters
    ----------
    criterion
        The criterion.
    assessment
        The facts that it may use.
    level_ids
        The levels that can be completed.
    path
        Where the criterion stands in the pathway file.
    waiting
        Whether it ranks those who wait, and so may ask for how long they have.

    >>> from iopkit.model.assessment import Assessment
    >>> [problem.message for problem in problems(Completed("ipo"), Assessment(), ["iop"])]
    ["no level named 'ipo'"]
    """
    facts = {name: assessment.fact(name) for name in assessment.names}
    if waiting:
        facts[DAYS_WAITING] = WAITING
    return tuple(_Sense(facts=facts, level_ids=level_ids, path=path).of(criterion))


def problems_about_programs(
    criterion: Criterion, facts: Collection[Fact], *, path: Path = ()
) -> tuple[Problem, ...]:
    """Return what makes no sense in a criterion about programs, which complete no levels.

    >>> [problem.message for problem in problems_about_programs(Completed("iop"), ())]
    ['a rule about programs cannot ask what a client completed']
    """
    named = {fact.id: fact for fact in facts}
    return tuple(_Sense(facts=named, level_ids=None, path=path).of(criterion))


def small_percents(
    criterion: Criterion, assessment: Assessment
) -> Iterator[tuple[str, float, Span]]:
    """Yield what is compared with a percentage as if that were a share from 0 to 1.

    ``attendance >= 0.8`` is met by almost everybody when attendance is answered from 0 to 100 %.
    With its sign, as in ``0.8%``, a number says what it means.

    Returns
    -------
    For each such number the fact, the number [%], and the characters where it stands.

    >>> from iopkit.criteria.language.parse import parse
    >>> from iopkit.model.assessment import Assessment, Fact
    >>> percent = NumberFact(low=0, high=100, unit="%")
    >>> asked = Assessment([Fact(id="attendance", ask="Attendance?", type=percent)])
    >>> list(small_percents(parse("attendance >= 0.8 or attendance < 0.5%"), asked))
    [('attendance', 0.8, (14, 17))]
    """
    match criterion:
        case And(parts) | Or(parts):
            for part in parts:
                yield from small_percents(part, assessment)
        case Not(part):
            yield from small_percents(part, assessment)
        case Compare(fact, _, literal):
            yield from _shares(fact, (literal,), assessment)
        case Membership(fact, literals):
            yield from _shares(fact, literals, assessment)
        case _:
            pass


def _shares(
    name: str, literals: tuple[Literal, ...], assessment: Assessment
) -> Iterator[tuple[str, float, Span]]:
    asked = next((fact.type for fact in assessment.facts if fact.id == name), None)
    if asked is None or not is_percentage(asked):
        return
    for literal in literals:
        value = literal.value
        if not isinstance(value, bool | str) and not literal.unit and looks_like_share(value):
            yield name, float(value), literal.span


def option_rank(literal: Literal, options: tuple[str, ...]) -> int | None:
    """Return the place of a written value among the options, or None when it is not one.

    A number stands for the option that is written like it.

    >>> from iopkit.model.criterion import Literal
    >>> option_rank(Literal("weak"), ("none", "weak")), option_rank(Literal(2.0), ("1", "2"))
    (1, 1)
    """
    if isinstance(literal.value, bool) or literal.unit:
        return None
    word = literal.value if isinstance(literal.value, str) else f"{literal.value:.15g}"
    return options.index(word) if word in options else None


@attrs.frozen(kw_only=True)
class _Sense:
    """What criteria may speak of; `level_ids` is None where nothing can be completed."""

    facts: dict[str, Fact]
    level_ids: Collection[str] | None
    path: Path

    def of(self, criterion: Criterion) -> Iterator[Problem]:
        match criterion:
            case And(parts) | Or(parts):
                for part in parts:
                    yield from self.of(part)
            case Not(part):
                yield from self.of(part)
            case Completed(level):
                yield from self._level(level, criterion.span)
            case Constant():
                pass
            case IsTrue() | Compare() | Membership() | IsKnown():
                fact = self.facts.get(criterion.fact)
                if fact is None:
                    yield self._no_fact(criterion)
                else:
                    yield from self._leaf(criterion, fact)

    def _problem(self, code: str, span: Span, message: str, hint: str = "") -> Problem:
        return Problem(code=code, path=self.path, span=span, message=message, hint=hint)

    def _level(self, level: str, span: Span) -> Iterator[Problem]:
        if self.level_ids is None:
            message = "a rule about programs cannot ask what a client completed"
            yield self._problem("unknown-level", span, message)
        elif level not in self.level_ids:
            message = f"no level named '{level}'"
            yield self._problem("unknown-level", span, message, choices(level, self.level_ids))

    def _no_fact(self, leaf: IsTrue | Compare | Membership | IsKnown) -> Problem:
        if leaf.fact == DAYS_WAITING and self.level_ids is not None:
            message = f"'{DAYS_WAITING}' is known only of those who wait for a level"
            hint = "ask it in the rules of a queue alone"
            return self._problem("not-waiting", leaf.span, message, hint)
        hint = choices(leaf.fact, self.facts)
        if isinstance(leaf, Compare) and leaf.literal.value in self.facts:
            hint = f"the fact stands first, as in {leaf.literal.value} = {leaf.fact}"
        return self._problem("unknown-fact", leaf.span, f"no fact named '{leaf.fact}'", hint)

    def _leaf(self, leaf: IsTrue | Compare | Membership | IsKnown, fact: Fact) -> Iterator[Problem]:
        match leaf:
            case IsTrue() if not isinstance(fact.type, YesNo):
                message = f"'{fact.id}' is not answered by yes or no"
                hint = f"compare it, as in {_example(fact)}"
                yield self._problem("not-yes-no", leaf.span, message, hint)
            case Compare(_, comparison, literal):
                yield from self._literal(literal, fact)
                if comparison not in {Relation.EQUAL, Relation.DIFFERENT}:
                    yield from self._order(fact, leaf.span)
            case Membership(_, literals):
                for literal in literals:
                    yield from self._literal(literal, fact)
            case _:
                pass

    def _order(self, fact: Fact, span: Span) -> Iterator[Problem]:
        if isinstance(fact.type, YesNo | Choice):
            message = f"the answers to '{fact.id}' have no order"
            hint = f"compare by = or !=, as in {_example(fact)}"
            yield self._problem("no-order", span, message, hint)

    def _literal(self, literal: Literal, fact: Fact) -> Iterator[Problem]:
        match fact.type:
            case YesNo():
                if not isinstance(literal.value, bool):
                    message = f"'{fact.id}' is answered by yes or no"
                    hint = f"write {fact.id}, or not {fact.id}"
                    yield self._problem("wrong-type", literal.span, message, hint)
            case OrdinalFact(options) | Choice(options):
                if option_rank(literal, options) is None:
                    message = f"this is not an answer to '{fact.id}'"
                    hint = choices(str(literal.value), options)
                    yield self._problem("unknown-option", literal.span, message, hint)
            case NumberFact() as number:
                yield from self._amount(literal, fact, number)

    def _amount(self, literal: Literal, fact: Fact, number: NumberFact) -> Iterator[Problem]:
        value = literal.value
        if isinstance(value, bool | str) or not math.isfinite(value):
            message = f"'{fact.id}' is answered by a number"
            hint = f"as in {_example(fact)}"
            yield self._problem("wrong-type", literal.span, message, hint)
            return
        amount = converted(value, literal.unit, number.unit)
        if amount is None:
            message = f"'{fact.id}' is not measured in {literal.unit}"
            if not number.unit:
                hint = "write the number alone"
            elif time_unit(number.unit):
                hint = f"write a time, as in 4 {number.unit}"
            else:
                hint = f"it is recorded in {number.unit}"
            yield self._problem("wrong-unit", literal.span, message, hint)
        elif number.high is not None and amount > number.high:
            message = f"no answer to '{fact.id}' can be more than {_bound(number.high, number)}"
            yield self._problem("out-of-range", literal.span, message)
        elif number.low is not None and amount < number.low:
            message = f"no answer to '{fact.id}' can be less than {_bound(number.low, number)}"
            yield self._problem("out-of-range", literal.span, message)


def choices(name: str, known: Collection[str]) -> str:
    """Return "did you mean 'iop'?" or, when nothing is near, all that there is.

    >>> choices("ipo", ["iop", "php"]), choices("xyz", ["iop", "php"])
    ("did you mean 'iop'?", 'there are: iop, php')
    """
    return nearest(name, known) or (f"there are: {', '.join(known)}" if known else "there are none")


def _bound(limit: float, number: NumberFact) -> str:
    gap = " " if number.unit not in {"", "%"} else ""
    return f"{limit:g}{gap}{number.unit}"


def _example(fact: Fact) -> str:
    match fact.type:
        case YesNo():
            return f"{fact.id} = true"
        case NumberFact(low=low, high=high, unit=unit):
            limit = next((bound for bound in (high, low) if bound is not None), 5)
            written = unit if unit == "%" else f" {unit}" if time_unit(unit) else ""
            return f"{fact.id} {'<=' if high is not None else '>='} {limit:g}{written}"
        case OrdinalFact(options) | Choice(options):
            word = options[0]
            plain = not not_an_identifier(word) and word not in KEYWORDS
            return f"{fact.id} = {word}" if plain else f"{fact.id} = '{word}'"
