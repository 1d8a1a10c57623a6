"""What happens next."""

import heapq
import math
from collections.abc import Callable
from itertools import count


class Agenda:
    """Events in the order of time, those of one instant in the order of scheduling."""

    def __init__(self) -> None:
        """Begin at day 0."""
        self.now = 0.0
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()

    def schedule(self, time: float, event: Callable[[], None]) -> None:
        """Have something happen at a time; never, when that is infinite."""
        if time < math.inf:
            heapq.heappush(self._events, (time, next(self._order), event))

    def run(self, end: float, at_day: Callable[[], None]) -> None:
        """Let everything happen up to and including the end; `at_day` before whatever a day has."""
        day = 0
        while True:
            upcoming = self._events[0][0] if self._events else math.inf
            while day <= upcoming and day < end:
                at_day()
                day += 1
            if upcoming > end:
                return
            self.now, _, event = heapq.heappop(self._events)
            event()
