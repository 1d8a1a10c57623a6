"""A check that should fail fails, and a few exact ones hold with little effort."""

from collections.abc import Callable

import numpy as np
import pytest

from validation import groups, networks, queues, starts
from validation.chains import chain
from validation.check import About, Check
from validation.effort import Effort
from validation.estimate import SampleMean
from validation.formulas import erlang_b, erlang_c, priority_waits
from validation.rows import occupancy

ABOUT = About(shows="something", source="somebody")
LITTLE = Effort(0.1)


def test_an_exact_value_must_lie_in_the_interval() -> None:
    got = SampleMean(mean=10.0, sd=0.1, n=100)

    assert ABOUT.exact("near", 10.01, got, within=0.05).passed
    assert not ABOUT.exact("far", 10.2, got, within=0.05).passed


def test_a_wide_interval_shows_nothing() -> None:
    assert not ABOUT.exact("wide", 10.0, SampleMean(mean=10.0, sd=10.0, n=4), within=0.05).passed


def test_two_programs_are_equivalent_only_where_the_interval_is_narrow_enough() -> None:
    peer = SampleMean(mean=10.0, sd=1.0, n=400)

    assert ABOUT.equivalent("near", peer, SampleMean(10.1, 1.0, 400), within=0.05).passed
    assert not ABOUT.equivalent("far", peer, SampleMean(10.6, 1.0, 400), within=0.05).passed
    assert not ABOUT.equivalent("few", peer, SampleMean(10.0, 1.0, 4), within=0.05).passed


@pytest.mark.parametrize(
    ("passed", "known", "surprise"),
    [(True, "", False), (False, "", True), (False, "why", False), (True, "why", True)],
)
def test_only_what_nobody_expected_stops_the_suite(
    passed: bool, known: str, surprise: bool
) -> None:
    got = SampleMean(mean=10.0, sd=0.1, n=100)
    check = ABOUT.published("x", 10.0 if passed else 5.0, got, off=1.0, why="w", known=known)

    assert check.is_surprise == surprise


def test_a_known_queue() -> None:
    """M/M/1 at 80 %: all figures are known by heart."""
    assert erlang_b(1, 0.8) == pytest.approx(0.8 / 1.8)
    assert erlang_c(1, 0.8) == pytest.approx(0.8)
    waits, over_all = priority_waits(1, 1.0, [0.8])
    assert waits == pytest.approx([4.0])
    assert over_all == pytest.approx(4.0)


def test_a_chain_of_two_states_is_in_each_by_the_rates() -> None:
    two = chain(["up", "down"], lambda state: [("down", 1.0) if state == "up" else ("up", 3.0)])
    moved, spent = two.after(1000.0)

    assert two.stationary().tolist() == pytest.approx([0.75, 0.25])
    assert moved[0].tolist() == pytest.approx([0.75, 0.25])
    assert float(spent[0].sum()) == pytest.approx(1000.0)


def test_occupancy_counts_a_client_who_is_still_there() -> None:
    shares = occupancy(np.array([0.0, 5.0]), np.array([10.0, np.nan]), (0.0, 20.0))

    assert shares.tolist() == [0.0, 0.75, 0.25]


@pytest.mark.parametrize(
    "part",
    [
        queues.losing,
        queues.giving_up,
        queues.urgent_first,
        networks.blocking,
        groups.full_groups,
        starts.census,
        starts.reviews,
    ],
    ids=lambda part: part.__name__,
)
def test_exact_values_lie_in_the_intervals_of_a_short_run(
    part: Callable[[Effort], list[Check]],
) -> None:
    checks = part(LITTLE)

    assert [check.name for check in checks if not check.low <= check.expected <= check.high] == []
