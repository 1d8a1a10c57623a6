"""Durations, ranges, rates and times of the week: the small texts in a pathway file.

Each ``read_...`` turns a text into a value, each ``write_...`` a value into the text that reads
back as exactly the same value. Everything about time is in days, as in the model.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final, TypeAlias

from iopkit.diagnostics.catalogue.quantities import (
    CLOCK_FOR_DURATION,
    CLOCK_FOR_RANGE,
    DAYS_WITHOUT_TIME,
    DURATION_WITHOUT_UNIT,
    ENDLESS_DURATION,
    IMPOSSIBLE_CLOCK_TIME,
    LARGE_DURATION,
    LARGE_RANGE,
    NEGATIVE_BOUND,
    NEGATIVE_DURATION,
    NEGATIVE_RATE,
    NO_WEEKDAY,
    OF_HOURS,
    OTHER_THAN_RATE,
    OTHER_THAN_WEEK_TIME,
    RANGE_BACKWARDS,
    RANGE_WITH_UNIT,
    RANGE_WITHOUT_UNIT,
    TIME_WITHOUT_DAYS,
    UNCLEAR_DURATION,
    UNCLEAR_RANGE,
    WEEK_TIME_REFUSED,
    WEEKDAYS_BACKWARDS,
)
from iopkit.model.range import Range
from iopkit.model.schedule.weekday import Hours, Weekday, not_a_time_of_the_week, week_time_text
from iopkit.model.units import DAYS_IN, time_unit, to_days

if TYPE_CHECKING:
    from iopkit.diagnostics.kind import DiagnosticMessage

WeekTime: TypeAlias = "tuple[tuple[Weekday, ...], int | None, int | None]"
"""Weekdays, a start and an end in minutes after midnight: each as far as somebody says."""

_NUMBER: Final = r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
_AMOUNT: Final = re.compile(rf"({_NUMBER})\s*([A-Za-z]+)?", re.ASCII)
_CLOCK: Final = re.compile(r"\d{1,2}:\d\d", re.ASCII)
_TIMES: Final = re.compile(r"(.*?)(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)", re.ASCII)
_DAYS: Final = list(Weekday)


class NotUnderstoodError(ValueError):
    """A small text that is not written as it must be."""

    def __init__(self, told: DiagnosticMessage, hint: str | None = None) -> None:
        self.told, self.hint = told, told.hint if hint is None else hint
        super().__init__(f"{told.text}; {self.hint}")


def number_text(value: float) -> str:
    """Return a number so that reading it gives the same number.

    >>> number_text(36.0), number_text(0.23)
    ('36', '0.23')
    """
    whole = float(value).is_integer() and abs(value) < 1e15  # noqa: PLR2004  exact as a whole number
    return str(int(value)) if whole else repr(float(value))


def read_duration(text: str) -> float:
    """Return a duration. [days]

    >>> read_duration("6 weeks")
    42.0
    """
    amount, unit = _amount(text, "28 days")
    if unit is None:
        raise NotUnderstoodError(DURATION_WITHOUT_UNIT(text=text))
    return _days(amount, unit)


def write_duration(days: float) -> str:
    """Return a duration as text.

    >>> write_duration(28), write_duration(1)
    ('28 days', '1 day')
    """
    return f"{number_text(days)} day{'' if days == 1 else 's'}"


def read_range(text: str, *, timed: bool = False, signed: bool = False) -> Range:
    """Return a range, of durations [days] if `timed`; numbers below zero only if `signed`.

    >>> read_range("4 to 6 weeks", timed=True), read_range("at least 9")
    (Range(low=28.0, high=42.0), Range(low=9.0, high=None))
    """
    example = "4 to 6 weeks" if timed else "3 to 5"
    words = " ".join(text.split())
    if words == "unknown":
        return Range()
    lower = re.fullmatch(r"at least (.+)|(.+) or more", words)
    upper = re.fullmatch(r"up to (.+)", words)
    both = re.fullmatch(r"(.+?) to (.+)", words) if not lower and not upper else None
    low = lower[1] or lower[2] if lower else both[1] if both else None if upper else words
    high = upper[1] if upper else both[2] if both else None if lower else words
    unit = _amount(high, example, of_range=True)[1] if high else None
    bounds = [_bound(part, unit, example, timed=timed, signed=signed) for part in (low, high)]
    if None not in bounds and (bounds[0] or 0) > (bounds[1] or 0):
        raise NotUnderstoodError(RANGE_BACKWARDS(example=example))
    return Range(*bounds)


def write_range(value: Range, *, timed: bool = False) -> str:
    """Return a range as text, in weeks where that is natural."""
    bounds = [bound for bound in (value.low, value.high) if bound is not None]
    weeks = (
        timed
        and bool(bounds)
        and all(
            bound % 7 == 0 and 14 <= bound <= 1e6  # noqa: PLR2004  above, a seventh may not be exact
            for bound in bounds
        )
    )
    unit = (" weeks" if weeks else " days") if timed else ""
    low, high = (
        None if bound is None else number_text(bound / 7 if weeks else bound)
        for bound in (value.low, value.high)
    )
    if low is None:
        return "unknown" if high is None else f"up to {high}{unit}"
    if high is None:
        return f"at least {low}{unit}"
    return f"{low}{unit}" if low == high else f"{low} to {high}{unit}"


def read_rate(text: str) -> float:
    """Return a rate. [1/day]

    >>> read_rate("7 per week")
    1.0
    """
    match = re.fullmatch(rf"({_NUMBER}) per ([a-z]+)", " ".join(text.split()), re.ASCII)
    unit = time_unit(match[2]) if match else None
    if match is None or unit is None:
        hint = _comma(text) or "write it as 1.2 per day or 5 per week"
        raise NotUnderstoodError(OTHER_THAN_RATE(text=text), hint)
    rate = float(match[1])
    if rate < 0 or not math.isfinite(rate):
        raise NotUnderstoodError(NEGATIVE_RATE())
    return rate / DAYS_IN[unit]


def write_rate(per_day: float) -> str:
    """Return a rate as text."""
    return f"{number_text(per_day)} per day"


def read_week_time(text: str) -> WeekTime:
    """Return weekdays with times, or one of the two.

    >>> days, start, end = read_week_time("Mon-Thu 17:30-20:30")
    >>> len(days), start, end
    (4, 1050, 1230)
    >>> read_week_time("09:00-12:00")
    ((), 540, 720)
    """
    words = text.strip()
    match = _TIMES.fullmatch(words)
    if match is None and (re.search(r"\d", words) or words[:3].capitalize() not in _DAYS):
        raise NotUnderstoodError(OTHER_THAN_WEEK_TIME(text=text))
    start = end = None
    if match is not None:
        hours = [int(part) for part in match.groups()[1:]]
        if hours[0] > 24 or hours[2] > 24 or hours[1] > 59 or hours[3] > 59:  # noqa: PLR2004  a clock
            raise NotUnderstoodError(IMPOSSIBLE_CLOCK_TIME(text=text))
        words = match[1].strip()
        start, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    days = _read_weekdays(words) if words else ()
    problem = not_a_time_of_the_week(days, start, end)
    if problem:
        raise NotUnderstoodError(WEEK_TIME_REFUSED(problem=problem))
    return days, start, end


def write_week_time(time: WeekTime) -> str:
    """Return weekdays and times as text; nothing when nobody says either."""
    return week_time_text(*time)


def read_hours(text: str) -> Hours:
    """Return a stretch of time on some days of the week.

    >>> str(read_hours("mon, wed 8:00-12:00"))
    'Mon, Wed 08:00-12:00'
    """
    try:
        days, start, end = read_week_time(text)
    except NotUnderstoodError as error:
        told = OF_HOURS[error.told.kind](**error.told.args)
        raise NotUnderstoodError(told) from None
    if start is None or end is None:
        raise NotUnderstoodError(DAYS_WITHOUT_TIME(text=text))
    if not days:
        raise NotUnderstoodError(TIME_WITHOUT_DAYS(text=text, hours=text.strip()))
    return Hours(days=days, start=start, end=end)


def _read_weekdays(text: str) -> tuple[Weekday, ...]:
    days: list[Weekday] = []
    for part in text.split(","):
        first, _, last = (word.strip() for word in part.partition("-"))
        start, end = _weekday(first), _weekday(last or first)
        if end < start:
            raise NotUnderstoodError(WEEKDAYS_BACKWARDS(part=part.strip()))
        days += _DAYS[start : end + 1]
    return tuple(days)


def _weekday(word: str) -> int:
    short = word.strip().capitalize()
    for index, day in enumerate(_DAYS):
        if short == day.value:
            return index
    raise NotUnderstoodError(NO_WEEKDAY(word=word, weekdays=tuple(_DAYS)))


def _amount(text: str, example: str, *, of_range: bool = False) -> tuple[float, str | None]:
    """Return the number and the unit of time of "28 days"; no unit for a number alone."""
    if _CLOCK.search(text):
        clock = CLOCK_FOR_RANGE if of_range else CLOCK_FOR_DURATION
        raise NotUnderstoodError(clock(text=text, example=example))
    match = _AMOUNT.fullmatch(text.strip())
    unit = time_unit(match[2].lower()) if match and match[2] else None
    if match is None or (match[2] and unit is None):
        unclear = UNCLEAR_RANGE if of_range else UNCLEAR_DURATION
        raise NotUnderstoodError(unclear(text=text), _advice(text, example))
    amount = float(match[1])
    if not math.isfinite(amount):
        large = LARGE_RANGE if of_range else LARGE_DURATION
        raise NotUnderstoodError(large(text=text, example=example))
    return amount, unit


def _comma(text: str) -> str:
    """Return what to write for a number with a comma, or nothing."""
    pointed = re.sub(r"(?<=\d),(?=\d)", ".", text)
    return f"write a point, not a comma: {pointed}" if pointed != text else ""


def _advice(text: str, example: str) -> str:
    if _comma(text):
        return _comma(text)
    dashed = re.fullmatch(r"\s*(\d[\d.]*)\s*[-\u2013]\s*(\d[\d.]*)\s*([A-Za-z]*)\s*", text)
    if dashed:
        return f"write '{dashed[1]} to {dashed[2]} {dashed[3]}".rstrip() + "'"
    above = re.fullmatch(r"\s*(?:>=\s*(\d.*)|(\d[\d.]*)\s*\+\s*(\w*))\s*", text)
    if above:
        return f"write 'at least {' '.join(part for part in above.groups() if part)}'"
    return (
        f"write it as {example}, at least ..., up to ..., or unknown"
        if " to " in example
        else (f"write it as {example}; units are {', '.join(DAYS_IN)}")
    )


def _bound(
    text: str | None, unit: str | None, example: str, *, timed: bool, signed: bool
) -> float | None:
    if text is None:
        return None
    amount, own = _amount(text, example, of_range=True)
    if timed and not (own or unit):
        raise NotUnderstoodError(RANGE_WITHOUT_UNIT(example=example))
    if not timed and own:
        raise NotUnderstoodError(RANGE_WITH_UNIT(text=text, example=example))
    if amount < 0 and not signed:
        raise NotUnderstoodError(NEGATIVE_BOUND(text=text))
    return _days(amount, own or unit or "day") if timed else amount


def _days(amount: float, unit: str) -> float:
    days = to_days(amount, unit)
    if days < 0:
        raise NotUnderstoodError(NEGATIVE_DURATION())
    if not math.isfinite(days):
        raise NotUnderstoodError(ENDLESS_DURATION())
    return days
