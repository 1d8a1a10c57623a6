"""Axes are read by round numbers, between which all values lie."""

import math
from itertools import pairwise

import pytest
from charted import numbers
from hypothesis import given
from hypothesis import strategies as st

from iopkit.draw.picture.axis import AxisScale, finite, ticks, time_ticks


@given(st.lists(numbers, max_size=8), st.integers(2, 8), st.booleans())
def test_ticks_reach_over_all_values(values: list[float | None], most: int, zero: bool) -> None:
    marks = [tick.value for tick in ticks(values, most=most, zero=zero)]
    steps = [after - before for before, after in pairwise(marks)]

    assert 2 <= len(marks) <= most + 2
    assert all(math.isfinite(mark) for mark in marks)
    # Beyond 1e300 a float has no room; it stands at the end.
    known = [min(max(value, -1e300), 1e300) for value in finite(values)]
    slack = 1e-9 * max(map(abs, marks))
    assert all(marks[0] - slack <= value <= marks[-1] + slack for value in known)
    assert min(steps) > 0
    assert max(steps) <= min(steps) * 1.001
    assert not zero or min(map(abs, marks)) == 0


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8))
def test_no_two_ticks_have_the_same_words(values: list[float]) -> None:
    words = [tick.words for tick in ticks(values)]

    assert len(set(words)) == len(words)


@given(st.floats(0, 36_525_000))
def test_times_lie_within_the_run(days: float) -> None:
    marks = time_ticks(days)

    assert 1 <= len(marks) <= 8
    assert marks[0].value == 0
    assert all(tick.value <= days + 1e-6 * max(days, 1) for tick in marks)
    assert sum(" " in tick.words for tick in marks) == 1  # one of them has the unit


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (5, ["0", "1", "2", "3", "4", "5 days"]),
        (180, ["0", "1", "2", "3", "4", "5 months"]),
        (365.25, ["0", "2", "4", "6", "8", "10", "12 months"]),
        (365.25 * 3, ["0", "1", "2", "3 years"]),
        (365.25 * 200, ["0", "50", "100", "150", "200 years"]),
    ],
)
def test_times_have_the_unit_that_people_use(days: float, words: list[str]) -> None:
    assert [tick.words for tick in time_ticks(days)] == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([31], ["0", "10", "20", "30", "40"]),
        ([630_000], ["0", "200,000", "400,000", "600,000", "800,000"]),
        ([2_400_000], ["0", "0.5 million", "1 million", "1.5 million", "2 million", "2.5 million"]),
        ([4e9], ["0", "1 billion", "2 billion", "3 billion", "4 billion"]),
        ([-0.02, 0.01], ["-0.02", "-0.01", "0.00", "0.01"]),
        ([7, 7, 7], ["0", "2", "4", "6", "8"]),
    ],
)
def test_numbers_are_said_as_people_say_them(values: list[float], words: list[str]) -> None:
    told = [tick.words for tick in ticks(values)]

    assert told == words


def test_what_lies_beyond_an_end_stands_at_the_end() -> None:
    scale = AxisScale(0, 10, 20, 120)

    assert [scale.at(value) for value in (-5, 0, 2.5, 10, 1e308)] == [20, 20, 45, 120, 120]
