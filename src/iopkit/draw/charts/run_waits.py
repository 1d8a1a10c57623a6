"""How long clients waited, in classes that people speak of, over the replications of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

from iopkit.draw.charts.run_census import MOST_READ
from iopkit.model.units import DAYS_IN
from iopkit.simulate.measures.interval import Estimate

if TYPE_CHECKING:
    import numpy.typing as npt

    from iopkit.simulate.run import Run

CLASSES: Final = (
    ("not at all", 0.0),
    ("up to 1 day", 1.0),
    ("1 to 3 days", 3.0),
    ("3 to 7 days", DAYS_IN["week"]),
    ("1 to 2 weeks", 2 * DAYS_IN["week"]),
    ("2 weeks to 1 month", DAYS_IN["month"]),
    ("1 to 3 months", 3 * DAYS_IN["month"]),
    ("3 months to 1 year", DAYS_IN["year"]),
    ("more than 1 year", np.inf),
)
"""What each class is called, and where it ends, that included. [days]"""


@attrs.frozen(kw_only=True, eq=False)
class Waits:
    """What share of those who began had waited how long.

    Parameters
    ----------
    level
        The id of the level.
    shares
        The mean share of each of `CLASSES` over the replications in which somebody began, with its
        interval; empty when nobody did. [1]
    """

    level: str
    shares: tuple[Estimate, ...]

    def within(self, name: str) -> float:
        """Return what share had waited no longer than a class goes. [1]"""
        names = [each for each, _ in CLASSES]
        return sum(share.mean for share in self.shares[: names.index(name) + 1])


def waits(run: Run) -> tuple[Waits, ...]:
    """Return the waits at each level, of those whose active stay began in the time that counts.

    Parameters
    ----------
    run
        The run; one that is kept in a folder is read from there, another simulated again.

    Raises
    ------
    RunFolderError
        When a file of the run cannot be read.
    MissingExtraError
        When pyarrow is not installed.
    """
    scenario = run.scenario
    levels = [level.id for level in scenario.pathway.levels]
    read = min(scenario.replications, MOST_READ)
    found: list[list[npt.NDArray[np.float64]]] = [[] for _ in levels]
    for number in range(read):
        counts = _counts(run, number, levels)
        for level, row in enumerate(counts):
            if row.sum():
                found[level].append(row / row.sum())
    return tuple(
        Waits(level=level, shares=_shares(rows)) for level, rows in zip(levels, found, strict=True)
    )


def _counts(run: Run, number: int, levels: list[str]) -> npt.NDArray[np.int_]:
    """Return how many waits of a replication are in each class. (n_levels, n_classes)"""
    table = run.visits.arrow(number).select(["level", "queued_at", "started_at"])
    column = table.column("level").combine_chunks()
    names = {name: place for place, name in enumerate(levels)}
    places = np.array([names[name] for name in column.dictionary.to_pylist()], np.int64)
    at = column.indices.to_numpy(zero_copy_only=False)
    queued, started = (
        np.asarray(table.column(name).to_numpy(), np.float64)
        for name in ("queued_at", "started_at")
    )
    # Who never began has no start, which compares as false.
    counts = (started >= run.scenario.warm_up) & (started <= run.scenario.days)
    ends = np.array([end for _, end in CLASSES])
    classes = np.searchsorted(ends, (started - queued)[counts], side="left")
    both = places[at[counts]] * len(CLASSES) + classes
    flat = np.bincount(both, minlength=len(levels) * len(CLASSES))
    return flat.reshape(len(levels), len(CLASSES))


def _shares(rows: list[npt.NDArray[np.float64]]) -> tuple[Estimate, ...]:
    each = (Estimate.of([float(row[place]) for row in rows]) for place in range(len(CLASSES)))
    return tuple(found for found in each if found is not None)
