"""The tidy tables of a run: one row for each visit, one for each day and level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from iopkit.simulate.kernel.tables import NONE
from iopkit.simulate.storage.column import Column, NamedColumn

if TYPE_CHECKING:
    from iopkit.simulate.kernel.visits import Visits
    from iopkit.simulate.lowering.scenario import LoweredScenario
    from iopkit.simulate.replication.replication import DayCounts

VISITS: Final = "visits"
CENSUS: Final = "census"
PEOPLE: Final = "people"
TABLES: Final = (VISITS, CENSUS)
"""The names of the tables that a folder holds, and of the folders that hold them."""


class RunColumns:
    """Makes tidy columns of what the simulator says about one replication.

    All arrays are new, so that they outlive the memory that the simulator uses again.

    Parameters
    ----------
    lowered
        The scenario as numbers, for the names.
    replication
        The number of the replication.
    """

    def __init__(self, lowered: LoweredScenario, replication: int) -> None:
        self._lowered, self._replication = lowered, replication
        self._ends = _once([move.to for move in lowered.moves])
        self._reasons = _once([move.why for move in lowered.moves])

    def visits(self, visits: Visits) -> dict[str, Column]:
        """Return visits as columns.

        ``transition_to`` is where the client went and ``why`` the kind of the transition, ``gave
        up`` or ``displaced``; both are nothing where the end of the run cut the visit off.
        ``started_at`` is nothing for a client who was still waiting, or gave up. Times are days
        from the start.
        """
        lowered = self._lowered
        return {
            "replication": np.full(len(visits), self._replication, np.int32),
            "stream": NamedColumn(lowered.streams, visits.stream.astype(np.int32)),
            "client": visits.number.astype(np.int64),
            "visit": visits.visit.astype(np.int32),
            "level": NamedColumn(lowered.levels, visits.level.astype(np.int32)),
            "queued_at": visits.queued_at.copy(),
            "started_at": visits.started_at.copy(),
            "ended_at": visits.ended_at.copy(),
            "left_at": visits.left_at.copy(),
            "transition_to": NamedColumn(self._ends.names, self._ends.places[visits.edge]),
            "why": NamedColumn(self._reasons.names, self._reasons.places[visits.edge]),
        }

    def census(self, days: DayCounts) -> dict[str, Column]:
        """Return the daily census as columns: who is where at the beginning of each day.

        ``active`` are the clients in active stay, ``waiting`` those in the queue, ``blocked`` those
        whose active stay has ended and who still hold their place.
        """
        n_days, n_levels = days.active.shape
        numbers = np.arange(days.first_day, days.first_day + n_days, dtype=np.int32)
        levels = np.arange(n_levels, dtype=np.int32)
        return {
            "replication": np.full(n_days * n_levels, self._replication, np.int32),
            "day": np.repeat(numbers, n_levels),
            "level": NamedColumn(self._lowered.levels, np.tile(levels, n_days)),
            "active": days.active.ravel().astype(np.int32),
            "waiting": days.waiting.ravel().astype(np.int32),
            "blocked": days.blocked.ravel().astype(np.int32),
        }


def _once(names: list[str]) -> NamedColumn:
    """Return names by the number of the move; behind them none, for the number -1."""
    distinct = tuple(dict.fromkeys(names))
    place = {name: i for i, name in enumerate(distinct)}
    return NamedColumn(distinct, np.array([*(place[name] for name in names), NONE], np.int32))
