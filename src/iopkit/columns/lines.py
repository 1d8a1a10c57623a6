"""In which line of a text file a row begins.

Rows are read many at a time and know their number only. Where something is wrong the file is gone
through once more, as slowly as it takes to count lines.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from iopkit.files.tables.delimiter import COMMA

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Iterator


def lines_of(
    path: str | os.PathLike[str], rows: Collection[int], *, skip: int, sign: str = COMMA
) -> dict[int, int]:
    """Return the lines in which some rows begin, counted from 1. Reads the file.

    A line without anything in it is no row, as for who reads the clients.

    Parameters
    ----------
    path
        The file.
    rows
        The numbers of the rows, counted from 1 after the first row, which holds the names.
    skip
        How many lines come before them. [lines]
    sign
        What stands between two values.

    Returns
    -------
    dict
        The line of each row; a row that cannot be found is not among them.
    """
    found: dict[int, int] = {}
    last = max(rows, default=0)
    with open(path, encoding="utf-8", errors="replace", newline="") as file:  # noqa: PTH123
        for _ in range(skip):
            file.readline()
        reader = csv.reader(_without_nothing(file), delimiter=sign)
        row, before = 0, skip
        try:
            for values in reader:
                row += bool(values)
                if values and row in rows:
                    found[row] = before + 1
                before = skip + reader.line_num
                if row >= last:
                    break
        except csv.Error:  # a value longer than the reader of lines can hold
            return found
    return found


def _without_nothing(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line.replace("\0", " ")
