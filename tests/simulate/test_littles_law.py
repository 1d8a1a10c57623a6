"""Little's law: clients at a time = clients a day times days each, in every run.

It holds exactly where whole visits are counted, so the visits that the end cut off are left out.
"""

import attrs
import pytest
from hypothesis import given, reject, settings
from simulate.full_scenarios import full_scenarios
from simulate.scenarios import scenarios

from iopkit.errors import ScenarioError
from iopkit.model.simulation.scenario import Scenario
from iopkit.model.units import DAYS_IN_YEAR
from iopkit.simulate.kernel.visits import Visits
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.measures.replication_measures import Figures, Window
from iopkit.simulate.replication.measure_accumulator import MeasureAccumulator
from iopkit.simulate.replication.replication import ReplicationEnd, replicate

COUNTS = {"unplaced", "stuck", "returns"}
COLUMNS = [field.name for field in attrs.fields(Visits) if field.name not in COUNTS]


def figures_of_whole_visits(scenario: Scenario) -> Figures:
    """Return the figures of a run, of the visits alone that began and ended in it."""
    try:
        lowered = lower(scenario)
        visits = replicate(lowered, seed=scenario.seed, replication=0, days=scenario.days)
    except ScenarioError:
        reject()
    whole = ~visits.is_cut_off & (visits.queued_at >= 0)
    columns = {name: getattr(visits, name)[whole] for name in COLUMNS}
    tally = MeasureAccumulator(lowered, Window(0.0, scenario.days))
    tally.add(attrs.evolve(visits, **columns))
    return tally.figures(ReplicationEnd(unplaced=0, stuck=0, returns=0))


@settings(max_examples=60)
@given(scenarios() | full_scenarios())
def test_who_waits_at_a_time_are_those_who_come_a_day_times_their_waits(
    scenario: Scenario,
) -> None:
    figures = figures_of_whole_visits(scenario)
    for level in scenario.pathway.levels:
        begun = figures["admissions", level.id] * figures.get(("wait_mean", level.id), 0.0)
        given_up = figures.get(("abandonments", level.id), 0.0)
        lost = given_up * figures.get(("wait_before_abandonment", level.id), 0.0)
        queue = (begun + lost) / DAYS_IN_YEAR
        assert figures["queue_length", level.id] == pytest.approx(queue, abs=1e-9)


@settings(max_examples=60)
@given(scenarios() | full_scenarios())
def test_who_is_there_at_a_time_are_those_who_leave_a_day_times_their_stays(
    scenario: Scenario,
) -> None:
    figures = figures_of_whole_visits(scenario)
    for level in scenario.pathway.levels:
        mean_stay = sum(
            value * figures["los_mean", level.id, name[2]]
            for name, value in figures.items()
            if name[:2] == ("share", level.id)
        )
        census = figures["departures", level.id] * mean_stay / DAYS_IN_YEAR
        assert figures["census", level.id] == pytest.approx(census, abs=1e-9)
