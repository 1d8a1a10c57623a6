"""Whether the answers of arriving clients suit the questions."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from iopkit.diagnostics.catalogue.clients import (
    ANSWER_OF_PEOPLE,
    FACT_OF_PEOPLE,
    IDENTITY_OF_PEOPLE,
    MORE_ANSWERS,
)
from iopkit.diagnostics.catalogue.contradictions import (
    ARRIVAL_BELOW_ZERO,
    ARRIVAL_NEEDS_NUMBER,
    ARRIVAL_NEEDS_WORD,
    ARRIVAL_NEEDS_YES_NO,
    ARRIVAL_WITH_NO_ANSWER,
    CLOCK_FACT_OF_ARRIVALS,
    CLOCK_FACT_OF_PEOPLE,
)
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.model.assessment import CLOCK_FACTS, Choice, NumberFact, OrdinalFact, YesNo, identifies
from iopkit.model.check.answers import not_asked, refusal
from iopkit.model.check.criteria import choices
from iopkit.model.check.names import unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.assessment import Fact
    from iopkit.model.basis import Path
    from iopkit.model.pathway import Pathway
    from iopkit.model.simulation.arrivals import Answer
    from iopkit.model.simulation.client_sample import ClientSample


TOLD: Final = 20
"""How many answers of a table of people are found wrong one by one."""


def problems_with_arrivals(pathway: Pathway) -> Iterator[Diagnostic]:
    """Yield the answers of arriving clients that their questions cannot have."""
    facts = {fact.id: fact for fact in pathway.assessment.facts}
    clock = {fact.id for fact in CLOCK_FACTS}
    for stream in pathway.arrivals:
        for answer in stream.answers:
            path: Path = ("arrivals", stream.id, "facts", answer.fact)
            if answer.fact in facts:
                yield from _answer(answer, facts[answer.fact], path)
            elif answer.fact in clock:
                yield Diagnostic.of(path, CLOCK_FACT_OF_ARRIVALS(fact=answer.fact))
            else:
                yield unknown("fact", answer.fact, facts, path)
        if stream.people is not None:
            yield from _people(stream.people, facts, ("arrivals", stream.id, "people"))


def _people(people: ClientSample, facts: dict[str, Fact], path: Path) -> Iterator[Diagnostic]:
    """Yield the facts that nobody asks and the answers that cannot be; never repeats an answer."""
    clock = {fact.id for fact in CLOCK_FACTS}
    for place, name in enumerate(people.facts):
        at: Path = (*path, "facts", place)
        if name in clock:
            message = f"'{name}' is known from the clock; nobody arrives with it"
            yield Diagnostic.of(at, CLOCK_FACT_OF_PEOPLE(name=name))
        elif name not in facts:
            why = not_asked(name, facts)
            kind = IDENTITY_OF_PEOPLE if identifies(name) else FACT_OF_PEOPLE
            yield Diagnostic.of(at, kind(reason=why.message), why.hint)
    first = islice(_bad_answers(people, facts), TOLD + 1)
    for number, (row, place, message) in enumerate(first):
        last = number == TOLD
        told = MORE_ANSWERS() if last else ANSWER_OF_PEOPLE(reason=message)
        yield Diagnostic.of((*path, "rows", row, place), told)


def _bad_answers(people: ClientSample, facts: dict[str, Fact]) -> Iterator[tuple[int, int, str]]:
    """Yield the row and the place of each answer that cannot be, and what it must be."""
    for row, answers in enumerate(people.rows):
        for place, (name, value) in enumerate(zip(people.facts, answers, strict=True)):
            refused = refusal(value, facts[name]) if name in facts else None
            if refused is not None:
                yes_no = isinstance(facts[name].type, YesNo)
                yield row, place, f"'{name}' must be yes or no" if yes_no else refused.message


def _answer(answer: Answer, fact: Fact, path: Path) -> Iterator[Diagnostic]:
    match fact.type:
        case NumberFact() as number:
            if answer.amount is None:
                yield Diagnostic.of(path, ARRIVAL_NEEDS_NUMBER(fact=fact.id))
            elif number.low is not None and number.low >= 0 > answer.amount.least():
                yield Diagnostic.of(path, ARRIVAL_BELOW_ZERO(fact=fact.id))
        case YesNo():
            if any(not isinstance(option, bool) for option, _ in answer.weights) or answer.amount:
                yield Diagnostic.of(path, ARRIVAL_NEEDS_YES_NO(fact=fact.id))
        case OrdinalFact(options) | Choice(options):
            if answer.amount is not None:
                hint = f"give the share of each, as in {{{options[0]}: 0.4, {options[1]}: 0.6}}"
                yield Diagnostic.of(
                    path, ARRIVAL_NEEDS_WORD(fact=fact.id, first=options[0], second=options[1])
                )
            for option, _ in answer.weights:
                if option not in options:
                    hint = choices(str(option), options)
                    way = (*path, str(option))
                    yield Diagnostic.of(
                        way, ARRIVAL_WITH_NO_ANSWER(option=option, fact=fact.id), hint
                    )
