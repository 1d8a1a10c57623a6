"""Whether what happens at a level can happen: queues, calendars and changes at reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.model.assessment import CLOCK_FACTS, Choice, NumberFact, OrdinalFact, YesNo
from iopkit.model.check.criteria import choices
from iopkit.model.check.names import unknown
from iopkit.model.check.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.assessment import Fact
    from iopkit.model.basis import Path
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.simulation.fact_change import FactChange


def problems_with_levels(pathway: Pathway) -> Iterator[Problem]:
    """Yield what cannot happen at a level; the rules of a queue are left to `criteria`.

    >>> from iopkit.errors import IntegrityError
    >>> from iopkit.model.level import Level
    >>> from iopkit.model.pathway import Pathway
    >>> from iopkit.model.simulation.fact_change import FactChange
    >>> up = FactChange(fact="days_in_care", becomes=[(True, 0.5)])
    >>> try:
    ...     Pathway(id="p", title="P", levels=[Level(id="iop", title="I", rank=2, progress=[up])])
    ... except IntegrityError as error:
    ...     print(error.problems[0].message)
    'iop' has no interval of review, so that nothing ever changes there
    """
    for level in pathway.levels:
        yield from _to_itself(level)
        path: Path = ("levels", level.id, "progress")
        if level.progress and level.review is None:
            message = f"'{level.id}' has no interval of review, so that nothing ever changes there"
            hint = f"give {level.id} one, as in review: every 7 days"
            yield Problem(code="no-review", path=path, message=message, hint=hint)
        for change in level.progress:
            yield from _progress(change, pathway, (*path, change.fact))


def _to_itself(level: Level) -> Iterator[Problem]:
    hint = "name an outcome or another level"
    if level.queue is not None and level.queue.gives_up == level.id:
        message = f"who gives up waiting for '{level.id}' cannot go to '{level.id}'"
        path: Path = ("levels", level.id, "queue", "gives_up")
        yield Problem(code="same-level", path=path, message=message, hint=hint)
    if level.calendar is not None and level.calendar.displaced_to == level.id:
        message = f"who has to leave '{level.id}' cannot go to '{level.id}'"
        path = ("levels", level.id, "calendar", "displaced_to")
        yield Problem(code="same-level", path=path, message=message, hint=hint)


def _progress(change: FactChange, pathway: Pathway, path: Path) -> Iterator[Problem]:
    facts = {fact.id: fact for fact in pathway.assessment.facts}
    if change.fact in facts:
        yield from _suits(change, facts[change.fact], path)
    elif change.fact in {fact.id for fact in CLOCK_FACTS}:
        message = f"'{change.fact}' is known from the clock, which no review moves"
        yield Problem(code="reserved-name", path=path, message=message, hint="leave it out")
    else:
        yield unknown("fact", change.fact, facts, path)


def _suits(change: FactChange, fact: Fact, path: Path) -> Iterator[Problem]:
    """Yield that a change moves an answer in a way that its question does not have."""
    match fact.type:
        case NumberFact() if change.by is None:
            message = f"'{fact.id}' is answered by a number"
            hint = "say how much is added, as in {by: 1}"
            yield Problem(code="wrong-answer", path=path, message=message, hint=hint)
        case YesNo() | Choice() if change.by is not None:
            message = (
                f"the answers to '{fact.id}' have no order, so that nothing moves them by steps"
            )
            first = "yes" if isinstance(fact.type, YesNo) else fact.type.options[0]
            hint = f"say whose answer changes, as in {{becomes: {{{first}: 0.1}}}}"
            yield Problem(code="wrong-answer", path=path, message=message, hint=hint)
        case YesNo():
            if any(not isinstance(answer, bool) for answer, _ in change.becomes):
                message = f"'{fact.id}' is answered by yes or no"
                hint = "write {becomes: {yes: 0.1}}"
                yield Problem(code="wrong-answer", path=path, message=message, hint=hint)
        case OrdinalFact(options) | Choice(options):
            for answer, _ in change.becomes:
                if answer not in options:
                    message = f"'{_word(answer)}' is not an answer to '{fact.id}'"
                    way: Path = (*path, "becomes", _word(answer))
                    hint = choices(str(answer), options)
                    yield Problem(code="unknown-option", path=way, message=message, hint=hint)
        case _:
            pass


def _word(answer: bool | str) -> str:  # noqa: FBT001  an answer, not a switch
    return {True: "yes", False: "no"}[answer] if isinstance(answer, bool) else answer
