"""A mean over replications, with its Student-t interval."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Sequence

CONFIDENCE: Final = 0.95
"""The share of intervals that hold the true mean."""


@attrs.frozen
class Estimate:
    """The mean of a figure over replications, and how well it is known.

    Parameters
    ----------
    mean
        The mean, in the unit of the figure.
    ci_low, ci_high
        The ends of the 95 % interval; None when there is only one replication.
    """

    mean: float
    ci_low: float | None = None
    ci_high: float | None = None

    @classmethod
    def of(cls, values: Sequence[float]) -> Estimate | None:
        """Return the interval of the values of independent replications, None for no value.

        >>> Estimate.of([1.0, 2.0, 3.0])
        Estimate(mean=2.0, ci_low=-0.484137711..., ci_high=4.484137711...)
        """
        n = len(values)
        if n == 0:
            return None
        mean = math.fsum(values) / n
        if n == 1:
            return cls(mean)
        variance = math.fsum((value - mean) ** 2 for value in values) / (n - 1)
        half = t_quantile((1 + CONFIDENCE) / 2, n - 1) * math.sqrt(variance / n)
        return cls(mean, mean - half, mean + half)

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it."""
        from iopkit.simulate.notebook import interval_html

        return interval_html(self)


@cache
def t_quantile(probability: float, freedom: int) -> float:
    """Return the quantile of Student's t distribution, for a probability above one half.

    By bisection on the distribution function, which is an incomplete beta function. [1]

    >>> round(t_quantile(0.975, 19), 6)
    2.093024
    """
    low, high = 0.0, 1.0
    while _t_above(high, freedom) > 1 - probability:
        low, high = high, 2 * high
    for _ in range(100):
        middle = (low + high) / 2
        if _t_above(middle, freedom) > 1 - probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _t_above(t: float, freedom: int) -> float:
    """Return the probability that a t variable exceeds t."""
    return _incomplete_beta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """Return the regularized incomplete beta function.

    The continued fraction of Abramowitz and Stegun, Handbook of Mathematical Functions (1964),
    26.5.8, evaluated by Lentz's method on the side where it converges quickly.
    """
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(1 - x, b, a)
    if x == 0:
        return 0.0
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(log_front + a * math.log(x) + b * math.log1p(-x)) / a
    tiny = 1e-300
    fraction, c, d = 1.0, 1.0, 0.0
    for step in range(1, 1000):
        m = step // 2
        if step == 1:
            term = 1.0
        elif step % 2:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            m -= 1
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / (1 + term * d or tiny)
        c = 1 + term / c or tiny
        fraction *= c * d
        if abs(c * d - 1) < 1e-16:  # noqa: PLR2004  the last bit of a float
            break
    return front * (fraction - 1)
