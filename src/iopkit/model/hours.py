"""A stretch of time on some days of the week."""

from __future__ import annotations

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.weekday import Weekday, not_a_time_of_the_week, week_time_text


@attrs.frozen(kw_only=True, field_transformer=checked)
class Hours:
    """The same stretch of time on some days of the week: when a house is open, who is at work when.

    Parameters
    ----------
    days
        The weekdays, Monday first; at least one.
    start, end
        When it begins and ends on each of them. [minutes after midnight]

    Raises
    ------
    ValueError
        When there is no day, the days are out of order, or it does not end after it begins.

    >>> str(Hours(days=tuple(Weekday)[:5], start=480, end=1020))
    'Mon-Fri 08:00-17:00'
    """

    days: tuple[Weekday, ...] = attrs.field(converter=tuple["Weekday", ...])
    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        """Refuse hours on no day, and hours that end before they begin."""
        problem = not_a_time_of_the_week(self.days, self.start, self.end)
        if not self.days:
            problem = "must name their weekdays"
        if problem:
            msg = f"hours {problem}"
            raise InvalidValueError(msg)

    def hours_per_week(self) -> float:
        """Return the time on all its days. [h/week]

        >>> Hours(days=[Weekday.MON, Weekday.WED], start=540, end=630).hours_per_week()
        3.0
        """
        return len(self.days) * (self.end - self.start) / 60

    def __str__(self) -> str:
        """Return the days and the time as a file says them."""
        return week_time_text(self.days, self.start, self.end)


def covers(stretches: tuple[Hours, ...], day: Weekday, start: int, end: int) -> bool:
    """Whether some stretches together leave nothing of a time on a day. [minutes after midnight]

    >>> work = Hours(days=tuple(Weekday)[:5], start=480, end=1020)
    >>> covers((work,), Weekday.MON, 540, 720), covers((work,), Weekday.SAT, 540, 720)
    (True, False)
    """
    for stretch in sorted(stretches, key=lambda each: each.start):
        if day in stretch.days and stretch.start <= start < stretch.end:
            start = stretch.end
    return start >= end
