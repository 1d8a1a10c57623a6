"""What people see of a week: for each section its group sessions, and its appointments summed up.

The terminal and the page show the same, so what belongs together is decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.criteria.language.write import write
from iopkit.describe.wording import brief, counted, listed, named
from iopkit.model.schedule.weekday import Weekday, clock, week_time_text
from iopkit.model.service import Need
from iopkit.week.resource_names import ResourceName, leader_name, room_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.model.pathway import Pathway
    from iopkit.week.section import Section
    from iopkit.week.session import Session
    from iopkit.week.timetable import Timetable

_DAYS: Final = tuple(Weekday)


@attrs.frozen(kw_only=True)
class Appointments:
    """The sessions of one service that the clients of a section have each for themselves.

    Parameters
    ----------
    title
        What people call the service.
    sessions
        All of them, at least one, in the order of the week.
    """

    title: str
    sessions: tuple[Session, ...] = attrs.field(converter=tuple["Session", ...])

    def text(self, pathway: Pathway) -> str:
        """Return them in one sentence: how many, how long, when, with whom, where."""
        long = sorted({each.minutes for each in self.sessions})
        each_client = len(self.sessions) / len({each.client for each in self.sessions})
        number = counted(len(self.sessions), "appointment")
        times = f"{each_client:g} for each client" if each_client > 1 else "one for each client"
        minutes = listed([str(each) for each in long], "or")
        days = in_order(each.day for each in self.sessions)
        first = min(each.start for each in self.sessions)
        last = max(each.end for each in self.sessions)
        said = [f"{number} of {minutes} minutes a week, {times}"]
        said.append(f"{week_time_text(days, None, None)} between {clock(first)} and {clock(last)}")
        leaders = _numbered({leader_name(s.leader, pathway) for s in self.sessions if s.leader})
        if leaders:
            said.append(f"with {listed(leaders, 'or')}")
        rooms = {room_name(s.room, pathway) for s in self.sessions if s.room}
        if rooms:
            said.append(f"in {listed(_numbered(rooms), 'or')}")
        elif all(each.is_online for each in self.sessions):
            said.append("online")
        return "; ".join(said)


@attrs.frozen(kw_only=True)
class SectionWeek:
    """The week of a section: of a track, or of one of the groups in it.

    Parameters
    ----------
    section
        Who they are.
    title
        What people call them: program, track, group.
    together
        The sessions that they have together, in the order of the week.
    alone
        Their appointments, by service.
    """

    section: Section
    title: str
    together: tuple[Session, ...] = attrs.field(converter=tuple["Session", ...])
    alone: tuple[Appointments, ...] = attrs.field(converter=tuple["Appointments", ...])

    @property
    def days(self) -> tuple[Weekday, ...]:
        """The days from the first session together to the last one, Monday first."""
        held = in_order(each.day for each in self.together)
        if not held:
            return ()
        return _DAYS[_DAYS.index(held[0]) : _DAYS.index(held[-1]) + 1]

    @property
    def starts(self) -> tuple[int, ...]:
        """At what times sessions together begin. [minutes after midnight]"""
        return tuple(sorted({each.start for each in self.together}))

    def at(self, day: Weekday, start: int) -> tuple[Session, ...]:
        """Return the sessions together that begin at a time."""
        return tuple(s for s in self.together if (s.day, s.start) == (day, start))


def section_weeks(timetable: Timetable) -> tuple[SectionWeek, ...]:
    """Return the week of each section that has any session, in the order of the timetable."""
    found = []
    for section in timetable.sections:
        sessions = timetable.of(section)
        alone: dict[int, list[Session]] = {}
        for each in sessions:
            if each.client is not None:
                alone.setdefault(each.service, []).append(each)
        if sessions:
            found.append(
                SectionWeek(
                    section=section,
                    title=_title(section, timetable.pathway),
                    together=tuple(each for each in sessions if each.client is None),
                    alone=tuple(
                        Appointments(title=some[0].title, sessions=some)
                        for _, some in sorted(alone.items())
                    ),
                )
            )
    return tuple(found)


def remarks(session: Session, section: Section, pathway: Pathway) -> tuple[str, ...]:
    """Return what is special about a session in the week of a section."""
    service = pathway.program(session.program).services[session.service]
    found = [] if session.need is Need.CORE else [session.need.value]
    if service.group:
        found.append(f"group: {brief(_group(service.group, pathway))}")
    if service.audience is not None:
        found.append(f"for clients with {write(service.audience)}")
    if service.instead_of:
        found.append(f"in place of {brief(_therapy(service.instead_of, session, pathway))}")
    if session.section != section.id:
        found.append("for all groups")
    elif session.clients < section.clients:
        found.append(f"up to {counted(session.clients, 'client')}")
    return (*found, *(["online"] if session.is_online else []))


def where_and_who(session: Session, pathway: Pathway) -> tuple[str, ...]:
    """Return the room and the leader of a session, as far as they are known."""
    found = (room_name(session.room, pathway), leader_name(session.leader, pathway))
    return tuple(brief(str(each)) for each in found if each.title)


def in_order(days: Iterable[Weekday]) -> tuple[Weekday, ...]:
    """Return days of the week once each, Monday first."""
    found = set(days)
    return tuple(day for day in _DAYS if day in found)


def _group(name: str, pathway: Pathway) -> str:
    return next((each.title for each in pathway.groups if each.id == name), name)


def _therapy(name: str, session: Session, pathway: Pathway) -> str:
    """Return what people call the service that another one replaces."""
    services = pathway.program(session.program).services
    return next((pathway.name_of(each) for each in services if each.therapy == name), name)


def _title(section: Section, pathway: Pathway) -> str:
    program = pathway.program(section.program)
    group = f"group {section.id}" if section.id else ""
    whose = (named(program.title, program.id), brief(section.track), group)
    return ", ".join(part for part in whose if part)


def _numbered(names: Iterable[ResourceName]) -> list[str]:
    """Return names, those that differ in their number joined: "counselor 1 and 2".

    >>> _numbered([ResourceName("counselor", 1), ResourceName("counselor", 2), ResourceName("MD")])
    ['MD', 'counselor 1 and 2']
    """
    joined: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda each: (each.title, each.number)):
        numbers = joined.setdefault(name.title, [])
        numbers += [str(name.number)] if name.number else []
    return [
        brief(f"{title} {listed(numbers)}" if numbers else title)
        for title, numbers in joined.items()
    ]
