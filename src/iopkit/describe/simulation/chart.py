"""Charts of runs as figures of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.describe.blocks import DocumentFigure, Table, TableCell, TableColumn, TableRow
from iopkit.describe.simulation.estimates import numbers

if TYPE_CHECKING:
    from iopkit.draw.charts.chart import Chart


def chart_figure(chart: Chart, about: str, *, wide: bool = False) -> DocumentFigure:
    """Return a chart with its caption and its numbers.

    Parameters
    ----------
    chart
        The chart.
    about
        What the section is about that it stands in, since several have the title of a level.
    wide
        Whether the picture is too wide for a phone, and is moved sideways there.
    """
    first, *others = chart.head
    table = Table(
        columns=[TableColumn(name=first), *numbers(others)],
        rows=[TableRow(cells=list(map(TableCell, row))) for row in chart.rows],
    )
    return DocumentFigure(
        picture=chart.picture, caption=chart.caption, numbers=table, wide=wide, about=about
    )
