"""The days of the week, and what a time of the week must be."""

from __future__ import annotations

from enum import StrEnum


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
