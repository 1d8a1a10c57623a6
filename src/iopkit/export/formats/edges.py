"""The moves of a pathway as a table, which spreadsheets and graph programs read."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Final

from iopkit.export.drawn_edges import edges
from iopkit.hookspecs import Exporter

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway


def edge_table(pathway: Pathway) -> str:
    """Return the lines of the pictures as CSV; a share that is not stated is empty. [share: 1]

    >>> from iopkit.files.compose.load import load
    >>> print(edge_table(load("standard")).splitlines()[0])
    from,to,kind,share
    """
    page = StringIO()
    rows = csv.writer(page, lineterminator="\n")
    rows.writerow(("from", "to", "kind", "share"))
    for edge in edges(pathway):
        share = "" if edge.share is None else f"{edge.share:.12g}"
        rows.writerow((edge.start, edge.to, edge.kind.value, share))
    return page.getvalue()


EXPORTER: Final = Exporter(title="The moves as a table (CSV)", suffix=".csv", write=edge_table)
