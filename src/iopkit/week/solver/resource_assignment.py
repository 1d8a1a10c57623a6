"""Who leads which session, and in which room, once the times are fixed.

The solver finds somebody for each session. Here sessions change hands, one at a time or two against
each other, as long as that makes the week better:

- the sessions of one course are led by the same person, in the same room;
- nobody has long gaps on a day, or comes for little;
- a small group does not sit in a large room.
"""

from __future__ import annotations

from bisect import insort
from itertools import combinations
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from iopkit.week.solver.instance import ScheduledEvent
from iopkit.week.times import DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from iopkit.week.deadline import Deadline
    from iopkit.week.solver.instance import Instance, Supply

One: TypeAlias = tuple[int, int]
"""A room or a person: which of them, and which of those alike."""

_ANOTHER: Final = 90
"""What it costs that one more person, or room, has sessions of the same course. [minutes]"""
_DAY: Final = 60
"""What it costs that a person comes on a day. [minutes]"""
_ROUNDS: Final = 20
_MOST_PAIRS: Final = 30_000
"""Pairs of sessions that are looked at in a round: more of them take too long."""


def tidy(
    instance: Instance,
    placed: Sequence[ScheduledEvent],
    courses: Sequence[int],
    spare: Sequence[Sequence[int]],
    deadline: Deadline,
) -> list[ScheduledEvent]:
    """Return the same times with better people and rooms.

    Parameters
    ----------
    instance
        What has to be kept to.
    placed
        Where the sessions are.
    courses
        To which course each belongs.
    spare
        For each session, what each of the rooms costs it: the seats that stay empty.
    deadline
        When it stays as it is by then.
    """
    at = [each.start for each in placed]
    people = _Hands(
        instance=instance,
        supplies=instance.staff,
        options=[event.staff or () for event in instance.events],
        at=at,
        courses=courses,
        deadline=deadline,
        cost=lambda _place, _one: 0,
        counts_days=True,
    )
    rooms = _Hands(
        instance=instance,
        supplies=instance.rooms,
        options=[event.rooms or () for event in instance.events],
        at=at,
        courses=courses,
        deadline=deadline,
        cost=lambda place, one: spare[place][one[0]],
        counts_days=False,
    )
    leaders = people.settled([each.leader for each in placed])
    where = rooms.settled([each.room for each in placed])
    return [ScheduledEvent(*each) for each in zip(at, where, leaders, strict=True)]


@attrs.define(kw_only=True)
class _Hands:
    """Who has which session: rooms, or people."""

    instance: Instance
    supplies: Sequence[Supply]
    options: Sequence[Sequence[int]]
    at: Sequence[int]
    courses: Sequence[int]
    deadline: Deadline
    cost: Callable[[int, One], int]
    counts_days: bool

    def settled(self, had: Sequence[One | None]) -> list[One | None]:
        """Return who has which session when no change makes it better any more."""
        held = _Held(had, self.at, self.courses)
        owner = held.owner
        places = [place for place, one in enumerate(owner) if one is not None]
        numbers = {
            which: self._number(which, owner) for place in places for which in self.options[place]
        }
        everybody = sorted(
            (which, who) for which, number in numbers.items() for who in range(number)
        )
        for _ in range(_ROUNDS):
            if not self._round(held, places, everybody):
                break
        return owner

    def _round(self, held: _Held, places: Sequence[int], everybody: Sequence[One]) -> bool:
        """Change hands once around; return whether that was good for anything."""
        owner, changed = held.owner, False
        for place in places:
            if self.deadline.is_over:
                return False
            for one in everybody:
                if one[0] in self.options[place]:
                    changed |= self._try(held, {place: one})
        pairs = combinations(places, 2) if len(places) ** 2 < 2 * _MOST_PAIRS else ()
        for one_place, other in pairs:
            if self.deadline.is_over:
                return False
            one_owner, other_owner = owner[one_place], owner[other]
            if one_owner is None or other_owner is None or one_owner == other_owner:
                continue
            if other_owner[0] in self.options[one_place] and one_owner[0] in self.options[other]:
                change = {one_place: other_owner, other: one_owner}
                changed |= self._try(held, change)
        return changed

    def _number(self, which: int, owner: Sequence[One | None]) -> int:
        count = self.supplies[which].count
        used = max((one[1] + 1 for one in owner if one is not None and one[0] == which), default=1)
        return used if count is None else min(count, max(used, len(owner)))

    def _try(self, held: _Held, change: dict[int, One]) -> bool:
        """Change hands if that is possible and better."""
        before = {place: held.owner[place] for place in change}
        if before == change:
            return False
        concerned = {one for one in (*before.values(), *change.values()) if one is not None}
        rows = {self.courses[place] for place in change}
        old = self._costs(held, concerned, rows)
        for place, one in change.items():
            held.give(place, one)
        possible = all(self._is_possible(held, one) for one in set(change.values()))
        if possible and self._costs(held, concerned, rows) < old:
            return True
        for place, was in before.items():
            held.give(place, was)
        return False

    def _is_possible(self, held: _Held, one: One) -> bool:
        supply, events, pause = self.supplies[one[0]], self.instance.events, self.instance.pause
        free, week, days = -1, 0, dict.fromkeys(range(7), 0)
        for place in held.of(one):
            start, minutes = self.at[place], events[place].minutes
            if start < free:
                return False
            inside = supply.inside
            if inside is not None and not any(
                a <= start and start + minutes <= b for a, b in inside
            ):
                return False
            free = start + minutes + pause
            week += minutes
            days[start // DAY] += minutes
        enough = supply.a_week is None or week <= supply.a_week
        return enough and (supply.a_day is None or max(days.values()) <= supply.a_day)

    def _costs(self, held: _Held, some: Iterable[One], rows: set[int]) -> int:
        total = sum(_ANOTHER * (held.hands(row) - 1) for row in rows)
        for one in some:
            theirs = held.of(one)
            total += sum(self.cost(place, one) for place in theirs)
            if self.counts_days:
                spans: dict[int, list[int]] = {}
                for place in theirs:
                    start = self.at[place]
                    span = spans.setdefault(start // DAY, [start, start])
                    span[1] = start + self.instance.events[place].minutes
                total += sum(_DAY + end - start for start, end in spans.values())
        return total


class _Held:
    """Who has which session, and which sessions somebody has."""

    def __init__(
        self, had: Sequence[One | None], at: Sequence[int], courses: Sequence[int]
    ) -> None:
        self.owner = list(had)
        self._at = at
        self._of: dict[One, list[int]] = {}
        self._rows: dict[int, list[int]] = {}
        for place in sorted(range(len(had)), key=lambda each: (at[each], each)):
            one = had[place]
            if one is not None:
                self._of.setdefault(one, []).append(place)
                self._rows.setdefault(courses[place], []).append(place)

    def of(self, one: One) -> Sequence[int]:
        """Return the sessions of one, in their order."""
        return self._of.get(one, ())

    def hands(self, course: int) -> int:
        """Return how many have the sessions of a course."""
        return len({self.owner[place] for place in self._rows.get(course, ())})

    def give(self, place: int, one: One | None) -> None:
        """Give a session to somebody else."""
        was = self.owner[place]
        if was is not None:
            self._of[was].remove(place)
        if one is not None:
            insort(self._of.setdefault(one, []), place, key=lambda each: (self._at[each], each))
        self.owner[place] = one
