"""The days of the week, and what a time of the week must be."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeVar

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.validators import is_whole

if TYPE_CHECKING:
    from attrs import Attribute


class Weekday(StrEnum):
    """The days of the week, Monday first."""

    MON = "Mon"
    TUE = "Tue"
    WED = "Wed"
    THU = "Thu"
    FRI = "Fri"
    SAT = "Sat"
    SUN = "Sun"


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


def week_time_text(days: tuple[Weekday, ...], start: int | None, end: int | None) -> str:
    """Return weekdays and times as people write them; nothing when nobody says either.

    >>> week_time_text((Weekday.MON, Weekday.WED), 540, 720)
    'Mon, Wed 09:00-12:00'
    >>> week_time_text(tuple(Weekday)[:5], None, None)
    'Mon-Fri'
    """
    order = list(Weekday)
    places = [order.index(day) for day in days]
    row = len(places) > 2 and places == list(range(places[0], places[-1] + 1))  # noqa: PLR2004
    on = f"{days[0]}-{days[-1]}" if row else ", ".join(days)
    at = "" if start is None or end is None else f"{clock(start)}-{clock(end)}"
    return f"{on} {at}".strip()


def clock(minutes: int) -> str:
    """Return a time of day as a clock shows it. [minutes after midnight]

    >>> clock(1050)
    '17:30'
    """
    return f"{minutes // 60:02}:{minutes % 60:02}"


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
            raise InvalidValueError(msg, parameter="hours")

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


HoursAWeek = TypeVar("HoursAWeek", bound="float | None")
MinutesADay = TypeVar("MinutesADay", bound="int | None")

MINUTES_OF_A_DAY: Final = 1440
HOURS_OF_A_WEEK: Final = 168


def some_hours_a_week(
    _instance: object, attribute: Attribute[HoursAWeek], value: HoursAWeek
) -> None:
    """Refuse no time at all, and more hours than a week has; None passes."""
    if value is not None and not 0 < value <= HOURS_OF_A_WEEK:
        msg = f"{attribute.name} must be more than 0 and at most {HOURS_OF_A_WEEK}, got {value:g}"
        raise InvalidValueError(msg, parameter=attribute.name)


def some_minutes_a_day(
    _instance: object, attribute: Attribute[MinutesADay], value: MinutesADay
) -> None:
    """Refuse no time at all, a part of a minute, and more minutes than a day has; None passes."""
    if value is not None and not (is_whole(value) and 0 < value <= MINUTES_OF_A_DAY):
        most = f"at most {MINUTES_OF_A_DAY}"
        msg = f"{attribute.name} must be a whole number of 1 or more, {most}, got {value:g}"
        raise InvalidValueError(msg, parameter=attribute.name)


def less_than_a_day(_instance: object, attribute: Attribute[int], value: int) -> None:
    """Refuse less than nothing, a part of a minute, and as many minutes as a day has."""
    if not (is_whole(value) and 0 <= value < MINUTES_OF_A_DAY):
        most = f"less than {MINUTES_OF_A_DAY}"
        msg = f"{attribute.name} must be a whole number of 0 or more, {most}, got {value:g}"
        raise InvalidValueError(msg, parameter=attribute.name)
