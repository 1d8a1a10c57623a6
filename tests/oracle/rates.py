"""When clients come, written again from docs/explanation/randomness.md alone."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

import attrs

from iopkit.model.simulation.arrivals import Rate
from iopkit.model.simulation.capacity_schedule import CapacitySchedule

Amount = TypeVar("Amount")

WEEK = 7.0


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


def turned(rate: Rate, starts: dt.date | None) -> Rate:
    """Return a rate in a run that starts on a date: a weekly one follows the real weekdays."""
    if starts is None or rate.period != WEEK:
        return rate
    return Rate(steps=_turned(rate.steps, starts), period=WEEK)


def turned_calendar(calendar: CapacitySchedule, starts: dt.date | None) -> CapacitySchedule:
    """Return a calendar in a run that starts on a date, as `turned` does with a rate."""
    if starts is None or calendar.period != WEEK:
        return calendar
    return attrs.evolve(calendar, steps=_turned(calendar.steps, starts))


def _turned(
    steps: Sequence[tuple[float, Amount]], starts: dt.date
) -> tuple[tuple[float, Amount], ...]:
    weekday = float(starts.weekday())
    turned = {(day - weekday) % WEEK: amount for day, amount in steps}
    # Before the first step of a week, that of the week before holds.
    before = [amount for day, amount in steps if day <= weekday] or [amount for _, amount in steps]
    first = [] if 0.0 in turned else [(0.0, before[-1])]
    return (*first, *sorted(turned.items(), key=lambda step: step[0]))
