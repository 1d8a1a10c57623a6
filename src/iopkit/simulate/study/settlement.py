"""What a request leaves to be found out about scenarios: their warm-up, how often it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.model.field_types import checked_call
from iopkit.simulate.study.precision import until_precise
from iopkit.simulate.study.warm_up import find_warm_up

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor

    from iopkit.model.simulation.request import SimulationRequest
    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.study.precision import SequentialRun
    from iopkit.simulate.study.warm_up import WarmUp


@attrs.frozen(kw_only=True)
class Settlement:
    """Scenarios of which nothing is left to find out.

    Parameters
    ----------
    scenarios
        The scenarios, with their warm-up and their number of replications.
    warm_up
        The warm-up, where it was found: the longest of all scenarios.
    precise
        What came of them, where they had to be simulated to a precision.
    """

    scenarios: tuple[Scenario, ...]
    warm_up: WarmUp | None = None
    precise: SequentialRun | None = None


@checked_call
def settle(
    request: SimulationRequest,
    scenarios: Sequence[Scenario],
    *,
    executor: Executor | None = None,
    progress: Callable[[float], object] | None = None,
) -> Settlement:
    """Find out about scenarios what a request leaves open: warm-up, and number of replications.

    Parameters
    ----------
    request
        What is asked for; where it leaves nothing open, nothing is simulated.
    scenarios
        What `SimulationRequest.scenario` made of it, one for each pathway.
    executor
        Where replications run; see `simulate`.
    progress
        Called with the number of replications that are done, of all scenarios together.

    Raises
    ------
    ScenarioError
        When a scenario cannot be simulated, or is too short for that.
    ValueError
        When a precision is asked of fewer than 2 replications.
    """
    found = None
    settled = tuple(scenarios)
    if request.finds_warm_up:
        all_found = [find_warm_up(scenario, executor=executor) for scenario in settled]
        found = max(all_found, key=lambda each: each.days)
        settled = tuple(attrs.evolve(each, warm_up=found.days) for each in settled)
    if request.precision is None:
        return Settlement(scenarios=settled, warm_up=found)
    precise = until_precise(
        *settled,
        precision=request.precision,
        most=request.most,
        executor=executor,
        progress=progress,
    )
    runs = tuple(run.scenario for run in precise.runs)
    return Settlement(scenarios=runs, warm_up=found, precise=precise)
