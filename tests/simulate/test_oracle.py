"""The kernel and a second writing of its two pages agree, visit by visit and bit by bit."""

from hypothesis import event, given, settings
from hypothesis import strategies as st
from oracle.deadlock import DeadlockError as Deadlock
from oracle.flow import Flow
from oracle.people import Row
from simulate.full_scenarios import Feature, full_scenarios
from simulate.scenarios import scenarios

from iopkit.errors import DeadlockError
from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate.kernel.state import Buffer, empty_log
from iopkit.simulate.lowering.scenario import LoweredScenario, lower
from iopkit.simulate.replication.replication import chunks, replicate

REPLICATIONS = st.sampled_from([0, 1, 2, 2**40])


def agrees(
    scenario: Scenario, lowered: LoweredScenario, replication: int, rows: int | None = None
) -> bool:
    """Whether the kernel and the oracle say the same of a replication."""
    flow, deadlocked = simulated(scenario, replication)
    try:
        visits = replicate(
            lowered,
            seed=scenario.seed,
            replication=replication,
            days=scenario.days,
            buffer=None if rows is None else Buffer(empty_log(rows)),
        )
    except DeadlockError as error:
        event("ends in a deadlock")
        return {level for level in lowered.levels if f"'{level}'" in str(error)} == deadlocked
    assert flow is not None
    assert list(zip(*visits.table(lowered).values(), strict=True)) == flow.rows
    counts = (visits.unplaced, visits.stuck, visits.returns)
    assert counts == (flow.unplaced, flow.stuck, len(flow.returns))
    for happened in sorted(happenings(flow)):
        event(happened)
    return True


def simulated(scenario: Scenario, replication: int = 0) -> tuple[Flow | None, set[str]]:
    """Return what the oracle says of a replication, or the levels of a deadlock."""
    try:
        return Flow(scenario, replication), set()
    except Deadlock as deadlock:
        return None, deadlock.levels


def happenings(flow: Flow) -> set[str]:
    """Return what happened in a run, so that the statistics tell how often it does."""
    found = flow.happened | {f"ends: {row.why}" for row in flow.rows}
    if any(row.left_at > row.ended_at for row in flow.rows):
        found.add("somebody is blocked")
    if any(row.started_at not in (None, row.queued_at) for row in flow.rows):
        found.add("somebody waits")
    if flow.stuck:
        found.add("somebody has no plan")
    if flow.returns:
        found.add("somebody returns")
    return found


@settings(max_examples=400)
@given(scenarios(), REPLICATIONS)
def test_every_visit_is_that_of_the_oracle(scenario: Scenario, replication: int) -> None:
    assert agrees(scenario, lower(scenario), replication)


@settings(max_examples=1000)
@given(full_scenarios(), REPLICATIONS)
def test_so_it_is_with_everything_there_is(scenario: Scenario, replication: int) -> None:
    assert agrees(scenario, lower(scenario), replication)


@settings(max_examples=200)
@given(full_scenarios(st.just(frozenset({Feature.HOLD}))), REPLICATIONS)
def test_so_it_is_where_clients_block_one_another(scenario: Scenario, replication: int) -> None:
    assert agrees(scenario, lower(scenario), replication)


@settings(max_examples=100)
@given(scenarios() | full_scenarios(), st.sampled_from([1, 7]))
def test_a_small_buffer_and_further_replications_change_nothing(
    scenario: Scenario, rows: int
) -> None:
    lowered = lower(scenario)
    assert all(agrees(scenario, lowered, replication, rows) for replication in range(3))


@settings(max_examples=200)
@given(full_scenarios(), st.sampled_from([None, 1, 7]), st.sampled_from([0.0, 3.5, 6.0]))
def test_every_day_begins_as_that_of_the_oracle(
    scenario: Scenario, rows: int | None, since: float
) -> None:
    flow, _ = simulated(scenario)
    if flow is None:
        return
    lowered = lower(scenario)
    counts: dict[str, list[list[int]]] = {"active": [], "waiting": [], "blocked": []}
    ends = None
    for chunk in chunks(
        lowered,
        seed=scenario.seed,
        replication=0,
        days=scenario.days,
        since=since,
        daily=True,
        buffer=None if rows is None else Buffer(empty_log(rows)),
    ):
        assert chunk.daily is not None
        assert chunk.daily.first_day == len(counts["active"]) or not len(chunk.daily.active)
        for name, days in counts.items():
            days.extend(getattr(chunk.daily, name).tolist())
        ends = chunk.ends
    for name, table in counts.items():
        assert table == getattr(flow.daily, name)
    assert ends is not None
    assert ends.returns == sum(time >= since for time in flow.returns)


@given(scenarios())
def test_a_row_of_the_table_is_a_row_of_the_oracle(scenario: Scenario) -> None:
    lowered = lower(scenario)
    table = replicate(lowered, seed=0, replication=0, days=1.0).table(lowered)
    assert tuple(table) == Row._fields
