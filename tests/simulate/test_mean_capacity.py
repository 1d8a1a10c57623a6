"""Places averaged over time, against a count day by day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopkit.model.simulation.capacity_schedule import CapacitySchedule
from iopkit.simulate.lowering.mean_capacity import mean_places

Steps = list[tuple[float, int | None]]


def places_on(day: int, own: int | None, calendar: CapacitySchedule) -> int | None:
    """Return the places between a day and the next; steps are on whole days."""
    found = own
    cycle = 0.0
    while True:
        for start, places in calendar.steps:
            if start + cycle > day:
                return found
            found = places
        if calendar.period is None:
            return found
        cycle += calendar.period


@st.composite
def calendars(draw: st.DrawFn) -> CapacitySchedule:
    days = sorted(draw(st.sets(st.integers(0, 12), min_size=1, max_size=4)))
    places = draw(st.lists(st.none() | st.integers(0, 9), min_size=len(days), max_size=len(days)))
    period = draw(st.none() | st.integers(days[-1] + 1, days[-1] + 6).map(float))
    return CapacitySchedule(steps=list(zip(map(float, days), places, strict=True)), period=period)


@given(st.none() | st.integers(0, 9), calendars(), st.integers(0, 30), st.integers(1, 60))
def test_places_are_averaged_over_the_days_that_count(
    own: int | None, calendar: CapacitySchedule, start: int, length: int
) -> None:
    each = [places_on(day, own, calendar) for day in range(start, start + length)]
    known = [places for places in each if places is not None]

    found = mean_places(own, calendar, float(start), float(start + length))

    if len(known) < length:
        assert found is None
    else:
        assert found == pytest.approx(sum(known) / length)


def test_places_without_a_calendar_stay_as_they_are() -> None:
    assert mean_places(7, None, 0.0, 100.0) == 7
    assert mean_places(None, None, 0.0, 100.0) is None


def test_a_limit_lifted_after_the_end_lifts_nothing() -> None:
    later = CapacitySchedule(steps=[(100.0, None)])
    assert mean_places(7, later, 0.0, 100.0) == 7
    assert mean_places(7, later, 0.0, 101.0) is None
