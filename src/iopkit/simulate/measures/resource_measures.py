"""The figures of what care takes: money and the time of the staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.model.simulation.measure import AT_LEAST, AT_MOST
from iopkit.model.units import DAYS_IN_YEAR
from iopkit.simulate.kernel import accumulation as _tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.simulate.kernel.sums import Sums
    from iopkit.simulate.lowering.scenario import LoweredScenario
    from iopkit.simulate.measures.replication_measures import Figures, Window


@attrs.frozen
class _Amount:
    """An amount between two ends; `high` is None where nobody knows."""

    low: float = 0.0
    high: float | None = 0.0
    is_exact: bool = True

    def __add__(self, other: _Amount) -> _Amount:
        unknown = self.high is None or other.high is None
        high = None if unknown else (self.high or 0.0) + (other.high or 0.0)
        return _Amount(self.low + other.low, high, self.is_exact and other.is_exact)

    def __truediv__(self, by: float) -> _Amount:
        high = None if self.high is None else self.high / by
        return _Amount(self.low / by, high, self.is_exact)

    def figures(self, figure: str, about: str, level: str = "") -> Figures:
        """Return one figure where the ends are the same, else one for each that is known."""
        if self.is_exact:
            return {(figure, level, about): self.low}
        found: Figures = {(f"{figure}{AT_LEAST}", level, about): self.low}
        if self.high is not None:
            found[f"{figure}{AT_MOST}", level, about] = self.high
        return found


def cost_figures(sums: Sums, lowered: LoweredScenario, window: Window) -> Figures:
    """Return what care cost, by level and in all, money by money; nothing where nobody says."""
    figures: Figures = {}
    years = window.days / DAYS_IN_YEAR
    levels = sums.levels.tolist()
    active, blocked, admissions = (
        (_tally.WORTH_ACTIVE, _tally.WORTH_BLOCKED, _tally.WORTH_ADMISSIONS)
        if lowered.ledger.rate > 0
        else (_tally.ACTIVE, _tally.BLOCKED, _tally.ADMISSIONS)
    )
    total: dict[str, _Amount] = {}
    for cost in lowered.ledger.costs:
        of_level, level, money = levels[cost.level], lowered.levels[cost.level], str(cost.money)
        low, high = cost.amount(
            active=of_level[active], blocked=of_level[blocked], admissions=of_level[admissions]
        )
        spent = _Amount(low, high, cost.is_exact)
        total[money] = total.get(money, _Amount()) + spent
        figures |= (spent / years).figures("cost", money, level)
        if of_level[_tally.ADMISSIONS]:
            each = spent / of_level[_tally.ADMISSIONS]
            figures |= each.figures("cost_per_client", money, level)
    clients = sums.all[_tally.FIRST_ADMISSIONS].item()
    for money, spent in total.items():
        figures |= (spent / years).figures("cost", money)
        if clients:
            figures |= (spent / clients).figures("cost_per_client", money)
    return figures


def staff_figures(sums: Sums, lowered: LoweredScenario, window: Window) -> Figures:
    """Return the weekly hours of the staff, by who may lead; nothing where nobody says."""
    census = (sums.levels[:, _tally.ACTIVE] / window.days).tolist()
    figures: Figures = {}
    for need in lowered.ledger.staff:
        hours = _Amount(*need.hours(census), need.is_exact)
        figures |= hours.figures("staff_hours", led_by(need.led_by))
    return figures


def led_by(leaders: Sequence[str]) -> str:
    """Return who may lead, as figures name them.

    >>> led_by(["counselor", "nurse"]), led_by([])
    ('counselor or nurse', 'unnamed staff')
    """
    return " or ".join(leaders) or "unnamed staff"
