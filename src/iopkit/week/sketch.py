"""A first sketch of a week, as a person would write it down.

The sessions of a service go over the days, days begin when the track does, each section from
another day on, and single clients come one after the other. Of people and rooms a sketch knows when
they are there and how many, but not how long they may work, so the solver has the last word.

Where nothing is scarce any week is as good to a solver as another: by itself it would begin all
sections on Monday morning, and twenty hours a week would be over on Tuesday night.
"""

from __future__ import annotations

from functools import reduce
from itertools import chain
from typing import TYPE_CHECKING, Final

from iopkit.week.times import DAY, both, either, starts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.week.instance import Event, Instance, Supply
    from iopkit.week.times import Stretches

_AWAY: Final = 90
_AT_ONCE: Final = 60
"""What it costs a client to come on another day, and that one more has a session at that time."""


def is_free(instance: Instance) -> bool:
    """Return whether nobody says how many people and rooms there are."""
    return all(each.rooms is None and each.staff is None for each in instance.events)


def sketch(instance: Instance, turn: int) -> dict[int, int]:
    """Return when sessions might begin, by their place; not all of them need be there.

    Parameters
    ----------
    instance
        A part of a week.
    turn
        How many parts came before: each begins on another day.

    Returns
    -------
    dict
        [minutes after Monday 00:00]
    """
    return _Sketch(instance, turn).made()


class _Sketch:
    def __init__(self, instance: Instance, turn: int) -> None:
        self._instance, self._turn = instance, turn
        self._at: dict[int, int] = {}
        self._beside = {event: which for event, which, _ in instance.beside}
        self._chains = _chains(instance.in_order)
        self._last = {max(each) for each in self._chains}
        self._inside = [_inside(each, instance) for each in instance.events]
        self._others: dict[int, set[int]] = {place: set() for place in range(len(instance.events))}
        for row in instance.apart_in_time:
            for each in row:
                self._others[each].update(row)

    def made(self) -> dict[int, int]:
        in_rows = {each for row in self._instance.rows for each in row}
        places = range(len(self._instance.events))
        rows = [row for row in self._instance.rows if row[0] not in self._beside]
        rows += [(each,) for each in places if each not in in_rows and each not in self._beside]
        # Long rows leave the least choice.
        for row in sorted(rows, key=lambda each: (-len(each), each)):
            for place, day in zip(row, self._days(row), strict=True):
                taken = {self._at[each] // DAY for each in row if each in self._at}
                others = (at for at in self._starts(place) if at // DAY not in taken)
                self._put(place, chain(self._starts(place, day), others))
        self._in_order()
        for place in self._beside:
            free = [at for at in self._starts(place) if self._is_free(place, at)]
            if free:
                self._at[place] = min(free, key=lambda at: (self._cost(place, at), at))
            if place in self._last:
                self._in_order()
        return self._at

    def _days(self, row: Sequence[int]) -> list[int]:
        """Return a day for each session of a service, in their order."""
        days = sorted({at // DAY for at in self._starts(row[0])})
        if not days:
            return [0] * len(row)
        if len(row) > len(days):
            return [days[place * len(days) // len(row)] for place in range(len(row))]
        evenly = (place * len(days) // len(row) for place in range(len(row)))
        return sorted(days[(self._turn + each) % len(days)] for each in evenly)

    def _starts(self, place: int, day: int | None = None) -> Iterator[int]:
        minutes, step = self._instance.events[place].minutes, self._instance.step
        for first, last in starts(self._inside[place], minutes, step):
            for at in range(first, last + 1, step):
                if day is None or at // DAY == day:
                    yield at

    def _put(self, place: int, options: Iterator[int]) -> None:
        for at in options:
            if self._is_free(place, at):
                self._at[place] = at
                return

    def _is_free(self, place: int, at: int) -> bool:
        if any(self._touch(place, at, each) for each in self._others[place]):
            return False
        events, instance = self._instance.events, self._instance
        there = [each for each in self._at if self._touch(place, at, each)]
        return all(
            _is_left(mine, [theirs(events[each]) for each in there], supplies)
            for mine, theirs, supplies in (
                (events[place].staff, _staff, instance.staff),
                (events[place].rooms, _rooms, instance.rooms),
            )
        )

    def _touch(self, place: int, at: int, other: int) -> bool:
        """Return whether a session would be at the time of another, or in the pause after it."""
        if other == place or other not in self._at:
            return False
        events, pause = self._instance.events, self._instance.pause
        begun = self._at[other]
        if at < begun:
            return begun < at + events[place].minutes + pause
        return at < begun + events[other].minutes + pause

    def _cost(self, place: int, at: int) -> int:
        """Return what speaks against a time for a session of one client."""
        at_once = sum(self._touch(place, at, each) for each in self._beside)
        with_others = [
            each
            for each in self._instance.together[self._beside[place]]
            if self._at.get(each, -DAY) // DAY == at // DAY
        ]
        gap = _AWAY
        if with_others:
            first = min(self._at[each] for each in with_others)
            last = max(self._at[each] + self._instance.events[each].minutes for each in with_others)
            gap = max(0, at - last, first - at - self._instance.events[place].minutes)
        return gap + _AT_ONCE * at_once

    def _in_order(self) -> None:
        """Let sessions that might as well change places begin in their order."""
        for row in self._chains:
            known = [each for each in row if each in self._at]
            for place, at in zip(known, sorted(self._at[each] for each in known), strict=True):
                self._at[place] = at


def _staff(event: Event) -> tuple[int, ...] | None:
    return event.staff


def _rooms(event: Event) -> tuple[int, ...] | None:
    return event.rooms


def _inside(event: Event, instance: Instance) -> Stretches:
    """Return when a session can be, as somebody has to be there to lead it, and a room open."""
    found = event.inside
    for options, supplies in ((event.staff, instance.staff), (event.rooms, instance.rooms)):
        if options is not None:
            some = [supplies[each].inside for each in options]
            there = [each for each in some if each is not None]
            if len(there) == len(some):
                found = both(found, reduce(either, there, ()))
    return found


def _is_left(
    mine: tuple[int, ...] | None,
    theirs: Sequence[tuple[int, ...] | None],
    supplies: Sequence[Supply],
) -> bool:
    """Return whether one of some people or rooms is left by those who can take no others."""
    if mine is None:
        return True
    counts = [supplies[each].count for each in mine]
    known = [each for each in counts if each is not None]
    taken = sum(each is not None and set(each) <= set(mine) for each in theirs)
    return len(known) < len(counts) or taken < sum(known)


def _chains(pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return pairs of neighbours as rows."""
    chains: dict[int, list[int]] = {}
    for before, after in pairs:
        chains[after] = [*chains.pop(before, [before]), after]
    return list(chains.values())
