"""The staircase of a run as a chart: how many clients a year go which way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.draw.charts.chart import Chart
from iopkit.draw.charts.run_note import mean_note
from iopkit.draw.staircase.flow_rates import flows
from iopkit.draw.staircase.staircase import staircase_picture

if TYPE_CHECKING:
    from iopkit.simulate.run import Run

OUTSIDE: Final = "outside"
"""Where clients come from who are at no level before."""


def flows_chart(run: Run) -> Chart:
    """Return the staircase with the clients who go each way, and all ways as a table.

    Raises
    ------
    ScenarioError
        When there are more levels than a picture can hold.
    """
    pathway = run.scenario.pathway
    found = flows(pathway, run)
    titles = {level.id: level.title for level in pathway.levels}
    titles |= {outcome.id: outcome.title for outcome in pathway.outcomes}
    rows = [(OUTSIDE, titles[to], _number(amount)) for to, amount in found.entering.items()]
    rows += [
        (titles[start], titles[to], _number(amount)) for (start, to), amount in found.moves.items()
    ]
    most = max(
        ((amount, way) for way, amount in found.moves.items() if pathway.is_level(way[1])),
        default=None,
    )
    caption = "Nobody moved from one level to another."
    if most is not None and most[0] > 0:
        start, to = (titles[name] for name in most[1])
        caption = f"The widest way leads from {start} to {to}: {_number(most[0])} clients a year."
    return Chart(
        picture=staircase_picture(pathway, run),
        caption=caption,
        head=("from", "to", "clients a year"),
        rows=rows,
        note=mean_note(run),
    )


def _number(amount: float) -> str:
    return f"{amount:,.0f}" if amount >= 10 else f"{amount:.1f}"  # noqa: PLR2004  two digits
