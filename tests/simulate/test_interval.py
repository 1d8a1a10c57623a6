"""Intervals, against scipy and against their definitions."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from iopkit.simulate.measures.interval import CONFIDENCE, Estimate, t_quantile


@pytest.mark.parametrize("freedom", [*range(1, 60), 99, 199, 999, 9_999, 99_999])
@pytest.mark.parametrize("probability", [0.6, 0.9, 0.975, 0.995, 0.9995])
def test_quantiles_of_t_are_those_of_scipy(probability: float, freedom: int) -> None:
    expected = float(stats.t.ppf(probability, freedom))
    assert t_quantile(probability, freedom) == pytest.approx(expected, rel=1e-9)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
def test_an_interval_is_that_of_scipy(values: list[float]) -> None:
    found = Estimate.of(values)
    assert found is not None
    assert found.mean == pytest.approx(np.mean(values), abs=1e-6)
    half = stats.t.ppf((1 + CONFIDENCE) / 2, len(values) - 1) * stats.sem(values)
    assert found.ci_low == pytest.approx(found.mean - half, rel=1e-9, abs=1e-6)
    assert found.ci_high == pytest.approx(found.mean + half, rel=1e-9, abs=1e-6)


def test_one_replication_has_a_mean_and_no_ends() -> None:
    assert Estimate.of([3.5]) == Estimate(3.5, None, None)


def test_no_replication_has_no_interval() -> None:
    assert Estimate.of([]) is None


def test_95_of_100_intervals_hold_the_true_mean() -> None:
    chance = np.random.default_rng(1)
    intervals = [Estimate.of(row) for row in chance.normal(5, 2, (4_000, 8)).tolist()]
    holds = [
        one.ci_low < 5 < one.ci_high for one in intervals if one and one.ci_low and one.ci_high
    ]
    assert len(holds) == 4_000
    assert np.mean(holds) == pytest.approx(0.95, abs=3.3 * math.sqrt(0.95 * 0.05 / 4_000))
