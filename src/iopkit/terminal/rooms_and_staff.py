"""When a facility can hold sessions, where, and who leads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.describe.wording import brief, counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.schedule.staff import Staff
    from iopkit.model.schedule.week import Room, Week
    from iopkit.model.schedule.weekday import Hours
    from iopkit.terminal.style import DisplayStyle


def rooms_and_staff(week: Week, look: DisplayStyle) -> Iterator[str]:
    """Yield the lines that say what a week has; none for one that says nothing of this."""
    zone = f", in the time of {week.zone}" if week.zone else ""
    said = [f"Sessions can be held {_when(week.open)}{zone}"] if week.open else []
    said += [_room(room) for room in week.rooms]
    said += [_staff(staff) for staff in week.staff]
    if said:
        yield ""
        yield look.strong("The week")
    for text in said:
        yield look.wrapped(text, first="  ", rest="      ")


def _room(room: Room) -> str:
    size = [f"up to {counted(room.size, 'client')}"] if room.size is not None else []
    return ", ".join([_several(room.title, room.count), *size, *filter(None, [_when(room.open)])])


def _staff(staff: Staff) -> str:
    each = " each" if staff.count > 1 else ""
    hours = [f"up to {staff.hours:g} hours a week{each}"] if staff.hours is not None else []
    a_day = [f"up to {staff.a_day} minutes a day{each}"] if staff.a_day is not None else []
    at = filter(None, [_when(staff.at)])
    return ", ".join([_several(staff.title, staff.count), *hours, *a_day, *at])


def _several(title: str, count: int) -> str:
    return brief(title) if count == 1 else f"{brief(title)} ({count})"


def _when(stretches: tuple[Hours, ...]) -> str:
    return listed([str(stretch) for stretch in stretches])
