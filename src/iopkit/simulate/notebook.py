"""What a notebook shows of a run: plain tables in HTML, which a screen reader can read too."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from iopkit.model.simulation.measure import MeasureTable
from iopkit.model.simulation.measure_catalogue import BEYOND_PLACES, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iopkit.model.simulation.measure import Measure
    from iopkit.simulate.measures.interval import Estimate
    from iopkit.simulate.measures.summary import LevelSummary, Summary
    from iopkit.simulate.run import Run

_TABLES: Final = (MeasureTable.LEVELS, MeasureTable.WAITS)
"""The tables of a run whose measures a notebook shows, level by level."""

NOTHING: Final = "none"
"""What stands where there is no figure."""


def run_html(run: Run) -> str:
    """Return what was simulated and what came of it."""
    scenario = run.scenario
    words = (
        f"{scenario.days:g} days, of which {scenario.warm_up:g} of warm-up are not counted; "
        f"{scenario.replications:,} replications, seed {scenario.seed}; {run.routing.words}"
    )
    kept = "" if run.folder is None else f"<p>Kept in <code>{escape(str(run.folder))}</code></p>"
    title = escape(scenario.pathway.title)
    return f"<section><h3>{title}</h3><p>{words}</p>{kept}{summary_html(run.summary())}</section>"


def summary_html(summary: Summary) -> str:
    """Return the levels and the outcomes, a table each."""
    shown = [each for table in _TABLES for each, _ in columns_of(table)]
    levels = [
        (
            level.level,
            "no limit" if level.capacity is None else f"{level.capacity:.4g}",
            *(_figure(each, level.figure(each.name)) for each in shown),
        )
        for level in summary.levels
    ]
    head = ("level", "places", *(f"{each.title} [{_unit(each)}]" for each in shown))
    clients = [
        ("come for the first time", spoken(summary.new_arrivals)),
        ("come back", spoken(summary.readmissions)),
        *((f"leave: {name}", spoken(each)) for name, each in summary.outcomes if each.mean),
    ]
    return (
        "".join(map(_warned, summary.levels))
        + table_html("Levels, after the warm-up", head, levels)
        + table_html("Clients a year", ("who", "clients"), clients)
        + "<p>In brackets: 95&nbsp;% intervals over the replications.</p>"
    )


def _figure(measure: Measure, of: Estimate | None) -> str:
    return percent(of) if measure.is_share else spoken(of)


def _unit(measure: Measure) -> str:
    return "%" if measure.is_share else measure.unit


def _warned(level: LevelSummary) -> str:
    """Return what has to be known before the figures of a level."""
    said = ""
    if level.takes_nobody:
        waiting = spoken(level.queue_length)
        said += f"<p>Nobody begins at {escape(level.level)}: {waiting} clients wait.</p>"
    if level.is_beyond_places:
        said += f"<p>At {escape(level.level)} {BEYOND_PLACES}.</p>"
    return said


def interval_html(interval: Estimate) -> str:
    """Return a mean and its interval."""
    return f"<span>{escape(spoken(interval))}</span>"


def spoken(interval: Estimate | None) -> str:
    """Return a figure in words.

    >>> from iopkit.simulate.measures.interval import Estimate
    >>> spoken(Estimate(12.34, 11.0, 13.68)), spoken(Estimate(3.0, 3.0, 3.0)), spoken(None)
    ('12.3 (11 to 13.7)', '3', 'none')
    """
    if interval is None:
        return NOTHING
    if interval.ci_low is None or interval.ci_high is None:
        return _number(interval.mean)
    mean, low, high = map(_number, (interval.mean, interval.ci_low, interval.ci_high))
    return mean if low == mean == high else f"{mean} ({low} to {high})"


def percent(share: Estimate | None) -> str:
    """Return a share in percent, or that there is none.

    >>> from iopkit.simulate.measures.interval import Estimate
    >>> percent(Estimate(0.831, 0.8, 0.862)), percent(None)
    ('83.1 (80 to 86.2)', 'none')
    """
    if share is None:
        return NOTHING
    ends = [None if end is None else 100 * end for end in (share.ci_low, share.ci_high)]
    return spoken(type(share)(100 * share.mean, *ends))


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"  # noqa: PLR2004  three digits


def table_html(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose first column names the rows."""
    names = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{names}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
