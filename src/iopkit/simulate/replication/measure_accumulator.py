"""Figures of one replication, from visits that come in chunks and are not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.simulate.kernel import accumulation as _tally
from iopkit.simulate.kernel.sums import VisitRows, bits_for, no_sums
from iopkit.simulate.kernel.tables import NONE
from iopkit.simulate.measures.level_measures import level_figures
from iopkit.simulate.measures.resource_measures import cost_figures, staff_figures
from iopkit.simulate.measures.transition_measures import move_figures

if TYPE_CHECKING:
    from iopkit.simulate.kernel.visits import Visits
    from iopkit.simulate.lowering.scenario import LoweredScenario
    from iopkit.simulate.measures.replication_measures import Figures, Window
    from iopkit.simulate.replication.replication import ReplicationEnd


class MeasureAccumulator:
    """Adds up the visits of one replication.

    Memory follows neither the number of visits nor the time: waits and stays go into bins whose
    borders are the highest bits of a time, 128 to each doubling from a minute and a half to 90
    years, so that a quantile, which is the mean of its bin, is within 0.8 % of the exact one, and
    exact where all times of the bin are the same. A pathway with more than some 5,000 levels and
    transitions has fewer bins, so that they take no more than 256 MB.

    Parameters
    ----------
    lowered
        The scenario.
    window
        The time that counts.
    """

    def __init__(self, lowered: LoweredScenario, window: Window) -> None:
        """Begin with nothing."""
        self._lowered, self._window = lowered, window
        n_levels, n_moves = len(lowered.levels), len(lowered.moves)
        self._bits = bits_for(n_levels, n_moves)
        self._sums = no_sums(n_levels, n_moves, self._bits)
        # The clients of a census are the last stream.
        self._census = len(lowered.streams) - 1 if lowered.ledger.has_census else NONE

    @property
    def accuracy(self) -> float:
        """How far a quantile is from the exact one at most, as a share of it. [1]"""
        return 2.0**-self._bits

    def add(self, visits: Visits) -> None:
        """Add the next visits of the replication, those that the end cut off among them."""
        rows = VisitRows(
            visits.stream,
            visits.visit,
            visits.level,
            visits.edge,
            visits.queued_at,
            visits.started_at,
            visits.ended_at,
            visits.left_at,
        )
        window = self._window
        rate = self._lowered.ledger.rate
        _tally.add(rows, self._sums, window.start, window.end, rate, self._bits, self._census)

    def figures(self, ends: ReplicationEnd) -> Figures:
        """Return the figures of the visits that were added.

        Their names are those of `iopkit.model.simulation.measure_catalogue`. A figure that has no
        value, such as the wait where nobody was admitted, is absent.

        Parameters
        ----------
        ends
            What the replication counts beside its visits.
        """
        about = self._sums, self._lowered, self._window
        per_year, total = self._window.per_year, self._sums.all.tolist()
        return (
            level_figures(*about)
            | move_figures(*about)
            | cost_figures(*about)
            | staff_figures(*about)
            | {
                ("new_arrivals",): per_year(total[_tally.ARRIVALS]),
                ("readmissions",): per_year(ends.returns),
                ("not_admitted",): float(ends.unplaced),
                ("without_exit",): float(ends.stuck),
                ("censored",): total[_tally.CUT_OFF],
            }
        )
