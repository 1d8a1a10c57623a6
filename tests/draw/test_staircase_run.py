"""The staircase of a run: flows of clients instead of the shares of the file."""

from __future__ import annotations

from math import isclose

import attrs
import pytest

from iopkit.draw.picture.primitives import PictureText
from iopkit.draw.staircase.flow_rates import flows
from iopkit.draw.staircase.staircase import staircase_picture
from iopkit.errors import RunFolderError
from iopkit.files.compose.load import load
from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate import Run, simulate


@pytest.fixture(scope="module")
def run() -> Run:
    return simulate(
        Scenario(pathway=load("standard"), days=730, warm_up=365, replications=3, seed=1)
    )


def texts(run: Run) -> list[str]:
    picture = staircase_picture(load("standard"), run)
    return [each.text for each in picture.flat() if isinstance(each, PictureText)]


def test_flows_are_those_that_the_run_counted(run: Run) -> None:
    found, summary = flows(load("standard"), run), run.summary()
    left = sum(amount for ends, amount in found.moves.items() if ends[1] == "completed")
    counted = dict(summary.outcomes)["completed"].mean

    assert isclose(left, counted)


def test_who_enters_is_who_arrives_or_returns(run: Run) -> None:
    found, summary = flows(load("standard"), run), run.summary()
    coming = summary.new_arrivals.mean + summary.readmissions.mean

    # Who waits at the end of the year has come, but does not stay yet.
    assert sum(found.entering.values()) == pytest.approx(coming, rel=0.05)


def test_boxes_say_clients_places_and_waits_and_lines_say_clients_a_year(run: Run) -> None:
    iop, said = run.summary().level("iop"), texts(run)

    assert iop.occupancy is not None
    used = f"{iop.census.mean:.1f} of 31 places · {100 * iop.occupancy.mean:.0f} %"
    assert used in said
    assert any("mean wait" in text for text in said)
    assert any(text.endswith(" a year") for text in said)
    assert not any("of new clients" in text for text in said)
    assert any("3 replications" in text for text in said)


def test_a_run_of_another_pathway_is_refused(run: Run) -> None:
    other = attrs.evolve(load("standard"), id="other")

    with pytest.raises(RunFolderError, match="'standard', not of 'other'"):
        staircase_picture(other, run)


def test_a_run_made_before_a_level_was_added_is_refused(run: Run) -> None:
    standard = load("standard")
    new = attrs.evolve(standard.level("iop"), id="iop-evening", title="IOP, evenings")
    changed = attrs.evolve(standard, levels=[*standard.levels, new])

    with pytest.raises(RunFolderError, match="iop-evening"):
        staircase_picture(changed, run)


def test_the_key_says_when_those_from_outside_are_counted(run: Run) -> None:
    ruled = " ".join(text for text in texts(run))
    file = " ".join(
        each.text
        for each in staircase_picture(load("standard")).flat()
        if isinstance(each, PictureText)
    )

    assert "counted when the wait is over" in ruled
    assert "counted when" not in file
