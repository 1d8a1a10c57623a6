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
"""The names in `Session.as_json`, in this order."""


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
        values = session.as_json()
        rows.writerow("" if values[name] is None else values[name] for name in COLUMNS)
    return page.getvalue()
