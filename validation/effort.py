"""How much chance is spent on the checks."""

from __future__ import annotations

import attrs


@attrs.frozen
class Effort:
    """How many replications, relative to the whole suite.

    Parameters
    ----------
    part
        1 for the whole suite; less for a quick look, whose intervals may be too wide. [1]
    """

    part: float = 1.0

    def replications(self, full: int) -> int:
        """Return how many replications to run where the whole suite runs so many.

        >>> Effort(0.1).replications(200), Effort(0.1).replications(30)
        (20, 10)
        """
        return max(10, round(full * self.part))
