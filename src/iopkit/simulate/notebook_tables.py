"""What a notebook shows of comparisons, sweeps and their tables."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.model.simulation.measure_catalogue import measure
from iopkit.simulate.notebook import percent, spoken, table_html

if TYPE_CHECKING:
    from iopkit.simulate.measures.interval import Estimate
    from iopkit.simulate.measures.measure_names import MeasureName
    from iopkit.simulate.plain_table import Cell, PlainTable
    from iopkit.simulate.study.comparison import ScenarioComparison
    from iopkit.simulate.study.paired_difference import PairedDifference
    from iopkit.simulate.study.sweep import Sweep

MOST_ROWS: Final = 20
"""How many rows of a table a notebook shows."""

_OF_A_SWEEP: Final = ("wait_mean", "occupancy")
"""The figures of a sweep that a notebook shows."""


def comparison_html(comparison: ScenarioComparison) -> str:
    """Return for each scenario what its interval tells from 0 and what counts in practice."""
    base = comparison.baseline.scenario
    words = (
        f"{base.days:g} days, of which {base.warm_up:g} of warm-up are not counted; "
        f"{base.replications:,} replications, seed {base.seed}"
    )
    head = ("figure", f"in {comparison.names[0]}", "here", "difference", "unit")
    parts = []
    for name in comparison.names[1:]:
        all_of_them = comparison.of(name)
        counting = sorted(
            (each for each in all_of_them if each.is_seen and each.weight >= 1),
            key=lambda each: -each.weight,
        )
        uncertain = sum(each.is_open for each in all_of_them)
        if counting:
            parts.append(table_html(name, head, map(_difference, counting)))
        else:
            parts.append(f"<p>{escape(name)}: nothing changes that would count in practice.</p>")
        if uncertain:
            parts.append(f"<p>Figures too uncertain to say: {uncertain}.</p>")
    return (
        f"<section><h3>{escape(base.pathway.title)}: what would change</h3><p>{words}</p>"
        f"{''.join(parts)}<p>In brackets: 95&nbsp;% intervals; that of a difference is over pairs "
        "of replications. All figures are in <code>.table</code>.</p></section>"
    )


def sweep_html(sweep: Sweep) -> str:
    """Return one row for each combination, with the mean waits and the places used."""
    names = [
        name
        for name in sweep.names()
        if name.measure in _OF_A_SWEEP
        and any(interval.mean for point in sweep.points if (interval := point.figures.get(name)))
    ]
    titles = [f"{measure(name.measure).title}, {name.level} [{_unit(name)}]" for name in names]
    rows = [
        (*map(_cell, point.values), *(_shown(name, point.figures.get(name)) for name in names))
        for point in sweep.points[:MOST_ROWS]
    ]
    table = table_html("Combinations", (*sweep.axes, *titles), rows)
    rest = _rest(len(sweep.points))
    return f"{_in_vain(sweep)}{table}{rest}<p>All figures are in <code>.table()</code>.</p>"


def _in_vain(sweep: Sweep) -> str:
    """Return at which levels nobody begins in some combination, though clients wait."""
    levels = [
        name.level
        for name in sweep.names()
        if name.measure == "queue_length"
        and any(
            queue.mean and not point.figures[attrs.evolve(name, measure="admissions")].mean
            for point in sweep.points
            if (queue := point.figures.get(name)) is not None
        )
    ]
    told = escape(", ".join(levels))
    return f"<p>In some combinations clients wait and nobody begins: {told}.</p>" if levels else ""


def rows_html(table: PlainTable) -> str:
    """Return the first rows of a table."""
    rows = [[_cell(row[name]) for name in table.names] for row in table.rows[:MOST_ROWS]]
    return table_html(f"{len(table):,} rows", table.names, rows) + _rest(len(table))


def _difference(of: PairedDifference) -> tuple[str, ...]:
    about = of.measure
    where = of.name.level or of.name.about
    title = f"{about.title}, {where}" if where else about.title
    figures = (_shown(of.name, each) for each in (of.baseline, of.value, of.difference))
    return (title, *figures, _unit(of.name))


def _shown(name: MeasureName, interval: Estimate | None) -> str:
    return percent(interval) if measure(name.measure).unit == "1" else spoken(interval)


def _unit(name: MeasureName) -> str:
    unit = measure(name.measure).unit
    return "%" if unit == "1" else unit


def _rest(number: int) -> str:
    return f"<p>The first {MOST_ROWS} of {number:,}.</p>" if number > MOST_ROWS else ""


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    return f"{value:.4g}" if isinstance(value, float) else str(value)
