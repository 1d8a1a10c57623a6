"""Every result says what `--json` prints of it: the same keys, the same values."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from test_public_names import public_values

import iopkit
from iopkit.cli.command_names import COMMANDS
from iopkit.columns import place_table
from iopkit.prove import prove
from iopkit.registry import load_registry
from iopkit.simulate import compare, simulate, sweep
from iopkit.week import ImpossibleWeekError, lay_out, load_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from commands import Run

ROOT = Path(__file__).parents[2]
LAKESIDE = str(ROOT / "examples/lakeside.yaml")
DRAFT = str(ROOT / "examples/lakeside-draft.yaml")
SITUATIONS = str(ROOT / "examples/lakeside-situations.yaml")
CLIENT = str(ROOT / "examples/client-in-care.yaml")
WEEK = str(ROOT / "tests/cli/golden/week.yaml")
CROWDED = str(ROOT / "tests/cli/golden/week-crowded.yaml")
SHORT = ("--replications", "3", "--days", "200", "--warm-up", "0", "--seed", "5")

OF_THE_CALL = {"schema", "version", "exit_code", "notes", "warnings"}
"""What the command adds, which belongs to the call."""


def printed(run: Run, *words: str) -> dict[str, Any]:
    """Return what a command prints with --json, without what belongs to the call."""
    values: dict[str, Any] = json.loads(run(*words, "--json").stdout)
    return {name: value for name, value in values.items() if name not in OF_THE_CALL}


def plain(values: object) -> Any:  # noqa: ANN401  any JSON
    """Return values as they are read again."""
    return json.loads(json.dumps(values))


def has(whole: dict[str, Any], part: Mapping[str, object]) -> bool:
    """Whether a result's keys and values are among those that were printed."""
    return all(
        whole[name] == value for name, value in plain(part).items() if name not in OF_THE_CALL
    )


def scenario(**changes: Any) -> iopkit.Scenario:  # noqa: ANN401  to attrs
    given: dict[str, Any] = {"days": 200.0, "warm_up": 0.0, "replications": 3, "seed": 5, **changes}
    return iopkit.Scenario(pathway=iopkit.load("standard"), **given)


def test_a_placement_and_the_next_levels(run: Run) -> None:
    standard = iopkit.load("standard")
    client = iopkit.load_client(CLIENT, standard)

    whole = printed(run, "place", "standard", "--client", CLIENT)

    assert has(whole, iopkit.place(standard, client).to_dict())
    assert whole["next_levels"] == plain(iopkit.onward(standard, client).to_dict())


def test_what_was_examined_and_proved(run: Run) -> None:
    (whole,) = printed(run, "check", DRAFT, "--prove")["files"]

    assert has(whole, iopkit.examine(DRAFT).to_dict())
    assert whole["proof"] == plain(prove(iopkit.load(DRAFT)).to_dict())


def test_a_difference_of_pathways(run: Run) -> None:
    one, other = iopkit.load(DRAFT), iopkit.load(LAKESIDE)

    whole = printed(run, "diff", DRAFT, LAKESIDE)

    assert has(whole, iopkit.diff(one, other).to_dict())


def test_tried_situations(run: Run) -> None:
    held = iopkit.load_situations(SITUATIONS)

    (whole,) = printed(run, "try", SITUATIONS)["files"]

    for each, shown in zip(held.situations, whole["situations"], strict=True):
        assert has(shown, iopkit.try_situation(each, held.pathway, held.rule_sets).to_dict())


def test_a_week_and_what_it_takes(run: Run) -> None:
    timetable = lay_out(iopkit.load(WEEK))

    whole = printed(run, "week", WEEK)

    assert has(whole, timetable.to_dict())
    assert whole["workload"].keys() >= load_of(timetable, []).to_dict().keys()


def test_a_week_that_cannot_be(run: Run) -> None:
    with pytest.raises(ImpossibleWeekError) as caught:
        lay_out(iopkit.load(CROWDED))

    assert printed(run, "week", CROWDED)["infeasibility"] == plain(caught.value.to_dict())


def test_a_run(run: Run) -> None:
    assert has(printed(run, "simulate", "standard", *SHORT), simulate(scenario()).to_dict())


def test_a_comparison(run: Run) -> None:
    more = scenario(places={"iop": 24})

    whole = printed(run, "compare", "standard", *SHORT, "--set", "levels.iop.places=24")

    assert whole.keys() == compare(scenario(), more).to_dict().keys() - OF_THE_CALL


def test_a_sweep(run: Run) -> None:
    axes: dict[str, list[str | float | None]] = {"iop": [20, 24]}
    found = sweep(lambda iop: scenario(places={"iop": iop}), axes)

    whole = printed(run, "compare", "standard", *SHORT, "--sweep", "levels.iop.places=20,24")

    assert whole.keys() == found.to_dict().keys() - OF_THE_CALL


@pytest.mark.parametrize(
    "verb",
    [
        *(iopkit.place, iopkit.onward, iopkit.examine, iopkit.diff, iopkit.try_situation),
        *(prove, lay_out, load_of, simulate, compare, sweep, place_table, load_registry),
    ],
    ids=lambda verb: verb.__name__,
)
def test_what_a_verb_returns_has_plain_values(verb: Callable[..., object]) -> None:
    returned = inspect.unwrap(verb).__annotations__["return"]
    (kind,) = {value for name, value in public_values() if name.rpartition(".")[2] == returned} or {
        None
    }

    assert callable(getattr(kind, "to_dict", None))


def test_plugins(run: Run) -> None:
    assert printed(run, "plugins") == plain(load_registry(commands=COMMANDS).to_dict())
