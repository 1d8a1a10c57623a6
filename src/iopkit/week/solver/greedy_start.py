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
from typing import TYPE_CHECKING, Final, TypeAlias

from iopkit.week.times import DAY, both, either, starts
from iopkit.week.workload.peak import PeakCounts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.week.solver.instance import Event, Instance, Supply
    from iopkit.week.times import Stretches

_Takes: TypeAlias = "tuple[int, ...] | None"
"""The rooms, or groups of staff, one of which a session takes; None when it takes none."""

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
        self._inside = _insides(instance)
        self._others: dict[int, set[int]] = {place: set() for place in range(len(instance.events))}
        for row in instance.apart_in_time:
            for each in row:
                self._others[each].update(row)
        self._alone = PeakCounts()
        self._staff = _Taken([each.staff for each in instance.events], instance.staff)
        self._rooms = _Taken([each.rooms for each in instance.events], instance.rooms)

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
            free = list(self._free(place, self._starts(place)))
            if free:
                days = self._with_others(place)
                self._hold(place, min(free, key=lambda at: (self._cost(place, at, days), at)))
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
        for at in self._free(place, options):
            self._hold(place, at)
            return

    def _hold(self, place: int, at: int) -> None:
        self._at[place] = at
        block = self._block(place, at)
        self._staff.add(place, *block)
        self._rooms.add(place, *block)
        if place in self._beside:
            self._alone.add(*block)

    def _block(self, place: int, at: int) -> tuple[int, int]:
        """Return the time of a session and the pause after it, if it begins then."""
        return at, at + self._instance.events[place].minutes + self._instance.pause

    def _free(self, place: int, options: Iterator[int]) -> Iterator[int]:
        """Yield the times at which nobody of a session is elsewhere, and what it takes is left."""
        known = [each for each in self._others[place] if each != place and each in self._at]
        theirs = [self._block(each, self._at[each]) for each in known]
        for at in options:
            begin, end = self._block(place, at)
            if (
                all(end <= begun or ended <= begin for begun, ended in theirs)
                and self._staff.is_left(place, begin, end)
                and self._rooms.is_left(place, begin, end)
            ):
                yield at

    def _with_others(self, place: int) -> dict[int, tuple[int, int]]:
        """Return for each day on which a client has something with others its begin and end."""
        days: dict[int, tuple[int, int]] = {}
        for each in self._instance.together[self._beside[place]]:
            if each in self._at:
                begin = self._at[each]
                end = begin + self._instance.events[each].minutes
                first, last = days.get(begin // DAY, (begin, end))
                days[begin // DAY] = (min(first, begin), max(last, end))
        return days

    def _cost(self, place: int, at: int, days: dict[int, tuple[int, int]]) -> int:
        """Return what speaks against a time for a session of one client."""
        gap = _AWAY
        if at // DAY in days:
            first, last = days[at // DAY]
            gap = max(0, at - last, first - at - self._instance.events[place].minutes)
        return gap + _AT_ONCE * self._alone.at_once(*self._block(place, at))

    def _in_order(self) -> None:
        """Let sessions that might as well change places begin in their order."""
        for row in self._chains:
            known = [each for each in row if each in self._at]
            for place, at in zip(known, sorted(self._at[each] for each in known), strict=True):
                self._at[place] = at


class _Taken:
    """Which rooms, or which people, are taken when."""

    def __init__(self, takes: Sequence[_Takes], supplies: Sequence[Supply]) -> None:
        self._takes = takes
        kinds = {each: PeakCounts() for each in takes if each is not None}
        self._kinds = kinds
        self._left = {each: _Left(each, supplies, kinds) for each in kinds}

    def add(self, place: int, begin: int, end: int) -> None:
        takes = self._takes[place]
        if takes is not None:
            self._kinds[takes].add(begin, end)

    def is_left(self, place: int, begin: int, end: int) -> bool:
        """Return whether one that would do is left by those who can take no others."""
        takes = self._takes[place]
        return takes is None or self._left[takes].at(begin, end)


class _Left:
    """Whether one of some rooms or people is left by those who can take no others."""

    def __init__(
        self,
        mine: tuple[int, ...],
        supplies: Sequence[Supply],
        kinds: dict[tuple[int, ...], PeakCounts],
    ) -> None:
        counts = [supplies[each].count for each in mine]
        known = [count for count in counts if count is not None]
        self._number = sum(known) if len(known) == len(counts) else None
        self._theirs = [there for each, there in kinds.items() if set(each) <= set(mine)]

    def at(self, begin: int, end: int) -> bool:
        number = self._number
        return number is None or sum(each.at_once(begin, end) for each in self._theirs) < number


def _insides(instance: Instance) -> list[Stretches]:
    """Return when sessions can be, as somebody has to be there to lead them, and a room open."""
    known: dict[tuple[Stretches, _Takes, _Takes], Stretches] = {}
    found = []
    for event in instance.events:
        alike = (event.inside, event.staff, event.rooms)
        if alike not in known:
            known[alike] = _inside(event, instance)
        found.append(known[alike])
    return found


def _inside(event: Event, instance: Instance) -> Stretches:
    found = event.inside
    for options, supplies in ((event.staff, instance.staff), (event.rooms, instance.rooms)):
        if options is not None:
            some = [supplies[each].inside for each in options]
            there = [each for each in some if each is not None]
            if len(there) == len(some):
                found = both(found, reduce(either, there, ()))
    return found


def _chains(pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return pairs of neighbours as rows."""
    chains: dict[int, list[int]] = {}
    for before, after in pairs:
        chains[after] = [*chains.pop(before, [before]), after]
    return list(chains.values())
