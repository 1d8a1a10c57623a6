"""Axes: the round numbers by which a scale is read, and where on it a value stands."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.model.units import DAYS_IN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ROUND: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
"""By what the step of an axis begins."""

_LARGEST: Final = 1e300
"""Beyond this a float has no room for the ends of an axis."""

_SAME: Final = 1e-9
"""The share of a value below which a span is none: there are not enough digits between."""

_MILLION: Final = 1e6
_LARGE: Final = ((1e12, ""), (1e9, " billion"), (1e6, " million"))
"""From where large numbers are said in words; beyond a trillion by their power."""

_STEPS: Final = {
    "day": (1, 2),
    "week": (1, 2),
    "month": (1, 2, 3, 6),
    "year": tuple(step * 10**power for power in range(6) for step in (1, 2, 5)),
}
"""The steps of an axis of time."""


@attrs.frozen
class Tick:
    """A mark of an axis.

    Parameters
    ----------
    value
        Where it stands.
    words
        What is written there.
    """

    value: float
    words: str


@attrs.frozen
class AxisScale:
    """Where values stand in a picture.

    Parameters
    ----------
    low, high
        The values at the ends of the axis, the second one larger.
    start, end
        Where these ends are. [pixels]
    """

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where a value stands, what lies beyond an end at that end. [pixels]

        >>> AxisScale(0, 10, 100, 300).at(5), AxisScale(0, 10, 100, 300).at(70)
        (200.0, 300.0)
        """
        # Halves, since the whole length may be more than the largest number.
        length = self.high / 2 - self.low / 2
        share = (_within(value) / 2 - self.low / 2) / length
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)


def finite(values: Iterable[float | None]) -> list[float]:
    """Return the values that a picture can show: no None, nothing infinite or not a number."""
    return [each for each in values if each is not None and math.isfinite(each)]


def ticks(values: Iterable[float | None], *, most: int = 5, zero: bool = True) -> tuple[Tick, ...]:
    """Return round numbers, evenly spaced, between which all values lie.

    Parameters
    ----------
    values
        What the axis has to hold; what is no number is left out.
    most
        How many steps there are at most.
    zero
        Whether 0 is among them.

    >>> [tick.words for tick in ticks([3, 26.4])], [tick.words for tick in ticks([])]
    (['0', '10', '20', '30'], ['0.0', '0.2', '0.4', '0.6', '0.8', '1.0'])
    >>> [tick.words for tick in ticks([-0.4, 0.2])]
    ['-0.4', '-0.2', '0.0', '0.2']
    """
    known = [_within(each) for each in finite(values)]
    low, high = _span(known, zero=zero)
    step = _step(high - low, most)
    while math.ceil(high / step) - math.floor(low / step) > most:
        step = _step(step * most * 1.01, most)
    marks = [number * step for number in range(math.floor(low / step), math.ceil(high / step) + 1)]
    return tuple(map(Tick, marks, spoken(marks)))


def time_ticks(days: float, *, most: int = 6) -> tuple[Tick, ...]:
    """Return round times from the start of a run to its end, the last one with its unit. [days]

    >>> [tick.words for tick in time_ticks(3652.5)]
    ['0', '2', '4', '6', '8', '10 years']
    >>> [tick.words for tick in time_ticks(60)]
    ['0', '2', '4', '6', '8 weeks']
    >>> [tick.words for tick in time_ticks(0.5)]
    ['0 days']
    """
    unit, step = _time_step(days, most)
    width = DAYS_IN[unit] * step
    count = math.floor(days / width + _SAME)
    words = [str(number * step) for number in range(count + 1)]
    words[-1] += f" {unit}{'' if words[-1] == '1' else 's'}"
    return tuple(Tick(number * width, each) for number, each in enumerate(words))


def spoken(values: Sequence[float]) -> list[str]:
    """Return the numbers of an axis as somebody says them, all with as many digits as the step.

    >>> spoken([0, 0.25, 0.5]), spoken([0, 500_000, 1_000_000])
    (['0.00', '0.25', '0.50'], ['0', '0.5 million', '1 million'])
    """
    largest = max(map(abs, values))
    for size, words in _LARGE:
        if largest >= size:
            return [
                f"{each / size:.3g}{words}" if words and each else f"{each:.3g}" for each in values
            ]
    step = values[1] - values[0] if len(values) > 1 else largest
    digits = 0 if step <= 0 else max(-math.floor(math.log10(step) + _SAME), 0)
    if any(abs(round(each, digits) - each) > _SAME * (step or 1) for each in values):
        digits += 1  # as 2.5 needs
    if digits > 6:  # noqa: PLR2004  nobody counts so many zeros
        return [f"{each:.2g}" for each in values]
    return [f"{round(each, digits) + 0.0:,.{digits}f}" for each in values]


def _within(value: float) -> float:
    return min(max(value, -_LARGEST), _LARGEST)


def _span(known: Sequence[float], *, zero: bool) -> tuple[float, float]:
    """Return the least and the largest value of an axis, which differ."""
    low, high = min(known, default=0.0), max(known, default=0.0)
    if zero or high - low <= _SAME * max(abs(low), abs(high)):
        low, high = min(low, 0.0), max(high, 0.0)
    smallest = 1e-300  # below it the arithmetic of steps has no digits left
    return (low, high) if high - low > smallest else (0.0, 1.0)


def _step(span: float, most: int) -> float:
    """Return the smallest round step of which so many reach over a span."""
    rough = span / most
    power = 10.0 ** math.floor(math.log10(rough))
    return next((each * power for each in _ROUND if each * power >= rough), 10 * power)


def _time_step(days: float, most: int) -> tuple[str, int]:
    for unit, steps in _STEPS.items():
        if unit == "month" and days >= 2 * DAYS_IN["year"]:
            continue  # nobody says 36 months
        for step in steps:
            if days / (DAYS_IN[unit] * step) <= most:
                return unit, step
    return "year", 10 ** math.ceil(math.log10(days / DAYS_IN["year"] / most))
