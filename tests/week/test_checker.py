"""The checker of timetables finds what is wrong: else a week without faults would mean little."""

import attrs
import pytest
from week import checker
from week.little import DAYS, hours, pathway, service

from iopkit.model.range import Range
from iopkit.model.schedule.staff import Staff
from iopkit.model.schedule.track import Track
from iopkit.model.schedule.week import Room, Week
from iopkit.model.service import Format
from iopkit.week.section import Section
from iopkit.week.session import Session
from iopkit.week.timetable import Timetable

WHERE = pathway(
    service("group", 2, 60, size=4, led_by=["counselor"]),
    service("single", 1, 60, format=Format.INDIVIDUAL),
    tracks=[
        Track(
            id="day",
            days=DAYS[:4],
            start=540,
            end=720,
            clients=2,
            busy=[hours(3, 3, 9, 11)],
            a_day=120,
        )
    ],
    week=Week(
        open=[hours(0, 4, 8, 18)],
        pause=10,
        rooms=[
            Room(id="large", title="Large room"),
            Room(id="small", title="Small room", size=1, open=[hours(0, 4, 8, 17)]),
        ],
        staff=[
            Staff(id="counselor", title="Counselors", count=2, hours=3, a_day=120),
            Staff(id="nurse", title="Nurses", at=[hours(0, 4, 8, 17)]),
        ],
    ),
    days=Range(2, 3),
)


def session(place: int, day: int, start: int, client: int | None = None) -> Session:
    line = WHERE.programs[0].services[place]
    return Session(
        program="iop",
        track="day",
        service=place,
        therapy=line.therapy,
        title=line.therapy,
        format=line.format,
        need=line.need,
        day=DAYS[day],
        start=start,
        minutes=60,
        clients=2 if client is None else 1,
        client=client,
        room="large" if client is None else "small",
        leader="counselor 1" if client is None else "nurse",
    )


GOOD = [
    session(0, 0, 540),
    session(0, 2, 540),
    session(1, 0, 615, 1),
    session(1, 2, 615, 2),
]


def faults(sessions: list[Session]) -> list[str]:
    return checker.faults(
        Timetable(
            pathway=WHERE,
            programs=["iop"],
            sections=[Section(program="iop", track="day", clients=2)],
            sessions=sessions,
        )
    )


def test_a_good_week_has_no_faults() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("which", "change", "rule"),
    [
        (0, {"day": DAYS[4]}, "1"),
        (0, {"start": 660 + 15}, "1"),
        (2, {"start": 7 * 60}, "2"),
        (1, {"day": DAYS[3]}, "3"),
        (2, {"start": 600}, "5"),
        (2, {"leader": "counselor 1", "room": "large", "start": 600}, "6"),
        (0, {"leader": "nurse"}, "6"),
        (0, {"room": "small"}, "6"),
        (2, {"room": "small", "start": 1020}, "6"),
        (2, {"start": 1020}, "8"),
        (0, {"day": DAYS[2], "start": 660}, "9"),
        (0, {"day": DAYS[2], "start": 660}, "10"),
        (0, {"day": DAYS[2], "start": 660}, "11"),
        (0, {"start": 547}, "12"),
        (0, {"room": ""}, "13"),
        (0, {"leader": ""}, "13"),
    ],
)
def test_a_week_that_breaks_a_rule_is_found_out(
    which: int, change: dict[str, object], rule: str
) -> None:
    broken = list(GOOD)
    broken[which] = attrs.evolve(GOOD[which], **change)  # type: ignore[arg-type]  # a few fields

    assert rule in {fault.partition(":")[0] for fault in faults(broken)}


def test_a_session_that_is_missing_is_found_out() -> None:
    assert "group is held too rarely" in faults(GOOD[1:])
    assert any(each.startswith("single is held for") for each in faults(GOOD[:3]))


def test_people_with_too_many_hours_are_found_out() -> None:
    tired = [attrs.evolve(each, leader="counselor 2") for each in GOOD]

    assert "8: counselor 2 has too many hours" in faults(tired)
