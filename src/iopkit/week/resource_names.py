"""Rooms and leaders of a timetable as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.model.pathway import Pathway
    from iopkit.model.schedule.staff import Staff
    from iopkit.model.schedule.week import Room


def room_name(room: str, pathway: Pathway) -> str:
    """Return what people call a room: its title, with its number where there are several alike.

    >>> from iopkit.model.pathway import Pathway
    >>> from iopkit.model.schedule.week import Room
    >>> from iopkit.model.schedule.week import Week
    >>> rooms = [Room(id="large", title="Group room"), Room(id="small", title="Office", count=2)]
    >>> house = Pathway(id="p", title="P", week=Week(rooms=rooms))
    >>> room_name("large", house), room_name("small 2", house), room_name("", house)
    ('Group room', 'Office 2', '')
    """
    return _name(room, () if pathway.week is None else pathway.week.rooms)


def leader_name(leader: str, pathway: Pathway) -> str:
    """Return what people call somebody who leads a session: the staff, and a number of several.

    >>> from iopkit.model.pathway import Pathway
    >>> from iopkit.model.schedule.staff import Staff
    >>> from iopkit.model.schedule.week import Week
    >>> staff = [Staff(id="day", title="Counselor by day", count=2)]
    >>> leader_name("day 2", Pathway(id="p", title="P", week=Week(staff=staff)))
    'Counselor by day 2'
    """
    return _name(leader, () if pathway.week is None else pathway.week.staff)


def _name(one: str, known: Iterable[Room] | Iterable[Staff]) -> str:
    for each in known:
        if one == each.id:
            return each.title
        name, _, number = one.rpartition(" ")
        if name == each.id and number.isdecimal():
            return f"{each.title} {number}" if each.count > 1 else each.title
    return one
