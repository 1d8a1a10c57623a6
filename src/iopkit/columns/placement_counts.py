"""What came of a table of clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

from iopkit.diagnostics.diagnostic import FIRST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from iopkit.columns.placements import BatchPlacements
    from iopkit.diagnostics.diagnostic import Diagnostic

TOLD: Final = 20
"""How many different things that cannot be read are told."""


@attrs.frozen(kw_only=True)
class BadValue:
    """Something in a table that cannot be read, in one row or in many; never what it is.

    Parameters
    ----------
    row
        The number of the first such row, the first client's being 1.
    line
        The line in which that row begins; 0 where it is not known, or there are no lines.
    column
        The name of the column; empty when it is about the whole row.
    message
        What is wrong.
    count
        In how many rows. [rows]
    rows, lines
        The first of these rows, and the lines in which they begin as far as these are known.
    """

    row: int
    line: int = 0
    column: str = ""
    message: str
    count: int = 1
    rows: tuple[int, ...] = attrs.field(default=(), converter=tuple[int, ...])
    lines: tuple[int, ...] = attrs.field(default=(), converter=tuple[int, ...])

    def to_dict(self) -> dict[str, object]:
        """Return it as plain values, as `iopkit place --json` prints it of a table."""
        return {
            "row": self.row,
            "line": self.line or None,
            "column": self.column or None,
            "message": self.message,
            "count": self.count,
            "rows": [*self.rows],
            "lines": [*self.lines],
        }


@attrs.define(kw_only=True)
class PlacementCounts:
    """How many clients belong where.

    Parameters
    ----------
    levels
        Ids of the levels, the least intensive first.
    clients
        How many rows were placed or left open. [clients]
    placed
        How many are placed for certain, by level. (n_levels,) [clients]
    open
        How many are not settled and may belong there, by level. (n_levels,) [clients]
    nowhere
        How many no level takes, for certain. [clients]
    unsettled
        How many have answers missing that decide. [clients]
    inexact
        How many of these may have more levels named than can be. [clients]
    bad_rows
        How many rows hold something that cannot be read, and were not placed. [rows]
    bad
        The first `TOLD` different things that cannot be read.
    blank_rows
        How many rows were skipped, because nothing stands in them. [rows]
    warnings
        What is probably not meant, such as 0.85 for 85 %.
    """

    levels: tuple[str, ...]
    clients: int = 0
    placed: list[int] = attrs.field(factory=list)
    open: list[int] = attrs.field(factory=list)
    nowhere: int = 0
    unsettled: int = 0
    inexact: int = 0
    bad_rows: int = 0
    bad: list[BadValue] = attrs.field(factory=list)
    blank_rows: int = 0
    warnings: list[Diagnostic] = attrs.field(factory=list)

    def to_dict(self) -> dict[str, object]:
        """Return it as plain values, as `iopkit place --json` prints it of a table."""
        return {
            "clients": self.clients + self.bad_rows,
            "placed": dict(zip(self.levels, self.placed, strict=True)),
            "may_be_there": dict(zip(self.levels, self.open, strict=True)),
            "no_level": self.nowhere,
            "not_settled": self.unsettled,
            "not_exact": self.inexact,
            "bad_rows": self.bad_rows,
            "bad": [bad.to_dict() for bad in self.bad],
            "blank_rows": self.blank_rows,
            "warnings": [warning.to_dict() for warning in self.warnings],
        }

    def __attrs_post_init__(self) -> None:
        """Begin with nobody at any level."""
        self.placed = self.placed or [0] * len(self.levels)
        self.open = self.open or [0] * len(self.levels)

    def add(self, placed: BatchPlacements) -> None:
        """Count some clients."""
        self.clients += placed.size
        settled = placed.settled
        for place in range(len(self.levels)):
            can = (placed.possible >> np.uint64(place) & np.uint64(1)).astype(np.bool)
            self.placed[place] += int(np.count_nonzero(placed.level == place))
            self.open[place] += int(np.count_nonzero(can & ~settled))
        self.nowhere += int(np.count_nonzero(settled & (placed.level < 0)))
        self.unsettled += int(np.count_nonzero(~settled))
        self.inexact += int(np.count_nonzero(~placed.is_exact))

    def complain(self, column: str, message: str, rows: NDArray[np.int64]) -> None:
        """Remember what is wrong in some rows; what is wrong in them alike is one thing.

        Parameters
        ----------
        column
            The name of the column; empty when it is about whole rows.
        message
            What is wrong.
        rows
            The numbers of the rows; not empty. (n,)
        """
        first = tuple(rows[:FIRST].tolist())
        for place, each in enumerate(self.bad):
            if (each.column, each.message) == (column, message):
                self.bad[place] = attrs.evolve(
                    each, count=each.count + len(rows), rows=(*each.rows, *first)[:FIRST]
                )
                return
        if len(self.bad) < TOLD:
            self.bad.append(
                BadValue(row=first[0], column=column, message=message, count=len(rows), rows=first)
            )
