"""Whether what happens at a level can happen: queues, calendars and changes at reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.diagnostics.catalogue.contradictions import (
    CHANGE_TO_NO_ANSWER,
    CLOCK_FACT_MOVED,
    DISPLACED_TO_ITSELF,
    GIVES_UP_FOR_ITSELF,
    NUMBER_BECOMES,
    PROGRESS_WITHOUT_REVIEW,
    STEPS_OF_YES_NO,
    STEPS_WITHOUT_ORDER,
)
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.model.assessment import CLOCK_FACTS, Choice, NumberFact, OrdinalFact, YesNo
from iopkit.model.check.criteria import choices
from iopkit.model.check.names import unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.assessment import Fact
    from iopkit.model.basis import Path
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.simulation.fact_change import FactChange


def problems_with_levels(pathway: Pathway) -> Iterator[Diagnostic]:
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
            yield Diagnostic.of(path, PROGRESS_WITHOUT_REVIEW(level=level.id))
        for change in level.progress:
            yield from _progress(change, pathway, (*path, change.fact))


def _to_itself(level: Level) -> Iterator[Diagnostic]:
    if level.queue is not None and level.queue.gives_up == level.id:
        path: Path = ("levels", level.id, "queue", "gives_up")
        yield Diagnostic.of(path, GIVES_UP_FOR_ITSELF(level=level.id))
    if level.calendar is not None and level.calendar.displaced_to == level.id:
        path = ("levels", level.id, "calendar", "displaced_to")
        yield Diagnostic.of(path, DISPLACED_TO_ITSELF(level=level.id))


def _progress(change: FactChange, pathway: Pathway, path: Path) -> Iterator[Diagnostic]:
    facts = {fact.id: fact for fact in pathway.assessment.facts}
    if change.fact in facts:
        yield from _suits(change, facts[change.fact], path)
    elif change.fact in {fact.id for fact in CLOCK_FACTS}:
        yield Diagnostic.of(path, CLOCK_FACT_MOVED(fact=change.fact))
    else:
        yield unknown("fact", change.fact, facts, path)


def _suits(change: FactChange, fact: Fact, path: Path) -> Iterator[Diagnostic]:
    """Yield that a change moves an answer in a way that its question does not have."""
    match fact.type:
        case NumberFact() if change.by is None:
            yield Diagnostic.of(path, NUMBER_BECOMES(fact=fact.id))
        case YesNo() | Choice() if change.by is not None:
            first = "yes" if isinstance(fact.type, YesNo) else fact.type.options[0]
            yield Diagnostic.of(path, STEPS_WITHOUT_ORDER(fact=fact.id, first=first))
        case YesNo():
            if any(not isinstance(answer, bool) for answer, _ in change.becomes):
                yield Diagnostic.of(path, STEPS_OF_YES_NO(fact=fact.id))
        case OrdinalFact(options) | Choice(options):
            for answer, _ in change.becomes:
                if answer not in options:
                    way: Path = (*path, "becomes", _word(answer))
                    hint = choices(str(answer), options)
                    yield Diagnostic.of(
                        way, CHANGE_TO_NO_ANSWER(answer=_word(answer), fact=fact.id), hint
                    )
        case _:
            pass


def _word(answer: bool | str) -> str:  # noqa: FBT001  an answer, not a switch
    return {True: "yes", False: "no"}[answer] if isinstance(answer, bool) else answer
