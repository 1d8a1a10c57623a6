"""Time is counted in days; this is the only place where other units become days.

A month is a twelfth of a year of 365.25 days, so that twelve months are one year exactly.
"""

from __future__ import annotations

from typing import Final

DAYS_IN: Final[dict[str, float]] = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 365.25 / 12,
    "year": 365.25,
}
"""Days in one of each unit. [days]"""


def time_unit(word: str) -> str | None:
    """Return the unit that a word means ("weeks" is "week"), or nothing if it is not one.

    >>> time_unit("weeks"), time_unit("client")
    ('week', None)
    """
    singular = word.removesuffix("s")
    return singular if singular in DAYS_IN else None


def to_days(amount: float, unit: str) -> float:
    """Return an amount of a time unit in days. [days]

    >>> to_days(6, "weeks")
    42.0
    """
    return amount * DAYS_IN[unit.removesuffix("s")]


def plainly(days: float) -> str:
    """Return days as a person says them: hours below one day.

    >>> plainly(28), plainly(1), plainly(0.125)
    ('28 days', '1 day', '3 hours')
    """
    if 0 < days < 1:
        amount, unit = days * 24, "hour"
    else:
        amount, unit = days, "day"
    return f"{amount:g} {unit}{'' if amount == 1 else 's'}"
