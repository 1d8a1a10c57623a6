"""A mean over replications, and how well it is known."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import attrs
import numpy as np
from scipy import stats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.simulate import Estimate


@attrs.frozen
class SampleMean:
    """The mean of independent replications.

    Parameters
    ----------
    mean
        The mean, in the unit of the figure.
    sd
        Standard deviation of one replication.
    n
        How many replications.
    """

    mean: float
    sd: float
    n: int

    @classmethod
    def of(cls, values: Sequence[float]) -> SampleMean:
        """Return the estimate from the values of the replications.

        >>> SampleMean.of([1.0, 2.0, 3.0])
        SampleMean(mean=2.0, sd=1.0, n=3)
        """
        return cls(float(np.mean(values)), float(np.std(values, ddof=1)), len(values))

    @classmethod
    def of_ratio(cls, above: Sequence[float], below: Sequence[float]) -> SampleMean:
        """Return the ratio of two means over replications, with its error by the delta method.

        The mean of the ratios would be off, where a replication is short.

        >>> SampleMean.of_ratio([1.0, 3.0], [2.0, 6.0])
        SampleMean(mean=0.5, sd=0.0, n=2)
        """
        over, under = np.asarray(above, np.float64), np.asarray(below, np.float64)
        ratio = float(over.mean() / under.mean())
        sd = float(np.std(over - ratio * under, ddof=1) / under.mean())
        return cls(ratio, sd, len(over))

    @classmethod
    def from_interval(cls, interval: Estimate | None, replications: int) -> SampleMean:
        """Return the estimate behind a figure of a summary, all of whose replications have it.

        Raises
        ------
        ValueError
            When the figure has no interval.
        """
        if interval is None or interval.ci_high is None:
            raise ValueError("the figure has no interval: too few replications have it")
        t = float(stats.t.ppf(0.975, replications - 1))
        sd = (interval.ci_high - interval.mean) / t * math.sqrt(replications)
        return cls(interval.mean, sd, replications)

    def divided_by(self, factor: float) -> SampleMean:
        """Return the estimate in another unit."""
        return SampleMean(self.mean / factor, self.sd / factor, self.n)

    def half_width(self, confidence: float) -> float:
        """Return half the width of the Student-t interval at a confidence."""
        if self.n < 2:
            return math.inf
        return float(stats.t.ppf((1 + confidence) / 2, self.n - 1)) * self.sd / math.sqrt(self.n)

    def difference(self, other: SampleMean, confidence: float) -> tuple[float, float]:
        """Return the ends of Welch's interval of this mean minus another."""
        mine, theirs = self.sd**2 / self.n, other.sd**2 / other.n
        error = math.sqrt(mine + theirs)
        if error == 0:
            return self.mean - other.mean, self.mean - other.mean
        freedom = (mine + theirs) ** 2 / (mine**2 / (self.n - 1) + theirs**2 / (other.n - 1))
        half = float(stats.t.ppf((1 + confidence) / 2, freedom)) * error
        return self.mean - other.mean - half, self.mean - other.mean + half
