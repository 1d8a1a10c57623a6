"""A pathway or a result in the forms that other programs read; the names below are public."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iopkit.export.formats.dot import dot as dot
    from iopkit.export.formats.edges import edge_table as edge_table
    from iopkit.export.formats.mermaid import mermaid as mermaid
    from iopkit.export.ical import CalendarError as CalendarError
    from iopkit.export.ical import Reader as Reader
    from iopkit.export.ical import calendar as calendar
else:
    from iopkit.lazy_names import lazy_names

    __getattr__, __dir__ = lazy_names(__name__)
