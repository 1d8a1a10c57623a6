"""Simulating for a command: the bar, the executor, and the folder that keeps what is done."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from iopkit.cli.io.interrupt import heeded
from iopkit.cli.io.progress_bar import shown
from iopkit.cli.io.terminal import note

MOST_NAMED: Final = 20
"""How many damaged files are named one by one."""

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

    from iopkit.cli.options.executor import ExecutorRequest
    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate import Run


def simulated_into(out: str | None, scenario: Scenario, where: ExecutorRequest) -> Run:
    """Simulate a scenario, and keep the run in a folder if there is one.

    Raises
    ------
    ScenarioError, RunFolderError, LostWorkerError, MissingExtraError
        As `iopkit.simulate.simulate` does.
    """
    from iopkit.simulate import simulate  # numba: only for those who simulate, not for --help

    with _under_way(out, scenario, where) as (executor, progress):
        return simulate(scenario, executor=executor, out=out, progress=progress)


def resumed(folder: str, where: ExecutorRequest) -> Run:
    """Go on with the run in a folder, and say which files of it are damaged.

    Raises
    ------
    ScenarioError, RunFolderError, LostWorkerError, MissingExtraError
        As `iopkit.simulate.resume` does.
    """
    from iopkit.simulate.stored_run import looked_through

    with looked_through(folder) as begun:
        if begun.is_whole:
            run = begun.finish(None, None)
            note(f"The run in {folder} is complete; nothing is left to simulate.")
            _say_unlisted(folder, run)
            return run
        for damage in begun.found.damage[:MOST_NAMED]:
            note(f"{damage}; it is made again.")
        if len(begun.found.damage) > MOST_NAMED:
            note(f"So are {len(begun.found.damage) - MOST_NAMED:,} more.")
        with _under_way(folder, begun.begun.scenario, where) as (executor, progress):
            return begun.finish(executor, progress)


def opened(folder: str) -> Run:
    """Return the run in a folder, and say so when nobody can tell whether it is whole.

    Raises
    ------
    RunFolderError
        As `iopkit.simulate.open_run` does.
    """
    from iopkit.simulate import open_run

    run = open_run(folder)
    _say_unlisted(folder, run)
    return run


def _say_unlisted(folder: str, run: Run) -> None:
    if not run.digest:
        note(
            f"The run in {folder} was kept by iopkit 0.1.0, which lists no digests: whether its "
            "files are still those that were written cannot be checked."
        )


@contextlib.contextmanager
def _under_way(
    folder: str | None, scenario: Scenario, where: ExecutorRequest
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
    from iopkit.simulate.storage.run_folder import RunFolder

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
