"""The warm-up, found in the numbers."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from simulated_clinic import STAY, clinic, cohort

from iopkit.errors import ScenarioError
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.replication.replication import replicate
from iopkit.simulate.study.daily_census import daily_census
from iopkit.simulate.study.warm_up import find_warm_up, mser5


def by_the_book(series: npt.NDArray[np.float64]) -> float:
    """Return the start with the least marginal standard error, written as its definition."""
    n = len(series)
    errors = [float(np.var(series[d:]) / (n - d)) for d in range(n // 2 + 1)]
    return 5.0 * errors.index(min(errors))


@given(arrays(np.float64, st.integers(2, 60), elements=st.integers(0, 50).map(float), unique=True))
def test_the_start_has_the_least_marginal_standard_error(
    series: npt.NDArray[np.float64],
) -> None:
    days, _ = mser5(series)

    n, start = len(series), int(days / 5)
    errors = [float(np.var(series[d:]) / (n - d)) for d in range(n // 2 + 1)]
    assert errors[start] == pytest.approx(min(errors), rel=1e-6, abs=1e-9)


def test_a_ramp_ends_where_it_ends() -> None:
    series = np.concatenate([np.linspace(0.0, 9.0, 20), np.tile([9.0, 11.0], 90)])

    assert mser5(series) == (by_the_book(series), False)
    assert 80 <= mser5(series)[0] <= 100


def test_what_is_steady_from_a_day_on_is_warm_up_until_that_day() -> None:
    series = np.concatenate([np.linspace(0.0, 9.0, 10), np.full(90, 1e6 / 3)])

    assert mser5(series) == (50.0, False)


def test_what_never_settles_hits_the_half_and_says_so() -> None:
    assert mser5(np.arange(100.0)) == (250.0, True)


@pytest.mark.parametrize("series", [np.zeros(40), np.full(40, 1e9), np.ones(1), np.ones(0)])
def test_what_never_changes_needs_none(series: npt.NDArray[np.float64]) -> None:
    assert mser5(series) == (0.0, False)


def test_the_daily_census_counts_who_is_there_when_the_day_begins() -> None:
    one = clinic(days=60, warm_up=0, seed=3, places=1)
    visits = replicate(lower(one), seed=3, replication=0, days=60)
    expected = [
        float(np.sum((visits.queued_at < day) & (visits.left_at >= day))) for day in range(60)
    ]

    assert daily_census(one, replications=1)[:, 0].tolist() == expected
    batches = daily_census(one, replications=1, batch=5)[:, 0]
    assert batches.tolist() == [sum(expected[i : i + 5]) / 5 for i in range(0, 60, 5)]


def test_an_empty_clinic_fills_within_some_stays() -> None:
    found = find_warm_up(clinic(places=None, rate=4.0, days=1000, replications=20))

    assert found.slowest == "iop"
    assert 2 * STAY <= found.days <= 12 * STAY
    assert found.unsettled == ()
    assert found.levels == (("iop", found.days),)


def test_a_queue_that_grows_without_end_never_settles() -> None:
    found = find_warm_up(clinic(places=1, rate=0.5, days=1000))

    assert (found.days, found.unsettled) == (500.0, ("iop",))


def test_a_level_that_nobody_reaches_needs_none() -> None:
    found = find_warm_up(clinic(when=cohort(0), days=200, warm_up=0))

    assert (found.days, found.levels) == (0.0, (("iop", 0.0),))


def test_threads_change_nothing() -> None:
    one = clinic(days=300, warm_up=0)
    with ThreadPoolExecutor(3) as pool:
        assert find_warm_up(one, executor=pool) == find_warm_up(one)


def test_too_short_a_time_is_explained() -> None:
    with pytest.raises(ScenarioError, match="cannot be found in 90 days: simulate 100 days"):
        find_warm_up(clinic(days=90, warm_up=0))
