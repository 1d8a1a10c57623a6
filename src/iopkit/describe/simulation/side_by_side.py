"""The levels of several runs beside each other, whether or not they can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.describe.blocks import Table, TableCell, TableColumn, TableRow
from iopkit.describe.simulation.estimates import estimate, measure_column, numbers, places
from iopkit.model.simulation.measure_catalogue import measure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.simulate.run import Run

_SHOWN: Final = ("occupancy", "census", "wait_mean", "admissions")
"""The measures of the table."""


def side_by_side(runs: Mapping[str, Run]) -> Table:
    """Return the figures of each level of the first run, a row for each run.

    Parameters
    ----------
    runs
        The runs by what they are called; at least one.
    """
    first = next(iter(runs.values()))
    head = [TableColumn(name="run"), *numbers(["places"])]
    return Table(
        columns=[*head, *(measure_column(measure(each)) for each in _SHOWN)],
        rows=[
            TableRow(cells=[TableCell(name), *_cells(run, level.id)], group=level.title)
            for level in first.scenario.pathway.levels
            for name, run in runs.items()
        ],
        grouped_by="level",
        role="sides",
    )


def _cells(run: Run, level: str) -> list[TableCell]:
    if not run.scenario.pathway.is_level(level):
        return [TableCell("no such level"), *(TableCell() for _ in _SHOWN)]
    found = run.summary().level(level)
    shown = [(measure(name), found.figure(name)) for name in _SHOWN]
    figures = [
        TableCell(estimate(of, each, each.column.decimals if each.column else 1))
        for each, of in shown
    ]
    return [TableCell(places(found.capacity)), *figures]
