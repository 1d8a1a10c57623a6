"""Runs that are kept in a folder, opened again."""

from __future__ import annotations

import contextlib
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.errors import RunFolderError
from iopkit.model.simulation.measure_catalogue import FORMER_NAMES
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.run import finish, run_of
from iopkit.simulate.storage.audit import Audit, audit
from iopkit.simulate.storage.damage import DamagedError
from iopkit.simulate.storage.run_folder import MANIFEST, RunFolder
from iopkit.simulate.storage.run_inventory import refused, unlisted_figures

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

    from iopkit.simulate.measures.replication_measures import Figures
    from iopkit.simulate.run import Run
    from iopkit.simulate.storage.damage import Damage
    from iopkit.simulate.storage.scenario_record import RunRecord


_CANNOT_GO_ON: Final = (
    ", and it cannot go on here: iopkit 0.1 began it and calls its figures otherwise; install that "
    "version to go on, or begin a new run"
)
"""What is said of a run of version 0.1 that is not complete."""


def resume(
    folder: str | os.PathLike[str],
    *,
    executor: Executor | None = None,
    progress: Callable[[float], object] | None = None,
) -> Run:
    """Simulate what is missing or damaged in the folder of a run, and return the whole run.

    Every file in it is read and checked. All files are then the same to the byte as if nobody had
    stopped the run, or touched it. A run that is complete and whole is returned as it is.

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
    with looked_through(folder) as found:
        return found.finish(executor, progress)


def open_run(folder: str | os.PathLike[str]) -> Run:
    """Return a run that is kept in a folder.

    Everything in the folder is checked, by its bytes; a table once more when it is read.

    Raises
    ------
    RunFolderError
        When there is no run, it is not finished, or a file of it cannot be read or is not what
        was written; the message names the file.
    """
    path = RunFolder(folder)
    begun = path.begun()
    path = attrs.evolve(path, run=begun.digest)
    if not begun.is_listed:
        return _unlisted(path, begun)
    replications = begun.scenario.replications
    found = audit(path, replications)
    if found.damage:
        raise refused(path, *found.damage)
    missing = path.missing(replications)
    cure = (
        _CANNOT_GO_ON if begun.is_former else f"; go on with `iopkit simulate --resume {path.path}`"
    )
    if missing:
        raise RunFolderError(f"{_not_finished(path, len(missing), replications)}{cure}")
    if found.manifest is None:
        raise RunFolderError(
            f"the run in {path.path} is not finished: {path.path / MANIFEST} is missing{cure}"
        )
    return _run(path, begun, found)


def damage_in(folder: str | os.PathLike[str]) -> tuple[Damage, ...]:
    """Return every file in the folder of a run that is not what the run wrote there.

    What a run that is not finished has still to write is no damage.

    Raises
    ------
    RunFolderError
        When there is no run, something cannot be read, or iopkit 0.1.0 wrote it, which lists
        nothing that could be checked.
    """
    path = RunFolder(folder)
    begun = path.begun()
    if not begun.is_listed:
        raise RunFolderError(f"{_cannot_be_checked(path, begun)}; begin a new run to have one")
    path = attrs.evolve(path, run=begun.digest)
    return audit(path, begun.scenario.replications).damage


@attrs.frozen(kw_only=True)
class ResumableRun:
    """A run that may go on, of which everything in the folder has been checked.

    Parameters
    ----------
    folder
        Its folder.
    begun
        What is known of it.
    found
        What of it is there, and what is damaged.
    """

    folder: RunFolder
    begun: RunRecord
    found: Audit

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to do."""
        return self.found.is_whole or not self.begun.is_listed

    def finish(self, executor: Executor | None, progress: Callable[[float], object] | None) -> Run:
        """Simulate what is missing or damaged; see `resume`."""
        folder, begun = self.folder, self.begun
        if not begun.is_listed:
            return _unlisted(folder, begun)
        if self.is_whole:
            return _run(folder, begun, self.found)
        from iopkit.simulate.storage import parquet as _parquet  # noqa: F401  before anything is removed

        lowered = lower(begun.scenario)
        folder.sweep()
        for number in range(begun.scenario.replications):
            if number not in self.found.sound:
                folder.forget(number)
        return finish(
            begun.scenario,
            lowered,
            folder,
            executor=executor,
            progress=progress,
            found=self.found,
        )


@contextlib.contextmanager
def looked_through(folder: str | os.PathLike[str]) -> Iterator[ResumableRun]:
    """Check everything in the folder of a run that shall go on, and keep others from it meanwhile.

    Raises
    ------
    RunFolderError
        When there is no run, or none that can go on here.
    """
    path = RunFolder(folder)
    begun = path.begun()
    path = attrs.evolve(path, run=begun.digest)
    if not begun.is_listed:
        if path.missing(begun.scenario.replications):
            raise RunFolderError(
                f"{_cannot_be_checked(path, begun)}, and so not go on; begin a new run in another "
                "folder"
            )
        yield ResumableRun(folder=path, begun=begun, found=Audit())
        return
    with path.alone():
        found = audit(path, begun.scenario.replications)
        here = version("iopkit")
        if not found.is_whole and begun.is_former:
            raise RunFolderError(f"the run in {path.path} is not complete{_CANNOT_GO_ON}")
        if not found.is_whole and begun.iopkit != here:
            damaged = f"{found.damage[0]}. " if found.damage else ""
            raise RunFolderError(
                f"{damaged}the run in {path.path} was begun with iopkit {begun.iopkit}, and this "
                f"is {here}, whose numbers may differ: install iopkit {begun.iopkit} to go on, or "
                "begin a new run"
            )
        yield ResumableRun(folder=path, begun=begun, found=found)


def _run(folder: RunFolder, begun: RunRecord, found: Audit) -> Run:
    numbers = range(begun.scenario.replications)
    figures = [_as_named_now(found.sound[number].figures, begun) for number in numbers]
    return run_of(begun.scenario, figures, folder=folder.path, digest=folder.run)


def _unlisted(folder: RunFolder, begun: RunRecord) -> Run:
    replications = begun.scenario.replications
    missing = folder.missing(replications)
    if missing:
        raise RunFolderError(
            f"{_not_finished(folder, len(missing), replications)}, and it cannot go on, for its "
            "form lists no digests; begin a new run in another folder"
        )
    try:
        figures = [
            _as_named_now(unlisted_figures(folder, number), begun) for number in range(replications)
        ]
    except DamagedError as error:
        raise refused(folder, error.damage) from None
    return run_of(begun.scenario, figures, folder=folder.path)


def _as_named_now(figures: Figures, begun: RunRecord) -> Figures:
    """Return the figures of a replication, those that version 0.1 wrote by their names of today."""
    if not begun.is_former:
        return figures
    return {
        (FORMER_NAMES.get(name, name), *about): value for (name, *about), value in figures.items()
    }


def _not_finished(folder: RunFolder, missing: int, replications: int) -> str:
    return (
        f"the run in {folder.path} is not finished: {missing:,} of {replications:,} replications "
        "are missing"
    )


def _cannot_be_checked(folder: RunFolder, begun: RunRecord) -> str:
    return (
        f"the run in {folder.path} was begun with iopkit {begun.iopkit}, in a form that lists no "
        "digests, so that its parts cannot be checked"
    )
