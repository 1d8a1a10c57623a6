"""The one door to pyarrow of a simulation: columns into Parquet files, and back."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, Final

import numpy as np

from iopkit.errors import MissingExtraError
from iopkit.simulate.column import Column, Columns, Named, from_row, joined

try:
    import pyarrow as pa
    import pyarrow.parquet
except ImportError as error:
    raise MissingExtraError("table", "keeping a run in a folder, or as a table,") from error

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ROW_GROUP: Final = 65_536
"""Rows of a row group. Always cut at the same rows, so that the bytes depend on the rows only."""


class Writer:
    """Writes one Parquet file from chunks of any length.

    The bytes depend on nothing but the rows and the version of pyarrow: there is no time in them,
    and the chunks do not show.

    Parameters
    ----------
    file
        Where to. It is not closed.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._writer: Any = None
        self._pending: list[Columns] = []
        self._n_pending = 0

    def write(self, columns: Columns) -> None:
        """Write some rows, maybe none; all chunks have the same columns, and none changes later."""
        self._pending.append(columns)
        self._n_pending += len(next(iter(columns.values())))
        if self._n_pending >= ROW_GROUP:
            self._write_groups(ROW_GROUP)

    def close(self) -> None:
        """Write what is left, and the end of the file; at least one chunk was written before."""
        self._write_groups(1)
        self._writer.close()

    def abandon(self) -> None:
        """Forget the file: nothing more is written, not even when memory is given back."""
        if self._writer is not None:
            self._writer.is_open = False

    def _write_groups(self, least: int) -> None:
        """Write all that fills a row group, or has at least so many rows."""
        columns = joined(self._pending)
        table = as_arrow(columns)
        if self._writer is None:
            names = [field.name for field in table.schema if pa.types.is_dictionary(field.type)]
            self._writer = pyarrow.parquet.ParquetWriter(
                self._file, table.schema, compression="zstd", use_dictionary=names
            )
        at = 0
        while len(table) - at >= least:
            self._writer.write_table(table.slice(at, ROW_GROUP), row_group_size=ROW_GROUP)
            at += min(ROW_GROUP, len(table) - at)
        self._pending = [from_row(columns, at)]
        self._n_pending = len(table) - at


def as_arrow(columns: Columns) -> Any:  # noqa: ANN401  pyarrow has no types
    """Return columns as an Arrow table: names as dictionaries, nothing as null."""
    return pa.table({name: _array(column) for name, column in columns.items()})


def read(paths: Iterable[Path]) -> Any:  # noqa: ANN401  pyarrow has no types
    """Return the rows of some Parquet files, in this order, as one Arrow table.

    Raises
    ------
    OSError
        When a file cannot be read, or is no Parquet file.
    """
    tables = []
    for path in paths:
        try:
            with path.open("rb") as file:
                tables.append(pyarrow.parquet.ParquetFile(file).read())
        except pa.ArrowInvalid as error:
            raise OSError(0, "it is not a whole Parquet file", str(path)) from error
    return pa.concat_tables(tables).unify_dictionaries()


def _array(column: Column) -> Any:  # noqa: ANN401  pyarrow has no types
    if isinstance(column, Named):
        places = pa.array(column.places, pa.int32(), mask=column.places < 0)
        return pa.DictionaryArray.from_arrays(places, pa.array(column.names, pa.string()))
    if np.issubdtype(column.dtype, np.floating):
        return pa.array(column, from_pandas=True)  # NaN is nothing
    return pa.array(column)
