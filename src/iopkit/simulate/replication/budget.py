"""How much work a replication may turn out to be, watched while it is done."""

from __future__ import annotations

from typing import Final

import attrs

from iopkit.simulate.lowering.scenario_checks import MOST_EVENTS

WATCHED: Final = 2_000_000
"""Events of which the pace is looked at together, and that every replication has in any case."""

SLACK: Final = 3.0
"""How many times as many events as were expected are nobody's mistake. [1]"""


@attrs.define
class Budget:
    """Finds out that a replication will not come to its end.

    What was expected before the start leaves out criteria, patience and reviews that move clients.
    Where these let clients go round and round, there are far more events than expected, and at
    their pace far too many until the end.

    Parameters
    ----------
    expected
        How many events were expected.
    days
        The end of the run. [days]
    """

    expected: float
    days: float
    _events: int = attrs.field(default=0, init=False)
    _day: float = attrs.field(default=0.0, init=False)

    def is_exceeded(self, events: int, day: float) -> bool:
        """Whether there will be too many events, some of which have been until a day.

        >>> budget = Budget(expected=1_000.0, days=3650.0)
        >>> budget.is_exceeded(2_000_000, 3000.0), budget.is_exceeded(4_000_000, 3000.01)
        (False, True)
        """
        since, events_since = day - self._day, events - self._events
        if events_since < WATCHED:
            return False
        self._events, self._day = events, day
        if events <= SLACK * self.expected + WATCHED / 2:
            return False
        left = self.days - day
        return (MOST_EVENTS - events) * since < events_since * left
