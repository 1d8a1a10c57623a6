"""The visits of one replication, as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
import numpy.typing as npt

from iopkit.simulate.tables import NONE, Floats, Ints, ShortInts

if TYPE_CHECKING:
    from iopkit.simulate.lower import Lowered


@attrs.frozen(kw_only=True, eq=False)
class Visits:
    """One row for each visit: the finished ones by their end, then those that were cut off.

    Parameters
    ----------
    stream, number
        Whose visit: the stream, and the number of the client in it. (n_visits,)
    visit
        Which of the client's visits, from 1. (n_visits,)
    level
        Where. (n_visits,)
    queued_at
        When the client came to the level. (n_visits,) [days]
    started_at
        When the active stay began; NaN when it did not before the end. (n_visits,) [days]
    ended_at
        When it ended, or the end of the run for a visit that was cut off. (n_visits,) [days]
    edge
        The transition that ended it; -1 for a visit that was cut off. (n_visits,)
    unplaced
        How many arriving clients no level admitted. [clients]
    stuck
        How many stays no transition could end, because no criterion held. [visits]
    """

    stream: ShortInts
    number: Ints
    visit: ShortInts
    level: ShortInts
    queued_at: Floats
    started_at: Floats
    ended_at: Floats
    edge: ShortInts
    unplaced: int = 0
    stuck: int = 0

    def __len__(self) -> int:
        """Return the number of visits."""
        return len(self.level)

    @property
    def is_cut_off(self) -> npt.NDArray[np.bool_]:
        """Which visits the end of the run cut off. (n_visits,)"""
        return np.equal(self.edge, NONE)

    def table(self, lowered: Lowered) -> dict[str, list[object]]:
        """Return the visits as a tidy table: one column a name, times in days.

        ``transition_to`` is where the client went, None for a visit that was cut off;
        ``started_at`` is None for a client who was still waiting.
        """
        to = [edge.to for edge in lowered.edges]
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
            "transition_to": [None if edge == NONE else to[edge] for edge in self.edge.tolist()],
        }
