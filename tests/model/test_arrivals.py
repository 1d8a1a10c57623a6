import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopkit.model.simulation.arrivals import Answer, Dates, Rate
from iopkit.model.simulation.distribution import Distribution


@pytest.mark.parametrize(
    ("rate", "mean"),
    [
        (Rate.constant(1.5), 1.5),
        (Rate.constant(0), 0),
        (Rate(steps=[(0, 1), (10, 4)], period=40), 3.25),
        (Rate(steps=[(0, 2)], period=7), 2),
        (Rate(steps=[(0, 9), (10, 4)]), 4),
        (Rate.weekly((7, 0, 0, 0, 0, 0, 0)), 1),
        (Rate.weekly((3, 2, 2, 2, 1, 0, 0.5)), 1.5),
    ],
)
def test_the_mean_rate_is_over_a_period_or_of_the_last_step(rate: Rate, mean: float) -> None:
    assert rate.mean() == mean


@given(st.lists(st.floats(0, 1000, allow_subnormal=False), min_size=7, max_size=7))
def test_a_weekly_rate_has_its_mean_over_the_week_and_starts_on_monday(week: list[float]) -> None:
    rate = Rate.weekly(tuple(week))

    assert rate.mean() == pytest.approx(sum(week) / 7)
    assert [rate_of_day for _, rate_of_day in rate.steps] == week
    assert ([day for day, _ in rate.steps], rate.period) == ([0, 1, 2, 3, 4, 5, 6], 7)


RISE = "the steps of a rate must start at day 0 and rise"
PERIOD = "a rate's period must be longer than its steps"
COUNT = "a rate must be 0 or more clients a day"


@pytest.mark.parametrize(
    ("steps", "period", "message"),
    [
        ([], None, RISE),
        ([(1, 1)], None, RISE),
        ([(0, 1), (0, 2)], None, RISE),
        ([(0, 1), (9, 1), (8, 1)], None, RISE),
        ([(0, 1), (math.inf, 1)], None, RISE),
        ([(0, 1), (math.nan, 1)], None, RISE),
        ([(0, -1)], None, COUNT),
        ([(0, math.inf)], None, COUNT),
        ([(0, math.nan)], None, COUNT),
        ([(0, 1)], 0, PERIOD),
        ([(0, 1), (7, 2)], 7, PERIOD),
        ([(0, 1)], math.inf, PERIOD),
        ([(0, 1)], math.nan, PERIOD),
    ],
)
def test_a_rate_that_no_time_has_is_refused(
    steps: list[tuple[float, float]], period: float | None, message: str
) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        Rate(steps=steps, period=period)

    assert str(caught.value) == message


@pytest.mark.parametrize("days", [0, 5, 8])
def test_a_week_has_seven_days(days: int) -> None:
    message = f"^a week has seven rates, Monday first; got {days}$"

    with pytest.raises(ValueError, match=message):
        Rate.weekly((1.0,) * days)


@pytest.mark.parametrize("days", [(1, 0), (-1, 0), (0, math.nan), (math.nan,), (math.inf,)])
def test_days_that_do_not_rise_are_refused(days: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"^arrival days must be 0 or more and rise$"):
        Dates(days)


def test_several_clients_may_come_on_one_day_and_nobody_at_all() -> None:
    assert Dates((0, 0, 2.5)).days == (0, 0, 2.5)
    assert Dates(()).days == ()


@pytest.mark.parametrize(
    ("weights", "amount", "message"),
    [
        ([], None, "fact 'home' needs either the shares of its answers or a distribution"),
        (
            [("weak", 1)],
            Distribution.fixed(1),
            "fact 'home' needs either the shares of its answers or a distribution",
        ),
        ([("weak", 0.3)], None, "the shares of the answers to 'home' must add up to 1"),
        ([("weak", 0.3), ("strong", 0.701)], None, "the shares of the answers to 'home' must add"),
        (
            [("weak", 1.5), ("strong", -0.5)],
            None,
            "every share of the answers to 'home' must be between 0 and 1",
        ),
        (
            [("weak", math.nan), ("strong", 1)],
            None,
            "every share of the answers to 'home' must be between 0 and 1",
        ),
    ],
)
def test_answers_that_are_not_spread_over_all_clients_are_refused(
    weights: list[tuple[bool | str, float]], amount: Distribution | None, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}"):
        Answer(fact="home", weights=weights, amount=amount)


def test_shares_may_miss_one_by_rounding() -> None:
    thirds = Answer(fact="home", weights=[("weak", 1 / 3), ("some", 1 / 3), ("strong", 1 / 3)])

    assert len(thirds.weights) == 3
