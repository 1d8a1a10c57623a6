"""The figures of one replication, from its visits."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs
import numpy as np

from iopkit.simulate.tables import NONE

if TYPE_CHECKING:
    import numpy.typing as npt

    from iopkit.simulate.lower import Lowered
    from iopkit.simulate.tables import Floats, ShortInts
    from iopkit.simulate.visits import Visits

DAYS_IN_YEAR: Final = 365.25

Figures: TypeAlias = dict[tuple[str, ...], float]
"""Figures by name: ("census", "iop"). A figure that has no value is absent."""


@attrs.frozen
class Window:
    """The time that counts: after the warm-up, before the end. [days]"""

    start: float
    end: float

    @property
    def days(self) -> float:
        """How long it is. [days]"""
        return self.end - self.start

    def holds(self, times: Floats) -> npt.NDArray[np.bool_]:
        """Whether each time lies inside."""
        return (times >= self.start) & (times <= self.end)

    def overlap(self, start: Floats, end: Floats) -> float:
        """Return how much of some stretches of time lies inside, added up. [days]"""
        inside = np.minimum(end, self.end) - np.maximum(start, self.start)
        return float(np.maximum(inside, 0.0).sum())

    def per_year(self, count: int) -> float:
        """Return how often a year something happened that happened so often inside. [1/year]"""
        return count / self.days * DAYS_IN_YEAR


def measure(visits: Visits, lowered: Lowered, window: Window) -> Figures:
    """Return the figures of one replication.

    The names are those of `iopkit.simulate.summary`; a wait or a stay that never happened has no
    figure.
    """
    figures: Figures = {}
    # a client who never began an active stay waited until the end
    waited_until = np.where(np.isnan(visits.started_at), visits.ended_at, visits.started_at)
    began = ~np.isnan(visits.started_at)
    for i, level in enumerate(lowered.levels):
        here = visits.level == i
        active = here & began
        census = window.overlap(visits.started_at[active], visits.ended_at[active])
        figures["census", level] = census / window.days
        queue = window.overlap(visits.queued_at[here], waited_until[here])
        figures["queue", level] = queue / window.days
        starting = active & window.holds(visits.started_at)
        figures["admissions", level] = window.per_year(int(starting.sum()))
        wait = visits.started_at[starting] - visits.queued_at[starting]
        if len(wait):
            figures["wait_mean", level] = float(wait.mean())
            figures["wait_p50", level] = quantile(wait, 0.5)
            figures["wait_p90", level] = quantile(wait, 0.9)
        ending = here & (visits.edge >= 0) & window.holds(visits.ended_at)
        _stays(figures, level, visits.edge[ending], (visits.ended_at - visits.started_at)[ending])
    left_for = _counts_by_end(visits.edge[window.holds(visits.ended_at)], lowered)
    for outcome in lowered.outcomes:
        figures["outcomes", outcome] = window.per_year(left_for.get(outcome, 0))
    came = window.holds(visits.queued_at)
    figures["arrivals",] = window.per_year(int((came & (visits.visit == 1)).sum()))
    figures["returns",] = window.per_year(int((came & _came_back(visits, lowered)).sum()))
    figures["unplaced",] = float(visits.unplaced)
    figures["stuck",] = float(visits.stuck)
    return figures


def quantile(values: Floats, share: float) -> float:
    """Return the smallest of the values that at least this share of them does not exceed."""
    at = max(int(np.ceil(share * len(values))) - 1, 0)
    return float(np.partition(values, at)[at])


def _stays(figures: Figures, level: str, edge: ShortInts, days: Floats) -> None:
    for taken in np.unique(edge).tolist():
        lasted = days[edge == taken]
        name = str(taken)
        figures["share", level, name] = len(lasted) / len(edge)
        figures["median", level, name] = quantile(lasted, 0.5)
        figures["mean", level, name] = float(lasted.mean())


def _counts_by_end(edges: ShortInts, lowered: Lowered) -> Counter[str]:
    """Return how many of some transitions lead to each node."""
    counts: Counter[str] = Counter()
    for edge, count in zip(*np.unique(edges[edges != NONE], return_counts=True), strict=True):
        counts[lowered.edges[edge].to] += int(count)
    return counts


def _came_back(visits: Visits, lowered: Lowered) -> npt.NDArray[np.bool_]:
    """Whether each visit follows an outcome. (n_visits,)"""
    ends_care = np.array([edge.to in lowered.outcomes for edge in lowered.edges])
    order = np.lexsort((visits.visit, visits.number, visits.stream))
    earlier, later = order[:-1], order[1:]
    is_next = visits.visit[later] > 1
    came_back = np.zeros(len(visits), np.bool_)
    came_back[later] = is_next & ends_care[visits.edge[earlier]]
    return came_back
