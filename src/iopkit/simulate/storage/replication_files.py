"""What one replication adds to the folder of its run."""

from __future__ import annotations

import contextlib
import os
import secrets
from typing import TYPE_CHECKING, Self

from iopkit.simulate.storage.figures_file import ReplicationEntry
from iopkit.simulate.storage.parquet import WRITTEN_BY, ParquetWriter
from iopkit.simulate.storage.run_columns import CENSUS, TABLES, VISITS, RunColumns
from iopkit.simulate.storage.run_folder import LEFT_OVER
from iopkit.simulate.storage.run_inventory import write_entry
from iopkit.simulate.storage.table_file import labels, listed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from io import BufferedRandom
    from pathlib import Path

    from iopkit.simulate.lowering.scenario import LoweredScenario
    from iopkit.simulate.measures.replication_measures import Figures
    from iopkit.simulate.replication.replication import Chunk
    from iopkit.simulate.storage.digest import Json
    from iopkit.simulate.storage.run_folder import RunFolder


class ReplicationFiles:
    """The files of one replication, written chunk by chunk; to be used in a `with` block.

    They get their names in `finish`. When the block ends before, nothing is left of them.

    Parameters
    ----------
    folder
        The folder of the run.
    replication
        The number of the replication.
    lowered
        The scenario as numbers, for the names.

    Raises
    ------
    RunFolderError
        From any method, when something cannot be written.
    """

    def __init__(self, folder: RunFolder, replication: int, lowered: LoweredScenario) -> None:
        self._folder, self._replication = folder, replication
        self._columns = RunColumns(lowered, replication)
        self._files: dict[str, tuple[Path, BufferedRandom, ParquetWriter]] = {}

    def __enter__(self) -> Self:
        """Open the files."""
        with self._folder.written():
            told = labels(self._folder.run, self._replication)
            for kind in TABLES:
                self._files[kind] = _opened(self._folder.part(kind, self._replication), told)
        return self

    def add(self, chunk: Chunk) -> None:
        """Write the visits of a chunk, and the days that are over."""
        with self._folder.written():
            self._files[VISITS][2].write(self._columns.visits(chunk.visits))
            if chunk.daily is not None:
                self._files[CENSUS][2].write(self._columns.census(chunk.daily))

    def finish(self, figures: Figures) -> str:
        """Give the files their names, the figures last: with them the replication is finished.

        Returns
        -------
        str
            The digest of all that.
        """
        tables: dict[str, dict[str, Json]] = {}
        with self._folder.written():
            for kind in TABLES:
                temporary, file, writer = self._files[kind]
                writer.close()
                file.flush()
                tables[kind] = listed(file.raw, writer.checksums, WRITTEN_BY)
                os.fsync(file.fileno())
                file.close()
                temporary.replace(self._folder.part(kind, self._replication))
        self._files.clear()
        entry = ReplicationEntry(
            run=self._folder.run, replication=self._replication, figures=figures, tables=tables
        )
        return write_entry(self._folder, entry)

    def __exit__(self, *_error: object) -> None:
        """Remove what is not finished."""
        for temporary, file, writer in self._files.values():
            writer.abandon()
            with contextlib.suppress(OSError):  # what stands in a buffer finds no room
                file.close()
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _opened(path: Path, told: Mapping[str, str]) -> tuple[Path, BufferedRandom, ParquetWriter]:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}{LEFT_OVER}")
    file = temporary.open("x+b")
    return temporary, file, ParquetWriter(file, told)
