"""How many clients are at each level in the course of time, over the replications of a run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs
import numpy as np
import numpy.typing as npt

from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.measures.replication_measures import Window

if TYPE_CHECKING:
    from iopkit.simulate.run import Run

MOST_POINTS: Final = 120
"""How many periods a line shows at most: more of them are only noise at the size of a chart."""

MOST_READ: Final = 1000
"""How many replications are read at most: enough for a band, whatever a run has."""

_ENDS: Final = (0.025, 0.975)
"""The quantiles over replications at which a band ends."""

_ALL: Final = 40
"""Of so many replications, one is more than 2.5 of 100: a band that holds 95 of 100 holds all."""


@attrs.frozen(kw_only=True, eq=False)
class CensusOverTime:
    """Clients in active stay, averaged over periods of equal length.

    Parameters
    ----------
    levels
        The ids of the levels. (n_levels,)
    period
        How long a period is; the last one may be shorter. [days]
    at
        The middle of each. (n_periods,) [days]
    mean
        The mean over the replications. (n_levels, n_periods) [clients]
    low, high
        Between what at least 95 of 100 replications lie in each period; of few of them, all, as
        `band` says. None after one replication. (n_levels, n_periods) [clients]
    places
        The mean places of each period; NaN where there is no limit. (n_levels, n_periods) [clients]
    replications
        Of how many replications all that is: of the first ones, where a run has very many.
    """

    levels: tuple[str, ...]
    period: int
    at: npt.NDArray[np.float64]
    mean: npt.NDArray[np.float64]
    low: npt.NDArray[np.float64] | None
    high: npt.NDArray[np.float64] | None
    places: npt.NDArray[np.float64]
    replications: int

    @property
    def band(self) -> str:
        """How many replications lie between `low` and `high`, in words."""
        return band_of(self.replications)

    def number(self, level: str) -> int:
        """Return where a level stands in the arrays."""
        return self.levels.index(level)


def census_over_time(run: Run, *, period: int | None = None) -> CensusOverTime:
    """Return the census of a run in the course of time.

    A day counts as it began: see ``census`` in the folder of a run.

    Parameters
    ----------
    run
        The run; one that is kept in a folder is read from there, another simulated again.
    period
        Over how long a point is averaged; None for as long as `period_of` says. [days]

    Raises
    ------
    RunFolderError
        When a file of the run cannot be read.
    MissingExtraError
        When pyarrow is not installed.
    """
    scenario = run.scenario
    levels = tuple(level.id for level in scenario.pathway.levels)
    n_days = math.ceil(scenario.days)
    period = period or period_of(scenario.days)
    starts = np.arange(0, n_days, period)
    lengths = np.diff([*starts, n_days])
    read = min(scenario.replications, MOST_READ)
    each = np.empty((read, len(levels), len(starts)))
    for number in range(read):
        table = run.census.arrow(number)
        active = np.asarray(table.column("active").to_numpy(), np.float64)
        # A row for each day and level, the levels in the order of the pathway; see `RunColumns`.
        by_day = active.reshape(n_days, len(levels)) if levels else np.empty((n_days, 0))
        each[number] = (np.add.reduceat(by_day, starts, axis=0) / lengths[:, None]).T
    low = high = None
    if read > 1:
        # Outward to whole replications: between two of them, fewer than said would lie within.
        low = np.quantile(each, _ENDS[0], axis=0, method="lower")
        high = np.quantile(each, _ENDS[1], axis=0, method="higher")
    ends = np.minimum(starts + period, scenario.days)
    return CensusOverTime(
        levels=levels,
        period=period,
        at=(starts + ends) / 2,
        mean=each.mean(axis=0),
        low=low,
        high=high,
        places=_places(run, starts, ends),
        replications=read,
    )


def band_of(replications: int) -> str:
    """Return how many of some replications a band holds, in words.

    >>> band_of(30), band_of(100)
    ('all replications', '95 of 100 replications')
    """
    return "all replications" if holds_all(replications) else "95 of 100 replications"


def holds_all(replications: int) -> bool:
    """Whether the band of so few replications holds all of them."""
    return replications <= _ALL


def period_of(days: float, *, most: int = MOST_POINTS) -> int:
    """Return how long the periods of a time are. [days]

    >>> period_of(60), period_of(3652.5)
    (1, 31)
    """
    return max(math.ceil(math.ceil(days) / most), 1)


def _places(
    run: Run, starts: npt.NDArray[np.int_], ends: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    ledger = lower(run.scenario).ledger
    rows = []
    for level in range(len(run.scenario.pathway.levels)):
        windows = (Window(float(a), float(b)) for a, b in zip(starts, ends, strict=True))
        found = [ledger.mean_places(level, window) for window in windows]
        rows.append([math.nan if each is None else each for each in found])
    return np.array(rows, np.float64).reshape(len(rows), len(starts))
