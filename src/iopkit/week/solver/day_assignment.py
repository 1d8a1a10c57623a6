"""The days of many sessions, before anybody asks at what time.

A day with two hundred sessions is laid out in no time, and five of them at once may take for ever:
what makes a large week hard is that every session may be on any day. So first each gets a day, with
all that has to do with days kept to, and no day fuller than it must be. Then the times of each day
have nothing to do with those of the others.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.week.solver.cp_sat import SearchUndecidedError, WeekModel
from iopkit.week.times import DAY, both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.week.deadline import Deadline
    from iopkit.week.solver.instance import Event, Instance, Supply

MANY: Final = 200
"""From how many sessions on a week is laid out by days. [1/week]"""
_BUDGET: Final = 1.0
"""How much may be tried to find the days, in the measure of `WeekModel.solve`."""
_FULLER: Final = (1.02, 1.1, 1.3, math.inf)
"""How full a day may be at most, of what all days together are: the emptier the sooner times are
found, and the more even."""


def days(instance: Instance, deadline: Deadline) -> dict[int, int] | None:
    """Return a day for each session, Monday being 0; None when there is no such week.

    Raises
    ------
    UndecidedError, OverdueError
        When that was not decided with the steps, or in the time, that there was.
    """
    found = None
    for fuller in _FULLER:
        week = _stated(instance, fuller, deadline)
        try:
            found = week.solve(_BUDGET)
        except SearchUndecidedError:
            if math.isinf(fuller):
                raise
            continue
        if found is not None:
            break
    return None if found is None else {place: at.start // DAY for place, at in enumerate(found)}


def _stated(instance: Instance, fuller: float, deadline: Deadline) -> WeekModel:
    alone = tuple(attrs.evolve(event, rooms=None, staff=None) for event in instance.events)
    week = WeekModel(
        attrs.evolve(instance, events=alone, rooms=(), staff=(), apart_in_time=()), deadline
    )
    if week.is_possible:
        for row in instance.apart_in_time:
            _enough_time(week, instance, row)
        if math.isfinite(fuller):
            for places, supplies in _kinds(instance):
                _even(week, instance, places, supplies, fuller)
    return week


def _enough_time(week: WeekModel, instance: Instance, row: Sequence[int]) -> None:
    """Leave a client as much time on a day as there is from the first time to the last."""
    for day in week.days_of(row):
        known = [place for place in row if day in week.days[place]]
        there = [each for place in known for each in _on(instance.events[place], day)]
        most = max(end for _, end in there) - min(begin for begin, _ in there)
        # The last session of a day needs no pause after it.
        week.limit(_load(week, instance, known, day), most + instance.pause + instance.step)


def _kinds(instance: Instance) -> list[tuple[list[int], list[Supply]]]:
    """Return sessions that take the same, with the rooms or people that would do."""
    kinds: dict[tuple[str, tuple[int, ...]], list[int]] = {}
    for place, event in enumerate(instance.events):
        for what, some in (("rooms", event.rooms), ("staff", event.staff)):
            if some is not None:
                kinds.setdefault((what, some), []).append(place)
    supplies = {"rooms": instance.rooms, "staff": instance.staff}
    limited = [
        (places, [supplies[what][each] for each in some]) for (what, some), places in kinds.items()
    ]
    return [kind for kind in limited if all(each.count is not None for each in kind[1])]


def _even(
    week: WeekModel,
    instance: Instance,
    places: Sequence[int],
    supplies: Sequence[Supply],
    fuller: float,
) -> None:
    """Let no day be much fuller than all together, of what some rooms or people can hold on it."""
    loads = []
    for day in week.days_of(places):
        known = [place for place in places if day in week.days[place]]
        windows = dict.fromkeys(_on(instance.events[place], day) for place in known)
        time = max(
            sum((each.count or 0) * _length(window, each) for each in supplies)
            for window in windows
        )
        loads.append((_load(week, instance, known, day), time))
    share = sum(_time(instance, place) for place in places) / max(1, sum(t for _, t in loads))
    for load, time in loads:
        week.limit(load, math.ceil(share * fuller * time))


def _load(week: WeekModel, instance: Instance, places: Sequence[int], day: int) -> object:
    """Return how long some sessions take on a day, the time until another can begin included."""
    return sum(_time(instance, place) * week.days[place][day] for place in places)


def _time(instance: Instance, place: int) -> int:
    minutes, step = instance.events[place].minutes + instance.pause, instance.step
    return -(-minutes // step) * step


def _on(event: Event, day: int) -> tuple[tuple[int, int], ...]:
    return both(event.inside, ((day * DAY, (day + 1) * DAY),))


def _length(window: tuple[tuple[int, int], ...], supply: Supply) -> int:
    there = window if supply.inside is None else both(window, supply.inside)
    return sum(end - begin for begin, end in there)
