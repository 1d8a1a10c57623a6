"""Simulating for a command: the bar, the executor, and the folder that keeps what is done."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from iopkit.cli.bar import shown
from iopkit.cli.interrupt import heeded
from iopkit.cli.terminal import note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

    from iopkit.cli.running import Where
    from iopkit.model.scenario import Scenario
    from iopkit.simulate import Run


def simulated_into(out: str | None, scenario: Scenario, where: Where) -> Run:
    """Simulate a scenario, and keep the run in a folder if there is one.

    Raises
    ------
    ScenarioError, RunFolderError, LostWorkerError, MissingExtraError
        As `iopkit.simulate.simulate` does.
    """
    from iopkit.simulate import simulate  # numba: only for those who simulate, not for --help

    with _under_way(out, scenario, where) as (executor, progress):
        return simulate(scenario, executor=executor, out=out, progress=progress)


def resumed(folder: str, where: Where) -> Run:
    """Go on with the run in a folder.

    Raises
    ------
    ScenarioError, RunFolderError, LostWorkerError, MissingExtraError
        As `iopkit.simulate.resume` does.
    """
    from iopkit.simulate import resume
    from iopkit.simulate.run_folder import RunFolder

    begun = RunFolder(folder)
    scenario = begun.scenario()
    if begun.is_complete and not begun.missing(scenario.replications):
        note(f"The run in {folder} is complete; nothing is left to simulate.")
        return resume(folder)
    with _under_way(folder, scenario, where) as (executor, progress):
        return resume(folder, executor=executor, progress=progress)


@contextlib.contextmanager
def _under_way(
    folder: str | None, scenario: Scenario, where: Where
) -> Iterator[tuple[Executor, Callable[[float], None]]]:
    try:
        with heeded() as check, shown(scenario.replications) as show:

            def progress(done: float) -> None:
                check()
                show(done)

            with where.executor(scenario) as executor:
                yield executor, progress
    except KeyboardInterrupt:
        if folder is not None:
            _say_kept(folder, scenario)
        raise


def _say_kept(folder: str, scenario: Scenario) -> None:
    from iopkit.errors import IopkitError
    from iopkit.simulate.run_folder import RunFolder

    with contextlib.suppress(IopkitError):  # it was not even begun, or cannot be looked at
        begun = RunFolder(folder)
        if begun.scenario() != scenario:
            return
        begun.sweep()
        finished = scenario.replications - len(begun.missing(scenario.replications))
        note(
            f"{finished:,} of {scenario.replications:,} replications are finished and kept; go on "
            f"with `iopkit simulate --resume {folder}`."
        )
