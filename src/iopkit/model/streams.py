"""Whether the answers of arriving clients suit the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.model.assessment import TIME_FACTS, Choice, Number, Scale, YesNo
from iopkit.model.names import unknown
from iopkit.model.problem import Problem
from iopkit.model.sense import choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.arrivals import Answer
    from iopkit.model.assessment import Fact
    from iopkit.model.origin import Path
    from iopkit.model.pathway import Pathway


def problems_with_arrivals(pathway: Pathway) -> Iterator[Problem]:
    """Yield the answers of arriving clients that their questions cannot have."""
    facts = {fact.id: fact for fact in pathway.assessment.facts}
    clock = {fact.id for fact in TIME_FACTS}
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


def _answer(answer: Answer, fact: Fact, path: Path) -> Iterator[Problem]:
    match fact.type:
        case Number():
            if answer.amount is None:
                message = f"'{fact.id}' is answered by a number"
                hint = "give a distribution, as in {mean: 5, sd: 2}"
                yield Problem(code="wrong-answer", path=path, message=message, hint=hint)
        case YesNo():
            if any(not isinstance(option, bool) for option, _ in answer.weights) or answer.amount:
                message = f"'{fact.id}' is answered by yes or no"
                hint = "give the share of yes, as in 0.4"
                yield Problem(code="wrong-answer", path=path, message=message, hint=hint)
        case Scale(options) | Choice(options):
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
