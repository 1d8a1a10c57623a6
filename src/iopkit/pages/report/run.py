"""What a report says of one run: charts, and what has to be known to read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

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
from iopkit.pages.inline_code import coded
from iopkit.pages.template import filled
from iopkit.terminal.run.headline import answers
from iopkit.terminal.run.resources import ABOUT_STAFF, about_money
from iopkit.terminal.run.run import (
    BEYOND,
    asked,
    blocked_rows,
    gave_up_rows,
    notes,
    reaches_beyond,
)

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway
    from iopkit.pages.report.figure import Figures
    from iopkit.simulate.run import Run


def run_html(run: Run, figures: Figures, *, prefix: str = "", depth: int = 2) -> Markup:
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
    return filled(
        "report_run.html",
        about_money=coded(" ".join(about_money(summary, run.scenario))),
        about_staff=ABOUT_STAFF,
        answers=[(question, coded(answer)) for question, answer in answers(run)],
        asked=Markup(" ").join(coded(text) for text in asked(run)),
        beyond=BEYOND if reaches_beyond(summary) else "",
        blocked=_titled(blocked_rows(summary), pathway),
        census=figures.many(census_charts(run), "Clients over time"),
        costs=figures.many(cost_charts(run), "Costs"),
        depth=depth,
        flows=_flows(run, figures),
        first=f"first {MOST_READ:,}" if replications > MOST_READ else replications,
        full=figures.many([places_chart(run), clients_chart(run)], "How full, and who comes"),
        gave_up=_titled(gave_up_rows(summary), pathway),
        holds_all=holds_all(replications),
        notes=[coded(text) for text in notes(run)],
        period=_period(run),
        prefix=prefix,
        replications=replications,
        staff=Markup("") if hours is None else figures.one(hours, "Staff"),
        stays=figures.many(stays, "How stays end"),
        waits=figures.many(waits_charts(run), "Waiting"),
        warm_up=run.scenario.warm_up,
    )


def _flows(run: Run, figures: Figures) -> Markup:
    """Return the staircase with what flows through it; nothing where it is too large to read."""
    try:
        return figures.one(flows_chart(run), "How clients move", wide=True)
    except ScenarioError:
        return Markup("")


def _period(run: Run) -> str:
    """Return over how long a point of a line over time is averaged."""
    days = period_of(run.scenario.days)
    if days == 1:
        return "a day"
    years = days / DAYS_IN_YEAR
    return f"{days} days" if years < 1 else f"{years:.1f} years"


def _titled(rows: list[tuple[str, ...]], pathway: Pathway) -> list[tuple[str, ...]]:
    """Return rows of levels with their titles, which a page has room for."""
    return [(pathway.level(level).title, *cells) for level, *cells in rows]
