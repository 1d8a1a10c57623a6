import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopkit.files.schema import quantity
from iopkit.files.schema.quantity import NotUnderstoodError
from iopkit.model.range import Range
from iopkit.model.schedule.track import Weekday


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("28 days", 28),
        ("1 week", 7),
        ("90 minutes", 0.0625),
        ("1.5 hours", 0.0625),
        ("1 year", 365.25),
    ],
)
def test_durations_are_days(text: str, days: float) -> None:
    assert quantity.read_duration(text) == days


@given(st.floats(0, 1e12))
def test_a_duration_survives_being_written(days: float) -> None:
    assert quantity.read_duration(quantity.write_duration(days)) == days


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4 to 6 weeks", Range(28, 42)),
        ("1 week to 1 month", Range(7, 365.25 / 12)),
        ("at least 8 weeks", Range(56, None)),
        ("8 weeks or more", Range(56, None)),
        ("up to 90 days", Range(None, 90)),
        ("6 weeks", Range(42, 42)),
        ("unknown", Range()),
    ],
)
def test_ranges_of_durations(text: str, value: Range) -> None:
    assert quantity.read_range(text, timed=True) == value


@given(st.lists(st.none() | st.floats(0, 1e9), min_size=2, max_size=2), st.booleans())
def test_a_range_survives_being_written(bounds: list[float | None], timed: bool) -> None:
    known = sorted(bound for bound in bounds if bound is not None)
    value = Range(*known) if len(known) == 2 else Range(*bounds)

    assert quantity.read_range(quantity.write_range(value, timed=timed), timed=timed) == value


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("3-5", "write '3 to 5'"),
        (">= 9", "write 'at least 9'"),
        ("9+", "write 'at least 9'"),
        ("several", "or unknown"),
        ("6 weeks", "write the number alone"),
        ("5 to 3", "write the smaller one first"),
        ("-3", "write 0 or more"),
        ("18:30", "write it as 3 to 5"),
    ],
)
def test_a_range_that_is_not_understood_says_how_to_write_it(text: str, hint: str) -> None:
    with pytest.raises(NotUnderstoodError) as caught:
        quantity.read_range(text)

    assert hint in caught.value.hint


@pytest.mark.parametrize("text", ["1e307 years", "9e999 days", "-1 day", "28", "28 dys", ""])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstoodError):
        quantity.read_duration(text)


def test_a_time_of_the_week_names_days_and_times() -> None:
    time = quantity.read_week_time("mon, Wed-Fri 17:30-20:30")

    assert time == ((Weekday.MON, Weekday.WED, Weekday.THU, Weekday.FRI), 1050, 1230)
    assert quantity.write_week_time(time) == "Mon, Wed, Thu, Fri 17:30-20:30"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Mon-Wed", ((Weekday.MON, Weekday.TUE, Weekday.WED), None, None)),
        ("sat", ((Weekday.SAT,), None, None)),
        ("9:00-12:00", ((), 540, 720)),
        (" 00:00 - 24:00 ", ((), 0, 1440)),
    ],
)
def test_days_or_times_may_be_all_that_is_known(text: str, time: quantity.WeekTime) -> None:
    assert quantity.read_week_time(text) == time
    assert quantity.read_week_time(quantity.write_week_time(time)) == time


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("wensday 18:00-19:00", "'wensday' is not a weekday"),
        ("Monday", "'Monday' is not a weekday: Mon, Tue"),
        ("Mon 25:00-26:00", "no clock shows"),
        ("20:00-19:00", "must end after it starts"),
        ("Fri-Mon 18:00-19:00", "runs backwards"),
        ("Fri-Mon", "runs backwards"),
        ("Mon, Mon 18:00-19:00", "once each"),
        ("evenings", "is not a time of the week"),
        ("Mon-Fri 9-12", "is not a time of the week; write it as Mon-Fri 09:00-12:00"),
        ("18:00", "is not a time of the week"),
        ("Mon,", "'' is not a weekday"),
    ],
)
def test_a_time_of_the_week_that_cannot_be_says_why(text: str, words: str) -> None:
    with pytest.raises(NotUnderstoodError, match=words):
        quantity.read_week_time(text)


@given(st.floats(0, 1e6))
def test_a_rate_survives_being_written(rate: float) -> None:
    assert quantity.read_rate(quantity.write_rate(rate)) == rate
