"""A first sketch of a week in which nobody says how many people and rooms there are.

The solver would begin all sections on Monday morning, and twenty hours a week would be over on
Tuesday night: where nothing is scarce any week is as good to it as another. So it is shown one that
a person would write down: the sessions of a service over the days, each section from another day
on, and single clients one after the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.week.times import DAY, starts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.week.instance import Instance

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
        self._last = {max(chain) for chain in self._chains}
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
                self._put(place, self._starts(place, day))
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
        event, step = self._instance.events[place], self._instance.step
        for first, last in starts(event.inside, event.minutes, step):
            for at in range(first, last + 1, step):
                if day is None or at // DAY == day:
                    yield at

    def _put(self, place: int, options: Iterator[int]) -> None:
        for at in options:
            if self._is_free(place, at):
                self._at[place] = at
                return

    def _is_free(self, place: int, at: int) -> bool:
        return all(not self._touch(place, at, each) for each in self._others[place])

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
        for chain in self._chains:
            known = [each for each in chain if each in self._at]
            for place, at in zip(known, sorted(self._at[each] for each in known), strict=True):
                self._at[place] = at


def _chains(pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return pairs of neighbours as rows."""
    chains: dict[int, list[int]] = {}
    for before, after in pairs:
        chains[after] = [*chains.pop(before, [before]), after]
    return list(chains.values())
