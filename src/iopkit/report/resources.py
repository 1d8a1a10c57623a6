"""What the care of a simulation takes: money and hours of the staff."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from iopkit.report.tables import table
from iopkit.report.words import interval, listed, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.scenario import Scenario
    from iopkit.report.look import Look
    from iopkit.simulate.interval import Interval
    from iopkit.simulate.summary import CostSummary, Summary


def costs(summary: Summary, scenario: Scenario, look: Look) -> str:
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
            if _money(cost) == _money(total)
        ]
        rows += [(_money(total), "", ""), *here]
        if len(here) > 1:
            rows.append(_row(total, "all together"))
    head = ("what", "a year", "for each\nclient admitted")
    note = _about_money(summary, scenario)
    grid = table(head, rows, look, numbers=(1, 2), spare=(2,))
    return f"{look.strong('Costs')}\n{grid}\n{look.wrapped(' '.join(note))}"


def staff(summary: Summary, look: Look) -> str:
    """Return the weekly hours by who may lead; empty when no program says enough."""
    if not summary.staff:
        return ""
    rows = [
        (listed(each.led_by, "or") or "nobody says who leads", _hours(each.low, each.high))
        for each in summary.staff
    ]
    grid = table(("who may lead", "hours"), rows, look, numbers=(1,))
    note = (
        "Hours with clients, in core services whose times the programs state, one person leading a "
        "session. Preparation, notes, supervision and absences are not in them."
    )
    return f"{look.strong('Hours of the staff a week')}\n{grid}\n{look.wrapped(note)}"


def _money(cost: CostSummary) -> str:
    return f"{cost.currency} of {cost.year} ({cost.perspective})"


def _row(cost: CostSummary, what: str) -> tuple[str, str, str]:
    each = "-" if cost.low_per_client is None else _paid(cost.low_per_client, cost.high_per_client)
    return f"  {what}", _paid(cost.low, cost.high), each


def _about_money(summary: Summary, scenario: Scenario) -> Iterator[str]:
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
    if any(_number_of(money, summary) > 1 for money in map(_money, summary.costs)):
        yield "All together, clients are those admitted for the first time."


def _number_of(money: str, summary: Summary) -> int:
    """Return how many levels have costs in some money."""
    return sum(_money(cost) == money for level in summary.levels for cost in level.costs)


def _paid(low: Interval, high: Interval | None) -> str:
    """Return an amount of money with its interval, or the two ends of one known as a range.

    >>> from iopkit.simulate.interval import Interval
    >>> _paid(Interval(4408.2), Interval(4408.2)), _paid(Interval(4408.2), Interval(5000))
    ('4,408', '4,408 to 5,000')
    >>> interval = Interval(397943.0, 386089.0, 409796.0)
    >>> _paid(interval, interval)
    '398,000 (386,000 to 410,000)'
    """
    if low != high:
        return _between(_money_of(low), "" if high is None else _money_of(high))
    if low.low is None or low.high is None or low.low == low.high:
        return _money_of(low)
    least, most = (_money_of(low, end) for end in (max(low.low, 0), low.high))
    return f"{_money_of(low)} ({least} to {most})"


def _money_of(of: Interval, value: float | None = None) -> str:
    """Return an amount, the mean if none is given, with as many digits as the interval knows."""
    half = 0.0 if of.high is None else of.high - of.mean
    unknown = max(math.floor(math.log10(half)) - 1, 0) if half else 0
    return f"{round(of.mean if value is None else value, -unknown):,.0f}"


def _hours(low: Interval, high: Interval | None) -> str:
    if low == high:
        return interval(low)
    ends = [_without_interval(end) for end in (low, high) if end is not None]
    return _between(*ends)


def _without_interval(of: Interval) -> str:
    return interval(type(of)(of.mean))


def _between(low: str, high: str = "") -> str:
    return f"{low} to {high}" if high else f"at least {low}"
