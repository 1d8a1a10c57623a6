"""Stretches of the week, in minutes after Monday 00:00.

Sorted, apart from each other, and none goes over midnight, so that a session that lies inside one
begins and ends on the same day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from iopkit.model.schedule.weekday import Weekday

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.model.schedule.weekday import Hours

Stretches: TypeAlias = tuple[tuple[int, int], ...]
"""Begin and end of each. [minutes after Monday 00:00]"""

DAY: Final = 1440
"""[minutes]"""
DAYS: Final = tuple(Weekday)
ALWAYS: Final[Stretches] = tuple((place * DAY, (place + 1) * DAY) for place in range(len(DAYS)))
"""The whole week."""


def of_hours(hours: Iterable[Hours]) -> Stretches:
    """Return the stretches that some hours cover together.

    >>> from iopkit.model.schedule.weekday import Hours
    >>> of_hours([Hours(days=[Weekday.MON], start=0, end=60)])
    ((0, 60),)
    """
    return _joined(
        (DAYS.index(day) * DAY + each.start, DAYS.index(day) * DAY + each.end)
        for each in hours
        for day in each.days
    )


def either(one: Stretches, other: Stretches) -> Stretches:
    """Return what lies in one of two or in both.

    >>> either(((0, 60),), ((30, 90), (100, 110)))
    ((0, 90), (100, 110))
    """
    return _joined((*one, *other))


def both(one: Stretches, other: Stretches) -> Stretches:
    """Return what lies in both of two.

    >>> both(((0, 60), (70, 80)), ((30, 75),))
    ((30, 60), (70, 75))
    """
    shared = ((max(start, begin), min(end, stop)) for start, end in one for begin, stop in other)
    return tuple(sorted((start, end) for start, end in shared if start < end))


def without(one: Stretches, other: Stretches) -> Stretches:
    """Return what lies in the first and not in the second.

    >>> without(((0, 60),), ((20, 30), (50, 90)))
    ((0, 20), (30, 50))
    """
    left = list(one)
    for begin, stop in other:
        pieces = []
        for start, end in left:
            pieces += [(start, min(end, begin)), (max(start, stop), end)]
        left = [(start, end) for start, end in pieces if start < end]
    return tuple(sorted(left))


def starts(inside: Stretches, minutes: int, step: int) -> Stretches:
    """Return when a session can begin so that it lies inside: first and last of each row of times.

    The times of a row are `step` apart; both ends belong to it.

    >>> starts(((0, 100),), 50, 15)
    ((0, 45),)
    """
    found = []
    for start, end in inside:
        midnight = start - start % DAY
        first = midnight + -((midnight - start) // step) * step
        last = midnight + (end - minutes - midnight) // step * step
        if first <= last:
            found.append((first, last))
    return tuple(found)


def days_of(inside: Stretches, minutes: int, step: int) -> tuple[int, ...]:
    """Return on which days a session can lie inside, Monday being 0."""
    return tuple(dict.fromkeys(first // DAY for first, _ in starts(inside, minutes, step)))


def _joined(stretches: Iterable[tuple[int, int]]) -> Stretches:
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1] and start // DAY == found[-1][0] // DAY:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
