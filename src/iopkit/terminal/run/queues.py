"""How clients wait for a level, when its places change, and what its reviews change, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.criteria.language.write import write
from iopkit.describe.wording import based, listed, percent, stay
from iopkit.model.provenance.citations import described
from iopkit.model.simulation.capacity_schedule import Displaces
from iopkit.model.simulation.distribution import DistributionFamily

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.basis import Basis
    from iopkit.model.level import Level
    from iopkit.model.simulation.distribution import Distribution
    from iopkit.model.simulation.fact_change import FactChange

_WHO = {Displaces.LAST: "who began last", Displaces.FIRST: "who began first"}


def about_waiting(level: Level) -> Iterator[str]:
    """Yield in sentences when places change, when clients begin, and when they give up.

    >>> from iopkit.model.simulation.cohort_start import CohortStart
    >>> from iopkit.model.level import Level
    >>> list(about_waiting(Level(id="iop", title="I", rank=2, intake=CohortStart(size=8))))
    ['Clients begin in groups of 8']
    """
    if level.calendar is not None:
        calendar = level.calendar
        cut = (
            "when they get fewer, nobody has to leave"
            if calendar.displaces is None
            else f"when they get fewer, {_WHO[calendar.displaces]} leaves for "
            f"{calendar.displaced_to}"
        )
        yield based(f"Places change: {calendar}; {cut}", calendar.basis)
    if level.intake is not None:
        yield based(f"Clients begin {level.intake}", level.intake.basis)
    queue = level.queue
    if queue is not None and queue.patience is not None:
        text = f"Who waits gives up after {stay(queue.patience)}, for {queue.gives_up}"
        yield based(text, queue.patience.basis)


def first_in_queue(level: Level) -> list[tuple[str, Basis | None]]:
    """Return the rules that rank those who wait, in their order, each with what it rests on."""
    rules = level.queue.first if level.queue else ()
    return [(rule.title or write(rule.criterion), rule.basis) for rule in rules]


def changes(level: Level) -> list[tuple[str, Basis | None]]:
    """Return what each review changes, with what it rests on."""
    return [(_change(change), change.basis) for change in level.progress]


def _change(change: FactChange) -> str:
    if change.by is not None:
        return f"{change.fact} changes by {_amount(change.by)}"
    words = {True: "yes", False: "no"}
    becomes = [
        f"{words[answer] if isinstance(answer, bool) else answer} for {percent(share)}"
        for answer, share in change.becomes
    ]
    return f"{change.fact} becomes {listed(becomes)}"


def _amount(of: Distribution) -> str:
    given = dict(of.given)
    match of.shape:
        case DistributionFamily.FIXED:
            return f"{given['value']:g}"
        case DistributionFamily.UNIFORM:
            return f"{given['low']:g} to {given['high']:g}"
        case _:
            return described(of)
