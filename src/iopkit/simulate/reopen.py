"""Runs that are kept in a folder, opened again."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from iopkit.errors import RunFolderError
from iopkit.simulate.lower import lower
from iopkit.simulate.run import finish, run_of
from iopkit.simulate.run_folder import RunFolder

if TYPE_CHECKING:
    import os
    from collections.abc import Callable
    from concurrent.futures import Executor

    from iopkit.simulate.run import Run


def resume(
    folder: str | os.PathLike[str],
    *,
    executor: Executor | None = None,
    progress: Callable[[float], object] | None = None,
) -> Run:
    """Simulate what is missing in the folder of a run that was stopped, and return the whole run.

    All files are then the same to the byte as if nobody had stopped it. A run that is complete is
    returned as it is.

    Parameters
    ----------
    folder
        What was given as `out` to `simulate`.
    executor, progress
        See `simulate`.

    Raises
    ------
    RunFolderError
        When there is no run, one that another version of iopkit has begun, or nothing can be
        written.
    ScenarioError, LostWorkerError, MissingExtraError
        As `simulate` does.
    """
    found = RunFolder(folder)
    scenario = found.scenario()
    if found.is_complete and not found.missing(scenario.replications):
        return open_run(folder)
    begun, here = found.made_by(), version("iopkit")
    if begun != here:
        raise RunFolderError(
            f"the run in {found.path} was begun with iopkit {begun}, and this is {here}, whose "
            f"numbers may differ: install iopkit {begun} to go on, or begin a new run"
        )
    from iopkit.simulate import _parquet  # noqa: F401  before anything is removed

    lowered = lower(scenario)
    with found.alone():
        found.sweep()
        return finish(scenario, lowered, found, executor, progress)


def open_run(folder: str | os.PathLike[str]) -> Run:
    """Return a run that is kept in a folder.

    Raises
    ------
    RunFolderError
        When there is no run, it is not finished, or a file of it cannot be read.
    """
    found = RunFolder(folder)
    scenario = found.scenario()
    missing = found.missing(scenario.replications)
    if missing:
        raise RunFolderError(
            f"the run in {found.path} is not finished: {len(missing):,} of "
            f"{scenario.replications:,} replications are missing; go on with `iopkit simulate "
            f"--resume {found.path}`"
        )
    figures = [found.figures(number) for number in range(scenario.replications)]
    return run_of(scenario, figures, lower(scenario), found.path)
