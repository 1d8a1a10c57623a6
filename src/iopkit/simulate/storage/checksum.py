"""Checksums of a table, column by column, whatever file it stands in."""

from __future__ import annotations

import sys
from functools import cache
from os import SEEK_END
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from iopkit.simulate.kernel.column_checksum import summed
from iopkit.simulate.kernel.jit import IS_COMPILED
from iopkit.simulate.storage.column import NamedColumn

if TYPE_CHECKING:
    from io import RawIOBase

    import numpy.typing as npt

    from iopkit.simulate.kernel.tables import Words
    from iopkit.simulate.storage.column import Column, Columns
    from iopkit.simulate.storage.digest import Json

WORD: Final = 8
"""The bytes of a word."""

AT_ONCE: Final = 2**18
"""How many bytes of a file are read at once: words, and as many as a core has near."""


@attrs.define
class Checksums:
    """The checksums of rows that come in chunks of any length.

    They are of the values: neither the chunks nor the file matter. They find accidents and
    mistakes. Whoever wants to forge a table would change what is listed with it.
    """

    rows: int = 0
    _columns: dict[str, _Sum] = attrs.field(factory=dict)

    def add(self, columns: Columns) -> None:
        """Add rows; all chunks have the same columns, with the same names in each."""
        self.rows += len(next(iter(columns.values())))
        for name, column in columns.items():
            if name not in self._columns:
                self._columns[name] = _Sum.of(column)
            self._columns[name].add(column)

    def as_json(self) -> dict[str, Json]:
        """Return them as the folder of a run lists them.

        >>> sums = Checksums()
        >>> sums.add({"day": np.array([0, 1], np.int32)})
        >>> sums.as_json()
        {'rows': 2, 'columns': {'day': {'type': 'int32', 'sum': '219fc13d6bc5b015'}}}
        """
        return {
            "rows": self.rows,
            "columns": {name: each.as_json() for name, each in self._columns.items()},
        }


@attrs.define
class _Sum:
    """The checksum of one column so far: of its bytes, eight of them a word."""

    kind: str
    names: tuple[str, ...] | None
    n_words: int = 0
    total: int = 0
    rest: bytes = b""

    @classmethod
    def of(cls, column: Column) -> _Sum:
        if isinstance(column, NamedColumn):
            return cls("names", column.names)
        return cls(_type_name(column.dtype), None)

    def add(self, column: Column) -> None:
        values: npt.NDArray[Any] = column.places if isinstance(column, NamedColumn) else column
        if self.rest or not _is_ready(values):  # never while a table is written
            values = np.frombuffer(self.rest + values.astype(_little(values)).tobytes(), np.uint8)
            values, self.rest = values.copy(), b""
        over = values.nbytes % WORD // values.itemsize
        if over:
            self.rest = values[-over:].tobytes()
            values = values[:-over]
        self._add_words(values.view(np.uint64))

    def _add_words(self, words: Words) -> None:
        self.total = (self.total + sum_of(words, self.n_words)) % 2**64
        self.n_words += len(words)

    def as_json(self) -> Json:
        end = np.frombuffer(self.rest.ljust(WORD, b"\0"), np.uint64).copy()
        total = (self.total + (sum_of(end, self.n_words) if self.rest else 0)) % 2**64
        told: dict[str, Json] = {"type": self.kind, "sum": f"{total:016x}"}
        return told if self.names is None else {**told, "names": list(self.names)}


def sum_of_file(file: RawIOBase) -> tuple[int, str]:
    """Return how many bytes a file has from its start, and their sum: that of a column of words.

    Raises
    ------
    OSError
        When it cannot be read.
    """
    at_once = min(-(-file.seek(0, SEEK_END) // WORD) * WORD + WORD, AT_ONCE)
    file.seek(0)
    words = np.empty(at_once // WORD, np.uint64)
    total = n_bytes = 0
    while got := _filled(file, words):
        n_words = -(-got // WORD)
        words.view(np.uint8)[got : n_words * WORD] = 0
        total += sum_of(words[:n_words], n_bytes // WORD)
        n_bytes += got
        if got < at_once:
            break
    return n_bytes, f"{total % 2**64:016x}"


def _filled(file: RawIOBase, words: Words) -> int:
    """Fill words from a file, as far as it goes; return how many bytes that were."""
    view = words.view(np.uint8).data
    n_bytes = 0
    while n_bytes < len(view) and (got := file.readinto(view[n_bytes:])):
        n_bytes += got
    return n_bytes


def _is_ready(values: npt.NDArray[Any]) -> bool:
    """Whether numbers lie in memory as they are summed up."""
    return values.flags.carray and sys.byteorder == "little"


def _little(values: npt.NDArray[Any]) -> np.dtype[Any]:
    return values.dtype.newbyteorder("<")


@cache
def _type_name(dtype: np.dtype[Any]) -> str:
    """Return what a type is called, which numpy puts together anew each time."""
    return dtype.name


def sum_of(words: Words, first: int) -> int:
    """Return the sum of words at their places; see `simulate.kernel.column_checksum`."""
    if IS_COMPILED:
        return int(summed(words, first))
    places = np.arange(first + 1, first + 1 + len(words), dtype=np.uint64)
    mixed = words ^ (places * np.uint64(0x9E37_79B9_7F4A_7C15))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58_476D_1CE4_E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D0_49BB_1331_11EB)
    return int((mixed ^ (mixed >> np.uint64(31))).sum(dtype=np.uint64))
