"""A time of the week at which a program is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.schedule.weekday import Weekday, not_a_time_of_the_week, some_minutes_a_day
from iopkit.model.validators import at_least_one, identifier

if TYPE_CHECKING:
    from iopkit.model.schedule.weekday import Hours
    from iopkit.model.service import Mode

__all__ = ["Track", "Weekday"]  # a track and its days


@attrs.frozen(kw_only=True, field_transformer=checked)
class Track:
    """A time of the week at which a program is held, as far as somebody says when.

    Parameters
    ----------
    id
        Its name, such as ``evening``.
    days
        The weekdays, Monday first; empty if nobody says.
    start, end
        Minutes after midnight; both None if nobody says. [minutes]
    mode
        Whether clients come or join online; None if nobody says.
    clients
        How many follow it at a time; None if nobody says. [clients]
    busy
        When its clients are at work or at school and cannot come; empty if nobody says.
    a_day
        The most time in sessions that a client has on one day; None for no limit. [minutes]
    """

    id: str = attrs.field(validator=identifier)
    days: tuple[Weekday, ...] = attrs.field(default=(), converter=tuple["Weekday", ...])
    start: int | None = None
    end: int | None = None
    mode: Mode | None = None
    clients: int | None = attrs.field(default=None, validator=at_least_one)
    busy: tuple[Hours, ...] = attrs.field(default=(), converter=tuple["Hours", ...])
    a_day: int | None = attrs.field(default=None, validator=some_minutes_a_day)

    def __attrs_post_init__(self) -> None:
        """Refuse days out of order, and a time that ends before it starts."""
        problem = not_a_time_of_the_week(self.days, self.start, self.end)
        if problem:
            msg = f"track '{self.id}' {problem}"
            raise InvalidValueError(msg)

    def hours_per_day(self) -> float | None:
        """Return the time between start and end; None if nobody says. [h/day]"""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start) / 60

    def hours_per_week(self) -> float | None:
        """Return the time between start and end over a week; None if nobody says. [h/week]

        >>> Track(id="evening").hours_per_week() is None
        True
        """
        if not self.days or self.start is None or self.end is None:
            return None
        return len(self.days) * (self.end - self.start) / 60
