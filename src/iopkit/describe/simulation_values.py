"""Values of settings of a simulation: read from what people give, and written and said for them.

A reader raises ValueError, whose text says what to write.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import TYPE_CHECKING

from iopkit.files.schema.quantity import read_duration
from iopkit.model.simulation.request import AUTO
from iopkit.model.units import DAYS_IN_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from iopkit.model.simulation.census import Census


def read_time(text: str) -> float:
    """Return a time such as ``6 months``; 0 needs no unit. [days]

    Raises
    ------
    ValueError
        When it is none.
    """
    try:
        return 0.0 if text.strip() == "0" else read_duration(text)
    except ValueError:
        msg = f"'{text}' is not a time: write a number and a unit, such as '1 year'"
        raise ValueError(msg) from None


def read_date(text: str) -> dt.date:
    """Return a date such as ``2026-03-01``.

    Raises
    ------
    ValueError
        When it is none.
    """
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        msg = f"'{text}' is not a date: write year-month-day, such as 2026-03-01"
        raise ValueError(msg) from None


def read_warm_up(text: str) -> float | str:
    """Return a time, or ``auto``. [days]"""
    return AUTO if text.strip() == AUTO else read_time(text)


def read_share(text: str) -> float:
    """Return a share of a mean such as ``5%``. [1]"""
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*%\s*", text, re.ASCII)
    value = float(match[1]) / 100 if match else math.nan
    if not 0 < value < 1:
        msg = f"'{text}' is not a precision: write a share of the mean in percent, such as 5%"
        raise ValueError(msg)
    return value


def read_places(texts: Iterable[str]) -> dict[str, int | None]:
    """Return the places of each level that is named, such as ``iop=48`` or ``iop=unlimited``."""
    found: dict[str, int | None] = {}
    for text in texts:
        level, _, number = text.partition("=")
        # Nine digits are more places than there are people in most countries.
        is_number = number.isascii() and number.isdigit() and len(number) <= 9  # noqa: PLR2004
        if not level or not (is_number or number == "unlimited"):
            msg = f"'{text}' is not LEVEL=NUMBER, such as iop=48 or iop=unlimited"
            raise ValueError(msg)
        if level in found:
            msg = f"'{level}' is named twice"
            raise ValueError(msg)
        found[level] = int(number) if is_number else None
    return found


def write_years(length: float) -> list[str]:
    """Return a length in years, if they are whole."""
    years = length / DAYS_IN_YEAR
    return [str(int(years))] if years == int(years) else []


def write_days(length: float) -> list[str]:
    """Return a length in days, if it is not of whole years."""
    return [] if write_years(length) else [_plain(length)]


def write_warm_up(time: float) -> list[str]:
    """Return a warm-up as `read_time` takes it."""
    years = time / DAYS_IN_YEAR
    if time and years == int(years):
        return [f"{int(years)} year{'' if years == 1 else 's'}"]
    return [f"{_plain(time)} days" if time else "0"]


def write_places(places: Mapping[str, int | None]) -> list[str]:
    """Return the places of each level, as `read_places` takes them."""
    return [
        f"{level}={'unlimited' if number is None else number}"
        for level, number in sorted(places.items())
    ]


def say_places(places: Mapping[str, int | None]) -> str:
    """Return the places of each level in words."""
    return ", ".join(
        f"{level} {'without a limit' if number is None else number}"
        for level, number in sorted(places.items())
    )


def say_census(census: Census | None) -> str:
    """Return how many clients are there, if anybody is."""
    return "" if census is None else str(len(census.clients) or "")


def write_date(date: dt.date | None) -> list[str]:
    """Return a date, if there is one."""
    return [] if date is None else [date.isoformat()]


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)
