import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopkit.model.units import DAYS_IN, converted, plainly, time_unit, to_days


@pytest.mark.parametrize(
    ("amount", "unit", "days"),
    [
        (36, "hours", 1.5),
        (1, "day", 1),
        (6, "weeks", 42),
        (12, "months", 365.25),
        (1, "year", 365.25),
        (1440, "minutes", 1),
    ],
)
def test_times_are_counted_in_days(amount: float, unit: str, days: float) -> None:
    assert to_days(amount, unit) == pytest.approx(days, rel=1e-15)


@pytest.mark.parametrize("unit", DAYS_IN)
def test_a_unit_is_known_by_one_and_by_many(unit: str) -> None:
    assert (time_unit(unit), time_unit(f"{unit}s")) == (unit, unit)


@pytest.mark.parametrize("word", ["", "s", "dayss", "Day", "client", "%", "decade"])
def test_other_words_are_no_units_of_time(word: str) -> None:
    assert time_unit(word) is None


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (1.5, "1.5 days"),
        (90, "90 days"),
        (1 / 24, "1 hour"),
        (0.25, "6 hours"),
    ],
)
def test_days_are_said_plainly(days: float, words: str) -> None:
    assert plainly(days) == words


@pytest.mark.parametrize(
    ("amount", "unit", "into", "result"),
    [
        (90, "minutes", "hours", 1.5),
        (4, "weeks", "days", 28),
        (4, "week", "weeks", 4),
        (80, "", "%", 80),
        (80, "%", "%", 80),
        (80, "%", "days", None),
        (80, "days", "%", None),
        (80, "kg", "days", None),
    ],
)
def test_amounts_are_converted_as_on_paper(
    amount: float, unit: str, into: str, result: float | None
) -> None:
    assert converted(amount, unit, into) == result


@given(st.integers(0, 10_000), st.sampled_from(sorted(DAYS_IN)), st.sampled_from(sorted(DAYS_IN)))
def test_converting_there_and_back_changes_nothing(amount: int, unit: str, other: str) -> None:
    there = converted(amount, unit, other)

    assert there is not None
    assert converted(there, other, unit) == pytest.approx(amount, rel=1e-11)
