"""Time is counted in days; this is the only place where other units become days.

A month is a twelfth of a year of 365.25 days, so that twelve months are one year exactly.
"""

from __future__ import annotations

import re
from typing import Final

DAYS_IN_YEAR: Final = 365.25
"""Days in a year, leap years in their turn. [days]"""

DAYS_IN: Final[dict[str, float]] = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": DAYS_IN_YEAR / 12,
    "year": DAYS_IN_YEAR,
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


_AMOUNT: Final = re.compile(r"(?P<amount>[+-]?[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>%|[a-z]*)")


def converted(amount: float, unit: str, into: str) -> float | None:
    """Return an amount in another unit, or None when the two do not measure the same.

    An amount without a unit is taken to be in the other one already.

    >>> converted(4, "weeks", "days"), converted(80, "", "%"), converted(80, "%", "days")
    (28.0, 80.0, None)
    """
    if unit in {"", into}:
        return float(amount)
    have, want = time_unit(unit), time_unit(into)
    if have is None or want is None:
        return None
    if have == want:
        return float(amount)
    # 90 minutes are 1.5 hours, not 1.5000000000000002: equality must hold as it does on paper.
    return float(f"{amount * DAYS_IN[have] / DAYS_IN[want]:.12g}")


def amount_in(text: str, unit: str) -> float | None:
    """Return a written amount in a unit, or None when it is none, or not one of that unit.

    >>> amount_in("80%", "%"), amount_in("4 weeks", "days"), amount_in("12", "days")
    (80.0, 28.0, 12.0)
    >>> amount_in("80%", "days") is None, amount_in("some", "days") is None
    (True, True)
    """
    found = _AMOUNT.fullmatch(text.strip().casefold())
    if found is None:
        return None
    own = unit if found["unit"] == unit.casefold() else found["unit"]
    return converted(float(found["amount"]), own, unit)
