"""A time of the week at which a program is held."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from iopkit.model.checks import identifier

if TYPE_CHECKING:
    from iopkit.model.mode import Mode


class Weekday(StrEnum):
    """The days of the week, Monday first."""

    MON = "Mon"
    TUE = "Tue"
    WED = "Wed"
    THU = "Thu"
    FRI = "Fri"
    SAT = "Sat"
    SUN = "Sun"


@attrs.frozen(kw_only=True)
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
    """

    id: str = attrs.field(validator=identifier)
    days: tuple[Weekday, ...] = attrs.field(default=(), converter=tuple["Weekday", ...])
    start: int | None = None
    end: int | None = None
    mode: Mode | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse days out of order, and a time that ends before it starts."""
        problem = not_a_time_of_the_week(self.days, self.start, self.end)
        if problem:
            msg = f"track '{self.id}' {problem}"
            raise ValueError(msg)

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


def not_a_time_of_the_week(days: tuple[Weekday, ...], start: int | None, end: int | None) -> str:
    """Return what is wrong with weekdays and times, or nothing. Times in minutes after midnight.

    >>> not_a_time_of_the_week((Weekday.MON,), 1080, 1020)
    'must end after it starts, on the same day'
    """
    order = list(Weekday)
    places = [order.index(day) for day in days]
    if places != sorted(set(places)):
        return "must name its weekdays once each, Monday first"
    if start is None and end is None:
        return ""
    if start is None or end is None:
        return "must have both a start and an end, or neither"
    if not 0 <= start < end <= 1440:  # noqa: PLR2004  minutes of a day
        return "must end after it starts, on the same day"
    return ""
