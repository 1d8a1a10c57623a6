"""Whether a timetable keeps to everything that docs/explanation/timetable.md says.

Written from that page and not from the program: it takes a finished timetable and looks at every
pair of sessions. The numbers are those of the list on the page.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from math import ceil, floor

import attrs

from iopkit.model.program import Program
from iopkit.model.schedule.staff import Staff
from iopkit.model.schedule.track import Track
from iopkit.model.schedule.week import Week
from iopkit.model.schedule.weekday import Hours, Weekday
from iopkit.model.service import Format, Mode, Need, Service
from iopkit.week.session import Session
from iopkit.week.timetable import Timetable

WORKDAYS = tuple(Weekday)[:5]
USUAL = Hours(days=WORKDAYS, start=8 * 60, end=20 * 60)


def faults(table: Timetable) -> list[str]:
    """Return everything that is wrong with a timetable."""
    return [
        *times(table),
        *clients(table),
        *rooms(table),
        *people(table),
        *_days(table),
        *_what_is_held(table),
    ]


def _week(table: Timetable) -> Week:
    return table.pathway.week or Week()


def _service(table: Timetable, session: Session) -> Service:
    return table.pathway.program(session.program).services[session.service]


def _track(table: Timetable, session: Session) -> Track | None:
    tracks = table.pathway.program(session.program).tracks
    return next((track for track in tracks if track.id == session.track), None)


def _within(session: Session, hours: Iterable[Hours]) -> bool:
    """Whether every minute of a session is in some of the hours."""
    minutes = set(range(session.start, session.end))
    for each in hours:
        if session.day in each.days:
            minutes -= set(range(each.start, each.end))
    return not minutes


def _touches(session: Session, hours: Iterable[Hours]) -> bool:
    return any(
        session.day in each.days and session.start < each.end and each.start < session.end
        for each in hours
    )


def times(table: Timetable) -> Iterator[str]:
    week = _week(table)
    for session in table.sessions:
        track = _track(table, session)
        if session.start % week.step or session.end > 1440:
            yield f"12: {session.time}"
        own: list[Hours] = []
        if track is not None and (track.days or track.start is not None):
            timed = track.start is not None and track.end is not None
            days = track.days or (tuple(Weekday) if week.open else WORKDAYS)
            start, end = (track.start or 0, track.end or 0) if timed else (8 * 60, 20 * 60)
            own = [Hours(days=days, start=start, end=end)]
            if session.client is None:
                if track.days and session.day not in track.days:
                    yield f"1: {session.time} is not on a day of {track.id}"
                if timed and not _within(session, own):
                    yield f"1: {session.time} is outside {track.id}"
        if not _within(session, week.open or [USUAL, *own]):
            yield f"2: {session.time} is outside the opening hours"
        if track is not None and _touches(session, track.busy):
            yield f"3: {session.time} is when clients of {track.id} are busy"


def _too_close(one: Session, other: Session, pause: int) -> bool:
    if one.day != other.day:
        return False
    return one.start < other.end + pause and other.start < one.end + pause


def _replace_each_other(table: Timetable, one: Session, other: Session) -> bool:
    if one.program != other.program or one.service == other.service:
        return False
    first, second = _service(table, one), _service(table, other)
    return (
        (first.instead_of == second.therapy and not second.instead_of)
        or (second.instead_of == first.therapy and not first.instead_of)
        or (bool(first.instead_of) and first.instead_of == second.instead_of)
    )  # fmt: skip


def _of_each_client(table: Timetable) -> Iterator[tuple[Program, Track | None, list[Session]]]:
    for section in table.sections:
        program = table.pathway.program(section.program)
        track = next((each for each in program.tracks if each.id == section.track), None)
        for client in range(1, section.clients + 1):
            yield (
                program,
                track,
                [
                    each
                    for each in table.sessions
                    if (each.program, each.track) == (section.program, section.track)
                    and each.section in {section.id, ""}
                    and each.client in {None, client}
                ],
            )


def clients(table: Timetable) -> Iterator[str]:
    pause = _week(table).pause
    for _, track, mine in _of_each_client(table):
        for one, other in combinations(mine, 2):
            if _too_close(one, other, pause) and not _replace_each_other(table, one, other):
                yield f"5: {one.time} {one.title} and {other.time} {other.title}"
        if track is not None and track.a_day is not None:
            for day in Weekday:
                most = _longest(table, [each for each in mine if each.day == day])
                if most > track.a_day:
                    yield f"9: {most} minutes on {day} of {track.id}"


def _longest(table: Timetable, day: list[Session]) -> int:
    """Return the most minutes of a day that one client can have, taking one of what replaces."""
    replaced = {_service(table, each).instead_of for each in day} - {""}
    choices: dict[str, Counter[int]] = defaultdict(Counter)
    total = 0
    for each in day:
        service = _service(table, each)
        if service.instead_of:
            choices[service.instead_of][each.service] += each.minutes
        elif service.therapy in replaced:
            choices[service.therapy][-1] += each.minutes
        else:
            total += each.minutes
    return total + sum(max(rows.values()) for rows in choices.values())


def rooms(table: Timetable) -> Iterator[str]:
    week = _week(table)
    for session in table.sessions:
        needs = bool(week.rooms) and session.mode is not Mode.ONLINE
        if needs != bool(session.room):
            yield f"13: {session.time} has the room '{session.room}'"
    for room in week.rooms:
        names = {f"{room.id} {place}" for place in range(1, room.count + 1)}
        names = {room.id} if room.count == 1 else names
        used = [each for each in table.sessions if each.room in names]
        for session in used:
            if room.size is not None and session.clients > room.size:
                yield f"6: {session.clients} clients in {session.room}"
            if room.open and not _within(session, room.open):
                yield f"6: {session.room} is closed {session.time}"
        for one, other in combinations(used, 2):
            if one.room == other.room and _too_close(one, other, week.pause):
                yield f"6: two in {one.room}, {one.time} and {other.time}"
    known = {each.id for each in week.rooms}
    yield from (
        f"6: there is no {each.room}"
        for each in table.sessions
        if each.room and each.room.split()[0] not in known
    )


def people(table: Timetable) -> Iterator[str]:
    week = _week(table)
    by_name: dict[str, list[Session]] = defaultdict(list)
    for session in table.sessions:
        if bool(week.staff) != bool(session.leader):
            yield f"13: {session.time} is led by '{session.leader}'"
        if session.leader:
            by_name[session.leader].append(session)
    groups = {}
    for staff in week.staff:
        numbered = (f"{staff.id} {place}" for place in range(1, staff.count + 1))
        groups.update(dict.fromkeys([staff.id] if staff.count == 1 else numbered, staff))
    for name, theirs in by_name.items():
        if name in groups:
            yield from _person(table, name, groups[name], theirs)
        else:
            yield f"6: there is no {name}"


def _person(table: Timetable, name: str, staff: Staff, theirs: list[Session]) -> Iterator[str]:
    for session in theirs:
        words = _service(table, session).led_by
        if words and not set(words) & set(staff.leads):
            yield f"6: {name} may not lead {session.title}"
        if staff.at and not _within(session, staff.at):
            yield f"8: {name} does not work {session.time}"
    for one, other in combinations(theirs, 2):
        if _too_close(one, other, _week(table).pause):
            yield f"6: {name} leads two, {one.time} and {other.time}"
    if staff.hours is not None and sum(each.minutes for each in theirs) > staff.hours * 60:
        yield f"8: {name} has too many hours"
    for day in Weekday:
        time = sum(each.minutes for each in theirs if each.day == day)
        if staff.a_day is not None and time > staff.a_day:
            yield f"8: {name} has {time} minutes on {day}"


def _is_core(service: Service) -> bool:
    everybody = service.audience is None and not service.group and not service.instead_of
    return service.need is Need.CORE and everybody


def _days(table: Timetable) -> Iterator[str]:
    possible_days: dict[tuple[str, str, int], int] = {}
    for program, _, mine in _of_each_client(table):
        days = {each.day for each in mine if _is_core(_service(table, each))}
        core = [each for each in mine if _is_core(_service(table, each))]
        if program.days.low is not None and len(days) < min(ceil(program.days.low), len(core)):
            yield f"10: {len(days)} days of {program.id}"
        if program.days.high is not None and len(days) > floor(program.days.high):
            yield f"10: {len(days)} days of {program.id}"
        by_service: dict[int, list[Session]] = defaultdict(list)
        for each in mine:
            by_service[each.service].append(each)
        for sessions in by_service.values():
            kind = (program.id, sessions[0].track, sessions[0].service)
            if kind not in possible_days:
                possible_days[kind] = _possible_days(table, sessions[0])
            possible = possible_days[kind]
            if _is_core(_service(table, sessions[0])) and program.days.high is not None:
                possible = min(possible, floor(program.days.high))
            on = [each.day for each in sessions]
            if len(on) <= possible and len(set(on)) < len(on):
                yield f"11: {sessions[0].title} of {program.id} twice a day"


def _possible_days(table: Timetable, session: Session) -> int:
    """Return on how many days a session could be held, by the hours of facility and track."""
    week, track = _week(table), _track(table, session)
    found = 0
    for day in Weekday:
        for start in range(0, 1440 - session.minutes + 1, week.step):
            there = attrs.evolve(session, day=day, start=start)
            own: list[Hours] = []
            inside = True
            if track is not None and (track.days or track.start is not None):
                timed = track.start is not None and track.end is not None
                days = track.days or (tuple(Weekday) if week.open else WORKDAYS)
                begin, end = (track.start or 0, track.end or 0) if timed else (8 * 60, 20 * 60)
                own = [Hours(days=days, start=begin, end=end)]
                if session.client is None:
                    inside = day in days and (not timed or _within(there, own))
            free = track is None or not _touches(there, track.busy)
            if inside and free and _within(there, week.open or [USUAL, *own]):
                found += 1
                break
    return found


def _what_is_held(table: Timetable) -> Iterator[str]:
    """Yield what is missing: a service is in the timetable or in the list of what is not."""
    for name in table.programs:
        program = table.pathway.program(name)
        left_out = {each.service for each in table.not_held if each.program == name}
        sections = [each for each in table.sections if each.program == name]
        for place, service in enumerate(program.services):
            theirs = [e for e in table.sessions if (e.program, e.service) == (name, place)]
            if place in left_out or not sections:
                if theirs:
                    yield f"{service.therapy} is held and is not"
                continue
            counts = Counter((each.track, each.section, each.client) for each in theirs)
            expected = _holders(
                service, program, sections=[(s.track, s.id, s.clients) for s in sections]
            )
            if set(counts) != expected:
                yield f"{service.therapy} is held for {sorted(map(str, counts))}"
            number = service.sessions.low
            if any(number is not None and times < number for times in counts.values()):
                yield f"{service.therapy} is held too rarely"
            if service.sessions.high is not None:
                most = max(ceil(number or 0), floor(service.sessions.high), 1)
                if any(times > most for times in counts.values()):
                    yield f"{service.therapy} is held too often"
            if any(service.size is not None and each.clients > service.size for each in theirs):
                yield f"too many clients in {service.therapy}"


def _holders(
    service: Service, program: Program, sections: list[tuple[str, str, int]]
) -> set[tuple[str, str, int | None]]:
    """Return who has the sessions of a service: track, section and client."""
    together = service.format in {Format.GROUP, Format.CLASS, Format.FAMILY}
    together = together if service.size is None else service.size > 1
    some = bool(service.group or service.audience is not None or service.instead_of)
    found: set[tuple[str, str, int | None]] = set()
    for track, section, clients in sections:
        if not together:
            found |= {(track, section, client) for client in range(1, clients + 1)}
        else:
            found.add((track, "" if some else section, None))
    assert program.services
    return found
