"""Compiled or plain: the same source gives the same bytes."""

import hashlib
import os
import subprocess
import sys
from random import Random

import attrs
import pytest
from simulate.scenarios import FACTS, LEVELS, Maker

from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate.kernel import jit as _jit
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.replication.replication import replicate

KINDS = ("shares", "rules")


def scenarios(kind: str) -> list[Scenario]:
    found = []
    for seed in range(12):
        maker = Maker(
            Random(seed),
            {name: float(i % 3) for i, name in enumerate(LEVELS)},
            FACTS if kind == "rules" else (),
        )
        streams = [maker.stream(name) for name in ("walk-in", "court")]
        if kind == "shares":
            streams = [attrs.evolve(stream, to=LEVELS[0]) for stream in streams]
        pathway = maker.pathway()
        found.append(Scenario(pathway=pathway, days=40, seed=seed, arrivals=tuple(streams)))
    return found


def digest(kind: str) -> str:
    """Return a hash of all visits of some scenarios."""
    hashed = hashlib.sha256()
    for scenario in scenarios(kind):
        visits = replicate(lower(scenario), seed=scenario.seed, replication=1, days=scenario.days)
        for column in (visits.stream, visits.number, visits.visit, visits.level, visits.edge):
            hashed.update(column.astype("<i8").tobytes())
        for times in (visits.queued_at, visits.started_at, visits.ended_at):
            hashed.update(times.astype("<f8").tobytes())
    return hashed.hexdigest()


@pytest.mark.parametrize("kind", KINDS)
def test_plain_python_gives_the_bytes_of_the_compiled_kernel(kind: str) -> None:
    assert _jit.IS_COMPILED
    path = os.pathsep.join(entry for entry in sys.path if entry)
    source = (
        "from iopkit.simulate.kernel import jit as _jit; from simulate import test_plain; "
        f"assert not _jit.IS_COMPILED; print(test_plain.digest({kind!r}))"
    )
    plain = subprocess.run(
        [sys.executable, "-W", "error", "-c", source],
        env={**os.environ, "IOPKIT_PLAIN": "1", "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert plain.stderr == ""
    assert plain.stdout.strip() == digest(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_the_scenarios_move_many_clients_in_their_way(kind: str) -> None:
    lowered = [lower(scenario) for scenario in scenarios(kind)]
    visits = [len(replicate(one, seed=0, replication=0, days=40)) for one in lowered]
    assert sum(visits) > 500
    assert {one.codes is None for one in lowered} == {kind == "shares"}
