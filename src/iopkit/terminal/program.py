"""A program in detail: its dose, times, goals and services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.criteria.language.write import write
from iopkit.describe.wording import based, counted, day_range, listed, named
from iopkit.model.schedule.weekday import clock
from iopkit.terminal.staircase import hours
from iopkit.terminal.style import plain
from iopkit.terminal.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.pathway import Pathway
    from iopkit.model.program import Program, Service, Track
    from iopkit.terminal.style import DisplayStyle


def program_in_detail(program: Program, pathway: Pathway, look: DisplayStyle) -> Iterator[str]:
    """Yield the lines that say everything about a program, below its name."""
    yield look.strong(plain(f"Program: {named(program.title, program.id)}"))
    on = [f"{program.days} days a week"] if program.days.is_known else []
    length = [f"for {day_range(program.length)}"] if program.length.is_known else []
    yield look.wrapped(based(", ".join([hours(program), *on, *length]), program.basis), first="  ")
    for text in _besides(program):
        yield look.wrapped(text, first="  ", rest="      ")
    if program.services:
        rows = [
            (
                pathway.name_of(service),
                service.format.value,
                "" if not service.sessions.is_known else str(service.sessions),
                "" if not service.minutes.is_known else str(service.minutes),
                service.need.value,
            )
            for service in program.services
        ]
        yield table(("service", "held as", "times a week", "minutes", "need"), rows, look)
    for service in program.services:
        remarks = list(_remarks(service))
        if remarks:
            text = f"{pathway.name_of(service)}: {'; '.join(remarks)}"
            yield look.wrapped(text, first="  ", rest="      ")
    done = {service.therapy for service in program.services}
    for therapy in pathway.therapies:
        if therapy.id in done and (therapy.about or therapy.basis is not None):
            text = f"{therapy.title}: {therapy.about}" if therapy.about else therapy.title
            yield look.wrapped(based(text, therapy.basis), first="  ", rest="      ")


def _besides(program: Program) -> Iterator[str]:
    """Yield what there is to say beside the dose, a sentence each."""
    for other in program.lengths:
        yield based(f"{day_range(other.length)} when {write(other.when)}", other.basis)
    if program.varies_with:
        yield f"set for each client by {listed(program.varies_with)}"
    if program.taper:
        yield f"over time: {program.taper}"
    if program.review is not None:
        by = f" by {listed(program.review.by, 'or')}" if program.review.by else ""
        yield based(f"progress is reviewed {program.review}{by}", program.review.basis)
    for track in program.tracks:
        yield f"{track.id}: {_times(track)}"
    for goal in program.goals:
        yield based(f"meant to reach: {goal.goal}", goal.basis)


def _times(track: Track) -> str:
    """Return when a track is held, how many follow it, and when those cannot come.

    >>> from iopkit.model.schedule.track import Track
    >>> _times(Track(id="evening")), _times(Track(id="early", start=450, end=600, clients=8))
    ('times not stated', '07:30-10:00, 8 clients')
    """
    at = [", ".join(track.days)] if track.days else []
    if track.start is not None and track.end is not None:
        at.append(f"{clock(track.start)}-{clock(track.end)}")
    said = [" ".join(at) or "times not stated", *([track.mode] if track.mode else [])]
    if track.clients is not None:
        said.append(counted(track.clients, "client"))
    if track.a_day is not None:
        said.append(f"at most {track.a_day} minutes of sessions a day")
    if track.busy:
        said.append(f"busy {listed([str(hours) for hours in track.busy])}")
    return ", ".join(said)


def _remarks(service: Service) -> Iterator[str]:
    """Yield what the table has no column for."""
    if service.audience is not None:
        yield f"for clients with {write(service.audience)}"
    if service.instead_of:
        yield f"in place of {service.instead_of}"
    if service.mode is not None:
        yield service.mode.value
    if service.varies_with:
        yield f"set for each client by {listed(service.varies_with)}"
    if service.produces:
        yield f"gives {listed(service.produces)}"
    if service.may_change:
        yield f"may change {listed(service.may_change, 'or')}"
