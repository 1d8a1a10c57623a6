"""The report of a run, with figures made by hand where a small run has none."""

import attrs
import pytest

from iopkit.files.load import load
from iopkit.model.scenario import Scenario
from iopkit.report.look import Look
from iopkit.report.simulated import simulated
from iopkit.simulate import Interval, Run, simulate


@pytest.fixture(scope="module")
def run() -> Run:
    scenario = Scenario(pathway=load("standard"), days=100, warm_up=10, replications=2, seed=7)
    return simulate(scenario)


def test_what_went_wrong_is_said(run: Run) -> None:
    summary = attrs.evolve(run.summary, unplaced=Interval(4, 1, 7), stuck=Interval(2, -1, 5))

    page = simulated(attrs.evolve(run, summary=summary), Look())

    assert "whom no level takes (whole run)" in page
    assert "4.0 (1.0 to 7.0)" in page
    assert "whom no transition lets go (whole run)" in page
    assert "2.0 (0.0 to 5.0)" in page


def test_what_did_not_happen_is_not_said(run: Run) -> None:
    page = simulated(run, Look())

    assert "whom no level takes" not in page
    assert "Changed for this run" not in page


def test_levels_without_limits_have_no_table_of_waits(run: Run) -> None:
    levels = [attrs.evolve(level, places=None, occupancy=None) for level in run.summary.levels]
    summary = attrs.evolve(run.summary, levels=tuple(levels))

    page = simulated(attrs.evolve(run, summary=summary), Look())

    assert "Waiting for a place" not in page
    assert page.count("no limit") == 6


def test_a_level_that_nobody_left_has_no_stays(run: Run) -> None:
    levels = [attrs.evolve(level, stays=()) for level in run.summary.levels]
    summary = attrs.evolve(run.summary, levels=tuple(levels))

    assert "How stays end" not in simulated(attrs.evolve(run, summary=summary), Look())


def test_nothing_counted_is_a_dash(run: Run) -> None:
    first = attrs.evolve(run.summary.levels[0], wait_mean=None, wait_p50=None, wait_p90=None)
    summary = attrs.evolve(run.summary, levels=(first,))

    waits = simulated(attrs.evolve(run, summary=summary), Look()).split("Waiting for a place")[1]

    assert waits.split("How stays end")[0].count(" -\n") == 1


@pytest.mark.parametrize(("width", "shown"), [(80, False), (100, True)])
def test_a_wide_page_has_the_median_wait(run: Run, width: int, shown: bool) -> None:
    assert ("half wait" in simulated(run, Look(width=width))) is shown


def test_it_ends_with_what_it_rests_on(run: Run) -> None:
    page = simulated(run, Look())

    assert "In brackets: 95 % intervals over the replications." in page
    assert "Sources: teds-d-2004" in page
    assert page.endswith(".")
