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

    Parameters
    ----------
    to, kind
        Where it leads, and what it does: the kind of the transition, or ``displaced``.
    share
        Of all stays at the level that ended. [1]
    median, mean
        How long they lasted; None when there were none. [days]
    """

    to: str
    kind: str
    share: Estimate | None
    median: Estimate | None
    mean: Estimate | None


@attrs.frozen(kw_only=True)
class CostSummary:
    """What care cost in one kind of money; never added to another, never adjusted for inflation.

    Where the scenario discounts, each amount counts less the longer after the warm-up it is spent.

    Parameters
    ----------
    currency, year, perspective
        The money: the letters of the currency, of which year, and who bears it.
    low, high
        The least and the most a year; equal when the cost is known exactly. `high` is None where
        nobody knows how many sessions clients have. [money/year]
    low_per_client, high_per_client
        The same divided by the active stays that began at the level; for the whole facility, by
        the clients who began the first one of their lives with it. None when nobody began.
        [money/client]
    """

    currency: str
    year: int
    perspective: str
    low: Estimate
    high: Estimate | None
    low_per_client: Estimate | None
    high_per_client: Estimate | None


@attrs.frozen(kw_only=True)
class StaffSummary:
    """The hours that clients take of some of the staff, in core services with a stated time.

    One person leads a session; preparation, notes, supervision and absences are not counted.

    Parameters
    ----------
    led_by
        Who may lead; empty for services of which nobody says who leads them.
    low, high
        The least and the most, as `iopkit.criteria.rule_sets.client_hours` counts them; equal when
        the hours
        are known exactly. `high` is None where nobody knows. [h/week]
    """

    led_by: tuple[str, ...]
    low: Estimate
    high: Estimate | None


@attrs.frozen(kw_only=True)
class LevelSummary:
    """What happened at a level after the warm-up.

    Parameters
    ----------
    level
        Its id.
    places
        Its places, averaged over time where they change; None where there is no limit. [clients]
    admissions
        Active stays that began. [1/year]
    census
        Clients in active stay, averaged over time. [clients]
    blocked
        Clients who held their place after the stay, because the next level had none, averaged over
        time; None where no transition holds. [clients]
    occupancy
        Bed-days used over bed-days available: census and blocked clients divided by places, each
        averaged over time. More than 1 where clients stay on days without places for them; None
        without a limit, or without places. Over replications it is the ratio of the two means (the
        ratio estimator: Cochran, Sampling Techniques, 3rd ed., 1977, chapter 6). Places are set by
        the file and so the same in every replication, so that the delta method leaves the variance
        of the mean census alone: the t-interval of the replications' own ratios. [1]
    queue
        Clients waiting, averaged over time. [clients]
    wait_mean, wait_p50, wait_p90
        Wait of those whose active stay began, not of those who gave up; None when none did.
        [days]
    gave_up
        Clients who gave up waiting; None where nobody ever does. [1/year]
    gave_up_share
        How many of those whose wait ended, by giving up or by beginning, gave up. [1]
    gave_up_after
        How long those waited who gave up, on average; None when none did. [days]
    displaced
        Clients whose place was cut; None where nobody has to leave. [1/year]
    stays
        Stays that ended, by transition.
    costs
        What care cost, money by money; empty when the level says nothing.
    """

    level: str
    places: float | None
    admissions: Estimate
    census: Estimate
    blocked: Estimate | None = None
    occupancy: Estimate | None
    queue: Estimate
    wait_mean: Estimate | None
    wait_p50: Estimate | None
    wait_p90: Estimate | None
    gave_up: Estimate | None = None
    gave_up_share: Estimate | None = None
    gave_up_after: Estimate | None = None
    displaced: Estimate | None = None
    stays: tuple[StaySummary, ...]
    costs: tuple[CostSummary, ...] = ()

    @property
    def takes_nobody(self) -> bool:
        """Whether clients come and none of them begins: they wait, or give up."""
        gave_up = self.gave_up is not None and self.gave_up.mean > 0
        return self.admissions.mean == 0 and (self.queue.mean > 0 or gave_up)

    @property
    def is_waited_for(self) -> bool:
        """Whether anybody waits, or might: for a place, a group to start, a day of admission."""
        return self.places is not None or self.queue.mean > 0

    @property
    def is_beyond_places(self) -> bool:
        """Whether more places are used than there are, since clients stay when places are cut."""
        if self.occupancy is not None:
            return self.occupancy.mean > 1 + ROUNDING
        blocked = 0.0 if self.blocked is None else self.blocked.mean
        return self.places == 0 and self.census.mean + blocked > 0


@attrs.frozen(kw_only=True)
class Summary:
    """What happened after the warm-up; every figure a mean over replications.

    Parameters
    ----------
    levels
        Level by level, in the order of the pathway.
    outcomes
        Clients who left for each outcome, those who gave up waiting included. [1/year]
    arrivals
        Clients who came for the first time. [1/year]
    returns
        Clients who came again after an outcome. [1/year]
    unplaced
        Arriving clients whom no level admitted, warm-up included. [clients]
    stuck
        Stays that no transition could end any more, warm-up included. [visits]
    cut_off
        Visits that had not ended when the run did. [visits]
    costs
        What all care cost, money by money.
    staff
        The hours that clients took of the staff.
    """

    levels: tuple[LevelSummary, ...]
    outcomes: tuple[tuple[str, Estimate], ...]
    arrivals: Estimate
    returns: Estimate
    unplaced: Estimate
    stuck: Estimate
    cut_off: Estimate
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
