"""What a run says: figures with their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.errors import UnknownNameError

if TYPE_CHECKING:
    from iopkit.simulate.measures.interval import Estimate

ROUNDING: Final = 1e-9
"""By how much the sum of many times may be off. [1]"""


@attrs.frozen(kw_only=True)
class StaySummary:
    """Active stays at a level that ended in one way.

    Every other field is the measure of its name, see
    `iopkit.model.simulation.measure_catalogue`; None where no stay ended so.

    Parameters
    ----------
    to, departure_kind
        Where it leads, and what it does: the kind of the transition, or ``displaced``.
    """

    to: str
    departure_kind: str
    share: Estimate | None
    los_median: Estimate | None
    los_mean: Estimate | None


@attrs.frozen(kw_only=True)
class CostSummary:
    """What care cost in one kind of money; never added to another, never adjusted for inflation.

    Where the scenario discounts, each amount counts less the longer after the warm-up it is spent.

    Parameters
    ----------
    currency, price_year, perspective
        The money: the letters of the currency, of which year, and who bears it.
    at_least, at_most
        The least and the most a year; equal when the cost is known exactly. `at_most` is None where
        nobody knows how many sessions clients have. [money/year]
    at_least_per_client, at_most_per_client
        The same divided by the active stays that began at the level; for the whole facility, by
        the clients who began the first one of their lives with it. None when nobody began.
        [money/client]
    """

    currency: str
    price_year: int
    perspective: str
    at_least: Estimate
    at_most: Estimate | None
    at_least_per_client: Estimate | None
    at_most_per_client: Estimate | None


@attrs.frozen(kw_only=True)
class StaffSummary:
    """The hours that clients take of some of the staff, in core services with a stated time.

    One person leads a session; preparation, notes, supervision and absences are not counted.

    Parameters
    ----------
    led_by
        Who may lead; empty for services of which nobody says who leads them.
    at_least, at_most
        The least and the most, as `iopkit.criteria.rule_sets.client_hours` counts them; equal when
        the hours are known exactly. `at_most` is None where nobody knows. [h/week]
    """

    led_by: tuple[str, ...]
    at_least: Estimate
    at_most: Estimate | None


@attrs.frozen(kw_only=True)
class LevelSummary:
    """What happened at a level after the warm-up.

    Every other field is the measure of its name, see
    `iopkit.model.simulation.measure_catalogue`; None where there is no such figure.

    Parameters
    ----------
    level
        Its id.
    capacity
        Its places, averaged over time where they change; None where there is no limit. [clients]
    stays
        Stays that ended, by transition.
    costs
        What care cost, money by money; empty when the level says nothing.

    Notes
    -----
    Over replications, occupancy is the ratio of two means (the ratio estimator: Cochran, Sampling
    Techniques, 3rd ed., 1977, chapter 6). Places are set by the file and so the same in every
    replication, so that the delta method leaves the variance of the mean census alone: the
    t-interval of the replications' own ratios.
    """

    level: str
    capacity: float | None
    census: Estimate
    occupancy: Estimate | None
    admissions: Estimate
    queue_length: Estimate
    wait_mean: Estimate | None
    wait_median: Estimate | None
    wait_p90: Estimate | None
    abandonments: Estimate | None = None
    abandonment_share: Estimate | None = None
    wait_before_abandonment: Estimate | None = None
    blocked: Estimate | None = None
    displaced: Estimate | None = None
    departures: Estimate
    stays: tuple[StaySummary, ...]
    costs: tuple[CostSummary, ...] = ()

    def figure(self, measure: str) -> Estimate | None:
        """Return the figure of a measure that each level has one of; None where it has none."""
        found: Estimate | None = getattr(self, measure)
        return found

    @property
    def takes_nobody(self) -> bool:
        """Whether clients come and none of them begins: they wait, or give up."""
        gave_up = self.abandonments is not None and self.abandonments.mean > 0
        return self.admissions.mean == 0 and (self.queue_length.mean > 0 or gave_up)

    @property
    def is_waited_for(self) -> bool:
        """Whether anybody waits, or might: for a place, a group to start, a day of admission."""
        return self.capacity is not None or self.queue_length.mean > 0

    @property
    def is_beyond_places(self) -> bool:
        """Whether more places are used than there are, since clients stay when places are cut."""
        if self.occupancy is not None:
            return self.occupancy.mean > 1 + ROUNDING
        blocked = 0.0 if self.blocked is None else self.blocked.mean
        return self.capacity == 0 and self.census.mean + blocked > 0


@attrs.frozen(kw_only=True)
class Summary:
    """What happened after the warm-up; every figure a mean over replications.

    Every other field is the measure of its name, see
    `iopkit.model.simulation.measure_catalogue`.

    Parameters
    ----------
    levels
        Level by level, in the order of the pathway.
    outcomes
        Clients who left for each outcome. [1/year]
    costs
        What all care cost, money by money.
    staff
        The hours that clients took of the staff.
    """

    levels: tuple[LevelSummary, ...]
    outcomes: tuple[tuple[str, Estimate], ...]
    new_arrivals: Estimate
    readmissions: Estimate
    not_admitted: Estimate
    without_exit: Estimate
    censored: Estimate
    costs: tuple[CostSummary, ...] = ()
    staff: tuple[StaffSummary, ...] = ()

    def level(self, name: str) -> LevelSummary:
        """Return what happened at one level, or raise `UnknownNameError`."""
        for level in self.levels:
            if level.level == name:
                return level
        raise UnknownNameError("level", name, [level.level for level in self.levels])

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it."""
        from iopkit.simulate.notebook import summary_html

        return summary_html(self)
