"""Simulating a scenario, and what comes of it."""

from __future__ import annotations

import hashlib
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from iopkit.files.write import dump
from iopkit.simulate.lower import lower
from iopkit.simulate.measure import Window, measure
from iopkit.simulate.replicate import Stop, replicate
from iopkit.simulate.state import Buffer
from iopkit.simulate.summarize import summarize

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from iopkit.model.scenario import Scenario
    from iopkit.simulate.lower import Lowered
    from iopkit.simulate.measure import Figures
    from iopkit.simulate.summary import Summary

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | bool | None"

SCHEMA: Final = "iopkit/run"
"""The name of what `Run.as_json` returns; its version rises when a name in it changes."""


@attrs.frozen(kw_only=True)
class Run:
    """The result of simulating a scenario.

    Parameters
    ----------
    scenario
        What was simulated.
    summary
        What happened, with intervals.
    mode
        How clients moved: ``shares alone`` or ``by the rules``.
    """

    scenario: Scenario
    summary: Summary
    mode: str

    @property
    def provenance(self) -> dict[str, Json]:
        """Everything needed to repeat the run and to know that it is the same."""
        scenario = self.scenario
        text = dump(scenario.pathway)
        return {
            "iopkit": version("iopkit"),
            "pathway": scenario.pathway.id,
            "pathway_sha256": hashlib.sha256(text.encode()).hexdigest(),
            "seed": scenario.seed,
            "replications": scenario.replications,
            "days": scenario.days,
            "warm_up_days": scenario.warm_up,
            "places": dict(scenario.places),
            "mode": self.mode,
        }

    def visits(self, replication: int = 0) -> dict[str, list[object]]:
        """Return the visits of one replication as a tidy table; see `Visits.table`.

        They are simulated again: the same seed gives the same visits, and nothing is kept.

        Raises
        ------
        ValueError
            When the run has no replication of that number; they count from 0.
        """
        scenario = self.scenario
        if not 0 <= replication < scenario.replications:
            msg = f"the run has the replications 0 to {scenario.replications - 1}"
            raise ValueError(msg)
        lowered = lower(scenario)
        visits = replicate(lowered, seed=scenario.seed, replication=replication, days=scenario.days)
        return visits.table(lowered)

    def as_json(self) -> dict[str, Json]:
        """Return the run as one object of plain values."""
        return {
            "schema": SCHEMA,
            "version": 1,
            "provenance": self.provenance,
            "summary": attrs.asdict(self.summary),
        }


def simulate(
    scenario: Scenario,
    *,
    executor: Executor | None = None,
    progress: Callable[[int], object] | None = None,
) -> Run:
    """Simulate a scenario.

    Parameters
    ----------
    scenario
        What to simulate.
    executor
        Where replications run; None for here, one after the other. The result is the same to the
        byte whatever it is. Threads run side by side, since the kernel holds no lock.
    progress
        Called with the number of replications that are done, now and then.

    Raises
    ------
    ScenarioError
        When the scenario cannot be simulated.
    """
    lowered = lower(scenario)
    stop = Stop()
    some = partial(_figures, lowered, scenario, stop)
    batches = _batches(scenario.replications)
    results = map(some, batches) if executor is None else executor.map(some, batches)
    figures: list[Figures] = []
    try:
        for result in results:
            figures += result
            if progress is not None:
                progress(len(figures))
    except BaseException:  # Ctrl-C too: whoever still works on it need not finish
        stop.is_asked = True
        raise
    return Run(
        scenario=scenario,
        summary=summarize(figures, lowered, scenario),
        mode="shares alone" if lowered.codes is None else "by the rules",
    )


def _batches(replications: int) -> list[range]:
    """Return the replications in batches that depend on nothing but their number.

    A batch uses its memory again, so it is longer than one; but there are enough for any number of
    cores, and none lasts so long that progress would not show.
    """
    size = min(max(replications // 8, 1), 16)
    return [range(first, min(first + size, replications)) for first in range(0, replications, size)]


def _figures(
    lowered: Lowered, scenario: Scenario, stop: Stop, replications: range
) -> list[Figures]:
    buffer, window = Buffer(), Window(scenario.warm_up, scenario.days)
    found = []
    for number in replications:
        visits = replicate(
            lowered,
            seed=scenario.seed,
            replication=number,
            days=scenario.days,
            buffer=buffer,
            stop=stop,
        )
        found.append(measure(visits, lowered, window))
    return found
