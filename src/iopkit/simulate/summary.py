"""What a run says: figures with their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.errors import UnknownNameError

if TYPE_CHECKING:
    from iopkit.simulate.interval import Interval


@attrs.frozen(kw_only=True)
class StaySummary:
    """Active stays at a level that ended by one transition.

    Parameters
    ----------
    to, kind
        Where the transition leads, and what it does.
    share
        Of all stays at the level that ended. [1]
    median, mean
        How long they lasted; None when there were none. [days]
    """

    to: str
    kind: str
    share: Interval | None
    median: Interval | None
    mean: Interval | None


@attrs.frozen(kw_only=True)
class LevelSummary:
    """What happened at a level after the warm-up.

    Parameters
    ----------
    level
        Its id.
    places
        Its places; None for no limit. [clients]
    admissions
        Active stays that began. [1/year]
    census
        Clients in active stay, averaged over time. [clients]
    occupancy
        Census divided by places; None without a limit. [1]
    queue
        Clients waiting, averaged over time. [clients]
    wait_mean, wait_p50, wait_p90
        Wait of those whose active stay began; None when none did. [days]
    stays
        Stays that ended, by transition.
    """

    level: str
    places: int | None
    admissions: Interval
    census: Interval
    occupancy: Interval | None
    queue: Interval
    wait_mean: Interval | None
    wait_p50: Interval | None
    wait_p90: Interval | None
    stays: tuple[StaySummary, ...]


@attrs.frozen(kw_only=True)
class Summary:
    """What happened after the warm-up; every figure a mean over replications.

    Parameters
    ----------
    levels
        Level by level, in the order of the pathway.
    outcomes
        Stays that ended in each outcome. [1/year]
    arrivals
        Clients who came for the first time. [1/year]
    returns
        Clients who came again after an outcome. [1/year]
    unplaced
        Arriving clients whom no level admitted, warm-up included. [clients]
    stuck
        Stays that no transition could end, warm-up included. [visits]
    """

    levels: tuple[LevelSummary, ...]
    outcomes: tuple[tuple[str, Interval], ...]
    arrivals: Interval
    returns: Interval
    unplaced: Interval
    stuck: Interval

    def level(self, name: str) -> LevelSummary:
        """Return what happened at one level, or raise `UnknownNameError`."""
        for level in self.levels:
            if level.level == name:
                return level
        raise UnknownNameError("level", name, [level.level for level in self.levels])
