"""The one door to pyarrow: columns in, columns out.

What pyarrow says when it cannot read something repeats the row, so none of its texts goes further
than this module.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, Final, Self, cast

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet

from iopkit.columns.raw_column import FactorizedColumn, SetColumn, nothing_in, picked
from iopkit.columns.text_stream import NO_CHARACTER, DecodableStream

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from iopkit.columns.raw_column import Raw

BLOCK: Final = 4_000_000
"""How much of a text file is read at once, and the longest row. [bytes]"""


class BadColumnError(Exception):
    """A file that pyarrow cannot read, without what pyarrow says."""


@attrs.frozen(eq=False)
class ArrowRows:
    """Some rows of a table.

    Parameters
    ----------
    columns
        The columns by name, all but the key.
    keys
        The rows' own keys, as Arrow array; None when the table has none.
    numbers
        The numbers of the rows, the first of the table being 1. (n,)
    """

    columns: Mapping[str, Raw] = attrs.field(repr=lambda _columns: "...")
    keys: Any = attrs.field(repr=lambda _keys: "...")
    numbers: NDArray[np.int64]

    def blank(self) -> NDArray[np.bool]:
        """Return in which rows nothing stands. (n,)"""
        blank = np.ones(len(self.numbers), dtype=np.bool)
        for column in self.columns.values():
            if not blank.any():
                return blank
            blank &= nothing_in(column)
        if self.keys is not None:
            left = np.flatnonzero(blank)
            blank[left] = [_is_blank(key) for key in _values(self.keys.take(pa.array(left)))]
        return blank

    def but(self, out: NDArray[np.bool]) -> ArrowRows:
        """Return the rows without some of them. (n,)"""
        kept = ~out
        return ArrowRows(
            {name: picked(column, kept) for name, column in self.columns.items()},
            None if self.keys is None else self.keys.filter(pa.array(kept)),
            self.numbers[kept],
        )


def raw_of(column: Any) -> Raw:  # noqa: ANN401  pyarrow has no types
    """Return an Arrow array as a raw column.

    Raises
    ------
    TypeError
        When it holds what cannot be an answer, such as lists.
    """
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    kind = column.type
    if not is_usable(kind):
        raise TypeError(f"a column of {kind} holds no answers")
    if pa.types.is_null(kind):
        return FactorizedColumn((), np.full(len(column), -1, dtype=np.int32))
    if pa.types.is_boolean(kind):
        yes = column.cast(pa.int8()).fill_null(-1).to_numpy(zero_copy_only=False)
        return FactorizedColumn((False, True), yes)
    if not pa.types.is_dictionary(kind):
        if not _is_text(kind):
            numbers: NDArray[np.float64] = column.cast(pa.float64(), safe=False).to_numpy(
                zero_copy_only=False
            )
            return numbers
        column = column.dictionary_encode()
    places = column.indices.cast(pa.int32()).fill_null(-1).to_numpy(zero_copy_only=False)
    return FactorizedColumn(_values(column.dictionary), places)


def is_usable(kind: Any) -> bool:  # noqa: ANN401  pyarrow has no types
    """Whether a column of some type can hold answers."""
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    asked = (pa.types.is_null, pa.types.is_boolean, pa.types.is_integer, pa.types.is_floating)
    return _is_text(kind) or pa.types.is_decimal(kind) or any(is_(kind) for is_ in asked)


def csv_rows(
    file: IO[bytes],
    names: Sequence[str],
    key: str | None,
    ragged: Callable[[int, int, str], None],
    *,
    sign: str = ",",
) -> Iterator[ArrowRows]:
    """Yield the rows of a text file from where it stands, every value as bytes.

    Where there is no row at all, they are yielded once, without any.

    Parameters
    ----------
    file
        The file, after the row of names; no value in it goes over several lines.
    names
        The names of the columns.
    key
        The column with the rows' own keys; None when there is none.
    ragged
        Told the number of each row that has more or fewer values, how many, and what the row
        says; such a row is left out.
    sign
        What stands between two values.

    Raises
    ------
    UnusableError
        When a row is longer than `BLOCK`.
    """
    nothing = pa.schema([(name, pa.binary()) for name in names])
    here = file.tell()
    if not file.read(1):
        yield _no_rows(nothing, key)
        return
    file.seek(here)
    skipped: list[int] = []

    def leave_out(row: Any) -> str:  # noqa: ANN401  pyarrow has no types
        skipped.append(row.number)
        ragged(row.number, row.actual_columns, row.text)
        return "skip"

    stream = _safely(
        lambda: pyarrow.csv.open_csv(
            DecodableStream(file),
            read_options=pyarrow.csv.ReadOptions(
                use_threads=False, block_size=BLOCK, column_names=list(names)
            ),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=sign, newlines_in_values=False, invalid_row_handler=leave_out
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.binary()),
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )
    )
    at, is_empty = 1, True
    while (batch := _safely(lambda: next(stream, None))) is not None:
        numbers = np.arange(at, at + batch.num_rows + len(skipped))
        numbers = numbers[~np.isin(numbers, skipped)][: batch.num_rows]
        if len(numbers):
            at = int(numbers[-1]) + 1
            skipped[:] = [number for number in skipped if number >= at]
            is_empty = False
            yield _rows(batch, key, numbers)
    if is_empty:
        yield _no_rows(nothing, key)


def parquet_columns(path: os.PathLike[str]) -> list[tuple[str, bool]]:
    """Return the columns of a Parquet file, and whether each can hold answers. Reads the file.

    Raises
    ------
    UnusableError
        When it is no Parquet file.
    """
    schema = _safely(lambda: pyarrow.parquet.read_schema(path))
    return [(field.name, is_usable(field.type)) for field in schema]


def parquet_rows(path: os.PathLike[str], key: str | None, size: int) -> Iterator[ArrowRows]:
    """Yield the rows of a Parquet file, some at a time.

    Raises
    ------
    UnusableError
        When the file is damaged.
    """
    with _safely(lambda: pyarrow.parquet.ParquetFile(path)) as file:
        if not file.metadata.num_rows:
            yield _no_rows(file.schema_arrow, key)
        batches = file.iter_batches(batch_size=size)
        at = 1
        while (batch := _safely(lambda: next(batches, None))) is not None:
            yield _rows(batch, key, np.arange(at, at + batch.num_rows))
            at += batch.num_rows


class ArrowWriter:
    """Writes a table batch by batch, as CSV or as Parquet; to be used in a `with` block.

    At its end the table is complete. When an exception ends it, nothing more is written.

    Parameters
    ----------
    file
        Where to.
    parquet
        Whether as Parquet: then a set of names is a list, in CSV they stand with blanks between.
    """

    def __init__(self, file: IO[bytes], *, parquet: bool) -> None:
        self._file, self._parquet = file, parquet
        self._writer: Any = None

    def write(self, columns: Mapping[str, object]) -> None:
        """Write some rows; every batch has the same columns.

        A column is an Arrow array, an array of numbers or of truth values, or texts or sets of
        names as `FactorizedColumn`; what is masked, or at no place, is left empty.
        """
        arrays = {name: self._array(column) for name, column in columns.items()}
        table = pa.table(arrays)
        if self._writer is None:
            self._writer = (
                pyarrow.parquet.ParquetWriter(self._file, table.schema)
                if self._parquet
                else pyarrow.csv.CSVWriter(self._file, table.schema, write_options=_PLAIN)
            )
        self._writer.write_table(table)

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        """Write what ends the file, unless something went wrong."""
        writer, self._writer = self._writer, None
        if writer is None:
            return
        try:
            if kind is None:
                writer.close()
        finally:
            if self._parquet:
                # Or pyarrow would end the file when it forgets the writer: by then it is closed.
                writer.is_open = False

    def _array(self, column: object) -> Any:  # noqa: ANN401  pyarrow has no types
        if isinstance(column, FactorizedColumn):
            values = self._values(column)
            return values.take(pa.array(column.places, mask=column.places < 0))
        if isinstance(column, np.ma.MaskedArray):
            return pa.array(column.data, mask=np.ma.getmaskarray(column))
        return pa.array(column) if isinstance(column, np.ndarray) else column

    def _values(self, column: FactorizedColumn) -> Any:  # noqa: ANN401  pyarrow has no types
        if not isinstance(column, SetColumn):
            return pa.array(column.distinct, pa.string())
        if self._parquet:
            return pa.array(column.distinct, pa.list_(pa.string()))
        sets = cast("Sequence[tuple[str, ...]]", column.distinct)
        return pa.array([" ".join(each) for each in sets], pa.string())


def plain_keys(keys: Any) -> tuple[Any, NDArray[np.bool]]:  # noqa: ANN401  pyarrow has no types
    """Return keys as they are written, and which of them cannot be: these are left empty. (n,)

    A key that is not UTF-8, or goes over several lines, is none.
    """
    if pa.types.is_dictionary(keys.type):
        keys = keys.dictionary_decode()
    if not _is_text(keys.type):
        return keys, np.zeros(len(keys), dtype=np.bool)
    try:
        texts = keys.cast(pa.string())
        texts.validate(full=True)  # what a damaged file calls texts may be none
    except pa.ArrowInvalid:
        texts = pa.array([_decoded(each) for each in _values(keys)], pa.string())
    lines = pa.compute.match_substring_regex(texts, f"[\r\n{NO_CHARACTER}]")
    good = pa.compute.if_else(lines, None, texts)
    bad: NDArray[np.bool] = pa.compute.and_(good.is_null(), keys.is_valid()).to_numpy(
        zero_copy_only=False
    )
    return good, bad


def _is_blank(key: object) -> bool:
    return key is None or (isinstance(key, bytes | str) and not key.strip())


def _values(column: Any) -> list[Any]:  # noqa: ANN401  pyarrow has no types
    """Return the values of a column; as bytes where a text among them is not UTF-8."""
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        return list(column.cast(pa.large_binary()).to_pylist())


def _decoded(key: bytes | str | None) -> str | None:
    try:
        return key.decode() if isinstance(key, bytes) else key
    except UnicodeDecodeError:
        return None


_PLAIN: Final = pyarrow.csv.WriteOptions(quoting_style="needed")


def _is_text(kind: Any) -> bool:  # noqa: ANN401  pyarrow has no types
    asked = (
        pa.types.is_string,
        pa.types.is_large_string,
        pa.types.is_string_view,
        pa.types.is_binary,
        pa.types.is_large_binary,
    )
    return any(is_(kind) for is_ in asked)


def _rows(batch: Any, key: str | None, numbers: NDArray[np.int64]) -> ArrowRows:  # noqa: ANN401
    found = {name: _without_views(batch.column(name)) for name in batch.schema.names}
    columns = {name: raw_of(column) for name, column in found.items() if name != key}
    return ArrowRows(columns, None if key is None else found[key], numbers)


def _without_views(column: Any) -> Any:  # noqa: ANN401  pyarrow has no types
    """Return a column that pyarrow can take values from, which it cannot from one of views."""
    return column.cast(pa.large_binary()) if pa.types.is_string_view(column.type) else column


def _no_rows(schema: Any, key: str | None) -> ArrowRows:  # noqa: ANN401  pyarrow has no types
    return _rows(pa.RecordBatch.from_pylist([], schema=schema), key, np.arange(0))


def _safely(read: Callable[[], Any]) -> Any:  # noqa: ANN401  pyarrow has no types
    """Return what reading gives; never an error whose text repeats a row."""
    try:
        return read()
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError, UnicodeDecodeError):
        pass
    # Raised out here, so that it does not carry the other one along.
    raise BadColumnError
