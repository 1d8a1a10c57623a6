"""What the care of a simulation takes: money and hours of the staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.describe.blocks import (
    DocumentSection,
    Paragraph,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from iopkit.describe.inline import Quantity
from iopkit.describe.simulation.estimates import amount, hours, numbers
from iopkit.describe.wording import listed, percent
from iopkit.draw.picture.amounts import money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.measures.summary import CostSummary, Summary

ABOUT_STAFF: Final = (
    "Hours with clients, in core services whose times the programs state, one person leading a "
    "session. Preparation, notes, supervision and absences are not in them."
)
"""What the hours of the staff are, and what is not in them."""


def costs(summary: Summary, scenario: Scenario) -> Iterator[DocumentSection]:
    """Yield what care cost, money by money; nothing when no level says what it costs.

    A level that says nothing is not in the table, and not in the sum below several levels.
    """
    if not summary.costs:
        return
    tables = []
    for total in summary.costs:
        rows = [
            _row(cost, level.level)
            for level in summary.levels
            for cost in level.costs
            if money(cost) == money(total)
        ]
        if len(rows) > 1:
            rows.append(_row(total, "all together"))
        head = [TableColumn(name=money(total)), *numbers(["a year", "for each client admitted"])]
        tables.append(Table(columns=head, rows=rows))
    about = Paragraph(line=" ".join(about_money(summary, scenario)))
    yield DocumentSection(title="Costs", blocks=[*tables, about])


def staff(summary: Summary) -> Iterator[DocumentSection]:
    """Yield the weekly hours by who may lead; nothing when no program says enough."""
    if not summary.staff:
        return
    rows = [
        TableRow(
            cells=[
                TableCell(listed(each.led_by, "or") or "nobody says who leads"),
                TableCell(hours(each.at_least, each.at_most)),
            ]
        )
        for each in summary.staff
    ]
    table = Table(columns=[TableColumn(name="who may lead"), *numbers(["hours"])], rows=rows)
    yield DocumentSection(
        title="Hours of the staff a week", blocks=[table, Paragraph(line=ABOUT_STAFF)]
    )


def _row(cost: CostSummary, what: str) -> TableRow:
    each = cost.at_least_per_client
    per_client = Quantity(value=None) if each is None else amount(each, cost.at_most_per_client)
    spent = amount(cost.at_least, cost.at_most)
    return TableRow(cells=[TableCell(what), TableCell(spent), TableCell(per_client)])


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
