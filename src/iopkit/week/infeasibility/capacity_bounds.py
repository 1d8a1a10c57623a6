"""Whether there is enough time of people, or of rooms, by adding up: what no search has to find."""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING, Final

from iopkit.week.times import ALWAYS, DAY, both, either

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iopkit.week.solver.instance import Instance, Supply
    from iopkit.week.times import Stretches

_MOST: Final = 6
"""With more supplies than that only some sets of them are looked at."""


def is_enough(
    instance: Instance, options: Sequence[tuple[int, ...] | None], supplies: Sequence[Supply]
) -> bool:
    """Whether sessions that only some supplies would do for take no more time than these have.

    Parameters
    ----------
    instance
        The sessions.
    options
        For each of them the supplies, one of which it takes; None when it needs none.
    supplies
        Rooms, or groups of staff.
    """
    taken = {place: frozenset(some) for place, some in enumerate(options) if some is not None}
    windows = dict.fromkeys(instance.events[place].inside for place in taken)
    for some in _sets(taken.values(), len(supplies)):
        if any(supplies[each].count is None for each in some):
            continue
        for window in windows:
            places = [
                place
                for place, each in taken.items()
                if each <= some
                and both(instance.events[place].inside, window) == instance.events[place].inside
            ]
            if not places:
                continue
            minutes = [instance.events[place].minutes for place in places]
            there: Stretches = ()
            for inside in dict.fromkeys(instance.events[place].inside for place in places):
                there = either(there, inside)
            had = sum(_had(supplies[each], there, max(minutes), instance.pause) for each in some)
            if sum(minutes) > had:
                return False
    return True


def _sets(options: Iterable[frozenset[int]], number: int) -> Iterable[frozenset[int]]:
    if number > _MOST:
        return dict.fromkeys(options)
    every = (combinations(range(number), size) for size in range(1, number + 1))
    return map(frozenset, chain.from_iterable(every))


def _had(supply: Supply, there: Stretches, longest: int, pause: int) -> float:
    """Return the most minutes of sessions that those alike can have in some stretches.

    In a row of sessions each has a pause before the next, so long sessions leave the most time.
    """
    days: dict[int, float] = {}
    for start, end in both(there, ALWAYS if supply.inside is None else supply.inside):
        length = end - start
        fits = min(length, (length + pause) * longest / (longest + pause))
        days[start // DAY] = days.get(start // DAY, 0) + fits
    most = sum(time if supply.a_day is None else min(time, supply.a_day) for time in days.values())
    most = most if supply.a_week is None else min(most, supply.a_week)
    return most * (supply.count or 0)
