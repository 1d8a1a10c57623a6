"""What the care of a simulation takes: money and hours of the staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.describe.wording import listed, percent
from iopkit.draw.picture.amounts import hours, money, paid, paid_for_each
from iopkit.terminal.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.measures.summary import CostSummary, Summary
    from iopkit.terminal.style import DisplayStyle

ABOUT_STAFF: Final = (
    "Hours with clients, in core services whose times the programs state, one person leading a "
    "session. Preparation, notes, supervision and absences are not in them."
)
"""What the hours of the staff are, and what is not in them."""


def costs(summary: Summary, scenario: Scenario, look: DisplayStyle) -> str:
    """Return what care cost, money by money; empty when no level says what it costs.

    A level that says nothing is not in the table, and not in the sum below several levels.
    """
    if not summary.costs:
        return ""
    rows = []
    for total in summary.costs:
        here = [
            _row(cost, level.level)
            for level in summary.levels
            for cost in level.costs
            if money(cost) == money(total)
        ]
        rows += [(money(total), "", ""), *here]
        if len(here) > 1:
            rows.append(_row(total, "all together"))
    head = ("what", "a year", "for each\nclient admitted")
    note = about_money(summary, scenario)
    grid = table(head, rows, look, numbers=(1, 2), spare=(2,))
    return f"{look.strong('Costs')}\n{grid}\n{look.wrapped(' '.join(note))}"


def staff(summary: Summary, look: DisplayStyle) -> str:
    """Return the weekly hours by who may lead; empty when no program says enough."""
    if not summary.staff:
        return ""
    rows = [
        (listed(each.led_by, "or") or "nobody says who leads", hours(each.at_least, each.at_most))
        for each in summary.staff
    ]
    grid = table(("who may lead", "hours"), rows, look, numbers=(1,))
    return f"{look.strong('Hours of the staff a week')}\n{grid}\n{look.wrapped(ABOUT_STAFF)}"


def _row(cost: CostSummary, what: str) -> tuple[str, str, str]:
    return f"  {what}", paid(cost.at_least, cost.at_most), paid_for_each(cost)


def about_money(summary: Summary, scenario: Scenario) -> Iterator[str]:
    """Yield what a reader must know about the costs, sentence by sentence."""
    silent = [level.level for level in summary.levels if not level.costs]
    if silent:
        yield f"No costs are stated for {listed(silent)}."
    if len(summary.costs) > 1:
        yield "Amounts of other years, currencies or payers are not added to each other."
    yield "Nothing is adjusted for inflation."
    if scenario.discount:
        yield (
            f"Later money counts less, by {percent(scenario.discount)} a year from the end of the "
            "warm-up on."
        )
    if any(_number_of(name, summary) > 1 for name in map(money, summary.costs)):
        yield "All together, clients are those admitted for the first time."


def _number_of(name: str, summary: Summary) -> int:
    """Return how many levels have costs in some money."""
    return sum(money(cost) == name for level in summary.levels for cost in level.costs)
