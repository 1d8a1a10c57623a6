"""When clients come, written again from docs/explanation/randomness.md alone."""

import math
from collections.abc import Iterator
from itertools import pairwise

from iopkit.model.arrivals import Rate


def reached(rate: Rate, since: float, wanted: float) -> float:
    """Return when the rate, added up since a time, reaches an amount; infinity for never."""
    if not any(per_day for _, per_day in rate.steps):
        return math.inf
    for (start, per_day), (end, _) in pairwise(_steps(rate)):
        if end <= since or not per_day:
            continue
        begin = max(start, since)
        if per_day * (end - begin) >= wanted:
            return begin + wanted / per_day
        wanted -= per_day * (end - begin)
    return math.inf


def _steps(rate: Rate) -> Iterator[tuple[float, float]]:
    """Yield the steps of a rate one after the other, also when they start again."""
    if rate.period is None:
        yield from (*rate.steps, (math.inf, 0.0))
        return
    begin = 0.0
    while True:
        yield from ((begin + day, per_day) for day, per_day in rate.steps)
        begin += rate.period
