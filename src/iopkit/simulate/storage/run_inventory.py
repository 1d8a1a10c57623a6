"""What the folder of a run lists: of each replication, and at the end of the whole run."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING

from iopkit.errors import RunFolderError
from iopkit.files.yaml.atomic_write import write_text
from iopkit.simulate.storage.damage import Damage, DamagedError, ForeignError
from iopkit.simulate.storage.digest import digest_of
from iopkit.simulate.storage.figures_file import entry_in, entry_text, figures_in
from iopkit.simulate.storage.json_file import json_in
from iopkit.simulate.storage.manifest import Manifest, manifest_in
from iopkit.simulate.storage.run_folder import FIGURES, MANIFEST, SUMMARY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from iopkit.simulate.measures.replication_measures import Figures
    from iopkit.simulate.storage.digest import Json
    from iopkit.simulate.storage.figures_file import ReplicationEntry
    from iopkit.simulate.storage.run_folder import RunFolder

OTHERWISE = "holds something else than was written"
"""What is wrong with a file that is not what its digest says."""


def write_entry(folder: RunFolder, entry: ReplicationEntry) -> str:
    """Write what is listed of a replication, and with it finish it; return its digest."""
    text, digest = entry_text(entry)
    with folder.written():
        write_text(folder.part(FIGURES, entry.replication), text, overwrite=True)
    return digest


def read_entry(folder: RunFolder, replication: int) -> tuple[ReplicationEntry, str]:
    """Return what is listed of a replication that is finished, and its digest.

    Raises
    ------
    DamagedError
        When the file is not what the run wrote.
    RunFolderError
        When the system does not let it be read.
    """
    path = folder.part(FIGURES, replication)
    try:
        entry, digest = entry_in(_values(path))
    except ValueError:
        raise DamagedError(Damage(path, OTHERWISE)) from None
    if entry.run != folder.run:
        raise ForeignError(Damage(path, "belongs to another run"))
    if entry.replication != replication:
        raise DamagedError(Damage(path, f"is not replication {replication} of the run"))
    return entry, digest


def unlisted_figures(folder: RunFolder, replication: int) -> Figures:
    """Return the figures of a replication in a folder that lists nothing.

    Raises
    ------
    DamagedError, RunFolderError
        As `read_entry` does.
    """
    path = folder.part(FIGURES, replication)
    try:
        return figures_in(_values(path))
    except ValueError:
        raise DamagedError(Damage(path, OTHERWISE)) from None


def complete(folder: RunFolder, summary: Mapping[str, Json], figures: Sequence[str]) -> None:
    """Write what a run says, and with the list of everything complete it.

    Parameters
    ----------
    folder
        Its folder.
    summary
        What it says.
    figures
        The digest of each replication.
    """
    text = json.dumps(summary, indent=2, sort_keys=True, allow_nan=False) + "\n"
    manifest = Manifest(run=folder.run, figures=tuple(figures), summary=digest_of(summary))
    with folder.written():
        write_text(folder.path / SUMMARY, text, overwrite=True)
        write_text(folder.path / MANIFEST, manifest.text(), overwrite=True)


def read_manifest(folder: RunFolder, replications: int) -> Manifest | None:
    """Return the list of everything in a complete run; None when it is not complete.

    Parameters
    ----------
    folder
        Its folder.
    replications
        How many the run has.

    Raises
    ------
    DamagedError, RunFolderError
        As `read_entry` does.
    """
    path = folder.path / MANIFEST
    if not path.exists():
        return None
    try:
        manifest = manifest_in(_values(path))
    except ValueError:
        raise DamagedError(Damage(path, OTHERWISE)) from None
    if manifest.run != folder.run or len(manifest.figures) != replications:
        raise DamagedError(Damage(path, "belongs to another run"))
    return manifest


def check_summary(folder: RunFolder, manifest: Manifest) -> None:
    """Check that the summary is the one that is listed; raises as `read_entry` does."""
    path = folder.path / SUMMARY
    try:
        digest = digest_of(_values(path))
    except ValueError:
        digest = None
    if digest != manifest.summary:
        raise DamagedError(Damage(path, OTHERWISE))


def refused(folder: RunFolder, first: Damage, *others: Damage) -> RunFolderError:
    """Return what is said of files that are damaged, and what to do."""
    begun = folder.begun()
    more = f" (and {len(others):,} more)" if others else ""
    if not begun.is_former and begun.iopkit == version("iopkit"):
        cure = f"`iopkit simulate --resume {folder.path}` makes it again"
    else:
        cure = (
            f"put it back from a copy, or begin a new run: iopkit {begun.iopkit} began this one, "
            "and only that could make it again"
        )
    return RunFolderError(f"{first}{more}; {cure}")


def _values(path: Path) -> dict[str, Json]:
    """Return the object in a file; raises as `read_entry` does, or ValueError."""
    try:
        return json_in(path)
    except FileNotFoundError:
        raise DamagedError(Damage(path, "is missing")) from None
    except OSError as error:
        raise RunFolderError(f"{path} cannot be read: {error.strerror}") from None
