"""The table of those who came: a day or a date for each, and what they answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.diagnostics.catalogue.tables import ARRIVAL_DATE, ARRIVAL_DAY, NO_COLUMN_OF_ARRIVAL
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.errors import UnreadableError
from iopkit.files.tables.aliases import meant
from iopkit.files.tables.answer_text import date_in, days_in, not_a_date
from iopkit.files.tables.csv_table import refuse

if TYPE_CHECKING:
    import datetime as dt

    from iopkit.files.tables.csv_table import CsvCell, CsvTable
    from iopkit.files.tables.location import TablePlace

DAY: Final = "day"
DATE: Final = "date"
CLOCKS: Final = (DAY, DATE)


@attrs.frozen
class ArrivalRecord:
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
    rows: tuple[tuple[CsvCell, ...], ...]
    clock: int
    day_zero: dt.date | None = None


def came(table: CsvTable, place: TablePlace) -> ArrivalRecord:
    """Return the rows of a table in the order of time.

    Raises
    ------
    UnreadableError
        When there is no column for the time, or a value in it is none.
    """
    clocks = [n for n, name in enumerate(table.names) if meant(name.text, CLOCKS)]
    if len(clocks) != 1:
        mark = place.of(table.names[0])
        raise UnreadableError([Diagnostic.at(mark, NO_COLUMN_OF_ARRIVAL())])
    clock = clocks[0]
    cells = [row[clock] for row in table.rows]
    by_date = meant(table.names[clock].text, CLOCKS) == (DATE,)
    days, day_zero = _from_dates(cells, place) if by_date else (_days(cells, place), None)
    order = sorted(range(len(days)), key=days.__getitem__)
    return ArrivalRecord(
        days=tuple(days[n] for n in order),
        rows=tuple(table.rows[n] for n in order),
        clock=clock,
        day_zero=day_zero,
    )


def _days(cells: list[CsvCell], place: TablePlace) -> list[float]:
    heard = [(cell, days_in(cell.text)) for cell in cells]
    refuse(
        [
            Diagnostic.at(place.of(cell), ARRIVAL_DAY(why=days.why))
            for cell, days in heard
            if days.why
        ]
    )
    return [float(days.answer) for _, days in heard if days.answer is not None]


def _from_dates(cells: list[CsvCell], place: TablePlace) -> tuple[list[float], dt.date | None]:
    dates = [date_in(cell.text) for cell in cells]
    refuse(
        [
            Diagnostic.at(place.of(cell), ARRIVAL_DATE(why=not_a_date(cell.text)))
            for cell, date in zip(cells, dates, strict=True)
            if date is None
        ]
    )
    known = [date for date in dates if date is not None]
    start = min(known, default=None)
    return [float((date - start).days) for date in known if start is not None], start
