"""The week of a facility: when and where sessions can be held, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.model.basis import Basis
from iopkit.model.field_types import checked
from iopkit.model.schedule.weekday import less_than_a_day, some_hours_a_week, some_minutes_a_day
from iopkit.model.validators import at_least_one, identifier, text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from iopkit.model.schedule.staff import Staff
    from iopkit.model.schedule.weekday import Hours

FULL_TIME: Final = 40.0
"""What a full-time position is where nobody says. [h/week]"""
FULL_TIME_BASIS: Final = Basis(assumption="eight hours on each of five days; no source says so")
"""What that rests on."""


def _in_order(dates: Iterable[dt.date]) -> tuple[dt.date, ...]:
    return tuple(sorted(set(dates)))


@attrs.frozen(kw_only=True, field_transformer=checked)
class Week:
    """What a timetable is made from, beside the programs and their tracks.

    Parameters
    ----------
    zone
        The time zone, by its IANA name such as ``America/Denver``; empty if nobody says. Only
        calendars need it.
    open
        When sessions may be held; empty if nobody says.
    closed
        Dates without sessions, the earliest first; only calendars need them.
    step
        Sessions begin at multiples of this after midnight. [minutes]
    pause
        The least time between two sessions of one client, of one leader, and in one room.
        [minutes]
    full_time
        The hours of one full-time position. [h/week]
    rooms
        Where sessions are held; empty if nobody says, and then rooms are no limit.
    staff
        Who leads them; empty if nobody says, and then people are no limit.
    basis
        Where this is described; None when the file's author simply states it.

    Raises
    ------
    ValueError
        When a number cannot be.

    >>> import datetime as dt
    >>> Week(closed=[dt.date(2027, 1, 1), dt.date(2026, 12, 25)]).closed[0].isoformat()
    '2026-12-25'
    """

    zone: str = ""
    open: tuple[Hours, ...] = attrs.field(default=(), converter=tuple["Hours", ...])
    closed: tuple[dt.date, ...] = attrs.field(default=(), converter=_in_order)
    step: int = attrs.field(default=15, validator=some_minutes_a_day)
    pause: int = attrs.field(default=0, validator=less_than_a_day)
    full_time: float = attrs.field(default=FULL_TIME, validator=some_hours_a_week)
    rooms: tuple[Room, ...] = attrs.field(default=(), converter=tuple["Room", ...])
    staff: tuple[Staff, ...] = attrs.field(default=(), converter=tuple["Staff", ...])
    basis: Basis | None = None


@attrs.frozen(kw_only=True, field_transformer=checked)
class Room:
    """A room in which sessions are held, or several alike.

    Parameters
    ----------
    id, title
        Its name in files and for people.
    size
        The most clients in one session; None if nobody says, and then any group fits. [clients]
    count
        How many such rooms there are.
    open
        When sessions may be held in it; empty for whenever the facility is open.
    basis
        Where it is described; None when the file's author simply states it.

    Raises
    ------
    ValueError
        When a number cannot be.
    """

    id: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=text)
    size: int | None = attrs.field(default=None, validator=at_least_one)
    count: int = attrs.field(default=1, validator=at_least_one)
    open: tuple[Hours, ...] = attrs.field(default=(), converter=tuple["Hours", ...])
    basis: Basis | None = None
