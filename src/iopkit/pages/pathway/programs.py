"""What clients do at a level, as a page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.describe.wording import counted, day_range, listed
from iopkit.model.schedule.weekday import week_time_text
from iopkit.model.service import Need
from iopkit.pages.pathway.criterion_phrase import Phrase, called, capital, phrase
from iopkit.pages.pathway.services import ServiceRow, row
from iopkit.terminal.staircase import hours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from iopkit.model.pathway import Pathway
    from iopkit.model.program import Program
    from iopkit.model.schedule.track import Track
    from iopkit.pages.pathway.citation_marks import Marks
    from iopkit.pages.pathway.criterion_phrase import Titles

_NEEDS = {
    Need.CORE: "For every client",
    Need.OPTIONAL: "Optional",
    Need.AS_NEEDED: "As needed",
}


@attrs.frozen(kw_only=True)
class ServiceLine:
    """One thing that is stated, with the marks of what it rests on.

    Parameters
    ----------
    text
        What is stated.
    marks
        What it rests on; empty when its author simply states it.
    phrase
        What has to hold for it; None for nothing.
    """

    text: str
    marks: Markup
    phrase: Phrase | None = None


@attrs.frozen(kw_only=True)
class ProgramView:
    """A program as the page shows it.

    Parameters
    ----------
    title
        What it is called.
    dose
        Hours, days and length in one sentence.
    goals
        What it is meant to reach.
    lines
        What else there is to say, line by line.
    services
        The services by what need there is of them, in the words of the page.
    therapies
        What the therapies are, as far as somebody says.
    """

    title: str
    dose: ServiceLine
    goals: tuple[ServiceLine, ...] = attrs.field(converter=tuple[ServiceLine, ...])
    lines: tuple[ServiceLine, ...] = attrs.field(converter=tuple[ServiceLine, ...])
    services: tuple[tuple[str, tuple[ServiceRow, ...]], ...]
    therapies: tuple[ServiceLine, ...] = attrs.field(converter=tuple[ServiceLine, ...])

    @property
    def says_how_often(self) -> bool:
        """Whether any service says how many times a week it is held."""
        return any(row.sessions for _, rows in self.services for row in rows)

    @property
    def says_how_long(self) -> bool:
        """Whether any service says how many minutes it takes."""
        return any(row.minutes for _, rows in self.services for row in rows)


def shown(program: Program, pathway: Pathway, levels: Titles, marks: Marks) -> ProgramView:
    """Return a program as the page shows it.

    Parameters
    ----------
    program, pathway
        The program and the pathway that has it.
    levels
        What levels are called, by id.
    marks
        Number what things rest on.
    """
    on = [f"{program.days} days a week"] if program.days.is_known else []
    length = [f"for {day_range(program.length)}"] if program.length.is_known else []
    dose = ", ".join([hours(program), *on, *length])
    rows = [(service.need, row(service, pathway, levels, marks)) for service in program.services]
    done = {service.therapy for service in program.services}
    return ProgramView(
        title=program.title,
        dose=ServiceLine(text=f"{capital(dose)}.", marks=marks.of(program.basis)),
        goals=[
            ServiceLine(text=capital(each.goal), marks=marks.of(each.basis))
            for each in program.goals
        ],
        lines=list(_lines(program, levels, marks)),
        services=tuple(
            (words, tuple(row for need, row in rows if need is which))
            for which, words in _NEEDS.items()
            if any(need is which for need, _ in rows)
        ),
        therapies=[
            ServiceLine(text=f"{each.title}: {each.about}", marks=marks.of(each.basis))
            for each in pathway.therapies
            if each.id in done and each.about
        ],
    )


def _lines(program: Program, levels: Titles, marks: Marks) -> Iterator[ServiceLine]:
    for other in program.lengths:
        yield ServiceLine(
            text=f"{capital(day_range(other.length))} for those with",
            marks=marks.of(other.basis),
            phrase=phrase(other.when, levels),
        )
    if program.varies_with:
        text = f"Set for each client by {listed([called(each) for each in program.varies_with])}"
        yield ServiceLine(text=text, marks=marks.of())
    if program.taper:
        yield ServiceLine(text=f"Over time: {program.taper}", marks=marks.of())
    if program.review is not None:
        by = f" by {listed(program.review.by, 'or')}" if program.review.by else ""
        text = f"Progress is reviewed {program.review}{by}"
        yield ServiceLine(text=text, marks=marks.of(program.review.basis))
    for track in program.tracks:
        yield ServiceLine(text=_track(track), marks=marks.of())


def _track(track: Track) -> str:
    """Return when a track is held.

    >>> from iopkit.model.schedule.track import Track
    >>> _track(Track(id="early_bird", start=450, end=600, clients=8))
    'Early bird track: 07:30-10:00, 8 clients'
    """
    at = week_time_text(track.days, track.start, track.end)
    clients = [] if track.clients is None else [counted(track.clients, "client")]
    mode = [track.mode.value] if track.mode else []
    said = ", ".join([at or "times not stated", *mode, *clients])
    return f"{capital(called(track.id))} track: {said}"
