"""Whether a criterion makes sense for the facts that are asked.

A criterion can be well written and still ask for a fact that nobody asks, or compare a word with a
number. What is found here is found before any client comes; a criterion without problems can be
evaluated for every client.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.diagnostics.catalogue.criteria import (
    ABOVE_ALL_ANSWERS,
    ANSWERED_OTHERWISE,
    ANSWERS_WITHOUT_ORDER,
    BELOW_ALL_ANSWERS,
    COMPARED_WITH_WORD,
    COMPARED_WITH_YES_NO,
    KNOWN_WHILE_WAITING,
    NO_SUCH_ANSWER,
    NO_SUCH_FACT,
    NO_SUCH_LEVEL,
    OTHER_UNIT,
    PROGRAMS_COMPLETE_NOTHING,
)
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.diagnostics.fix import DiagnosticFix, closest_fix
from iopkit.errors import nearest
from iopkit.model.assessment import DAYS_WAITING, WAITING, Choice, NumberFact, OrdinalFact, YesNo
from iopkit.model.check.percent import is_percentage, looks_like_share
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

    from iopkit.diagnostics.kind import DiagnosticMessage
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
) -> tuple[Diagnostic, ...]:
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
) -> tuple[Diagnostic, ...]:
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

    def of(self, criterion: Criterion) -> Iterator[Diagnostic]:
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

    def _problem(
        self,
        message: DiagnosticMessage,
        span: Span,
        hint: str | None = None,
        *,
        fix: DiagnosticFix | None = None,
    ) -> Diagnostic:
        return Diagnostic.of(self.path, message, hint, span=span, fix=fix)

    def _level(self, level: str, span: Span) -> Iterator[Diagnostic]:
        if self.level_ids is None:
            yield self._problem(PROGRAMS_COMPLETE_NOTHING(), span)
        elif level not in self.level_ids:
            yield self._problem(NO_SUCH_LEVEL(level=level), span, choices(level, self.level_ids))

    def _no_fact(self, leaf: IsTrue | Compare | Membership | IsKnown) -> Diagnostic:
        if leaf.fact == DAYS_WAITING and self.level_ids is not None:
            return self._problem(KNOWN_WHILE_WAITING(days_waiting=DAYS_WAITING), leaf.span)
        told = NO_SUCH_FACT(fact=leaf.fact)
        if isinstance(leaf, Compare) and leaf.literal.value in self.facts:
            hint = f"the fact stands first, as in {leaf.literal.value} = {leaf.fact}"
            return self._problem(told, leaf.span, hint)
        fix = closest_fix(leaf.fact, self.facts)
        return self._problem(told, leaf.span, choices(leaf.fact, self.facts), fix=fix)

    def _leaf(
        self, leaf: IsTrue | Compare | Membership | IsKnown, fact: Fact
    ) -> Iterator[Diagnostic]:
        match leaf:
            case IsTrue() if not isinstance(fact.type, YesNo):
                yield self._problem(
                    ANSWERED_OTHERWISE(fact=fact.id, example=_example(fact)), leaf.span
                )
            case Compare(_, comparison, literal):
                yield from self._literal(literal, fact)
                if comparison not in {Relation.EQUAL, Relation.DIFFERENT}:
                    yield from self._order(fact, leaf.span)
            case Membership(_, literals):
                for literal in literals:
                    yield from self._literal(literal, fact)
            case _:
                pass

    def _order(self, fact: Fact, span: Span) -> Iterator[Diagnostic]:
        if isinstance(fact.type, YesNo | Choice):
            yield self._problem(ANSWERS_WITHOUT_ORDER(fact=fact.id, example=_example(fact)), span)

    def _literal(self, literal: Literal, fact: Fact) -> Iterator[Diagnostic]:
        match fact.type:
            case YesNo():
                if not isinstance(literal.value, bool):
                    yield self._problem(COMPARED_WITH_YES_NO(fact=fact.id), literal.span)
            case OrdinalFact(options) | Choice(options):
                if option_rank(literal, options) is None:
                    hint = choices(str(literal.value), options)
                    yield self._problem(NO_SUCH_ANSWER(fact=fact.id), literal.span, hint)
            case NumberFact() as number:
                yield from self._amount(literal, fact, number)

    def _amount(self, literal: Literal, fact: Fact, number: NumberFact) -> Iterator[Diagnostic]:
        value = literal.value
        if isinstance(value, bool | str) or not math.isfinite(value):
            yield self._problem(
                COMPARED_WITH_WORD(fact=fact.id, example=_example(fact)), literal.span
            )
            return
        amount = converted(value, literal.unit, number.unit)
        if amount is None:
            if not number.unit:
                hint = "write the number alone"
            elif time_unit(number.unit):
                hint = f"write a time, as in 4 {number.unit}"
            else:
                hint = f"it is recorded in {number.unit}"
            yield self._problem(OTHER_UNIT(fact=fact.id, unit=literal.unit), literal.span, hint)
        elif number.high is not None and amount > number.high:
            yield self._problem(
                ABOVE_ALL_ANSWERS(fact=fact.id, high=_bound(number.high, number)), literal.span
            )
        elif number.low is not None and amount < number.low:
            yield self._problem(
                BELOW_ALL_ANSWERS(fact=fact.id, low=_bound(number.low, number)), literal.span
            )


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
