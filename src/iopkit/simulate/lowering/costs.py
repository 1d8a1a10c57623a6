"""What the clients of a simulation cost."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.model.range import Range
from iopkit.model.simulation.cost import Per

if TYPE_CHECKING:
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.simulation.cost import Cost

_DAYS_IN_WEEK: Final = 7


@attrs.frozen
class Money:
    """The money that amounts are in. Only amounts of the same money can be added.

    Parameters
    ----------
    currency
        The three letters of the currency.
    year
        The year whose money it is.
    perspective
        Who bears it.
    """

    currency: str
    year: int
    perspective: str

    def __str__(self) -> str:
        """Return its name in the figures of a run.

        >>> str(Money("USD", 2001, "program"))
        'USD 2001 program'
        """
        return f"{self.currency} {self.year} {self.perspective}"


@attrs.frozen(kw_only=True)
class LevelCost:
    """What clients of a level cost in one kind of money.

    Parameters
    ----------
    level
        The number of the level.
    money
        The money.
    per_day
        For each day that a client holds a place, also when blocked. [money/day]
    per_admission
        For each active stay that begins. [money]
    per_active_day
        For the sessions of a day of active stay. `high` is None where nobody knows. [money/day]
    """

    level: int
    money: Money
    per_day: float
    per_admission: float
    per_active_day: Range

    @property
    def is_exact(self) -> bool:
        """Whether the least is also the most."""
        return self.per_active_day.low == self.per_active_day.high

    def amount(
        self, *, active: float, blocked: float, admissions: float
    ) -> tuple[float, float | None]:
        """Return the least and the most that some care costs. [money]

        Parameters
        ----------
        active, blocked
            Days of active stay, and days in a place after it. [days]
        admissions
            Active stays that began.
        """
        known = self.per_day * (active + blocked) + self.per_admission * admissions
        low, high = self.per_active_day.low or 0.0, self.per_active_day.high
        return known + low * active, None if high is None else known + high * active


def level_costs(pathway: Pathway) -> tuple[LevelCost, ...]:
    """Return what clients cost at each level, money by money, in the order of the file.

    A cost per session is counted for as many as the programs of the level have in a week. A client
    of a level with several programs follows one of them, nobody says which, so the least and the
    most that any of them has are the ends of a range. A cost of which no amount is known, because
    nobody says how many sessions there are, is left out.
    """
    found = []
    for number, level in enumerate(pathway.levels):
        moneys = dict.fromkeys(_money(cost) for cost in level.costs)
        for money in moneys:
            costs = [cost for cost in level.costs if _money(cost) == money]
            sessions = _sum(costs, Per.SESSION)
            per_day = Range.exactly(sessions / _DAYS_IN_WEEK) * _sessions(pathway, level)
            each = LevelCost(
                level=number,
                money=money,
                per_day=_sum(costs, Per.DAY) + _sum(costs, Per.WEEK) / _DAYS_IN_WEEK,
                per_admission=_sum(costs, Per.ADMISSION),
                per_active_day=per_day if sessions else Range.exactly(0.0),
            )
            says_something = per_day.low or per_day.high is not None
            if says_something or any(cost.per is not Per.SESSION for cost in costs):
                found.append(each)
    return tuple(found)


def _money(cost: Cost) -> Money:
    return Money(cost.currency, cost.year, cost.perspective)


def _sum(costs: list[Cost], per: Per) -> float:
    return sum(cost.amount.value for cost in costs if cost.per is per)


def _sessions(pathway: Pathway, level: Level) -> Range:
    """Return the sessions of a client at a level. [1/week]"""
    each = [pathway.program(name).sessions_of_services() for name in level.programs]
    return reduce(Range.either, each) if each else Range()
