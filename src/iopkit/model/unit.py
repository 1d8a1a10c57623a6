"""Amounts in the unit in which a fact is recorded."""

from __future__ import annotations

import re
from typing import Final

from iopkit.model.time import DAYS_IN, time_unit

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
