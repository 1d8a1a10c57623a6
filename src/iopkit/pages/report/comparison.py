"""What a report says of several runs: what changes from the first to the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.describe.blocks import Note
from iopkit.describe.inline import inlines
from iopkit.describe.simulation.comparison import (
    caveats,
    changes,
    not_begun,
    overrun,
    unshared_levels,
)
from iopkit.describe.simulation.side_by_side import side_by_side
from iopkit.draw.charts.run_charts import census_charts, difference_chart
from iopkit.errors import ScenarioError
from iopkit.pages.renderer import HtmlRenderer
from iopkit.pages.report.run import charts_html
from iopkit.pages.template import filled
from iopkit.simulate.study.comparison import ScenarioComparison, compare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markupsafe import Markup

    from iopkit.describe.inline import Inlines
    from iopkit.draw.charts.chart import Chart
    from iopkit.simulate.run import Run

_FIGURES: Final = (
    *("wait_mean", "occupancy", "queue_length", "census", "blocked", "admissions", "abandonments"),
    *("outcomes", "readmissions"),
)
"""The figures that have a chart of differences, where anything differs."""

_LINES: Final = 5
"""How many runs a chart over time can hold, and still be read."""


@attrs.frozen(kw_only=True)
class _Changed:
    """What one run changes: sentences that are known, those that warn, and charts."""

    name: str
    known: Markup
    warnings: tuple[Markup, ...]
    charts: Markup


def paired(runs: Mapping[str, Run]) -> tuple[dict[str, ScenarioComparison], tuple[str, ...]]:
    """Return the comparisons with the first run, and why others cannot be held against it."""
    base, *others = runs
    found: dict[str, ScenarioComparison] = {}
    apart: list[str] = []
    for name in others:
        try:
            found[name] = compare(runs[base], runs[name], names=[base, name])
        except ScenarioError as error:
            apart.append(str(error))
    return found, tuple(apart)


def comparison_html(
    runs: Mapping[str, Run],
    found: Mapping[str, ScenarioComparison],
    apart: Sequence[str],
    figures: HtmlRenderer,
) -> Markup:
    """Return what differs between the first run and the others.

    Parameters
    ----------
    runs
        Two or more, by what they are called; the first one is the base.
    found, apart
        What `paired` says of them.
    figures
        What makes figures of charts.
    """
    base = next(iter(runs))
    alike = {name: run for name, run in runs.items() if name == base or name in found}
    pathways = [(name, run.scenario.pathway) for name, run in runs.items()]
    lines = dict(list(alike.items())[:_LINES])
    return filled(
        "report_comparison.html",
        apart=list(map(_text, apart)),
        base=base,
        caveats=list(map(_text, caveats(_whole(alike, found)))) if found else [],
        unshared=list(map(_text, unshared_levels(pathways))),
        changed=[_changed(each, figures) for each in found.values()],
        left_out=list(alike)[_LINES:],
        lines=charts_html(figures, census_charts(lines), "Side by side over time")
        if len(lines) > 1
        else "",
        side_by_side=HtmlRenderer().blocks([side_by_side(runs)]),
        warnings=list(map(_text, (*not_begun(runs[base], base), *overrun(runs[base], base)))),
    )


def _text(text: str) -> Markup:
    return _line(inlines(text))


def _line(line: Inlines) -> Markup:
    return HtmlRenderer().line(line)


def _whole(runs: Mapping[str, Run], found: Mapping[str, ScenarioComparison]) -> ScenarioComparison:
    """Return the comparison of all runs that could be held against the first one."""
    differences = [each for comparison in found.values() for each in comparison.differences]
    return ScenarioComparison(
        names=tuple(runs), runs=tuple(runs.values()), differences=tuple(differences)
    )


def _changed(comparison: ScenarioComparison, figures: HtmlRenderer) -> _Changed:
    _, name = comparison.names
    blocks = list(changes(comparison, name))
    warned = [each for each in blocks if isinstance(each, Note)]
    return _Changed(
        name=name,
        known=HtmlRenderer().blocks(each for each in blocks if each not in warned),
        warnings=(
            *(_line(each.line) for each in warned),
            *map(_text, overrun(comparison.runs[1], name)),
        ),
        charts=charts_html(figures, _charts(comparison, name), f"What {name} changes"),
    )


def _charts(comparison: ScenarioComparison, name: str) -> Iterator[Chart]:
    """Yield the charts of the figures in which something counts in practice, or may do."""
    for figure in _FIGURES:
        here = [each for each in comparison.of(name) if each.name.measure == figure]
        if any(each.is_open or (each.is_seen and each.weight >= 1) for each in here):
            chart = difference_chart(comparison, name, figure)
            if chart is not None:
                yield chart
