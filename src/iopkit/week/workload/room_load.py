"""What rooms are used for, or which rooms are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.week.resource_names import kind_and_number
from iopkit.week.workload.resource_use import at_once_of, busy_of, hours_of, pause_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.week.session import Session
    from iopkit.week.timetable import Timetable


@attrs.frozen(kw_only=True)
class RoomLoad:
    """What rooms of one kind are used for, or how many of a size are needed.

    Parameters
    ----------
    id
        Id of the room; empty when nobody says what rooms there are.
    title
        What people call it; empty likewise.
    size
        The most clients that it has to hold; for a room that the pathway describes, what it says.
        [clients]
    count
        How many there are, or how many of that size are needed.
    at_once
        The most that are used at the same time.
    sessions, hours
        What is held there; 0 where nobody says what rooms there are. [1/week], [h/week]
    """

    id: str = ""
    title: str = ""
    size: int | None
    count: int
    at_once: int
    sessions: int = 0
    hours: float = 0.0

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {
            "id": self.id or None,
            "title": self.title or None,
            "size": self.size,
            "count": self.count,
            "peak": self.at_once,
            "sessions": self.sessions if self.id else None,
            "hours": self.hours if self.id else None,
        }


def room_loads(timetable: Timetable) -> list[RoomLoad]:
    """Return what rooms are used for; which are needed, where nobody says what rooms there are."""
    week, pause = timetable.pathway.week, pause_of(timetable)
    there = [each for each in timetable.sessions if not each.is_online]
    if week is None or not week.rooms:
        return _needed(there, pause)
    found = []
    for room in week.rooms:
        used = [each for each in there if kind_and_number(each.room)[0] == room.id]
        found.append(
            RoomLoad(
                id=room.id,
                title=room.title,
                size=room.size,
                count=room.count,
                at_once=at_once_of(busy_of(used, 0)),
                sessions=len(used),
                hours=hours_of(used),
            )
        )
    return found


def _needed(sessions: Sequence[Session], pause: int) -> list[RoomLoad]:
    """Return which rooms are needed: for every moment the largest, the second largest and so on."""
    busy = busy_of(sessions, pause)
    sizes: list[int] = []
    for start, _ in busy:
        at_once = sorted(
            (each.clients for each, (a, b) in zip(sessions, busy, strict=True) if a <= start < b),
            reverse=True,
        )
        sizes += [0] * (len(at_once) - len(sizes))
        sizes = [
            max(size, at_once[place]) if place < len(at_once) else size
            for place, size in enumerate(sizes)
        ]
    return [
        RoomLoad(size=size, count=sizes.count(size), at_once=sizes.count(size))
        for size in dict.fromkeys(sizes)
    ]
