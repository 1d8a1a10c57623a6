"""What would never end, or can go on no more, is refused or told; nothing hangs."""

from pathlib import Path

import pytest

import iopkit
from iopkit.errors import DeadlockError, ScenarioError
from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate import open_run, simulate

HEAD = """
iopkit: 1
id: hillside
title: Hillside
outcomes: {done: {title: Done, completes: true, returns: true}, gone: {title: Gone}}
"""
LEAVING = "{from: iop, to: done, share: 1, stay: {shape: exponential, mean: 10 days}}"


def scenario(levels: str, moves: str, rate: str, replications: int = 1) -> Scenario:
    text = f"{HEAD}\nlevels: {levels}\ntransitions: {moves}\narrivals: {{walk-in: {rate}}}\n"
    return Scenario(pathway=iopkit.loads(text), days=1000, seed=7, replications=replications)


CALENDAR = (
    "{title: IOP, rank: 1, calendar: {steps: [{from: 0 days, places: 3}], period: 0.0001 days}}"
)
TABLE = "{to: iop, table: [{from: 0 days, rate: 1 per day}], period: 0.0001 days}"
GROUPS = "{title: IOP, rank: 1, intake: {every: 0.0001 days}}"
RATE = "{to: iop, rate: 1 per day}"


@pytest.mark.parametrize(
    ("level", "rate", "message"),
    [
        (CALENDAR, RATE, "the steps of the calendar of 'iop' come again after less"),
        (
            "{title: IOP, rank: 1}",
            TABLE,
            "the steps of the arrivals 'walk-in' come again after less",
        ),
        (GROUPS, RATE, "groups at 'iop' follow each other after less"),
    ],
)
def test_what_comes_again_at_once_is_refused(level: str, rate: str, message: str) -> None:
    with pytest.raises(ScenarioError, match=f"^{message} than 0.001 days, which is too often to"):
        simulate(scenario(f"{{iop: {level}}}", f"[{LEAVING}]", rate))


IMPATIENT = """{
    iop: {title: IOP, rank: 2, places: 1, queue: {patience: 0 days, gives_up: php}},
    php: {title: PHP, rank: 1, places: 1, queue: {patience: 0 days, gives_up: iop}},
}"""
RETURNING = """[
    {from: iop, to: done, share: 1, stay: 0 days},
    {from: done, to: iop, share: 1, stay: 0 days},
]"""


def test_who_moves_for_ever_at_one_instant_is_told_with_the_levels(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("iopkit.simulate.replication.replication.MOST_AT_ONCE", 100_000)
    moves = f"[{LEAVING}, {LEAVING.replace('iop', 'php')}]"
    told = "^clients move for ever without time passing at 'iop', 'php': .* of replication 0; give"
    with pytest.raises(ScenarioError, match=told):
        simulate(scenario(IMPATIENT, moves, "{to: iop, rate: 2 per day}"))


def test_who_comes_back_at_once_for_ever_is_refused_before_the_start() -> None:
    told = "would have endlessly many events, .*; most are stays at 'iop', 'done': give stays"
    with pytest.raises(ScenarioError, match=told):
        simulate(scenario("{iop: {title: IOP, rank: 1}}", RETURNING, "{to: iop, rate: 2 per day}"))


def test_who_moves_faster_than_the_file_says_is_told_when_the_end_is_out_of_reach(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Patience is no part of what is expected; here nobody waits for more than ten seconds."""
    monkeypatch.setattr("iopkit.simulate.replication.budget.WATCHED", 200_000)
    impatient = IMPATIENT.replace("patience: 0 days", "patience: 0.0000001 days")
    moves = f"[{LEAVING}, {LEAVING.replace('iop', 'php')}]"
    told = (
        "^replication 0 would not come to an end: until day .* clients are now at 'iop' and 'php'"
    )
    with pytest.raises(ScenarioError, match=told):
        simulate(scenario(impatient, moves, "{to: iop, rate: 2 per day}"))


HOLDING = """[
    {from: iop, to: php, share: 0.5, hold: true, stay: {shape: exponential, mean: 20 days}},
    {from: php, to: iop, share: 0.5, hold: true, stay: {shape: exponential, mean: 20 days}},
    {from: iop, to: done, share: 0.5, stay: {shape: exponential, mean: 20 days}},
    {from: php, to: done, share: 0.5, stay: {shape: exponential, mean: 20 days}},
]"""


def test_a_deadlock_leaves_what_was_finished_before(tmp_path: Path) -> None:
    levels = "{iop: {title: IOP, rank: 2, places: 2}, php: {title: PHP, rank: 1, places: 2}}"
    stuck = scenario(levels, HOLDING, "{to: iop, rate: 0.02 per day}", replications=40)
    with pytest.raises(DeadlockError) as found:
        simulate(stuck, out=tmp_path / "run")

    told = str(found.value)
    kept = len(list((tmp_path / "run" / "figures").glob("part-*")))
    assert kept > 0
    assert told.startswith("a deadlock on day ")
    assert f" of replication {kept}: every place of 'iop' and 'php' is held" in told.replace(
        "'php' and 'iop'", "'iop' and 'php'"
    )
    assert told.endswith(f"{kept} of 40 replications are finished and kept")
    assert not list((tmp_path / "run").rglob(".*"))
    with pytest.raises(DeadlockError) as elsewhere:
        simulate(stuck)
    # The same day, whether or not somebody counts the days.
    assert told.startswith(str(elsewhere.value))
    with pytest.raises(ValueError, match="is not finished"):
        open_run(tmp_path / "run")
