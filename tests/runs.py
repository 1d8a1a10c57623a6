"""What the tests of runs share: a small clinic, and what a folder holds."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from iopkit.model.assessment import Assessment, Fact, YesNo
from iopkit.model.basis import Figure
from iopkit.model.level import Level
from iopkit.model.outcome import Outcome
from iopkit.model.pathway import Pathway
from iopkit.model.simulation.arrivals import ArrivalStream, Rate
from iopkit.model.simulation.distribution import Distribution, DistributionFamily
from iopkit.model.simulation.scenario import Scenario
from iopkit.model.transition import Transition, TransitionKind
from iopkit.simulate import simulate

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from pathlib import Path

WALK_IN = ArrivalStream(id="walk-in", to="iop", when=Rate.constant(1.0))
STAY = Distribution(shape=DistributionFamily.LOGNORMAL, given={"median": 10, "spread": 0.8})
PATHWAY = Pathway(
    id="crest-view",
    title="Crest View",
    assessment=Assessment([Fact(id="steady", ask="Steady?", type=YesNo())]),
    levels=[Level(id="iop", title="IOP", rank=2, places=Figure(8.0))],
    outcomes=[Outcome(id="done", title="Done", completes=True)],
    transitions=[
        Transition(
            start="iop", to="done", kind=TransitionKind.DISCHARGE, share=Figure(1.0), stay=STAY
        )
    ],
    arrivals=[WALK_IN],
)
SCENARIO = Scenario(pathway=PATHWAY, days=200, warm_up=20, replications=6, seed=11)


def files(folder: Path) -> dict[str, str]:
    """Return what every file in a folder holds, as a digest."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class EnoughError(Exception):
    """Somebody has seen enough."""


def stopped(folder: Path, after: int, executor: Executor | None = None) -> None:
    """Simulate into a folder, and stop after some replications."""

    def impatient(done: float) -> None:
        if done >= after:
            raise EnoughError

    with pytest.raises(EnoughError):
        simulate(SCENARIO, out=folder, executor=executor, progress=impatient)
