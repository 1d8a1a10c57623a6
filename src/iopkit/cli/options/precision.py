"""What is found out before or while one scenario is simulated: its warm-up, how often it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from iopkit.cli.options.simulation_request import SimulationRequest
    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate import Run


@attrs.frozen
class PrecisionResult:
    """A scenario with nothing left to find out.

    Parameters
    ----------
    scenario
        The scenario, with its warm-up and its number of replications.
    run
        What came of it, where it had to be simulated for that; None else.
    notes
        What to say about what was found.
    """

    scenario: Scenario
    run: Run | None = None
    notes: tuple[str, ...] = ()


def settle(scenario: Scenario, asked: SimulationRequest) -> PrecisionResult:
    """Find the warm-up of a scenario and how many replications it takes, as far as that is asked.

    Raises
    ------
    ScenarioError, LostWorkerError
        When it cannot be simulated.
    """
    if asked.warm_up is not None and asked.precision is None:
        return PrecisionResult(scenario)
    from iopkit.simulate.study.precision import until_precise  # numba: not for --help
    from iopkit.terminal.run.precision import precision_words, warm_up_words

    total = scenario.replications if asked.precision is None else asked.most
    notes: list[str] = []
    with asked.under_way(scenario, total) as (executor, progress):
        (scenario,), found = asked.settled([scenario], executor)
        if found is not None:
            notes += warm_up_words(found, scenario.days)
        if asked.precision is None:
            return PrecisionResult(scenario, None, tuple(notes))
        precise = until_precise(
            scenario,
            precision=asked.precision,
            most=asked.most,
            executor=executor,
            progress=progress,
        )
    notes += precision_words(precise)
    return PrecisionResult(precise.run.scenario, precise.run, tuple(notes))
