"""What a report says of one run: charts, and what has to be known to read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from iopkit.describe.inline import inlines, joined
from iopkit.describe.simulation.cautions import cautions
from iopkit.describe.simulation.certainty import BEYOND, reaches_beyond
from iopkit.describe.simulation.chart import chart_figure
from iopkit.describe.simulation.conditions import asked, particulars
from iopkit.describe.simulation.costs import ABOUT_STAFF, about_money
from iopkit.describe.simulation.headline import answers
from iopkit.describe.simulation.run import abandonments, blocked
from iopkit.draw.charts.run_census import MOST_READ, holds_all, period_of
from iopkit.draw.charts.run_charts import (
    census_charts,
    clients_chart,
    cost_charts,
    flows_chart,
    places_chart,
    staff_chart,
    stays_chart,
    waits_charts,
)
from iopkit.errors import ScenarioError
from iopkit.model.units import DAYS_IN_YEAR
from iopkit.pages.renderer import HtmlRenderer
from iopkit.pages.template import filled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.draw.charts.chart import Chart
    from iopkit.simulate.run import Run


def run_html(run: Run, figures: HtmlRenderer, *, prefix: str = "", depth: int = 2) -> Markup:
    """Return the sections about one run.

    Parameters
    ----------
    run
        The run.
    figures
        What makes figures of charts.
    prefix
        What the ids of the sections begin with.
    depth
        The depth of the headings: 2 where the report is about this run alone.
    """
    summary, pathway = run.summary(), run.scenario.pathway
    replications = run.scenario.replications
    stays = [stays_chart(run, level.level) for level in summary.levels if level.stays]
    hours = staff_chart(run)
    tables = HtmlRenderer()
    line = tables.line
    return filled(
        "report_run.html",
        about_money=line(inlines(" ".join(about_money(summary, run.scenario)))),
        about_staff=ABOUT_STAFF,
        answers=[(question, line(inlines(answer))) for question, answer in answers(run)],
        asked=line(joined([asked(run), *particulars(run.scenario)], between=" ")),
        beyond=BEYOND if reaches_beyond(summary) else "",
        blocked=tables.blocks(blocked(summary, pathway), depth + 1),
        census=charts_html(figures, census_charts(run), "Clients over time"),
        costs=charts_html(figures, cost_charts(run), "Costs"),
        depth=depth,
        flows=_flows(run, figures),
        first=f"first {MOST_READ:,}" if replications > MOST_READ else replications,
        full=charts_html(
            figures, [places_chart(run), clients_chart(run)], "How full, and who comes"
        ),
        gave_up=tables.blocks(abandonments(summary, pathway), depth + 1),
        holds_all=holds_all(replications),
        notes=[line(text) for text in cautions(run)],
        period=_period(run),
        prefix=prefix,
        replications=replications,
        staff=Markup("") if hours is None else charts_html(figures, [hours], "Staff"),
        stays=charts_html(figures, stays, "How stays end"),
        waits=charts_html(figures, waits_charts(run), "Waiting"),
        warm_up=run.scenario.warm_up,
    )


def charts_html(figures: HtmlRenderer, charts: Iterable[Chart], about: str) -> Markup:
    """Return charts as figures one after the other; `about` is what their section is about."""
    return figures.blocks(chart_figure(each, about) for each in charts)


def _flows(run: Run, figures: HtmlRenderer) -> Markup:
    """Return the staircase with what flows through it; nothing where it is too large to read."""
    try:
        return figures.blocks([chart_figure(flows_chart(run), "How clients move", wide=True)])
    except ScenarioError:
        return Markup("")


def _period(run: Run) -> str:
    """Return over how long a point of a line over time is averaged."""
    days = period_of(run.scenario.days)
    if days == 1:
        return "a day"
    years = days / DAYS_IN_YEAR
    return f"{days} days" if years < 1 else f"{years:.1f} years"
