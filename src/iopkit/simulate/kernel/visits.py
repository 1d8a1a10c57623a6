"""The visits of a replication, or a part of them, as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
import numpy.typing as npt

from iopkit.simulate.kernel.tables import NONE, Floats, ShortInts

if TYPE_CHECKING:
    from iopkit.simulate.lowering.scenario import LoweredScenario


@attrs.frozen(kw_only=True, eq=False)
class Visits:
    """One row for each visit: as clients leave, then those that the end of the run cuts off.

    Parameters
    ----------
    stream, number
        Whose visit: the stream, and the number of the client in it. (n_visits,)
    visit
        Which of the client's visits, from 1. (n_visits,)
    level
        Where. (n_visits,)
    queued_at
        When the client came to the level; before day 0 in a census. (n_visits,) [days]
    started_at
        When the active stay began; NaN when it never did. (n_visits,) [days]
    ended_at
        When it ended, or the end of the run for a stay that was cut off; of a client who never
        started as `left_at`. (n_visits,) [days]
    left_at
        When the place was given back: later than `ended_at` for who was blocked; the end of the
        run for a visit that was cut off. (n_visits,) [days]
    edge
        How it ended, by its number in `LoweredScenario.moves`; -1 for a visit that was cut off.
        (n_visits,)
    unplaced
        How many arriving clients no level admitted. [clients]
    stuck
        How many stays had not ended, and no transition could end any more. [visits]
    returns
        How many visits began with a return. [visits]
    """

    stream: ShortInts
    number: ShortInts
    visit: ShortInts
    level: ShortInts
    queued_at: Floats
    started_at: Floats
    ended_at: Floats
    left_at: Floats
    edge: ShortInts
    unplaced: int = 0
    stuck: int = 0
    returns: int = 0

    def __len__(self) -> int:
        """Return the number of visits."""
        return len(self.level)

    @property
    def is_cut_off(self) -> npt.NDArray[np.bool_]:
        """Which visits the end of the run cut off. (n_visits,)"""
        return np.equal(self.edge, NONE)

    def table(self, lowered: LoweredScenario) -> dict[str, list[object]]:
        """Return the visits as a tidy table: one column a name, times in days.

        ``transition_to`` is where the client went and ``why`` the kind of the transition,
        ``gave up`` or ``displaced``; both None for a visit that was cut off. ``started_at`` is None
        for a client who never started.
        """
        to = [move.to for move in lowered.moves] + [None]
        why = [move.why for move in lowered.moves] + [None]
        waiting = np.isnan(self.started_at)
        return {
            "stream": [lowered.streams[i] for i in self.stream],
            "client": self.number.tolist(),
            "visit": self.visit.tolist(),
            "level": [lowered.levels[i] for i in self.level],
            "queued_at": self.queued_at.tolist(),
            "started_at": [
                None if still else start
                for start, still in zip(self.started_at.tolist(), waiting, strict=True)
            ],
            "ended_at": self.ended_at.tolist(),
            "left_at": self.left_at.tolist(),
            "transition_to": [to[edge] for edge in self.edge.tolist()],
            "why": [why[edge] for edge in self.edge.tolist()],
        }
