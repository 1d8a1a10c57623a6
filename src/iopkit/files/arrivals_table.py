"""The table of those who came: a day or a date for each, and what they answered."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.errors import UnreadableError
from iopkit.files.code import Code
from iopkit.files.complaint import Complaint
from iopkit.files.spoken import date_in, number_in
from iopkit.files.table import refuse

if TYPE_CHECKING:
    import datetime as dt

    from iopkit.files.table import Cell, Table
    from iopkit.files.table_place import TablePlace

DAY: Final = "day"
DATE: Final = "date"
CLOCKS: Final = (DAY, DATE)


@attrs.frozen
class Came:
    """Who came, in the order in which they did.

    Parameters
    ----------
    days
        The day of each. [days]
    rows
        The row of each.
    clock
        The column that says when.
    day_zero
        The date of day 0, where the rows have dates: that of the first who came.
    """

    days: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    clock: int
    day_zero: dt.date | None = None


def came(table: Table, place: TablePlace) -> Came:
    """Return the rows of a table in the order of time.

    Raises
    ------
    UnreadableError
        When there is no column for the time, or a value in it is none.
    """
    clocks = [n for n, name in enumerate(table.names) if name.text in CLOCKS]
    if len(clocks) != 1:
        message = f"one column has to be '{DAY}' or '{DATE}'"
        hint = f"write in '{DAY}' the days from the start, or in '{DATE}' dates such as 2026-03-01"
        mark = place.of(table.names[0])
        raise UnreadableError([Complaint.at(mark, Code.MISSING_KEY, message, hint)])
    clock = clocks[0]
    cells = [row[clock] for row in table.rows]
    by_date = table.names[clock].text == DATE
    days, day_zero = _from_dates(cells, place) if by_date else (_days(cells, place), None)
    order = sorted(range(len(days)), key=days.__getitem__)
    return Came(
        days=tuple(days[n] for n in order),
        rows=tuple(table.rows[n] for n in order),
        clock=clock,
        day_zero=day_zero,
    )


def _days(cells: list[Cell], place: TablePlace) -> list[float]:
    read = [(cell, number_in(cell.text)) for cell in cells]
    good = [day for _, day in read if day is not None and 0 <= day < math.inf]
    message = f"'{DAY}' must be a number of days, 0 or more"
    if len(good) < len(cells):
        refuse(
            [
                Complaint.at(place.of(cell), Code.NOT_A_NUMBER, message)
                for cell, day in read
                if day is None or not 0 <= day < math.inf
            ]
        )
    return good


def _from_dates(cells: list[Cell], place: TablePlace) -> tuple[list[float], dt.date | None]:
    dates = [date_in(cell.text) for cell in cells]
    message = f"'{DATE}' must be a date such as 2026-03-01"
    refuse(
        [
            Complaint.at(place.of(cell), Code.NOT_A_DATE, message)
            for cell, date in zip(cells, dates, strict=True)
            if date is None
        ]
    )
    known = [date for date in dates if date is not None]
    start = min(known, default=None)
    return [float((date - start).days) for date in known if start is not None], start
