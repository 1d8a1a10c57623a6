"""The kernel and a second writing of its two pages agree, visit by visit and bit by bit."""

from hypothesis import given, settings
from hypothesis import strategies as st
from oracle.flow import Flow
from oracle.people import Row
from simulate.scenarios import scenarios

from iopkit.model.scenario import Scenario
from iopkit.simulate.lower import Lowered, lower
from iopkit.simulate.replicate import replicate
from iopkit.simulate.state import ROWS, Buffer, empty_log


def agrees(scenario: Scenario, lowered: Lowered, replication: int, rows: int = ROWS) -> bool:
    visits = replicate(
        lowered,
        seed=scenario.seed,
        replication=replication,
        days=scenario.days,
        buffer=Buffer(empty_log(rows)),
    )
    flow = Flow(scenario, replication)
    assert list(zip(*visits.table(lowered).values(), strict=True)) == flow.rows
    assert (visits.unplaced, visits.stuck) == (flow.unplaced, flow.stuck)
    return True


@settings(max_examples=700)
@given(scenarios(), st.sampled_from([0, 1, 2, 2**40]))
def test_every_visit_is_that_of_the_oracle(scenario: Scenario, replication: int) -> None:
    assert agrees(scenario, lower(scenario), replication)


@settings(max_examples=100)
@given(scenarios(), st.sampled_from([1, 7]))
def test_a_small_buffer_and_further_replications_change_nothing(
    scenario: Scenario, rows: int
) -> None:
    lowered = lower(scenario)
    assert all(agrees(scenario, lowered, replication, rows) for replication in range(3))


def test_a_row_of_the_table_is_a_row_of_the_oracle() -> None:
    names = ["level", "queued_at", "started_at", "ended_at", "transition_to"]
    assert Row._fields == ("stream", "number", "visit", *names)
