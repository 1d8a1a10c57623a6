"""What a timetable takes: people, rooms and the time of clients. By hand, without a solver."""

import attrs
import pytest
from week.little import DAYS, pathway, service

from iopkit.criteria.language.parse import parse
from iopkit.model.basis import Basis
from iopkit.model.pathway import Pathway
from iopkit.model.range import Range
from iopkit.model.rule import About, Rule, RuleSet
from iopkit.model.schedule.staff import Staff
from iopkit.model.schedule.week import Room, Week
from iopkit.model.service import Format, Need
from iopkit.week.section import Section
from iopkit.week.session import Session
from iopkit.week.timetable import Timetable
from iopkit.week.workload.workload import load_of

WHERE = pathway(
    service("group", 2, 90, led_by=["counselor"]),
    service("single", 1, 60, format=Format.INDIVIDUAL, led_by=["counselor"]),
    service("yoga", 1, 45, need=Need.OPTIONAL),
)


def session(place: int, day: int, start: int, **more: object) -> Session:
    line = WHERE.programs[0].services[place]
    minutes = line.minutes.low
    assert minutes is not None
    plain = Session(
        program="iop",
        service=place,
        therapy=line.therapy,
        title=line.therapy,
        format=line.format,
        need=line.need,
        day=DAYS[day],
        start=start,
        minutes=int(minutes),
        clients=2,
    )
    return attrs.evolve(plain, **more)  # type: ignore[arg-type]  # a few fields of a test


def table(*, where: Pathway = WHERE, **names: str) -> Timetable:
    return Timetable(
        pathway=where,
        programs=["iop"],
        sections=[Section(program="iop", clients=2)],
        sessions=[
            session(0, 0, 540, **names),
            session(0, 2, 540, **names),
            session(1, 0, 640, clients=1, client=1, **names),
            session(1, 3, 640, clients=1, client=2, **names),
            session(2, 2, 640, **names),
        ],
    )


def test_clients_have_exact_hours_and_days() -> None:
    (clients,) = load_of(table()).clients

    assert clients.hours == Range(4, 4)
    assert clients.days == Range(2, 3)  # the first has the own session on a day with a group
    assert clients.hours_a_day == Range(1, 2.5)
    assert clients.with_optional == 4.75


def test_rule_sets_hear_the_exact_hours() -> None:
    def book(text: str) -> RuleSet:
        basis = Basis(assumption="a test")
        rules = [Rule(criterion=parse(text))]
        return RuleSet(id="book", title="B", about=About.PROGRAM, basis=basis, rules=rules)

    texts = ["hours_per_week >= 4", "hours_per_day >= 1", "hours_per_day >= 2", "days_per_week > 3"]

    (clients,) = load_of(table(), [book(text) for text in texts]).clients

    assert [str(each.verdict) for each in clients.judged] == ["met", "met", "unknown", "not met"]


def test_people_who_are_not_stated_are_counted_by_what_they_may_lead() -> None:
    counselors, anybody = load_of(table()).staff

    assert (counselors.title, counselors.sessions, counselors.hours) == ("counselor", 4, 5)
    assert counselors.full_time == 5 / 40
    assert (counselors.people, counselors.is_stated) == (1, False)
    assert (anybody.title, anybody.hours) == ("anybody", 0.75)


def test_two_at_a_time_need_two_people_and_two_rooms() -> None:
    both = attrs.evolve(
        table(),
        sessions=[
            session(1, 0, 540, clients=1, client=1),
            session(1, 0, 570, clients=1, client=2),
            session(0, 1, 540),
            session(2, 1, 600),
        ],
    )

    load = load_of(both)

    counselors = load.staff[0]
    assert (counselors.title, counselors.at_once, counselors.people) == ("counselor", 2, 2)
    assert [(each.size, each.count) for each in load.rooms] == [(2, 2)]


def test_the_pause_counts_when_rooms_are_counted() -> None:
    where = attrs.evolve(WHERE, week=Week(pause=15))
    rows = [session(0, 0, 540), session(2, 0, 630)]

    close = load_of(attrs.evolve(table(where=where), sessions=rows))
    apart = load_of(attrs.evolve(table(), sessions=rows))

    assert [each.count for each in close.rooms] == [2]
    assert [each.count for each in apart.rooms] == [1]


def test_people_and_rooms_that_are_stated_are_named() -> None:
    week = Week(
        full_time=20,
        rooms=[Room(id="large", title="Large room", size=14)],
        staff=[Staff(id="counselor", title="Counselors", count=2)],
    )
    where = attrs.evolve(WHERE, week=week)

    load = load_of(table(where=where, room="large", leader="counselor 2"))

    (people,) = load.staff
    (room,) = load.rooms
    assert (people.title, people.people, people.is_stated) == ("Counselors", 2, True)
    assert list(people.each) == [0, 5.75]
    assert people.full_time == pytest.approx(5.75 / 20)
    assert (room.title, room.count, room.sessions, room.hours) == ("Large room", 1, 5, 5.75)
    assert load.hours == 5.75
