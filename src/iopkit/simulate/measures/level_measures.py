"""The figures of levels: clients at a time, admissions, waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.simulate.kernel import accumulation as _tally

if TYPE_CHECKING:
    from iopkit.simulate.kernel.sums import Sums
    from iopkit.simulate.lowering.scenario import LoweredScenario
    from iopkit.simulate.measures.replication_measures import Figures, Window


def level_figures(sums: Sums, lowered: LoweredScenario, window: Window) -> Figures:
    """Return census, queue, blocked clients, occupancy, admissions and waits of each level.

    There are blocked clients only where a transition holds, occupancy only where there are places
    and always a limit, and waits only where an active stay began.
    """
    figures: Figures = {}
    days = window.days
    halves = _tally.ranked(sums.waits, 5).tolist()
    ninths = _tally.ranked(sums.waits, 9).tolist()
    for i, (level, of_level) in enumerate(zip(lowered.levels, sums.levels.tolist(), strict=True)):
        census, blocked = of_level[_tally.ACTIVE] / days, of_level[_tally.BLOCKED] / days
        figures["census", level] = census
        figures["queue_length", level] = of_level[_tally.WAITING] / days
        if lowered.ledger.holds[i]:
            figures["blocked", level] = blocked
        places = lowered.ledger.mean_places(i, window)
        if places:
            figures["occupancy", level] = (census + blocked) / places
        admissions = of_level[_tally.ADMISSIONS]
        figures["admissions", level] = window.per_year(admissions)
        if admissions:
            figures["wait_mean", level] = of_level[_tally.WAITED] / admissions
            figures["wait_median", level] = halves[i]
            figures["wait_p90", level] = ninths[i]
    return figures
