"""How many of some stretches of time there are at once, however many stretches there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort


class PeakCounts:
    """Stretches of time to which others come.

    >>> taken = PeakCounts()
    >>> taken.add(0, 60)
    >>> taken.add(30, 90)
    >>> taken.at_once(45, 50), taken.at_once(60, 70), taken.at_once(90, 95)
    (2, 1, 0)
    """

    def __init__(self) -> None:
        self._begins: list[int] = []
        self._ends: list[int] = []

    def add(self, begin: int, end: int) -> None:
        """Add one, which ends after it begins."""
        insort(self._begins, begin)
        insort(self._ends, end)

    def at_once(self, begin: int, end: int) -> int:
        """Return how many there are with some time in common with a stretch that is not empty."""
        # What is over by then has begun before, too.
        return bisect_left(self._begins, end) - bisect_right(self._ends, begin)
