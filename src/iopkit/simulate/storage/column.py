"""A column of a run's tables, before it is a list, an Arrow array or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from iopkit.simulate.kernel.tables import NONE, ShortInts

if TYPE_CHECKING:
    from collections.abc import Mapping


@attrs.frozen(eq=False)
class NamedColumn:
    """A column of names, each said by its place in a list of all that can occur.

    Parameters
    ----------
    names
        All names that can occur.
    places
        For each row the place of its name; -1 for none. (n_rows,)
    """

    names: tuple[str, ...]
    places: ShortInts

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.places)


Numbers: TypeAlias = npt.NDArray[np.float64] | npt.NDArray[np.int64] | npt.NDArray[np.int32]

Column: TypeAlias = NamedColumn | Numbers
"""Names, whole numbers, or real numbers of which NaN is none."""

Columns: TypeAlias = "Mapping[str, Column]"


def listed(column: Column) -> list[object]:
    """Return a column as plain values, None where there is none.

    >>> listed(NamedColumn(("iop", "php"), np.array([1, -1], np.int32)))
    ['php', None]
    >>> listed(np.array([0.5, np.nan]))
    [0.5, None]
    """
    if isinstance(column, NamedColumn):
        return [None if place == NONE else column.names[place] for place in column.places.tolist()]
    values: list[object] = column.tolist()
    if np.issubdtype(column.dtype, np.floating) and np.isnan(column).any():
        return [None if value != value else value for value in values]  # noqa: PLR0124  NaN
    return values


def joined(parts: list[Columns]) -> dict[str, Column]:
    """Return the rows of several parts below each other; at least one part, the same columns.

    >>> joined([{"day": np.array([0, 1])}, {"day": np.array([0])}])["day"].tolist()
    [0, 1, 0]
    """
    return {name: _below([part[name] for part in parts]) for name in parts[0]}


def from_row(columns: Columns, first: int) -> dict[str, Column]:
    """Return the rows from one on, in memory of their own.

    >>> from_row({"day": np.array([0, 1, 2])}, 2)["day"].tolist()
    [2]
    """
    return {name: _cut(column, slice(first, None), copy=True) for name, column in columns.items()}


def up_to_row(columns: Columns, end: int) -> dict[str, Column]:
    """Return the rows before one, in the memory where they are.

    >>> up_to_row({"day": np.array([0, 1, 2])}, 2)["day"].tolist()
    [0, 1]
    """
    return {name: _cut(column, slice(end), copy=False) for name, column in columns.items()}


def _cut(column: Column, rows: slice, *, copy: bool) -> Column:
    if isinstance(column, NamedColumn):
        places = column.places[rows]
        return NamedColumn(column.names, places.copy() if copy else places)
    return column[rows].copy() if copy else column[rows]


def _below(columns: list[Column]) -> Column:
    first = columns[0]
    if isinstance(first, NamedColumn):
        places = [column.places for column in columns if isinstance(column, NamedColumn)]
        return NamedColumn(first.names, np.concatenate(places))
    return np.concatenate([column for column in columns if not isinstance(column, NamedColumn)])
