"""Values of the model as lines: a number keeps its unit, a rule what it rests on."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import TYPE_CHECKING, Final

from iopkit.describe.inline import (
    Inlines,
    Quantity,
    QuantityRange,
    Text,
    inlines,
    joined,
    reference,
)
from iopkit.model.basis import Figure
from iopkit.model.criterion import Criterion
from iopkit.model.provenance.citations import described
from iopkit.model.range import Range
from iopkit.model.rule import Rule
from iopkit.model.simulation.distribution import Distribution
from iopkit.model.units import DAYS_IN

if TYPE_CHECKING:
    from iopkit.describe.names import PathwayNames

_ENDLESS: Final = 365.25 * 1000
"""From here on nobody reads the digits of a mean stay. [days]"""

_SPANS: Final = (("month", 3), ("week", 2))
"""Units in which a time is told, and from how many of them on."""


def value_line(  # noqa: C901  one case for each kind of value
    value: object, names: PathwayNames, *, unit: str = "", joint: str = "and"
) -> Inlines:
    """Return what a file states, as a line.

    Parameters
    ----------
    value
        The value; several of them are listed.
    names
        What parts of the pathway are called.
    unit
        The unit of a number.
    joint
        What stands before the last of several.
    """
    match value:
        case bool():
            return inlines("yes" if value else "no")
        case Enum():
            return inlines(str(value.value))
        case int() | float():
            return (Quantity(value=value, unit=unit),)
        case Figure():
            return (Quantity(value=value.value, unit=unit), *reference(value.basis))
        case Range():
            return (time_range(value) if unit == "day" else quantity_range(value, unit),)
        case Distribution():
            return (Text(described(value)), *reference(value.basis))
        case Rule():
            return rule_line(value, names)
        case dt.date():
            return inlines(value.isoformat())
        case tuple():
            return joined((value_line(each, names, unit=unit) for each in value), last=f" {joint} ")
        case _ if isinstance(value, Criterion):
            return (names.condition(value),)
        case _:
            return inlines(str(value))


def rule_line(rule: Rule, names: PathwayNames) -> Inlines:
    """Return a rule: its sentence where it has one, else its criterion; and what it rests on."""
    said = Text(rule.title) if rule.title else names.condition(rule.criterion)
    return (said, *reference(rule.basis))


def quantity_range(of: Range, unit: str = "") -> QuantityRange:
    """Return a range with its unit."""
    return QuantityRange(at_least=of.low, at_most=of.high, unit=unit)


def time_range(of: Range) -> QuantityRange:
    """Return how long something takes, in months or weeks where that is what was meant. [days]

    >>> str(time_range(Range(28, 84))), str(time_range(Range(None, 90)))
    ('4 to 12 weeks', 'up to 90 days')
    """
    ends = [end for end in (of.low, of.high) if end is not None]
    for unit, least in _SPANS:
        scaled = [end / DAYS_IN[unit] for end in ends]
        whole = all(abs(end - round(end)) < 1e-6 for end in scaled)  # noqa: PLR2004  rounding
        if scaled and whole and max(scaled) >= least:
            low, high = (None if e is None else round(e / DAYS_IN[unit]) for e in (of.low, of.high))
            return QuantityRange(at_least=low, at_most=high, unit=unit)
    return quantity_range(of, "day")


def stay_line(of: Distribution) -> Inlines:
    """Return how long a stay is, in the numbers that were given.

    >>> from iopkit.model.simulation.distribution import DistributionFamily
    >>> given = {"median": 50, "spread": 0.95}
    >>> stay = stay_line(Distribution(shape=DistributionFamily.LOGNORMAL, given=given))
    >>> "".join(each.text if isinstance(each, Text) else str(each) for each in stay)
    'median 50 days, mean 79 days'
    """
    given = dict(of.given)
    if "value" in given:
        return (Quantity(value=given["value"], unit="day"),)
    mean = of.mean()
    amount = Quantity(value=mean, unit="day", decimals=0) if mean < _ENDLESS else Text("endless")
    if "median" not in given:
        return (Text("mean "), amount)
    median = Quantity(value=given["median"], unit="day")
    return (Text("median "), median, Text(", mean "), amount)
