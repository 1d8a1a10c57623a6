"""What a timetable takes: people, rooms, and the time of the clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.model.rule import About
from iopkit.week.workload.client_load import client_load
from iopkit.week.workload.resource_use import hours_of
from iopkit.week.workload.room_load import room_loads
from iopkit.week.workload.staff_load import staff_loads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.model.rule import RuleSet
    from iopkit.week.timetable import Timetable
    from iopkit.week.workload.client_load import ClientLoad
    from iopkit.week.workload.room_load import RoomLoad
    from iopkit.week.workload.staff_load import StaffLoad


@attrs.frozen(kw_only=True)
class WeekWorkload:
    """What a timetable takes.

    Parameters
    ----------
    staff, rooms, clients
        By kind of people, by kind of room, and by section.
    hours
        The time of all sessions. [h/week]
    """

    staff: tuple[StaffLoad, ...] = attrs.field(converter=tuple["StaffLoad", ...])
    rooms: tuple[RoomLoad, ...] = attrs.field(converter=tuple["RoomLoad", ...])
    clients: tuple[ClientLoad, ...] = attrs.field(converter=tuple["ClientLoad", ...])
    hours: float

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it. [h/week]"""
        return {
            "hours": self.hours,
            "staff": [each.to_dict() for each in self.staff],
            "rooms": [each.to_dict() for each in self.rooms],
            "clients": [each.to_dict() for each in self.clients],
        }


def load_of(timetable: Timetable, rule_sets: Iterable[RuleSet] = ()) -> WeekWorkload:
    """Return what a timetable takes.

    Parameters
    ----------
    timetable
        The timetable.
    rule_sets
        What to hold the programs against; those about clients are left out.
    """
    books = [book for book in rule_sets if book.about is About.PROGRAM]
    return WeekWorkload(
        staff=staff_loads(timetable),
        rooms=room_loads(timetable),
        clients=[client_load(timetable, section, books) for section in timetable.sections],
        hours=hours_of(timetable.sessions),
    )
