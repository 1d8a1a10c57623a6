"""What a timetable takes: people, rooms, and the time of the clients."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

import attrs

from iopkit.criteria.judge import judge
from iopkit.model.range import Range
from iopkit.model.rule import About
from iopkit.model.track import Track
from iopkit.model.week import FULL_TIME
from iopkit.week.doses import is_for_some
from iopkit.week.times import DAY, DAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from iopkit.criteria.judge import Judgement
    from iopkit.model.level import Level
    from iopkit.model.program import Program
    from iopkit.model.rule import RuleSet
    from iopkit.model.weekday import Weekday
    from iopkit.week.section import Section
    from iopkit.week.session import Session
    from iopkit.week.timetable import Timetable

Busy: TypeAlias = "list[tuple[int, int]]"


@attrs.frozen(kw_only=True)
class StaffLoad:
    """What the people of one kind do in a week.

    Parameters
    ----------
    id
        Id of the group of staff; empty when nobody says who works there.
    title
        What people call them; who may lead the sessions, where nobody says who works there.
    led_by
        The words of ``led_by`` that they stand for; empty for sessions that anybody may lead.
    sessions
        How many sessions they lead. [1/week]
    hours
        The time in them. [h/week]
    full_time
        That time in full-time positions. [1]
    at_once
        The most sessions at the same time.
    people
        How many people there are; where nobody says, the least that are needed: as many as have
        sessions at the same time, and as many as fill their full-time positions.
    is_stated
        Whether the pathway says how many people there are.
    each
        The time of each person, the first one first; empty where nobody says who works there.
        [h/week]
    """

    id: str = ""
    title: str
    led_by: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    sessions: int
    hours: float
    full_time: float
    at_once: int
    people: int
    is_stated: bool
    each: tuple[float, ...] = attrs.field(default=(), converter=tuple[float, ...])


@attrs.frozen(kw_only=True)
class RoomLoad:
    """What rooms of one kind are used for, or how many of a size are needed.

    Parameters
    ----------
    id
        Id of the room; empty when nobody says what rooms there are.
    title
        What people call it; empty likewise.
    size
        The most clients that it has to hold; for a room that the pathway describes, what it says.
        [clients]
    count
        How many there are, or how many of that size are needed.
    at_once
        The most that are used at the same time.
    sessions, hours
        What is held there; 0 where nobody says what rooms there are. [1/week], [h/week]
    """

    id: str = ""
    title: str = ""
    size: int | None
    count: int
    at_once: int
    sessions: int = 0
    hours: float = 0.0


@attrs.frozen(kw_only=True)
class ClientLoad:
    """What the clients of one section have in a week, each of them.

    Parameters
    ----------
    section
        The section.
    hours, days, hours_a_day
        What every client takes part in: the time, on how many days, and how long on each of these.
        Ranges, since not all clients come alone on the same day. [h/week], [1/week], [h/day]
    with_optional
        The hours of a client who takes part in everything optional too; not in sessions for some
        clients only. [h/week]
    judged
        The program with these figures held against rule sets.
    """

    section: Section
    hours: Range
    days: Range
    hours_a_day: Range
    with_optional: float
    judged: tuple[Judgement, ...] = attrs.field(default=(), converter=tuple["Judgement", ...])


@attrs.frozen(kw_only=True)
class Load:
    """What a timetable takes.

    Parameters
    ----------
    staff, rooms, clients
        By kind of people, by kind of room, and by section.
    hours
        The time of all sessions. [h/week]
    """

    staff: tuple[StaffLoad, ...] = attrs.field(converter=tuple["StaffLoad", ...])
    rooms: tuple[RoomLoad, ...] = attrs.field(converter=tuple["RoomLoad", ...])
    clients: tuple[ClientLoad, ...] = attrs.field(converter=tuple["ClientLoad", ...])
    hours: float


def load_of(timetable: Timetable, rule_sets: Iterable[RuleSet] = ()) -> Load:
    """Return what a timetable takes.

    Parameters
    ----------
    timetable
        The timetable.
    rule_sets
        What to hold the programs against; those about clients are left out.
    """
    books = [book for book in rule_sets if book.about is About.PROGRAM]
    return Load(
        staff=_staff(timetable),
        rooms=_rooms(timetable),
        clients=[_clients(timetable, section, books) for section in timetable.sections],
        hours=_hours(timetable.sessions),
    )


def _hours(sessions: Iterable[Session]) -> float:
    return sum(each.minutes for each in sessions) / 60


def _pause(timetable: Timetable) -> int:
    week = timetable.pathway.week
    return week.pause if week is not None else 0


def _busy(sessions: Iterable[Session], pause: int) -> Busy:
    """Return when sessions take a room or a person, the pause after them included."""
    return [
        (DAYS.index(each.day) * DAY + each.start, DAYS.index(each.day) * DAY + each.end + pause)
        for each in sessions
    ]


def _most(busy: Busy) -> int:
    """Return how many there are at the same time, at most.

    >>> _most([(0, 60), (30, 90), (60, 100)])
    2
    """
    return max((sum(a <= start < b for a, b in busy) for start, _ in busy), default=0)


def _staff(timetable: Timetable) -> list[StaffLoad]:
    week, sessions = timetable.pathway.week, timetable.sessions
    full_time = week.full_time if week is not None else FULL_TIME
    if week is None or not week.staff:
        leaders = dict.fromkeys(_led_by(timetable, each) for each in sessions)
        return [
            _of_staff(
                [each for each in sessions if _led_by(timetable, each) == led_by],
                full_time,
                _pause(timetable),
                title=" or ".join(led_by) or "anybody",
                led_by=led_by,
            )
            for led_by in leaders
        ]
    found = []
    for staff in week.staff:
        theirs = [each for each in sessions if _kind(each.leader) == staff.id]
        names = [f"{staff.id} {who + 1}" for who in range(staff.count)]
        each = [
            _hours(session for session in theirs if session.leader in {name, staff.id})
            for name in names
        ]
        load = _of_staff(
            theirs, full_time, _pause(timetable), title=staff.title, led_by=staff.leads
        )
        found.append(attrs.evolve(load, id=staff.id, people=staff.count, is_stated=True, each=each))
    return found


def _kind(name: str) -> str:
    """Return the id of a room or of staff from the name of one: an id has no space.

    >>> _kind("counselor 2"), _kind("nurse")
    ('counselor', 'nurse')
    """
    return name.partition(" ")[0]


def _led_by(timetable: Timetable, session: Session) -> tuple[str, ...]:
    return timetable.pathway.program(session.program).services[session.service].led_by


def _of_staff(
    sessions: Sequence[Session],
    full_time: float,
    pause: int,
    *,
    title: str,
    led_by: tuple[str, ...],
) -> StaffLoad:
    hours = _hours(sessions)
    at_once = _most(_busy(sessions, pause))
    return StaffLoad(
        title=title,
        led_by=led_by,
        sessions=len(sessions),
        hours=hours,
        full_time=hours / full_time,
        at_once=_most(_busy(sessions, 0)),
        people=max(at_once, math.ceil(hours / full_time)),
        is_stated=False,
    )


def _rooms(timetable: Timetable) -> list[RoomLoad]:
    week, pause = timetable.pathway.week, _pause(timetable)
    there = [each for each in timetable.sessions if not each.is_online]
    if week is None or not week.rooms:
        return _needed(there, pause)
    found = []
    for room in week.rooms:
        used = [each for each in there if _kind(each.room) == room.id]
        found.append(
            RoomLoad(
                id=room.id,
                title=room.title,
                size=room.size,
                count=room.count,
                at_once=_most(_busy(used, 0)),
                sessions=len(used),
                hours=_hours(used),
            )
        )
    return found


def _needed(sessions: Sequence[Session], pause: int) -> list[RoomLoad]:
    """Return which rooms are needed: for every moment the largest, the second largest and so on."""
    busy = _busy(sessions, pause)
    sizes: list[int] = []
    for start, _ in busy:
        at_once = sorted(
            (each.clients for each, (a, b) in zip(sessions, busy, strict=True) if a <= start < b),
            reverse=True,
        )
        sizes += [0] * (len(at_once) - len(sizes))
        sizes = [
            max(size, at_once[place]) if place < len(at_once) else size
            for place, size in enumerate(sizes)
        ]
    return [
        RoomLoad(size=size, count=sizes.count(size), at_once=sizes.count(size))
        for size in dict.fromkeys(sizes)
    ]


def _clients(timetable: Timetable, section: Section, books: Sequence[RuleSet]) -> ClientLoad:
    pathway = timetable.pathway
    program = pathway.program(section.program)
    theirs = timetable.of(section)
    core = _core(program)
    weeks: list[dict[Weekday, int]] = []
    every = 0.0
    for client in range(1, section.clients + 1):
        mine = [each for each in theirs if each.client in {None, client}]
        days: dict[Weekday, int] = {}
        for each in mine:
            if core(each):
                days[each.day] = days.get(each.day, 0) + each.minutes
        weeks.append(days)
        open_ = [each for each in mine if not is_for_some(program.services[each.service])]
        every = max(every, _hours(open_))
    hours = _spanned([sum(days.values()) / 60 for days in weeks])
    on = _spanned([len(days) for days in weeks])
    a_day = _spanned([minutes / 60 for days in weeks for minutes in days.values()])
    levels = [level for level in pathway.levels if program.id in level.programs]
    held_at: list[Level | None] = [*levels] or [None]
    exact = attrs.evolve(program, hours=hours, days=on, tracks=_as_held(weeks))
    return ClientLoad(
        section=section,
        hours=hours,
        days=on,
        hours_a_day=a_day,
        with_optional=every,
        judged=[judge(exact, level, book) for book in books for level in held_at],
    )


def _as_held(weeks: Sequence[dict[Weekday, int]]) -> list[Track]:
    """Return tracks that say when clients come and for how long: what a rule set asks about.

    Of each client the days, once with the shortest of them and once with the longest.
    """
    found: dict[tuple[tuple[Weekday, ...], int], Track] = {}
    for days in weeks:
        for minutes in sorted({min(days.values()), max(days.values())}) if days else ():
            there = tuple(day for day in DAYS if day in days)
            track = Track(id=f"t{len(found)}", days=there, start=0, end=min(minutes, DAY))
            found.setdefault((there, minutes), track)
    return list(found.values())


def _core(program: Program) -> Callable[[Session], bool]:
    def is_core(session: Session) -> bool:
        service = program.services[session.service]
        return service.is_for_everyone and not service.instead_of

    return is_core


def _spanned(numbers: Sequence[float]) -> Range:
    return Range(min(numbers), max(numbers)) if numbers else Range.exactly(0)
