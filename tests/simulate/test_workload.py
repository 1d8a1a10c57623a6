"""What is expected of a replication is about what happens in it."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import iopkit
from iopkit.model.simulation.arrivals import ArrivalStream, Rate
from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.lowering.scenario_checks import MOST_EVENTS
from iopkit.simulate.lowering.workload import expected_arrivals
from iopkit.simulate.replication.budget import WATCHED, Budget
from iopkit.simulate.replication.replication import chunks

GOING_ROUND = """
iopkit: 1
id: round
title: Round
levels: {a: {title: A, rank: 1}, b: {title: B, rank: 2}}
outcomes: {done: {title: Done, completes: true}}
transitions:
  - {from: a, to: b, share: 0.9, stay: {shape: exponential, mean: 3 days}}
  - {from: a, to: done, share: 0.1, stay: 2 days}
  - {from: b, to: a, share: 1, stay: 1 day}
  - {from: done, to: a, share: 0.3, stay: 30 days}
arrivals: {w: {to: a, rate: 2 per day}, p: {to: b, weekly: {mon: 3}}}
"""


@pytest.mark.parametrize("days", [5, 50, 500, 5000])
def test_what_happens_is_about_what_was_expected(days: float) -> None:
    """Within the factor that a budget allows, where nobody waits and no criterion is asked."""
    scenario = Scenario(pathway=iopkit.loads(GOING_ROUND), days=days, seed=3)
    lowered = lower(scenario)
    found = list(chunks(lowered, seed=3, replication=0, days=days))
    ends = sum(int((chunk.visits.edge >= 0).sum()) for chunk in found)
    arrivals = (2 + 3 / 7) * days

    assert 0.5 < lowered.events / (ends + arrivals) < 2


@settings(max_examples=10)
@given(
    st.lists(st.floats(0, 50), min_size=1, max_size=5),
    st.one_of(st.none(), st.floats(5.5, 9)),
    st.floats(0.1, 400),
)
def test_expected_arrivals_are_the_area_under_the_rate(
    rates: list[float], period: float | None, days: float
) -> None:
    when = Rate(steps=tuple((float(i), rate) for i, rate in enumerate(rates)), period=period)
    cells = 20_000
    width = days / cells
    area = 0.0
    for cell in range(cells):
        day = (cell + 0.5) * width
        day = day if period is None else day % period
        area += width * rates[min(int(day), len(rates) - 1)]

    expected = expected_arrivals(ArrivalStream(id="w", to="a", when=when), days)
    assert expected == pytest.approx(area, rel=0.02, abs=2 * width * sum(rates) + 1e-9)


def test_a_budget_lets_a_burst_pass_and_stops_what_goes_on() -> None:
    burst = Budget(expected=3.0 * WATCHED, days=36_525.0)
    assert not burst.is_exceeded(WATCHED, 0.001)

    going_on = Budget(expected=1_000.0, days=3_650.0)
    assert not going_on.is_exceeded(WATCHED - 1, 1.0)
    assert going_on.is_exceeded(WATCHED, 1.0)

    slow = Budget(expected=1_000.0, days=3_650.0)
    pace = 3_650.0 * WATCHED / MOST_EVENTS
    assert not any(slow.is_exceeded(n * WATCHED, n * 1.01 * pace) for n in range(1, 200))


def test_the_country_of_the_examples_is_far_from_the_bound() -> None:
    """Seventeen million visits in ten years; here a hundredth of it, which scales."""
    from examples.national.country import Country

    lowered = lower(attrs.evolve(Country.from_tables(120).scenario(3652.5, 7), days=3652.5))
    assert lowered.events * 100 < MOST_EVENTS / 10
