"""How many places a level has on average, where they change in the course of time."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.simulation.capacity_schedule import CapacitySchedule


@lru_cache(maxsize=1024)  # replications and levels ask again and again
def mean_places(
    own: int | None, calendar: CapacitySchedule | None, start: float, end: float
) -> float | None:
    """Return the places of a level, averaged over a time; None when there is no limit at any.

    Parameters
    ----------
    own
        The places before the calendar's first step; None for no limit. [clients]
    calendar
        How they change; None when they do not.
    start, end
        The time. [days]

    >>> from iopkit.model.simulation.capacity_schedule import CapacitySchedule
    >>> mean_places(10, CapacitySchedule(steps=[(40, 20)]), 20, 60)
    15.0
    """
    if calendar is None or end <= calendar.steps[0][0]:
        return own
    changes = [(-math.inf, own), *_changes(calendar, end), (math.inf, None)]
    parts = []
    for (since, places), (until, _) in pairwise(changes):
        days = min(until, end) - max(since, start)
        if days > 0:
            if places is None:
                return None
            parts.append(places * days)
    return math.fsum(parts) / (end - start)


def _changes(calendar: CapacitySchedule, end: float) -> Iterator[tuple[float, int | None]]:
    """Yield when the places change until some day, and to what. [days], [clients]"""
    cycle = 0
    while True:
        for day, places in calendar.steps:
            at = day + cycle * (calendar.period or 0.0)
            if at >= end:
                return
            yield at, places
        cycle += 1
        if calendar.period is None:
            return
