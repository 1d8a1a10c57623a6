"""What one figure is in two scenarios, and by how much they differ."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import attrs

from iopkit.simulate.measures.interval import Estimate, t_quantile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.model.simulation.measure import Measure
    from iopkit.simulate.measures.measure_names import MeasureName, NamedFigures


@attrs.frozen(kw_only=True)
class PairedDifference:
    """One figure in a scenario and in the one it is compared with.

    Parameters
    ----------
    scenario
        The name of the scenario.
    name
        What the figure is about.
    baseline, value
        The figure in the baseline and in the scenario; None where no replication has it. [unit]
    difference
        The scenario minus the baseline, replication by replication; None without any pair. [unit]
    n_pairs
        How many replications have the figure in both scenarios.
    """

    scenario: str
    name: MeasureName
    baseline: Estimate | None
    value: Estimate | None
    difference: Estimate | None
    n_pairs: int

    @classmethod
    def of(
        cls,
        scenario: str,
        name: MeasureName,
        baseline: Sequence[NamedFigures],
        other: Sequence[NamedFigures],
    ) -> PairedDifference:
        """Return how a figure differs; the replications are in the same order in both."""
        paired = [
            (one[name], two[name])
            for one, two in zip(baseline, other, strict=True)
            if name in one and name in two
        ]
        return cls(
            scenario=scenario,
            name=name,
            baseline=Estimate.of([each[name] for each in baseline if name in each]),
            value=Estimate.of([each[name] for each in other if name in each]),
            difference=Estimate.of([two - one for one, two in paired]),
            n_pairs=len(paired),
        )

    @property
    def measure(self) -> Measure:
        """What is declared of the measure."""
        return self.name.declared

    @property
    def relative(self) -> float | None:
        """The mean difference as a share of the baseline; None where that is 0 or missing. [1]"""
        if self.difference is None or self.baseline is None or not self.baseline.mean:
            return None
        return self.difference.mean / abs(self.baseline.mean)

    @property
    def is_same(self) -> bool:
        """Whether no replication differs at all."""
        found = self.difference
        return found is not None and found.mean == 0 and found.ci_low in {None, 0.0}

    @property
    def is_seen(self) -> bool:
        """Whether the interval of the difference leaves out 0."""
        found = self.difference
        if found is None or found.ci_low is None or found.ci_high is None:
            return False
        return found.ci_low > 0 or found.ci_high < 0

    @property
    def counts_from(self) -> float | None:
        """The smallest difference that counts in practice; None for a fine figure. [unit]"""
        return self.measure.counts_from(self.baseline.mean if self.baseline is not None else 0.0)

    @property
    def weight(self) -> float:
        """How often the mean difference holds the smallest one that counts. [1]

        Infinite where any difference counts: money, where there was none to spend.
        """
        found, least = self.difference, self.counts_from
        if found is None or least is None or not found.mean:
            return 0.0
        return abs(found.mean) / least if least else math.inf

    @property
    def is_open(self) -> bool:
        """Whether the interval holds 0, and also a difference that would count in practice."""
        found, least = self.difference, self.counts_from
        if found is None or least is None or self.is_seen or self.is_same:
            return False
        if found.ci_low is None or found.ci_high is None:
            return True
        return max(-found.ci_low, found.ci_high) >= least

    def pairs_needed(self) -> int | None:
        """Return how many replications might show a difference that counts, if there is one.

        So many that the half width of the interval would be the smallest such difference; None
        when that cannot be said.
        """
        found, least = self.difference, self.counts_from
        if found is None or found.ci_low is None or found.ci_high is None or not least:
            return None
        half = (found.ci_high - found.ci_low) / 2
        return replications_for(half, least, self.n_pairs)


def replications_for(half: float, wanted: float, replications: int) -> int:
    """Return how many replications make an interval as narrow as wanted.

    Parameters
    ----------
    half
        The half width with the replications that there are. [unit]
    wanted
        The half width that is wanted, more than 0. [unit]
    replications
        How many there are, at least 2.

    >>> replications_for(2.0, 1.0, 20), replications_for(0.5, 1.0, 20)
    (73, 20)
    """
    if half <= wanted:
        return replications
    sd = half / t_quantile(0.975, replications - 1) * math.sqrt(replications)

    def is_enough(number: int) -> bool:
        return t_quantile(0.975, number - 1) * sd / math.sqrt(number) <= wanted

    few, many = replications, 2 * replications
    while not is_enough(many):
        few, many = many, 2 * many
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (few, middle) if is_enough(middle) else (middle, many)
    return many
