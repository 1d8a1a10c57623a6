"""Small facilities for tests of the week, and a search through all their weeks."""

from collections.abc import Iterable, Iterator
from itertools import product

import attrs
from hypothesis import reject
from hypothesis import strategies as st
from week import checker

from iopkit.errors import IntegrityError
from iopkit.model.criterion import Constant, Criterion
from iopkit.model.pathway import Pathway
from iopkit.model.program import Program
from iopkit.model.range import Range
from iopkit.model.schedule.staff import Staff
from iopkit.model.schedule.track import Track
from iopkit.model.schedule.week import Room, Week
from iopkit.model.schedule.weekday import Hours, Weekday
from iopkit.model.service import Format, Mode, Need, Service
from iopkit.week.requirements import plan
from iopkit.week.section import Section
from iopkit.week.session import Session
from iopkit.week.timetable import Timetable

DAYS = tuple(Weekday)
UNKNOWN = Range()


def service(  # noqa: PLR0913  what a line of a program can say
    therapy: str,
    sessions: int | Range = 1,
    minutes: int = 60,
    *,
    format: Format = Format.GROUP,  # noqa: A002  the word of the file
    need: Need = Need.CORE,
    size: int | None = None,
    led_by: Iterable[str] = (),
    audience: Criterion | None = None,
    mode: Mode | None = None,
    instead_of: str = "",
) -> Service:
    return Service(
        therapy=therapy,
        sessions=sessions if isinstance(sessions, Range) else Range.exactly(sessions),
        minutes=Range.exactly(minutes),
        format=format,
        need=need,
        size=size,
        led_by=led_by,
        audience=audience,
        mode=mode,
        instead_of=instead_of,
    )


def pathway(
    *services: Service,
    tracks: Iterable[Track] = (),
    week: Week | None = None,
    days: Range = UNKNOWN,
    hours: Range = UNKNOWN,
) -> Pathway:
    program = Program(
        id="iop", title="IOP", services=services, tracks=tracks, days=days, hours=hours
    )
    return Pathway(id="little", title="Little", programs=[program], week=week)


def hours(first: int, last: int, start: int, end: int) -> Hours:
    """Return hours on some days, both included, from and to a full hour."""
    return Hours(days=DAYS[first : last + 1], start=start * 60, end=end * 60)


@st.composite
def little_pathways(draw: st.DrawFn) -> Pathway:
    """Draw a facility of a few sessions, in which a week may be possible or not."""
    services = []
    for name in ("alpha", "beta")[: draw(st.integers(1, 2))]:
        led_by = draw(st.sampled_from([(), ("nurse",), ("nurse", "guide")]))
        services.append(
            service(
                name,
                draw(st.integers(1, 2)),
                draw(st.sampled_from([50, 60, 90])),
                format=draw(st.sampled_from([Format.GROUP, Format.INDIVIDUAL, Format.FAMILY])),
                need=draw(st.sampled_from([Need.CORE, Need.CORE, Need.OPTIONAL])),
                size=draw(st.sampled_from([None, None, 1, 2])),
                led_by=led_by,
                instead_of="alpha" if name == "beta" and draw(st.booleans()) else "",
            )
        )
    timed = draw(st.booleans())
    track = Track(
        id="only",
        clients=draw(st.integers(1, 2)),
        days=draw(st.sampled_from([(), DAYS[:1], DAYS[:2]])),
        start=540 if timed else None,
        end=660 if timed else None,
        busy=draw(st.sampled_from([(), (hours(0, 0, 9, 10),)])),
        a_day=draw(st.sampled_from([None, 110])),
    )
    rooms = [
        Room(
            id="large",
            title="Large room",
            size=draw(st.sampled_from([None, 1, 2])),
            open=draw(st.sampled_from([(), (hours(0, 0, 9, 11),)])),
        )
    ]
    staff = [
        Staff(
            id="nurse",
            title="Nurses",
            count=draw(st.integers(1, 2)),
            hours=draw(st.sampled_from([None, 1, 2])),
            a_day=draw(st.sampled_from([None, 60, 100])),
        ),
        Staff(id="guide", title="Guides", at=[hours(1, 1, 9, 11)]),
    ]
    week = Week(
        open=[hours(0, 1, 9, draw(st.integers(11, 12)))],
        step=draw(st.sampled_from([30, 60])),
        pause=draw(st.sampled_from([0, 10])),
        rooms=draw(st.sampled_from([(), rooms])),
        staff=draw(st.sampled_from([(), staff[:1], staff])),
    )
    days = draw(st.sampled_from([Range(), Range(2, None), Range(None, 1)]))
    return pathway(*services, tracks=(track,), week=week, days=days)


@st.composite
def larger_pathways(draw: st.DrawFn) -> Pathway:
    """Draw a facility of several tracks and sections, which mostly has a week."""
    programs = []
    for name in ("first", "second")[: draw(st.integers(1, 2))]:
        services = [
            service(
                therapy,
                draw(st.sampled_from([Range(1, 1), Range(2, 2), Range(3, 3), Range(1, None)])),
                draw(st.sampled_from([30, 45, 60, 90])),
                format=draw(st.sampled_from(list(Format))),
                need=draw(st.sampled_from(list(Need))),
                size=draw(st.sampled_from([None, None, 1, 5, 8])),
                led_by=draw(st.sampled_from([(), ("nurse",), ("guide",), ("nurse", "guide")])),
                audience=draw(st.sampled_from([None, None, None, Constant(value=True)])),
                mode=draw(st.sampled_from([None, Mode.ONLINE, Mode.HYBRID])),
                instead_of=draw(st.sampled_from(["", "", "alpha"])) if therapy != "alpha" else "",
            )
            for therapy in ("alpha", "beta", "gamma", "delta")[: draw(st.integers(1, 4))]
        ]
        tracks = [
            Track(
                id=track,
                days=draw(st.sampled_from([(), DAYS[:5], DAYS[1:6]])),
                start=draw(st.just(start)),
                end=None if start is None else start + 240,
                clients=draw(st.integers(1, 9)),
                busy=draw(st.sampled_from([(), (hours(0, 2, 8, 12),)])),
                a_day=draw(st.sampled_from([None, 240, 300])),
            )
            for track, start in (("early", 540), ("late", None))[: draw(st.integers(0, 2))]
        ]
        days = draw(st.sampled_from([UNKNOWN, Range(2, 4), Range(3, None)]))
        amount = draw(st.sampled_from([UNKNOWN, Range(3, 6), Range(4, None)]))
        programs.append(
            Program(id=name, title=name, services=services, tracks=tracks, days=days, hours=amount)
        )
    rooms = [
        Room(id="large", title="Large room", count=2),
        Room(id="small", title="Small room", size=3, count=3, open=[hours(0, 4, 8, 18)]),
    ]
    staff = [
        Staff(id="nurse", title="Nurses", count=3, hours=draw(st.sampled_from([None, 15]))),
        Staff(id="guide", title="Guides", count=3, a_day=300, at=[hours(0, 5, 9, 20)]),
    ]
    week = Week(
        open=draw(st.sampled_from([(), [hours(0, 5, 8, 20)]])),
        step=draw(st.sampled_from([15, 20])),
        pause=draw(st.sampled_from([0, 5])),
        rooms=draw(st.sampled_from([(), rooms])),
        staff=draw(st.sampled_from([(), staff])),
    )
    try:
        return Pathway(id="larger", title="Larger", programs=programs, week=week)
    except IntegrityError:  # hours that exclude those of the services
        reject()


def any_week(where: Pathway) -> Timetable | None:
    """Return a week that the checker finds nothing wrong with, after trying all of them."""
    held = plan(where)
    sessions = [
        Session(
            program=course.program.id,
            track=course.track_id,
            section="" if course.is_shared else course.section,
            service=course.service,
            therapy=course.line.therapy,
            title=course.title,
            format=course.line.format,
            need=course.line.need,
            number=number,
            day=DAYS[0],
            start=0,
            minutes=course.minutes,
            clients=course.clients,
            client=course.client,
        )
        for course in held.courses
        for number in range(course.sessions)
    ]
    choices = [list(_choices(where, held.sections, session)) for session in sessions]
    return _extended(_table(where, held.sections, []), choices)


def size_of_search(where: Pathway) -> int:
    """Return how many sessions there are."""
    return sum(course.sessions for course in plan(where).courses)


def _table(where: Pathway, sections: tuple[Section, ...], sessions: list[Session]) -> Timetable:
    held = plan(where)
    return Timetable(
        pathway=where,
        programs=["iop"],
        sections=sections,
        sessions=sessions,
        not_held=held.not_held,
    )


def _choices(where: Pathway, sections: tuple[Section, ...], session: Session) -> Iterator[Session]:
    week = where.week
    assert week is not None
    rooms = _names(week.rooms)
    leaders = _names(week.staff)
    for day, start in product(DAYS[:2], range(540, 720, week.step)):
        timed = attrs.evolve(session, day=day, start=start)
        if not any(checker.times(_table(where, sections, [timed]))):
            for room, leader in product(rooms, leaders):
                whole = attrs.evolve(timed, room=room, leader=leader)
                alone = _table(where, sections, [whole])
                if not any(checker.rooms(alone)) and not any(checker.people(alone)):
                    yield whole


def _names(kinds: tuple[Room, ...] | tuple[Staff, ...]) -> list[str]:
    found = [
        kind.id if kind.count == 1 else f"{kind.id} {place + 1}"
        for kind in kinds
        for place in range(kind.count)
    ]
    return found or [""]


def _extended(table: Timetable, choices: list[list[Session]]) -> Timetable | None:
    if not choices:
        return table if not checker.faults(table) else None
    for session in choices[0]:
        more = attrs.evolve(table, sessions=[*table.sessions, session])
        wrong = (*checker.clients(more), *checker.rooms(more), *checker.people(more))
        found = None if wrong else _extended(more, choices[1:])
        if found is not None:
            return found
    return None
