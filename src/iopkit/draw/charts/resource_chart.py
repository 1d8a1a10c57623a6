"""Charts of what care takes: money and hours of the staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.draw.charts.bar_chart import Bar, bar_chart
from iopkit.draw.charts.chart import Chart
from iopkit.draw.charts.clients_chart import told
from iopkit.draw.charts.run_note import cost_note, interval_note
from iopkit.draw.picture.amounts import between, hours, money, paid, paid_for_each, paid_on_average

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.simulate.measures.interval import Estimate
    from iopkit.simulate.measures.summary import StaffSummary
    from iopkit.simulate.run import Run


def cost_charts(run: Run) -> tuple[Chart, ...]:
    """Return what care cost a year by level, a chart for each kind of money; none without costs."""
    summary, pathway = run.summary(), run.scenario.pathway
    charts = []
    for total in summary.costs:
        here = [
            (pathway.level(level.level).title, cost)
            for level in summary.levels
            for cost in level.costs
            if money(cost) == money(total)
        ]
        # Without the interval, which the whisker shows, the names of levels have room.
        bars = [
            _ranged(
                title, cost.at_least, cost.at_most, paid_on_average(cost.at_least, cost.at_most)
            )
            for title, cost in here
        ]
        if len(here) > 1:
            here.append(("All together", total))
        rows = [
            (title, paid(cost.at_least, cost.at_most), paid_for_each(cost)) for title, cost in here
        ]
        charts.append(
            Chart(
                picture=bar_chart(bars, title=f"{money(total)} a year", description=told(bars)),
                caption=f"In all {paid(total.at_least, total.at_most)} {total.currency} a year.",
                head=("what", "a year", "for each client admitted"),
                rows=rows,
                note=cost_note(run),
            )
        )
    return tuple(charts)


def staff_chart(run: Run) -> Chart | None:
    """Return the weekly hours by who may lead; None when no program says enough."""
    needs = run.summary().staff
    if not needs:
        return None
    bars = [
        _ranged(
            " or ".join(need.led_by) or "nobody says who leads",
            need.at_least,
            need.at_most,
            hours(need.at_least, need.at_most),
        )
        for need in needs
    ]
    return Chart(
        picture=bar_chart(bars, title="Hours of the staff a week", description=told(bars)),
        caption=f"In all {_total(needs)} hours a week.",
        head=("who may lead", "hours a week"),
        rows=[(bar.label, bar.words) for bar in bars],
        note=interval_note(run),
    )


def _total(needs: Sequence[StaffSummary]) -> str:
    """Return the hours of all together, as a range where they are known as one."""
    low = f"{sum(need.at_least.mean for need in needs):,.0f}"
    most = [need.at_most.mean for need in needs if need.at_most is not None]
    high = f"{sum(most):,.0f}" if len(most) == len(needs) else ""
    return low if low == high else between(low, high)


def _ranged(label: str, low: Estimate, high: Estimate | None, words: str) -> Bar:
    """Return a bar of what may be known as a range only."""
    if low == high:
        return Bar(label=label, words=words, value=low.mean, low=low.ci_low, high=low.ci_high)
    return Bar(label=label, words=words, value=low.mean, until=None if high is None else high.mean)
