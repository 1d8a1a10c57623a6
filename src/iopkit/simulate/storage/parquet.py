"""The one door to pyarrow of a simulation: columns into Parquet files, and back."""

from __future__ import annotations

import contextlib
from typing import IO, TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from iopkit.errors import MissingExtraError
from iopkit.simulate.kernel.tables import NONE
from iopkit.simulate.storage.checksum import Checksums
from iopkit.simulate.storage.column import (
    Column,
    Columns,
    NamedColumn,
    Numbers,
    from_row,
    joined,
    up_to_row,
)

try:
    import pyarrow as pa
    import pyarrow.parquet
except ImportError as error:
    raise MissingExtraError("table", "keeping a run in a folder, or as a table,") from error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

ROW_GROUP: Final = 65_536
"""Rows of a row group. Always cut at the same rows, so that the bytes depend on the rows only."""


WRITTEN_BY: Final = f"parquet-cpp-arrow version {pa.cpp_version}"
"""What files say that are written here."""


class ParquetWriter:
    """Writes one Parquet file from chunks of any length.

    The bytes depend on nothing but the rows and the version of pyarrow: there is no time in them,
    and the chunks do not show.

    Parameters
    ----------
    file
        Where to. It is not closed.
    labels
        What the file says of itself beside its rows, if anything.
    """

    def __init__(self, file: IO[bytes], labels: Mapping[str, str] | None = None) -> None:
        self._file, self._labels = file, labels
        self.checksums = Checksums()
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
            schema = table.schema.with_metadata(self._labels and dict(self._labels))
            self._writer = pyarrow.parquet.ParquetWriter(
                self._file, schema, compression="zstd", use_dictionary=names
            )
        at = 0
        while len(table) - at >= least:
            self._writer.write_table(table.slice(at, ROW_GROUP), row_group_size=ROW_GROUP)
            at += min(ROW_GROUP, len(table) - at)
        self.checksums.add(up_to_row(columns, at))
        self._pending = [from_row(columns, at)]
        self._n_pending = len(table) - at


def as_arrow(columns: Columns) -> Any:  # noqa: ANN401  pyarrow has no types
    """Return columns as an Arrow table: names as dictionaries, nothing as null."""
    return pa.table({name: _array(column) for name, column in columns.items()})


class NoTableError(Exception):
    """A file is no whole Parquet file, or holds what no run writes."""


@attrs.frozen
class Head:
    """What a Parquet file says of itself at its end.

    Parameters
    ----------
    rows
        How many rows it has.
    labels
        What was said beside them.
    written_by
        What wrote it.
    """

    rows: int
    labels: Mapping[str, str]
    written_by: str


def read(path: Path) -> tuple[Any, Head]:
    """Return the rows of a Parquet file as an Arrow table, and its head.

    Raises
    ------
    NoTableError
        When it is none.
    OSError
        When the system does not let it be read.
    """
    with _opened(path) as file:
        found = Head(file.metadata.num_rows, _labels(file.schema_arrow), file.metadata.created_by)
        table = file.read()
        table.validate(full=True)
    return table.replace_schema_metadata(None), found


def below_each_other(tables: Sequence[Any]) -> Any:  # noqa: ANN401  pyarrow has no types
    """Return tables with the same columns as one."""
    return pa.concat_tables(tables).unify_dictionaries()


def checksums(table: Any, names: Mapping[str, Sequence[str]]) -> Checksums:  # noqa: ANN401
    """Return the checksums of an Arrow table.

    Parameters
    ----------
    table
        The table.
    names
        For each column of names all that can occur, in the order in which they were counted.

    Raises
    ------
    NoTableError
        When there is something else in it than a run writes.
    """
    found = Checksums()
    for batch in table.to_batches() or [pa.RecordBatch.from_pylist([], schema=table.schema)]:
        columns = zip(batch.schema.names, batch.columns, strict=True)
        found.add({name: _column(column, tuple(names.get(name, ()))) for name, column in columns})
    return found


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """Open a Parquet file; whatever pyarrow has to say against its bytes is one error."""
    with path.open("rb") as file:
        try:
            yield pyarrow.parquet.ParquetFile(file)
        except OSError as error:
            if error.errno is not None:  # the disk, not the content
                raise
            raise NoTableError from error
        except (pa.ArrowException, ValueError, TypeError, KeyError, MemoryError) as error:
            raise NoTableError from error


def _labels(schema: Any) -> dict[str, str]:  # noqa: ANN401
    told = schema.metadata or {}
    return {
        key.decode(errors="replace"): text.decode(errors="replace") for key, text in told.items()
    }


def _column(array: Any, names: tuple[str, ...]) -> Column:  # noqa: ANN401
    """Return an Arrow array as the column that was written as such: the other way of `_array`."""
    if pa.types.is_dictionary(array.type):
        place = {name: at for at, name in enumerate(names)}
        unknown = len(names)
        to = [place.get(name, unknown) for name in array.dictionary.to_pylist()]
        at = array.indices.cast(pa.int64()).fill_null(-1).to_numpy()
        return NamedColumn(names, np.array([*to, NONE], np.int32)[at])
    values: Numbers = array.to_numpy(zero_copy_only=False)
    if np.issubdtype(values.dtype, np.floating):
        # A number that is none is written as nothing; of whole numbers none is missing.
        is_as_written = int(np.isnan(values).sum()) == array.null_count
    else:
        is_as_written = np.issubdtype(values.dtype, np.integer)
    if not is_as_written:
        raise NoTableError
    return values


def _array(column: Column) -> Any:  # noqa: ANN401  pyarrow has no types
    if isinstance(column, NamedColumn):
        places = pa.array(column.places, pa.int32(), mask=column.places < 0)
        return pa.DictionaryArray.from_arrays(places, pa.array(column.names, pa.string()))
    if np.issubdtype(column.dtype, np.floating):
        return pa.array(column, from_pandas=True)  # NaN is nothing
    return pa.array(column)
