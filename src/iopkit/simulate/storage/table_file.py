"""A table of a replication in its file: read, and held against what is listed of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from iopkit.errors import MissingExtraError
from iopkit.simulate.storage.checksum import sum_of_file
from iopkit.simulate.storage.damage import Damage, DamagedError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from io import RawIOBase
    from pathlib import Path

    from iopkit.simulate.storage.checksum import Checksums
    from iopkit.simulate.storage.digest import Json
    from iopkit.simulate.storage.figures_file import ReplicationEntry
    from iopkit.simulate.storage.parquet import Head

RUN: Final = "iopkit.run"
REPLICATION: Final = "iopkit.replication"
"""Under which names a table says whose it is."""

ROWS: Final = ("rows", "columns")
"""What is listed of the rows."""


def labels(run: str, replication: int) -> dict[str, str]:
    """Return what a table says of itself."""
    return {RUN: run, REPLICATION: str(replication)}


def listed(file: RawIOBase, checksums: Checksums, written_by: str) -> dict[str, Json]:
    """Return what is listed of a table that was written.

    Parameters
    ----------
    file
        Its file, all of it written.
    checksums
        Those of its rows.
    written_by
        What wrote it.
    """
    n_bytes, total = sum_of_file(file)
    return {**checksums.as_json(), "bytes": n_bytes, "sum": total, "written_by": written_by}


def check_table(path: Path, kind: str, entry: ReplicationEntry) -> None:
    """Check that a file is the one that is listed, or one with the same rows.

    Most often its bytes tell. Of a file that another version of pyarrow wrote, or that was written
    anew, the content does.

    Raises
    ------
    DamagedError
        When it is not.
    OSError
        When the system does not let it be read.
    """
    told = entry.tables.get(kind, {})
    try:
        with path.open("rb", buffering=0) as file:
            n_bytes, total = sum_of_file(file)
    except FileNotFoundError:
        raise DamagedError(Damage(path, "is missing")) from None
    if (n_bytes, total) == (told.get("bytes"), told.get("sum")):
        return
    try:
        head = _check_content(path, told, entry)
    except MissingExtraError:
        head = None
    if head is None or (n_bytes, head.written_by) == (told.get("bytes"), told.get("written_by")):
        raise DamagedError(Damage(path, "has other bytes than were written"))


def read_table(path: Path) -> Any:  # noqa: ANN401  pyarrow has no types
    """Return a table, which was checked before or of which nothing is listed.

    Raises
    ------
    DamagedError
        When there is no whole table.
    OSError
        When the system does not let it be read.
    """
    return _read(path)[0]


def _check_content(path: Path, told: Mapping[str, Json], entry: ReplicationEntry) -> Head:
    from iopkit.simulate.storage import parquet as _parquet

    table, head = _read(path)
    if head.labels.get(RUN) != entry.run:
        raise DamagedError(Damage(path, "belongs to another run"))
    if head.labels.get(REPLICATION) != str(entry.replication):
        raise DamagedError(Damage(path, f"is not replication {entry.replication} of the run"))
    try:
        found = _parquet.checksums(table, _names(told)).as_json()
    except _parquet.NoTableError:
        found = {}
    if head.rows != told.get("rows") or any(told.get(name) != found.get(name) for name in ROWS):
        raise DamagedError(Damage(path, "holds other rows than were written"))
    return head


def _read(path: Path) -> tuple[Any, Head]:
    from iopkit.simulate.storage import (
        parquet as _parquet,  # who only looks whether bytes are the same needs none
    )

    try:
        return _parquet.read(path)
    except _parquet.NoTableError:
        raise DamagedError(Damage(path, "is not a whole Parquet file")) from None
    except FileNotFoundError:
        raise DamagedError(Damage(path, "is missing")) from None


def _names(told: Mapping[str, Json]) -> dict[str, list[str]]:
    """Return the names that can occur in each column of names."""
    columns = told.get("columns")
    found: dict[str, list[str]] = {}
    for name, column in columns.items() if isinstance(columns, dict) else ():
        names = column.get("names") if isinstance(column, dict) else None
        if isinstance(names, list):
            found[name] = [str(each) for each in names]
    return found
