"""The sessions of a week as a table, which spreadsheets read."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iopkit.week.timetable import Timetable

COLUMNS: Final = (
    *("program", "track", "section", "therapy", "title", "format", "need", "number", "day"),
    *("start", "end", "minutes", "clients", "client", "room", "leader", "mode"),
)
"""The names in `Session.to_dict`, in this order."""

_FORMULAS: Final = ("=", "+", "-", "@")
"""What makes a spreadsheet reckon with a cell, and not only show it."""


def week_rows(timetable: Timetable) -> str:
    """Return one row for each session as CSV; what nobody says is empty. [minutes, clients]

    >>> from iopkit.model.pathway import Pathway
    >>> from iopkit.week.timetable import Timetable
    >>> nothing = Timetable(pathway=Pathway(id="p", title="P"), programs=[], sections=[],
    ...                     sessions=[])
    >>> week_rows(nothing)[:27]
    'program,track,section,thera'
    """
    page = StringIO()
    rows = csv.writer(page, lineterminator="\n")
    rows.writerow(COLUMNS)
    for session in timetable.sessions:
        values = session.to_dict()
        rows.writerow(_cell(values[name]) for name in COLUMNS)
    return page.getvalue()


def _cell(value: object) -> object:
    """Return a value as a cell: a text stays a text, whatever a spreadsheet would make of it.

    >>> _cell("Group"), _cell("=1+1"), _cell(None), _cell(90)
    ('Group', "'=1+1", '', 90)
    """
    if not isinstance(value, str):
        return "" if value is None else value
    text = "".join(each if each.isprintable() else " " for each in value)
    return f"'{text}" if text.startswith(_FORMULAS) else text
