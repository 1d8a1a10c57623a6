"""Who of those alike has which session, once times are fixed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from iopkit.week.times import DAY

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from iopkit.week.solver.instance import Instance, Supply


def dealt(  # noqa: PLR0913, PLR0917  what a solver leaves open, and what it says
    instance: Instance,
    supplies: Sequence[Supply],
    limited: Collection[int],
    at: Sequence[int],
    which_of: Sequence[int | None],
    known: Sequence[tuple[int, int] | None],
) -> list[tuple[int, int] | None] | None:
    """Return which of those alike has each session; None when nobody is left for one of them.

    The first who is free, and where their time is limited the one with the least of it taken. So
    None is no proof that there is no way.

    Parameters
    ----------
    instance
        The sessions.
    supplies
        Rooms, or people.
    limited
        Those whose time in sessions is limited.
    at
        When the sessions begin. [minutes after Monday 00:00]
    which_of
        Which of the supplies each of them takes, if any.
    known
        What was decided before.
    """
    alike = [_Alike(supply, instance.pause) for supply in supplies]
    found = list(known)
    for place in sorted(range(len(at)), key=lambda each: (at[each], each)):
        which, minutes = which_of[place], instance.events[place].minutes
        if which is None or found[place] is not None:
            continue
        hands = alike[which]
        who = hands.least(at[place], minutes) if which in limited else hands.first(at[place])
        if who is None:
            return None
        hands.give(who, at[place], minutes)
        found[place] = (which, who)
    return found


class _Alike:
    """Rooms or people alike, and what each of them has so far."""

    def __init__(self, supply: Supply, pause: int) -> None:
        self._supply, self._pause = supply, pause
        self._free: dict[int, int] = defaultdict(int)  # when each can be had again
        self._week: dict[int, int] = defaultdict(int)
        self._day: dict[tuple[int, int], int] = defaultdict(int)

    def first(self, at: int) -> int:
        """Return the first who is free."""
        who = 0
        while self._free[who] > at:
            who += 1
        return who

    def least(self, at: int, minutes: int) -> int | None:
        """Return who is free and has the least so far, if anybody may have one session more."""
        week, day = self._supply.a_week, self._supply.a_day
        left = [
            who
            for who in range(self._supply.count or 0)
            if self._free[who] <= at
            and (week is None or self._week[who] + minutes <= week)
            and (day is None or self._day[who, at // DAY] + minutes <= day)
        ]
        return min(left, key=lambda who: (self._week[who], who), default=None)

    def give(self, who: int, at: int, minutes: int) -> None:
        """Let somebody have a session."""
        self._free[who] = at + minutes + self._pause
        self._week[who] += minutes
        self._day[who, at // DAY] += minutes
