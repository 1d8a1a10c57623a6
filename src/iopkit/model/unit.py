"""Amounts in the unit in which a fact is recorded."""

from __future__ import annotations

from iopkit.model.time import DAYS_IN, time_unit


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
