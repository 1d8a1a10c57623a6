from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopkit.criteria.language.parse import parse
from iopkit.model.program import Program
from iopkit.model.range import Range
from iopkit.model.review import ProgressReview
from iopkit.model.schedule.track import Track, Weekday
from iopkit.model.service import Need, Service


def service(
    sessions: Range, minutes: Range, need: Need = Need.CORE, *, group: str = "", who: str = ""
) -> Service:
    return Service(
        therapy="group",
        sessions=sessions,
        minutes=minutes,
        need=need,
        group=group,
        audience=parse(who) if who else None,
    )


def program(*services: Service, hours: Range | None = None) -> Program:
    return Program(id="day", title="Day", services=services, hours=hours or Range())


EVENING = Track(id="evening", days=[Weekday.MON, Weekday.WED], start=1050, end=1230)
THREE = Range.exactly(3)
LONG = Range.exactly(90)
GROUPS = service(THREE, LONG)


@pytest.mark.parametrize(
    ("services", "hours"),
    [
        ([], Range()),
        ([GROUPS], Range(4.5, 4.5)),
        ([GROUPS, GROUPS], Range(9, 9)),
        ([service(Range(2, 3), Range(60, 90))], Range(2, 4.5)),
        ([GROUPS, service(Range.exactly(1), Range())], Range(4.5, None)),
        ([service(Range.exactly(1), Range())], Range()),
        ([service(THREE, Range(60, None))], Range(3, None)),
        ([service(THREE, Range(None, 60))], Range(0, 3)),
        ([GROUPS, service(Range(None, 2), Range(30, 60))], Range(4.5, 6.5)),
    ],
)
def test_the_hours_of_the_services_add_up_and_unknown_parts_leave_a_bound_open(
    services: list[Service], hours: Range
) -> None:
    assert program(*services).hours_of_services() == hours
    assert program(*services).hours_per_week() == hours


@pytest.mark.parametrize(
    "not_for_all",
    [
        service(THREE, LONG, Need.OPTIONAL),
        service(THREE, LONG, Need.AS_NEEDED),
        service(THREE, LONG, group="women"),
        service(THREE, LONG, who="gender = female"),
    ],
    ids=["optional", "as needed", "a group's", "for some"],
)
def test_what_is_not_for_everybody_may_take_no_time(not_for_all: Service) -> None:
    assert not_for_all.minutes_per_week() == Range(0, 270)
    assert program(GROUPS, not_for_all).hours_per_week() == Range(4.5, 9)


def test_what_is_optional_and_of_unknown_length_leaves_only_the_upper_bound_open() -> None:
    optional = service(Range.exactly(1), Range(), Need.OPTIONAL)

    assert optional.minutes_per_week() == Range(0, None)
    assert program(GROUPS, optional).hours_per_week() == Range(4.5, None)


@pytest.mark.parametrize("stated", [Range.exactly(20), Range(9, None), Range(None, 19)])
def test_stated_hours_win_over_those_of_the_services(stated: Range) -> None:
    both = program(GROUPS, hours=stated)

    assert both.hours_per_week() == stated
    assert both.hours_of_services() == Range(4.5, 4.5)


def test_hours_that_are_whole_on_paper_are_whole() -> None:
    dose = [(2, 80), (5, 45), (1, 100), (3, 45), (4, 25)]  # 720 minutes
    services = [service(Range.exactly(n), Range.exactly(length)) for n, length in dose]

    assert program(*services).hours_per_week() == Range.exactly(12)


DOSES = st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(0, 180), st.integers(0, 180))


@given(st.lists(st.tuples(DOSES, st.sampled_from(Need)), min_size=1, max_size=5), st.data())
def test_the_time_that_a_client_spends_is_within_the_hours(
    given_doses: list[tuple[tuple[int, int, int, int], Need]], data: st.DataObject
) -> None:
    services, spent = [], 0
    for (a, b, c, d), need in given_doses:
        sessions, minutes = Range(min(a, b), max(a, b)), Range(min(c, d), max(c, d))
        services.append(service(sessions, minutes, need))
        if need is Need.CORE or data.draw(st.booleans()):
            times = data.draw(st.integers(min(a, b), max(a, b)))
            spent += times * data.draw(st.integers(min(c, d), max(c, d)))
    hours = program(*services).hours_per_week()

    assert hours.low is not None
    assert hours.high is not None
    assert hours.low <= spent / 60 <= hours.high


@pytest.mark.parametrize("size", [0, -1])
def test_a_session_for_nobody_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match=f"^size must be a whole number of 1 or more, got {size}$"):
        Service(therapy="group", size=size)


def test_a_track_takes_the_time_between_start_and_end_on_each_of_its_days() -> None:
    always = Track(id="always", days=list(Weekday), start=0, end=1440)

    assert (EVENING.hours_per_week(), always.hours_per_week()) == (6, 168)


@pytest.mark.parametrize(
    ("unknown", "a_day"),
    [({"days": []}, 3), ({"start": None, "end": None}, None)],
    ids=["days", "times"],
)
def test_what_nobody_says_of_a_track_leaves_its_hours_unknown(
    unknown: dict[str, Any], a_day: float | None
) -> None:
    track = attrs.evolve(EVENING, **unknown)

    assert track.hours_per_day() == a_day
    assert track.hours_per_week() is None


ALONE = Service(
    therapy="one-to-one",
    instead_of="group",
    sessions=Range.exactly(1),
    minutes=Range.exactly(60),
    audience=parse("not at_ease"),
)


@pytest.mark.parametrize(
    ("services", "hours"),
    [
        ([GROUPS, ALONE], Range(1, 4.5)),
        ([ALONE, GROUPS, GROUPS], Range(1, 9)),
        ([GROUPS, attrs.evolve(ALONE, minutes=Range.exactly(600))], Range(4.5, 10)),
        ([GROUPS, ALONE, attrs.evolve(ALONE, minutes=Range(30, None))], Range(0.5, None)),
        ([GROUPS, attrs.evolve(ALONE, minutes=Range())], Range()),
        ([service(THREE, Range()), ALONE], Range()),
        ([service(THREE, Range(60, None)), service(THREE, Range()), ALONE], Range(1, None)),
    ],
)
def test_a_client_spends_the_time_of_a_service_or_of_the_one_instead_of_it(
    services: list[Service], hours: Range
) -> None:
    assert program(*services).hours_of_services() == hours


@pytest.mark.parametrize(
    ("given_track", "message"),
    [
        (
            {"days": [Weekday.WED, Weekday.MON]},
            "track 'evening' must name its weekdays once each, Monday first",
        ),
        (
            {"days": [Weekday.MON, Weekday.MON]},
            "track 'evening' must name its weekdays once each, Monday first",
        ),
        ({"start": 1230}, "track 'evening' must end after it starts, on the same day"),
        ({"start": -1}, "track 'evening' must end after it starts, on the same day"),
        ({"end": None}, "track 'evening' must have both a start and an end, or neither"),
        ({"start": None}, "track 'evening' must have both a start and an end, or neither"),
        ({"end": 1441}, "track 'evening' must end after it starts, on the same day"),
    ],
)
def test_a_track_that_no_week_holds_is_refused(given_track: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        attrs.evolve(EVENING, **given_track)

    assert str(caught.value) == message


def test_a_review_is_at_every_session_or_at_an_interval() -> None:
    with pytest.raises(ValueError, match="days has no place in a review at every session"):
        ProgressReview(each_session=True, days=7)
