"""When sessions take a room or a person, and how much time they take."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from iopkit.week.times import DAY, DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.week.session import Session
    from iopkit.week.timetable import Timetable

Busy: TypeAlias = "list[tuple[int, int]]"
"""Stretches of the week: from a minute after Monday 00:00 to another. [minutes]"""


def hours_of(sessions: Iterable[Session]) -> float:
    """Return the time of sessions together. [h]"""
    return sum(each.minutes for each in sessions) / 60


def pause_of(timetable: Timetable) -> int:
    """Return the time that has to lie between two sessions. [minutes]"""
    week = timetable.pathway.week
    return week.pause if week is not None else 0


def busy_of(sessions: Iterable[Session], pause: int) -> Busy:
    """Return when sessions take a room or a person, the pause after them included."""
    return [
        (DAYS.index(each.day) * DAY + each.start, DAYS.index(each.day) * DAY + each.end + pause)
        for each in sessions
    ]


def at_once_of(busy: Busy) -> int:
    """Return how many there are at the same time, at most.

    >>> at_once_of([(0, 60), (30, 90), (60, 100)])
    2
    """
    return max((sum(a <= start < b for a, b in busy) for start, _ in busy), default=0)
