"""A program: what it is meant to reach, its dose, its times, its services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.describe.blocks import DocumentSection, Item, Items, Paragraph
from iopkit.describe.criterion import called
from iopkit.describe.inline import Inlines, Link, Text, inlines, joined, reference
from iopkit.describe.pathway.service import services_table, therapy_items
from iopkit.describe.statement import record_line, statements
from iopkit.describe.value import quantity_range, time_range
from iopkit.describe.wording import named
from iopkit.files.format.program_parts import LENGTH, TRACK
from iopkit.files.format.programs import PROGRAM
from iopkit.model.range import Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.describe.blocks import Block
    from iopkit.describe.names import PathwayNames
    from iopkit.model.pathway import Pathway
    from iopkit.model.program import Program

_SAID_APART: Final = ("title", "goals", "length", "lengths", "days", "hours", "services", "tracks")


def program_section(program: Program, pathway: Pathway, names: PathwayNames) -> DocumentSection:
    """Return everything that a pathway says about a program."""
    title = Link(text=program.title, name=named(program.title, program.id))
    return DocumentSection(
        title=["Program: ", title], blocks=list(_blocks(program, pathway, names))
    )


def dose(program: Program) -> Inlines:
    """Return the weekly hours of a program, its days and its length.

    >>> from iopkit.model.program import Program
    >>> dose(Program(id="p", title="P"))
    (Text(text='hours a week not stated'),)
    """
    exact = program.hours_per_week()
    if exact.is_known:
        # 50 minutes make 0.8333 hours, which nobody plans with.
        weekly = Range(*(None if end is None else round(end, 1) for end in (exact.low, exact.high)))
        parts = [inlines(quantity_range(weekly, "hour a week"))]
    else:
        parts = [inlines("hours a week not stated")]
    if program.days.is_known:
        parts.append(inlines(quantity_range(program.days, "day a week")))
    if program.length.is_known:
        parts.append(inlines(["for ", time_range(program.length)]))
    return joined(parts)


def _blocks(program: Program, pathway: Pathway, names: PathwayNames) -> Iterator[Block]:
    yield Paragraph(line=[*dose(program), *reference(program.basis)], role="dose")
    said = [
        *(record_line(LENGTH, each, names) for each in program.lengths),
        *(line for _, line in statements(PROGRAM, program, names, but=_SAID_APART)),
        *(_track(program, place, names) for place in range(len(program.tracks))),
        *(
            inlines([f"meant to reach: {goal.goal}", *reference(goal.basis)])
            for goal in program.goals
        ),
    ]
    if said:
        yield Items(items=[Item(line=line) for line in said])
    if program.services:
        yield services_table(program, pathway, names)
        about = therapy_items(program, pathway)
        if about.items:
            yield about


def _track(program: Program, place: int, names: PathwayNames) -> Inlines:
    """Return when a track is held, how many follow it, and when those cannot come."""
    track = program.tracks[place]
    said = record_line(TRACK.record, track, names)
    times = () if track.days or track.start is not None else (Text("times not stated"),)
    title = Link(text=f"{called(track.id)} track", name=track.id)
    return (title, Text(": "), *joined([times, said]))
