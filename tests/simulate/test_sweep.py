"""Every combination of some values."""

import pytest
from simulated_clinic import clinic

from iopkit.errors import ScenarioError, UnknownNameError
from iopkit.files.compose.load import load
from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate import simulate
from iopkit.simulate.measures.measure_names import MeasureName
from iopkit.simulate.study.measure_selection import figure_named, usual_figures
from iopkit.simulate.study.sweep import MOST_POINTS, sweep

WAIT, SPACE = MeasureName("wait_mean", "iop"), MeasureName("occupancy", "iop")


def made(*, places: int, rate: float = 0.2) -> Scenario:
    return clinic(places=places, rate=rate, days=500, warm_up=50, replications=3)


def test_every_combination_is_a_row_and_the_last_axis_changes_fastest() -> None:
    found = sweep(made, {"places": [3, 4], "rate": [0.1, 0.2]})

    table = found.table([WAIT])
    assert table.names == (
        "places",
        "rate",
        "wait_mean:iop",
        "wait_mean:iop:ci_low",
        "wait_mean:iop:ci_high",
    )
    assert [(row["places"], row["rate"]) for row in table.rows] == [
        *((3, 0.1), (3, 0.2)),
        *((4, 0.1), (4, 0.2)),
    ]


def test_a_point_is_the_run_of_its_scenario() -> None:
    found = sweep(made, {"places": [3, 4]})

    alone = simulate(made(places=4)).summary().level("iop")
    assert found.points[1].figures[WAIT] == alone.wait_mean
    assert found.points[1].figures[SPACE] == alone.occupancy


def test_more_places_shorten_the_wait_in_every_row() -> None:
    rows = sweep(made, {"places": [2, 3, 4, 5]}).table([WAIT]).columns()["wait_mean:iop"]

    assert rows == sorted(rows, key=lambda wait: -float(wait or 0))


def test_a_figure_that_a_point_has_not_is_an_empty_cell() -> None:
    def other(*, places: int | None) -> Scenario:
        return clinic(places=places, days=200, warm_up=0, replications=2)

    table = sweep(other, {"places": [3, None]}).table([SPACE])

    assert table.rows[0]["occupancy:iop"] is not None
    assert table.rows[1]["occupancy:iop"] is None


def test_unknown_figures_and_empty_or_endless_grids_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="no figure named 'wait_mean:php'"):
        sweep(made, {"places": [3]}).table([MeasureName("wait_mean", "php")])
    with pytest.raises(ScenarioError, match="at least one value"):
        sweep(made, {"places": []})
    with pytest.raises(ScenarioError, match="10,201 combinations are too many: at most 10,000"):
        sweep(made, {"places": list(range(101)), "rate": [0.1] * 101})
    assert MOST_POINTS == 10_000


def test_figures_are_named_as_somebody_says_them() -> None:
    pathway = load("standard")

    assert figure_named("wait_mean:iop", pathway) == WAIT
    assert figure_named("Places used: iop", pathway) == SPACE
    assert figure_named("outcomes:completed", pathway) == MeasureName("outcomes", "", "completed")
    assert figure_named("readmissions", pathway) == MeasureName("readmissions")
    for text, words in (
        ("wait:iop", "no figure named 'wait'"),
        ("wait_mean:ipo", "no level named 'ipo'"),
        ("outcomes:done", "no outcome named 'done'"),
    ):
        with pytest.raises(UnknownNameError, match=words):
            figure_named(text, pathway)


def test_the_levels_that_change_are_shown_unless_somebody_says_otherwise() -> None:
    pathway = load("standard")

    assert usual_figures(["levels.iop.places"], pathway) == [WAIT, SPACE]
    every = usual_figures(["arrivals.to-iop.rate"], pathway)
    assert {name.level for name in every} == {"detox", "residential", "php", "iop", "outpatient"}
