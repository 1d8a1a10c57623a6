"""What a tally must know of a scenario beside its visits: places, money, staff."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import attrs

from iopkit.model.units import DAYS_IN_YEAR
from iopkit.simulate.lowering.costs import LevelCost, level_costs
from iopkit.simulate.lowering.mean_capacity import mean_places
from iopkit.simulate.lowering.optional_tables import calendar_of
from iopkit.simulate.lowering.staff_time import StaffNeed, staff_needs

if TYPE_CHECKING:
    from iopkit.model.simulation.capacity_schedule import CapacitySchedule
    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.measures.replication_measures import Window


@attrs.frozen(kw_only=True)
class Ledger:
    """What the time of clients means; level by level, in the order of the pathway.

    Parameters
    ----------
    places
        Places before any calendar; None for no limit. (n_levels,) [clients]
    calendars
        How they change. (n_levels,)
    holds
        Whether clients may have to stay in their place until the next level has one. (n_levels,)
    discount
        The share of a year by which money counts less the later it is. [1/year]
    has_census
        Whether clients are there when the run starts, who never arrived.
    costs
        What clients cost.
    staff
        What they take of the staff.
    """

    places: tuple[int | None, ...]
    calendars: tuple[CapacitySchedule | None, ...]
    holds: tuple[bool, ...]
    discount: float
    has_census: bool
    costs: tuple[LevelCost, ...]
    staff: tuple[StaffNeed, ...]

    @classmethod
    def of(cls, scenario: Scenario) -> Ledger:
        """Return the ledger of a scenario."""
        pathway = scenario.pathway
        holding = {edge.start for edge in pathway.transitions if edge.hold}
        return cls(
            places=tuple(scenario.places_of(level.id) for level in pathway.levels),
            calendars=tuple(calendar_of(scenario, level) for level in pathway.levels),
            holds=tuple(level.id in holding for level in pathway.levels),
            discount=scenario.discount,
            has_census=scenario.census is not None,
            costs=level_costs(pathway),
            staff=staff_needs(pathway),
        )

    @property
    def rate(self) -> float:
        """How fast later money loses worth, continuously. [1/day]"""
        return math.log1p(self.discount) / DAYS_IN_YEAR

    def mean_places(self, level: int, window: Window) -> float | None:
        """Return the places of a level over some time; None where there is no limit. [clients]"""
        return mean_places(self.places[level], self.calendars[level], window.start, window.end)
