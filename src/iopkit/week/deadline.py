"""Until when somebody waits for an answer."""

from __future__ import annotations

from time import monotonic

from iopkit.errors import InvalidValueError


class OverdueError(Exception):
    """The time that there was for something is up."""


class Deadline:
    """The moment until which somebody waits.

    What is counted in steps gives the same answer everywhere; a deadline is there for what takes
    longer than anybody expects.

    Parameters
    ----------
    seconds
        How long from now; infinity for as long as it takes. [s]

    Attributes
    ----------
    seconds
        How long it was at the beginning. [s]
    whole
        Likewise, of the deadline of which this is a part. [s]

    Raises
    ------
    InvalidValueError
        When the seconds are no number from 0 on.

    Examples
    --------
    >>> Deadline(0).is_over, Deadline(60).is_over
    (True, False)
    """

    def __init__(self, seconds: float) -> None:
        if not seconds >= 0:  # not a number is not from 0 on either
            msg = f"the time for a week must be a number of seconds, 0 or more, got {seconds:g}"
            raise InvalidValueError(msg)
        self.seconds = seconds
        self.whole = seconds
        self._end = monotonic() + seconds

    @property
    def left(self) -> float:
        """How much of the time is left. [s]"""
        return max(0.0, self._end - monotonic())

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return monotonic() >= self._end

    def check(self) -> None:
        """Go no further when the time is up.

        Raises
        ------
        OverdueError
            When it is.
        """
        if self.is_over:
            raise OverdueError

    def part(self, share: float) -> Deadline:
        """Return the deadline for a share of the time that is left."""
        part = Deadline(self.left * share)
        part.whole = self.whole
        return part
