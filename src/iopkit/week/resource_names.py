"""One of several rooms or people alike: its id, and what people call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.model.pathway import Pathway
    from iopkit.model.schedule.staff import Staff
    from iopkit.model.schedule.week import Room


@attrs.frozen
class ResourceName:
    """What people call a room or somebody who leads.

    Parameters
    ----------
    title
        The title of the room, or of the staff.
    number
        Which of several alike; 0 for the only one.
    """

    title: str
    number: int = 0

    def __str__(self) -> str:
        """Return the title with the number.

        >>> str(ResourceName("Office", 2)), str(ResourceName("Office"))
        ('Office 2', 'Office')
        """
        return f"{self.title} {self.number}" if self.number else self.title


def resource_id(kind: str, number: int) -> str:
    """Return the id of one of several alike; no id of a room or of staff holds a blank.

    >>> resource_id("counselor", 2)
    'counselor 2'
    """
    return f"{kind} {number}"


def kind_and_number(one: str) -> tuple[str, int]:
    """Return of which kind a room or a person is, and which of several; 0 for the only one.

    >>> kind_and_number("counselor 2"), kind_and_number("nurse")
    (('counselor', 2), ('nurse', 0))
    """
    kind, _, number = one.partition(" ")
    return (kind, int(number)) if number.isdecimal() else (one, 0)


def room_name(room: str, pathway: Pathway) -> ResourceName:
    """Return what people call a room: its title, with its number where there are several alike.

    >>> from iopkit.model.pathway import Pathway
    >>> from iopkit.model.schedule.week import Room
    >>> from iopkit.model.schedule.week import Week
    >>> rooms = [Room(id="large", title="Group room"), Room(id="small", title="Office", count=2)]
    >>> house = Pathway(id="p", title="P", week=Week(rooms=rooms))
    >>> [str(room_name(each, house)) for each in ("large", "small 2", "")]
    ['Group room', 'Office 2', '']
    """
    return _name(room, () if pathway.week is None else pathway.week.rooms)


def leader_name(leader: str, pathway: Pathway) -> ResourceName:
    """Return what people call somebody who leads a session: the staff, and a number of several.

    >>> from iopkit.model.pathway import Pathway
    >>> from iopkit.model.schedule.staff import Staff
    >>> from iopkit.model.schedule.week import Week
    >>> staff = [Staff(id="day", title="Counselor by day", count=2)]
    >>> str(leader_name("day 2", Pathway(id="p", title="P", week=Week(staff=staff))))
    'Counselor by day 2'
    """
    return _name(leader, () if pathway.week is None else pathway.week.staff)


def _name(one: str, known: Iterable[Room] | Iterable[Staff]) -> ResourceName:
    kind, number = kind_and_number(one)
    for each in known:
        if each.id == kind:
            return ResourceName(each.title, number if each.count > 1 else 0)
    return ResourceName(kind, number)
