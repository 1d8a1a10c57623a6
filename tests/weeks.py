"""A week made by hand, for whatever shows one: no solver is needed for it."""

import datetime as dt

import attrs

from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.model.program import Format, Need, Program, Service, Track
from iopkit.model.range import Range
from iopkit.model.schedule.staff import Staff
from iopkit.model.schedule.week import Room, Week
from iopkit.model.schedule.weekday import Weekday
from iopkit.model.service import Mode
from iopkit.week.assumptions import OmittedSession, WeekAssumption
from iopkit.week.section import Section
from iopkit.week.session import Session
from iopkit.week.timetable import Timetable

MON, TUE, WED, THU, FRI, SAT, SUN = Weekday

HOSTILE = (
    "<script>alert(1)</script>",
    "x" * 300,
    "مجموعة الدعم",
    "קבוצת תמיכה",
    "👩‍👩‍👧 🧠",
    "[bold]red[/bold]",
    "a\x00b\x07c\x1b[31md\re\x9bf",
    "quote \" and ' & ; , \\ \\n",
    "\u202eevil",
)
"""Names that a file may hold and that must come out as text wherever a week is shown."""


def _exactly(value: float) -> Range:
    return Range.exactly(value)


SERVICES = (
    Service(
        therapy="group",
        title="Group therapy",
        sessions=_exactly(3),
        minutes=_exactly(90),
        size=12,
        led_by=["counselor"],
    ),
    Service(
        therapy="education",
        title="Psychoeducation",
        format=Format.CLASS,
        sessions=_exactly(2),
        minutes=_exactly(60),
    ),
    Service(
        therapy="individual",
        title="Individual counseling",
        format=Format.INDIVIDUAL,
        sessions=_exactly(1),
        minutes=_exactly(50),
    ),
    Service(
        therapy="women",
        title="Women's group",
        sessions=_exactly(1),
        minutes=_exactly(60),
        need=Need.OPTIONAL,
    ),
    Service(
        therapy="family",
        title="Family evening",
        format=Format.FAMILY,
        sessions=_exactly(1),
        minutes=_exactly(90),
        need=Need.OPTIONAL,
        mode=Mode.ONLINE,
    ),
    Service(therapy="crisis", title="Crisis support", need=Need.AS_NEEDED),
)

HOUSE = Pathway(
    id="harborside",
    title="Harborside Recovery",
    levels=[Level(id="iop", title="Intensive outpatient", rank=30, programs=["iop"])],
    programs=[
        Program(
            id="iop",
            title="Intensive outpatient program",
            services=SERVICES,
            tracks=[
                Track(id="morning", days=[MON, TUE, WED], start=540, end=735, clients=4),
                Track(id="evening", days=[MON, TUE, WED, THU], start=1050, end=1245, clients=16),
            ],
        )
    ],
    week=Week(
        zone="America/Denver",
        closed=[dt.date(2026, 12, 24), dt.date(2026, 12, 25), dt.date(2027, 1, 1)],
        rooms=[
            Room(id="large", title="Harbor room", size=14),
            Room(id="quiet", title="Quiet room", size=14),
            Room(id="small", title="Office", size=3, count=2),
        ],
        staff=[
            Staff(id="counselor", title="Counselor", count=2, hours=25),
            Staff(id="educator", title="Educator", count=2),
        ],
    ),
)


def session(  # noqa: PLR0913, PLR0917  what differs from session to session
    track: str,
    section: str,
    service: int,
    day: Weekday,
    start: int,
    room: str = "",
    leader: str = "",
    *,
    clients: int = 8,
    client: int | None = None,
    number: int = 1,
) -> Session:
    """Return a session of the made-up house."""
    of = SERVICES[service]
    assert of.minutes.low is not None or of.need is Need.AS_NEEDED
    return Session(
        program="iop",
        track=track,
        section=section,
        service=service,
        therapy=of.therapy,
        title=of.title,
        format=of.format,
        need=of.need,
        number=number,
        day=day,
        start=start,
        minutes=int(of.minutes.low or 60),
        clients=1 if client else clients,
        client=client,
        room="" if of.mode is Mode.ONLINE else room,
        leader=leader,
        mode=of.mode,
    )


def _section(track: str, section: str, clients: int, start: int, by: int) -> list[Session]:
    """Return the week of one section: three groups, two classes, and an hour for each client."""
    room = "quiet" if section == "B" else "large"
    group = (room, f"counselor {by}")
    taught = (room, f"educator {by}")
    first, second = start, start + 105
    late = start + 75
    found = [
        session(track, section, 0, MON, first, *group, clients=clients, number=1),
        session(track, section, 0, TUE, first, *group, clients=clients, number=2),
        session(track, section, 0, WED, first, *group, clients=clients, number=3),
        session(track, section, 1, MON, second, *taught, clients=clients, number=1),
        session(track, section, 1, WED, late + 30, *taught, clients=clients, number=2),
    ]
    free = (900, 960) if track == "morning" else (780, 840)
    alone = [(day, hour) for day in (MON, TUE, WED, THU) for hour in free]
    for client, (day, hour) in enumerate(alone[:clients], start=1):
        small = (f"small {by}", f"counselor {by}")
        found.append(session(track, section, 2, day, hour, *small, client=client))
    return found


SESSIONS = (
    *_section("morning", "", 4, 540, 1),
    *_section("evening", "A", 8, 1050, 1),
    *_section("evening", "B", 8, 1050, 2),
    session("evening", "", 3, THU, 1050, "large", "counselor 2"),
    session("evening", "", 4, THU, 1125, "", "counselor 1", clients=16),
)

WEEK = Timetable(
    pathway=HOUSE,
    programs=["iop"],
    sections=[
        Section(program="iop", track="morning", clients=4),
        Section(program="iop", track="evening", id="A", clients=8),
        Section(program="iop", track="evening", id="B", clients=8),
    ],
    sessions=SESSIONS,
    assumed=[
        WeekAssumption(
            path=("week", "open"),
            assumed="sessions may be held Mon-Fri 08:00-20:00",
            why="nobody says when the facility is open",
        )
    ],
    not_held=[
        OmittedSession(program="iop", service=5, title="Crisis support", why="held when needed")
    ],
)
"""Two tracks, one of them in two groups, with appointments, an online and an optional session."""


def named(name: str) -> Timetable:
    """Return the same week in which everything that can bear a name has this one."""
    assert WEEK.pathway.week is not None
    program = WEEK.pathway.programs[0]
    services = [attrs.evolve(each, title=name) for each in SERVICES]
    week = attrs.evolve(
        WEEK.pathway.week,
        rooms=[attrs.evolve(each, title=name) for each in WEEK.pathway.week.rooms],
        staff=[attrs.evolve(each, title=name) for each in WEEK.pathway.week.staff],
    )
    house = attrs.evolve(
        WEEK.pathway,
        title=name,
        programs=[attrs.evolve(program, title=name, services=services)],
        week=week,
    )
    return attrs.evolve(
        WEEK,
        pathway=house,
        sessions=[attrs.evolve(each, title=name) for each in WEEK.sessions],
        not_held=[attrs.evolve(each, title=name) for each in WEEK.not_held],
        assumed=[attrs.evolve(each, assumed=name) for each in WEEK.assumed],
    )
