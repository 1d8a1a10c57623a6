"""Weeks, rooms, staff, hours and tracks: what each refuses, and what follows from them."""

import datetime as dt
from typing import Any

import attrs
import pytest

from iopkit.errors import IntegrityError
from iopkit.model.basis import Basis
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.model.program import Program
from iopkit.model.provenance.citations import figures
from iopkit.model.range import Range
from iopkit.model.schedule.staff import Staff
from iopkit.model.schedule.track import Track
from iopkit.model.schedule.week import Room, Week
from iopkit.model.schedule.weekday import Hours, Weekday, covers
from iopkit.model.service import Need, Service

WORKDAYS = tuple(Weekday)[:5]
WORK = Hours(days=WORKDAYS, start=480, end=1020)


def refusal(build: Any, **given: Any) -> str:  # noqa: ANN401  what is refused has any type
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        build(**given)
    return str(caught.value)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"days": ()}, "hours must name their weekdays"),
        ({"days": WORKDAYS[::-1]}, "hours must name its weekdays once each, Monday first"),
        ({"start": 1080}, "hours must end after it starts, on the same day"),
        ({"end": 1441}, "hours must end after it starts, on the same day"),
        ({"start": -1}, "hours must end after it starts, on the same day"),
    ],
)
def test_hours_that_cannot_be_are_refused(given: dict[str, Any], message: str) -> None:
    whole = {"days": WORKDAYS, "start": 480, "end": 1020}

    assert refusal(Hours, **{**whole, **given}) == message


@pytest.mark.parametrize(
    ("stretches", "day", "start", "end", "covered"),
    [
        ([(480, 1020)], Weekday.FRI, 480, 1020, True),
        ([(480, 1020)], Weekday.SAT, 600, 660, False),
        ([(480, 1020)], Weekday.FRI, 960, 1021, False),
        ([(480, 1020)], Weekday.FRI, 479, 600, False),
        ([(720, 1020), (480, 720)], Weekday.FRI, 500, 1000, True),  # written in any order
        ([(480, 700), (720, 1020)], Weekday.FRI, 500, 1000, False),  # a break at noon
        ([(480, 1020), (500, 600)], Weekday.FRI, 490, 1000, True),  # one within the other
        ([], Weekday.FRI, 490, 1000, False),
    ],
)
def test_stretches_cover_a_time_together(
    stretches: list[tuple[int, int]], day: Weekday, start: int, end: int, *, covered: bool
) -> None:
    hours = tuple(Hours(days=WORKDAYS, start=s, end=e) for s, e in stretches)

    assert covers(hours, day, start, end) is covered


@pytest.mark.parametrize(
    ("build", "given", "message"),
    [
        (Room, {"size": 0}, "size must be a whole number of 1 or more, got 0"),
        (Room, {"count": 1.5}, "count must be a whole number of 1 or more, got 1.5"),
        (Staff, {"count": 0}, "count must be a whole number of 1 or more, got 0"),
        (Staff, {"hours": 0}, "hours must be more than 0 and at most 168, got 0"),
        (Staff, {"hours": 169}, "hours must be more than 0 and at most 168, got 169"),
        (Staff, {"a_day": 1441}, "a_day must be a whole number of 1 or more, at most 1440, "),
        (Staff, {"leads": ()}, "leads must name something; left out it is 'here'"),
        (Staff, {"leads": [" "]}, "leads must name something; left out it is 'here'"),
    ],
)
def test_rooms_and_staff_that_cannot_be_are_refused(
    build: Any,  # noqa: ANN401
    given: dict[str, Any],
    message: str,
) -> None:
    assert refusal(build, id="here", title="H", **given).startswith(message)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"step": 0}, "step must be a whole number of 1 or more, at most 1440, got 0"),
        ({"step": 7.5}, "step must be a whole number of 1 or more, at most 1440, got 7.5"),
        ({"pause": -5}, "pause must be a whole number of 0 or more, less than 1440, got -5"),
        ({"pause": 1440}, "pause must be a whole number of 0 or more, less than 1440, got 1440"),
        ({"full_time": 0}, "full_time must be more than 0 and at most 168, got 0"),
    ],
)
def test_a_week_that_cannot_be_is_refused(given: dict[str, Any], message: str) -> None:
    assert refusal(Week, **given) == message


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"clients": 0}, "clients must be a whole number of 1 or more, got 0"),
        ({"a_day": 0}, "a_day must be a whole number of 1 or more, at most 1440, got 0"),
    ],
)
def test_a_track_that_cannot_be_is_refused(given: dict[str, Any], message: str) -> None:
    assert refusal(Track, id="evening", **given) == message


def test_dates_are_kept_once_and_in_order() -> None:
    days = [dt.date(2027, 1, 1), dt.date(2026, 12, 25), dt.date(2027, 1, 1)]

    assert Week(closed=days).closed == (dt.date(2026, 12, 25), dt.date(2027, 1, 1))


def test_staff_lead_what_names_one_of_their_words_and_what_names_nobody() -> None:
    staff = Staff(id="lpc", title="Counselors", leads=["counselor", "therapist"])

    assert staff.may_lead(Service(therapy="group", led_by=["nurse", "therapist"]))
    assert staff.may_lead(Service(therapy="group"))
    assert not staff.may_lead(Service(therapy="group", led_by=["lpc"]))


def place(*services: Service, week: Week | None = None, **track: Any) -> Pathway:  # noqa: ANN401
    """Return a pathway of one program with one track."""
    tracks = [Track(id="late", **track)]
    day = Program(id="day", title="Day", services=services, tracks=tracks)
    iop = Level(id="iop", title="I", rank=3, programs=["day"])
    return Pathway(id="p", title="P", levels=[iop], programs=[day], week=week)


def problem(*services: Service, week: Week | None = None, **track: Any) -> str:  # noqa: ANN401
    with pytest.raises(IntegrityError) as caught:
        place(*services, week=week, **track)
    (found,) = caught.value.problems
    return f"{found.code} {found}"


@pytest.mark.parametrize(
    ("zone", "hint"),
    [
        ("America/Denvr", "(did you mean 'America/Denver'?)"),
        ("Mountain Time", "(write it as America/Denver)"),
        ("../../etc/passwd", "(write it as America/Denver)"),
        ("America", "(write it as America/Denver)"),
    ],
)
def test_a_zone_that_nobody_knows_is_a_problem(zone: str, hint: str) -> None:
    found = problem(week=Week(zone=zone))

    assert found.startswith(f"not-a-zone week.zone: no time zone is named '{zone}'")
    assert found.endswith(hint)


def test_zones_that_are_known_are_none() -> None:
    zones = ["", "America/Denver", "UTC", "Europe/Berlin"]

    assert [place(week=Week(zone=zone)).week for zone in zones] == [Week(zone=z) for z in zones]


def test_two_rooms_or_two_groups_of_staff_do_not_share_an_id() -> None:
    rooms = [Room(id="large", title="A"), Room(id="large", title="B")]
    staff = [Staff(id="nurse", title="A"), Staff(id="nurse", title="B")]

    assert "week.rooms.large: 'large' is used 2 times" in problem(week=Week(rooms=rooms))
    assert "week.staff.nurse: 'nurse' is used 2 times" in problem(week=Week(staff=staff))


def test_a_room_and_staff_name_sources_that_exist() -> None:
    room = Room(id="large", title="L", basis=Basis(source="plan"))

    assert "no source named 'plan'" in problem(week=Week(rooms=[room]))


def test_clients_who_are_always_busy_can_follow_no_track() -> None:
    late: dict[str, Any] = {"days": WORKDAYS, "start": 840, "end": 1020}

    assert (
        "always-busy programs.day.tracks.late.busy: clients of the track 'late' are busy all "
        in (problem(busy=[WORK], **late))
    )
    assert place(busy=[WORK], **{**late, "end": 1035}).programs[0].tracks[0].busy == (WORK,)
    assert place(busy=[WORK], **{**late, "days": tuple(Weekday)}).programs  # they come on Saturday
    assert place(busy=[WORK]).programs  # nobody says when it is held


GROUP = Service(therapy="group", sessions=Range(3, 3), minutes=Range(90, 90))


def test_a_session_of_everybody_that_is_longer_than_the_day_is_a_problem() -> None:
    found = problem(GROUP, a_day=75)

    assert found.startswith("day-too-short programs.day.tracks.late.a_day: ")
    assert "at most 75 minutes a day, but one session of 'group' takes 90" in found


@pytest.mark.parametrize(
    "services",
    [
        [attrs.evolve(GROUP, minutes=Range(60, 90))],  # an hour would do
        [attrs.evolve(GROUP, minutes=Range())],
        [attrs.evolve(GROUP, need=Need.OPTIONAL)],
        [attrs.evolve(GROUP, sessions=Range(0, 0))],
        [GROUP, Service(therapy="yoga", minutes=Range(60, 60), instead_of="group")],
    ],
)
def test_a_session_that_may_be_shorter_or_left_out_is_none(services: list[Service]) -> None:
    assert place(*services, a_day=75).programs[0].services == tuple(services)


def test_every_number_of_a_week_is_listed_with_what_it_rests_on() -> None:
    plan = Basis(assumption="from the floor plan")
    week = Week(
        rooms=[Room(id="large", title="Hall", size=14, basis=plan), Room(id="yard", title="Yard")],
        staff=[Staff(id="nurse", title="Nurses", count=2, hours=12.5, a_day=240)],
    )
    found = [(what, value) for _, what, value, _ in figures(place(week=week, clients=9, a_day=120))]
    bases = {path: basis for path, _, _, basis in figures(place(week=week))}

    assert found == [
        ("clients of the track late of Day", "9 clients"),
        ("most time in sessions a day in the track late of Day", "120 minutes"),
        ("size of Hall", "14 clients"),
        ("how many Nurses", "2 people"),
        ("most time in sessions of Nurses", "12.5 hours a week each"),
        ("most time in sessions a day of Nurses", "240 minutes each"),
        ("one full-time position", "40 hours a week"),
    ]
    assert bases["week", "rooms", "large", "size"] == plan
    usual = bases["week", "full_time"]  # nobody said it, so it is an assumption of iopkit
    assert usual is not None
    assert usual.is_assumption
