"""Looking through the folder of a run: what of it is as it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.errors import RunFolderError
from iopkit.simulate.measures.replication_measures import Replicated
from iopkit.simulate.storage.damage import Damage, DamagedError, ForeignError
from iopkit.simulate.storage.run_columns import TABLES
from iopkit.simulate.storage.run_folder import FIGURES, RUN
from iopkit.simulate.storage.run_inventory import check_summary, read_entry, read_manifest
from iopkit.simulate.storage.table_file import check_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.simulate.storage.figures_file import ReplicationEntry
    from iopkit.simulate.storage.manifest import Manifest
    from iopkit.simulate.storage.run_folder import RunFolder


@attrs.frozen(kw_only=True)
class Audit:
    """What was found in the folder of a run.

    Parameters
    ----------
    sound
        The replications that are finished and as they were written, by number.
    damage
        Every file that is not; of a run that is not complete, nothing of what is still to come.
    manifest
        The list of everything; None when the run is not complete, or the list is damaged.
    """

    sound: Mapping[int, Replicated] = attrs.field(factory=dict)
    damage: tuple[Damage, ...] = ()
    manifest: Manifest | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the run is complete and nothing of it damaged."""
        return self.manifest is not None and not self.damage


def audit(folder: RunFolder, replications: int) -> Audit:
    """Look through the folder of a run that lists its parts, all that is in it.

    Parameters
    ----------
    folder
        The folder, with the digest of its run.
    replications
        How many the run has.

    Raises
    ------
    RunFolderError
        When something cannot be read, lies there that is no part of the run, or when no part is
        one of the run.
    """
    others = folder.others(replications)
    if others:
        raise RunFolderError(
            f"{others[0]} is no part of the run in {folder.path}, which has {replications:,} "
            "replications, and other programs would read it with them: move it elsewhere"
        )
    manifest, damage = _manifest(folder, replications)
    sound: dict[int, Replicated] = {}
    ours = foreign = 0
    for number in range(replications):
        try:
            entry, digest = read_entry(folder, number)
            ours += 1
            _check(folder, entry, digest, manifest)
            sound[number] = Replicated(entry.figures, digest)
        except DamagedError as error:
            foreign += isinstance(error, ForeignError)
            # Without its figures a replication was not finished, unless the run was.
            if manifest is not None or folder.part(FIGURES, number).exists():
                damage.append(error.damage)
    if foreign and not ours:
        raise RunFolderError(
            f"{folder.path / RUN} says another run than every part beside it, so it does not "
            "belong there: put it back from a copy, or begin a new run in another folder"
        )
    if manifest is not None:
        try:
            check_summary(folder, manifest)
        except DamagedError as error:
            damage.append(error.damage)
    return Audit(sound=sound, damage=tuple(damage), manifest=manifest)


def _manifest(folder: RunFolder, replications: int) -> tuple[Manifest | None, list[Damage]]:
    try:
        return read_manifest(folder, replications), []
    except DamagedError as error:
        return None, [error.damage]


def _check(
    folder: RunFolder, entry: ReplicationEntry, digest: str, manifest: Manifest | None
) -> None:
    """Check that all that is kept of a replication is as it was written.

    Raises
    ------
    DamagedError, RunFolderError
        As `audit` finds it.
    """
    if manifest is not None and manifest.figures[entry.replication] != digest:
        path = folder.part(FIGURES, entry.replication)
        raise DamagedError(Damage(path, "is not the one that the run lists"))
    for kind in TABLES:
        _check_table(folder, kind, entry)


def _check_table(folder: RunFolder, kind: str, entry: ReplicationEntry) -> None:
    path = folder.part(kind, entry.replication)
    try:
        check_table(path, kind, entry)
    except OSError as error:
        raise RunFolderError(f"{path} cannot be read: {error.strerror}") from None
