"""A quantity known as a value, a range, a bound, or not at all."""

from __future__ import annotations

from operator import add, mul
from typing import TYPE_CHECKING

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked

if TYPE_CHECKING:
    from collections.abc import Callable


@attrs.frozen(field_transformer=checked)
class Range:
    """A quantity between two bounds, either of which may be unknown.

    ==========================  =============================
    ``Range(9, 9)``             exactly 9
    ``Range(9, 19)``            9 to 19
    ``Range(9, None)``          at least 9
    ``Range(None, 90)``         up to 90
    ``Range()``                 unknown ("several hours")
    ==========================  =============================

    Parameters
    ----------
    low, high
        The bounds, both included; None means that nobody said.

    >>> Range(2, 3) * Range(60, 90)
    Range(low=120, high=270)
    """

    low: float | None = None
    high: float | None = attrs.field(default=None)

    @high.validator
    def _ordered(self, _attribute: object, high: float | None) -> None:
        if high is not None and self.low is not None and high < self.low:
            msg = f"the upper bound {high:g} is below the lower bound {self.low:g}"
            raise InvalidValueError(msg)

    @classmethod
    def exactly(cls, value: float) -> Range:
        """Return the range that holds one value only."""
        return cls(value, value)

    @property
    def is_known(self) -> bool:
        """Whether at least one bound is known."""
        return self.low is not None or self.high is not None

    def to_dict(self) -> dict[str, float | None]:
        """Return it as `--json` prints it."""
        return {"at_least": self.low, "at_most": self.high}

    def __add__(self, other: Range) -> Range:
        """Return the range of the sum; a bound unknown in either is unknown in the sum."""
        return Range(_both(add, self.low, other.low), _both(add, self.high, other.high))

    def __mul__(self, other: Range) -> Range:
        """Return the range of the product of two quantities that are never negative."""
        return Range(_both(mul, self.low, other.low), _both(mul, self.high, other.high))

    def either(self, other: Range) -> Range:
        """Return the range of a quantity that is one of the two; what is unknown stays so.

        >>> Range(60, 90).either(Range(45, 45)), Range(60, 90).either(Range(45, None))
        (Range(low=45, high=90), Range(low=45, high=None))
        """
        return Range(_both(min, self.low, other.low), _both(max, self.high, other.high))

    def or_none(self) -> Range:
        """Return the range of a quantity that may also be left out: from zero up."""
        return Range(0, self.high)

    def __str__(self) -> str:
        """Return the range in words.

        >>> [str(Range(9, 19)), str(Range(9)), str(Range(None, 90)), str(Range())]
        ['9 to 19', 'at least 9', 'up to 90', 'unknown']
        """
        match (self.low, self.high):
            case (None, None):
                return "unknown"
            case (None, high):
                return f"up to {high:g}"
            case (low, None):
                return f"at least {low:g}"
            case (low, high):
                return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _both(
    combine: Callable[[float, float], float], a: float | None, b: float | None
) -> float | None:
    return None if a is None or b is None else combine(a, b)
