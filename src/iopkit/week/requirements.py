"""From programs to what has to be held in a week."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.diagnostics.catalogue.weeks import TOO_MANY_SESSIONS
from iopkit.errors import UnknownNameError
from iopkit.model.schedule.weekday import Hours, Weekday
from iopkit.model.service import Format, Need
from iopkit.week.assumptions import OmittedSession, WeekAssumption
from iopkit.week.doses import doses, is_for_some, is_together
from iopkit.week.infeasibility.infeasible_week import UndecidedWeekError
from iopkit.week.sectioning import SIZE, SIZE_WHY, sections
from iopkit.week.times import Stretches, both, either, of_hours
from iopkit.week.weekly_activity import WeeklyActivity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from iopkit.model.pathway import Pathway
    from iopkit.model.program import Program
    from iopkit.model.schedule.track import Track
    from iopkit.week.doses import Dose, Doses
    from iopkit.week.section import Section

MOST: Final = 2000
"""More sessions than that are not laid out. [1/week]"""
_OPENS: Final = 8 * 60
_CLOSES: Final = 20 * 60
"""When a facility is taken to be open, where nobody says. [minutes after midnight]"""
USUALLY_OPEN: Final = Hours(days=tuple(Weekday)[:5], start=_OPENS, end=_CLOSES)


@attrs.frozen(kw_only=True)
class WeekRequirements:
    """What has to be held, before anybody asks when.

    Parameters
    ----------
    pathway
        Whose week it is.
    programs
        Those that it covers, in the order of the pathway.
    sections
        Who has sessions together.
    courses
        What they have.
    assumed, not_held
        What is taken for granted, and what is left out.
    """

    pathway: Pathway
    programs: tuple[Program, ...] = attrs.field(converter=tuple["Program", ...])
    sections: tuple[Section, ...] = attrs.field(converter=tuple["Section", ...])
    courses: tuple[WeeklyActivity, ...] = attrs.field(converter=tuple["WeeklyActivity", ...])
    assumed: tuple[WeekAssumption, ...] = attrs.field(converter=tuple["WeekAssumption", ...])
    not_held: tuple[OmittedSession, ...] = attrs.field(converter=tuple["OmittedSession", ...])

    @cached_property
    def followers(self) -> tuple[tuple[Section, tuple[int, ...]], ...]:
        """What each client of each section may take part in: the places of the courses.

        One client stands for all of a section, where they have everything together.
        """
        found = []
        for section in self.sections:
            there = [
                (place, course.client)
                for place, course in enumerate(self.courses)
                if (course.program.id, course.track_id) == (section.program, section.track)
                and (course.is_shared or course.section == section.id)
            ]
            alone = sorted({client for _, client in there if client is not None})
            everybody: list[int | None] = [*alone] or [None]
            for each in everybody:
                taken = tuple(place for place, client in there if client in {None, each})
                found.append((section, taken))
        return tuple(found)


def plan(pathway: Pathway, programs: Collection[str] | None = None) -> WeekRequirements:
    """Return what the programs of a pathway need to have held.

    Parameters
    ----------
    pathway
        The pathway.
    programs
        Ids of the programs; None for all of them.

    Raises
    ------
    UnknownNameError
        When the pathway has no program of that id.
    UndecidedWeekError
        When there are too many sessions to lay out.
    """
    wanted = _wanted(pathway, programs)
    assumed: list[WeekAssumption] = []
    not_held: list[OmittedSession] = []
    found: list[Section] = []
    courses: list[WeeklyActivity] = []
    sessions = 0
    for program in wanted:
        held = doses(pathway, program)
        assumed += held.assumed
        not_held += held.not_held
        for track in program.tracks or (None,):
            there, said = sections(pathway, program, track, held)
            sessions += sum(_sessions(program, dose, there) for dose in held.held)
            if sessions > MOST:  # before they take all memory
                raise UndecidedWeekError(TOO_MANY_SESSIONS(sessions=sessions, most=MOST))
            if held.held:
                assumed += said
                found += there
                courses += _courses(pathway, program, track, there, held, assumed)
    if courses:
        assumed += _assumed_hours(pathway, courses)
    return WeekRequirements(
        pathway=pathway,
        programs=wanted,
        sections=found,
        courses=courses,
        assumed=assumed,
        not_held=not_held,
    )


def _wanted(pathway: Pathway, programs: Collection[str] | None) -> tuple[Program, ...]:
    known = [program.id for program in pathway.programs]
    for name in programs or ():
        if name not in known:
            raise UnknownNameError("program", name, known)
    return tuple(each for each in pathway.programs if programs is None or each.id in programs)


def _sessions(program: Program, dose: Dose, there: tuple[Section, ...]) -> int:
    """Return how many sessions one service has in one track. [1/week]"""
    service = program.services[dose.service]
    if not is_together(service):
        return dose.sessions * sum(section.clients for section in there)
    return dose.sessions * (min(1, len(there)) if is_for_some(service) else len(there))


def _courses(  # noqa: PLR0913, PLR0917  what a track is made of
    pathway: Pathway,
    program: Program,
    track: Track | None,
    there: tuple[Section, ...],
    held: Doses,
    assumed: list[WeekAssumption],
) -> Iterator[WeeklyActivity]:
    everybody = sum(section.clients for section in there)
    for dose in held.held if there else ():
        service = program.services[dose.service]
        title = pathway.name_of(service)

        def course(
            section: str, clients: int, client: int | None = None, *, is_shared: bool = False
        ) -> WeeklyActivity:
            return WeeklyActivity(
                program=program,
                track=track,
                section=section,
                service=dose.service,  # noqa: B023  called in the same round
                title=title,  # noqa: B023  the same
                sessions=dose.sessions,  # noqa: B023  the same
                minutes=dose.minutes,  # noqa: B023  the same
                clients=clients,
                client=client,
                is_shared=is_shared,
            )

        assumed += _assumed_of(program, dose.service, title, track, everybody)
        if not is_together(service):
            for section in there:
                for client in range(1, section.clients + 1):
                    yield course(section.id, 1, client)
        elif is_for_some(service):
            yield course("", min(service.size or SIZE, everybody), is_shared=True)
        else:
            for section in there:
                yield course(section.id, min(service.size or section.clients, section.clients))


def _assumed_of(
    program: Program, place: int, title: str, track: Track | None, everybody: int
) -> Iterator[WeekAssumption]:
    """Yield what is taken for granted about who takes part in a service."""
    service = program.services[place]
    if not is_together(service) and service.need is Need.OPTIONAL:
        yield _assumed_all(program, place, title, track)
    if service.format is Format.FAMILY and service.size is None:
        yield _assumed_families(program, place, title, track)
    if is_for_some(service) and service.size is None and everybody > SIZE:
        yield _assumed_size(program, place, title, track)


def _assumed_size(program: Program, place: int, title: str, track: Track | None) -> WeekAssumption:
    return WeekAssumption(
        path=("programs", program.id, "services", place, "size"),
        program=program.id,
        track=track.id if track else "",
        assumed=f"at most {SIZE} clients take part in {title}",
        unsaid="how many",
        why=SIZE_WHY,
    )


def _assumed_all(program: Program, place: int, title: str, track: Track | None) -> WeekAssumption:
    return WeekAssumption(
        path=("programs", program.id, "services", place, "need"),
        program=program.id,
        track=track.id if track else "",
        assumed=f"there is time for every client to have {title}, one by one",
        why="it is optional, and nobody says how many want it",
    )


def _assumed_families(
    program: Program, place: int, title: str, track: Track | None
) -> WeekAssumption:
    return WeekAssumption(
        path=("programs", program.id, "services", place, "size"),
        program=program.id,
        track=track.id if track else "",
        assumed=f"the families of a section come to {title} together",
        why="nobody says the size; with size: 1 each family comes alone",
    )


def _assumed_hours(pathway: Pathway, courses: list[WeeklyActivity]) -> Iterator[WeekAssumption]:
    if pathway.week is not None and pathway.week.open:
        return
    # A track whose sessions are all had together, at times that it states, needs no more.
    if all(_has_times(course.track) and course.client is None for course in courses):
        return
    yield WeekAssumption(
        path=("week", "open"),
        assumed=f"the facility is open {USUALLY_OPEN}",
        unsaid="when",
        why="assumption: five days of twelve hours; no source says so",
    )


def _has_times(track: Track | None) -> bool:
    return track is not None and bool(track.days) and track.start is not None


def facility_times(plan: WeekRequirements, track: Track | None) -> Stretches:
    """Return when the facility is open to a track: as stated, else as assumed."""
    week = plan.pathway.week
    if week is not None and week.open:
        return of_hours(week.open)
    usual = of_hours([USUALLY_OPEN])
    return either(usual, track_times(track, usual)) if track else usual


def track_times(track: Track, otherwise: Stretches) -> Stretches:
    """Return when a track is held, as far as it says so; the rest is as some other stretches."""
    days = track.days or tuple(Weekday)
    if track.start is not None and track.end is not None:
        if not track.days:  # any day on which the facility is open
            there = {start // 1440 for start, _ in otherwise}
            days = tuple(day for place, day in enumerate(Weekday) if place in there)
        return of_hours([Hours(days=days, start=track.start, end=track.end)] if days else [])
    if not track.days:
        return otherwise
    whole = of_hours([Hours(days=days, start=0, end=1440)])
    stated = both(otherwise, whole)
    there = {start // 1440 for start, _ in stated}
    missing = tuple(day for place, day in enumerate(Weekday) if day in days and place not in there)
    usual = of_hours([Hours(days=missing, start=_OPENS, end=_CLOSES)] if missing else [])
    return either(stated, usual)
