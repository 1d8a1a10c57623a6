"""Whether the answers of arriving clients suit the questions."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from iopkit.model.assessment import CLOCK_FACTS, Choice, NumberFact, OrdinalFact, YesNo, identifies
from iopkit.model.check.answers import not_asked, refusal
from iopkit.model.check.criteria import choices
from iopkit.model.check.names import unknown
from iopkit.model.check.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.assessment import Fact
    from iopkit.model.basis import Path
    from iopkit.model.pathway import Pathway
    from iopkit.model.simulation.arrivals import Answer
    from iopkit.model.simulation.client_sample import ClientSample


TOLD: Final = 20
"""How many answers of a table of people are found wrong one by one."""


def problems_with_arrivals(pathway: Pathway) -> Iterator[Problem]:
    """Yield the answers of arriving clients that their questions cannot have."""
    facts = {fact.id: fact for fact in pathway.assessment.facts}
    clock = {fact.id for fact in CLOCK_FACTS}
    for stream in pathway.arrivals:
        for answer in stream.answers:
            path: Path = ("arrivals", stream.id, "facts", answer.fact)
            if answer.fact in facts:
                yield from _answer(answer, facts[answer.fact], path)
            elif answer.fact in clock:
                message = f"'{answer.fact}' is known from the clock; nobody arrives with it"
                yield Problem(code="reserved-name", path=path, message=message, hint="leave it out")
            else:
                yield unknown("fact", answer.fact, facts, path)
        if stream.people is not None:
            yield from _people(stream.people, facts, ("arrivals", stream.id, "people"))


def _people(people: ClientSample, facts: dict[str, Fact], path: Path) -> Iterator[Problem]:
    """Yield the facts that nobody asks and the answers that cannot be; never repeats an answer."""
    clock = {fact.id for fact in CLOCK_FACTS}
    for place, name in enumerate(people.facts):
        at: Path = (*path, "facts", place)
        if name in clock:
            message = f"'{name}' is known from the clock; nobody arrives with it"
            yield Problem(code="reserved-name", path=at, message=message, hint="leave it out")
        elif name not in facts:
            why = not_asked(name, facts)
            code = "identity" if identifies(name) else "unknown-fact"
            yield Problem(code=code, path=at, message=why.message, hint=why.hint)
    told = islice(_bad_answers(people, facts), TOLD + 1)
    for number, (row, place, message) in enumerate(told):
        at = (*path, "rows", row, place)
        if number == TOLD:
            message = "this is no answer either, and more may follow"  # noqa: PLW2901
        yield Problem(code="bad-answer", path=at, message=message)


def _bad_answers(people: ClientSample, facts: dict[str, Fact]) -> Iterator[tuple[int, int, str]]:
    """Yield the row and the place of each answer that cannot be, and what it must be."""
    for row, answers in enumerate(people.rows):
        for place, (name, value) in enumerate(zip(people.facts, answers, strict=True)):
            refused = refusal(value, facts[name]) if name in facts else None
            if refused is not None:
                yes_no = isinstance(facts[name].type, YesNo)
                yield row, place, f"'{name}' must be yes or no" if yes_no else refused.message


def _answer(answer: Answer, fact: Fact, path: Path) -> Iterator[Problem]:
    match fact.type:
        case NumberFact() as number:
            if answer.amount is None:
                message = f"'{fact.id}' is answered by a number"
                hint = "give a distribution, as in {mean: 5, sd: 2}"
                yield Problem(code="wrong-answer", path=path, message=message, hint=hint)
            elif number.low is not None and number.low >= 0 > answer.amount.least():
                message = f"no answer to '{fact.id}' can be less than 0"
                hint = "give a distribution that stays above"
                yield Problem(code="wrong-answer", path=path, message=message, hint=hint)
        case YesNo():
            if any(not isinstance(option, bool) for option, _ in answer.weights) or answer.amount:
                message = f"'{fact.id}' is answered by yes or no"
                hint = "give the share of yes, as in 0.4"
                yield Problem(code="wrong-answer", path=path, message=message, hint=hint)
        case OrdinalFact(options) | Choice(options):
            if answer.amount is not None:
                message = f"'{fact.id}' is answered by a word"
                hint = f"give the share of each, as in {{{options[0]}: 0.4, {options[1]}: 0.6}}"
                yield Problem(code="wrong-answer", path=path, message=message, hint=hint)
            for option, _ in answer.weights:
                if option not in options:
                    message = f"'{option}' is not an answer to '{fact.id}'"
                    hint = choices(str(option), options)
                    way = (*path, str(option))
                    yield Problem(code="unknown-option", path=way, message=message, hint=hint)
