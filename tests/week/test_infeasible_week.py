"""Why there is no week: the smallest set of demands that conflict, with words and places."""

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from week.little import DAYS, hours, little_pathways, pathway, service, size_of_search

from iopkit.files.compose.load import loads
from iopkit.model.pathway import Pathway
from iopkit.model.range import Range
from iopkit.model.schedule.staff import Staff
from iopkit.model.schedule.track import Track
from iopkit.model.schedule.week import Room, Week
from iopkit.model.service import Format
from iopkit.week.infeasibility.infeasible_week import ImpossibleWeekError, UndecidedWeekError
from iopkit.week.requirements import plan

pytest.importorskip("ortools")

from iopkit.week import lay_out
from iopkit.week.infeasibility.demands import demands
from iopkit.week.infeasibility.minimal_conflict import ConflictSearch
from iopkit.week.solver.cp_sat import SearchUndecidedError

EVENING = Track(id="evening", days=DAYS[:4], start=1050, end=1230, clients=12)


def conflict(where: Pathway) -> set[str]:
    with pytest.raises(ImpossibleWeekError) as raised:
        lay_out(where)
    assert raised.value.is_smallest
    return {each.text for each in raised.value.demands}


def test_a_session_longer_than_the_track_is_open() -> None:
    assert conflict(pathway(service("group", 1, 200), tracks=(EVENING,))) == {
        "the evening track is Mon-Thu 17:30-20:30",
        "1 session of 200 minutes of group a week for 12 clients of the evening track",
    }


def test_a_group_larger_than_every_room() -> None:
    rooms = [Room(id="a", title="Blue room", size=8), Room(id="b", title="Red room", size=10)]

    assert conflict(
        pathway(service("group", size=12), tracks=(EVENING,), week=Week(rooms=rooms))
    ) == {
        "Blue room holds at most 8 clients",
        "Red room holds at most 10 clients",
        "1 session of 60 minutes of group a week for 12 clients of the evening track",
    }


def test_nobody_may_lead_it() -> None:
    nurses = Staff(id="nurse", title="Nurses")

    assert conflict(
        pathway(
            service("group", led_by=["counselor"]), tracks=(EVENING,), week=Week(staff=[nurses])
        )
    ) == {
        "group is led by counselor",
        "1 session of 60 minutes of group a week for 12 clients of the evening track",
    }


def test_more_hours_than_people_have() -> None:
    people = Staff(id="counselor", title="Counselors", count=2, hours=4)
    single = service("single", 1, 50, format=Format.INDIVIDUAL, led_by=["counselor"])
    where = pathway(single, tracks=(EVENING,), week=Week(staff=[people]))

    assert conflict(where) == {
        "Counselors: 2 people",
        "Counselors: at most 4 hours a week in sessions each",
        (
            "1 session of 50 minutes of single a week for each of 12 clients of the evening track, "
            "one by one"
        ),
    }


def test_the_pause_is_named_when_it_is_what_does_not_fit() -> None:
    short = attrs.evolve(EVENING, days=DAYS[:1], end=1170)
    where = pathway(
        service("group"), service("lesson"), tracks=(short,), week=Week(pause=10, step=5)
    )

    assert "there are 10 minutes between two sessions" in conflict(where)


def test_work_and_the_time_of_the_track() -> None:
    busy = attrs.evolve(EVENING, busy=[hours(0, 3, 8, 20)])

    assert conflict(pathway(service("group"), tracks=(busy,))) == {
        "the evening track is Mon-Thu 17:30-20:30",
        "clients of the evening track are busy Mon-Thu 08:00-20:00",
        "1 session of 60 minutes of group a week for 12 clients of the evening track",
    }


def test_fewer_days_than_sessions_ask_for() -> None:
    where = pathway(service("group", 4, 120), tracks=(EVENING,), days=Range(None, 2))

    assert conflict(where) == {
        "clients of IOP come on at most 2 days",
        "the evening track is Mon-Thu 17:30-20:30",
        "4 sessions of 120 minutes of group a week for 12 clients of the evening track",
    }


def test_every_demand_says_where_it_is_written() -> None:
    text = """iopkit: 1
id: p
title: P
programs:
  iop:
    title: IOP
    tracks:
      evening: {at: "Mon-Thu 17:30-18:00", clients: 5}
    services:
      - {therapy: group, sessions: 1, minutes: 60}
"""

    with pytest.raises(ImpossibleWeekError) as raised:
        lay_out(loads(text))

    lines = {each.origin.line for each in raised.value.demands if each.origin is not None}
    assert lines == {8, 10}
    assert ":8:" in str(raised.value)
    assert "Change any one of them" in str(raised.value)


def test_more_sessions_than_evenings_with_too_few_people_names_only_what_matters() -> None:
    """The room, the pause and the second service have nothing to do with it."""
    people = Staff(id="counselor", title="Counselors", hours=5)
    where = pathway(
        service("group", 4, 90, led_by=["counselor"]),
        service("lesson", 2, 30),
        tracks=(EVENING,),
        week=Week(
            pause=5,
            rooms=[Room(id="large", title="Large room", size=20)],
            staff=[people, Staff(id="nurse", title="Nurses")],
        ),
    )

    assert conflict(where) == {
        "group is led by counselor",
        "Counselors: 1 person",
        "Counselors: at most 5 hours a week in sessions each",
        "4 sessions of 90 minutes of group a week for 12 clients of the evening track",
    }


def test_when_nothing_is_decided_neither_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(_model: object, _budget: float, **_how: object) -> None:
        raise SearchUndecidedError

    monkeypatch.setattr("iopkit.week.solver.cp_sat.WeekModel.solve", give_up)

    with pytest.raises(UndecidedWeekError, match="no proof that there is none"):
        lay_out(pathway(service("group"), tracks=(EVENING,)))


@given(little_pathways())
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
def test_without_any_one_of_what_conflicts_there_is_a_week(where: Pathway) -> None:
    assume(size_of_search(where) > 0)
    try:
        lay_out(where)
    except ImpossibleWeekError as error:
        held = plan(where)
        known = {demand: key for key, demand in demands(held).items()}
        keys = [known[demand] for demand in error.demands]
        questions = ConflictSearch(held)

        assert questions.possible(keys) is False
        assert [key for key in keys if not questions.possible(set(keys) - {key})] == []
