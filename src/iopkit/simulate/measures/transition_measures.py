"""The figures of moves: who left where to, after how long, and who gave up or lost a place."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import attrs

from iopkit.simulate.kernel import accumulation as _tally
from iopkit.simulate.lowering.departures import DISPLACED, GAVE_UP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.simulate.kernel.sums import Sums
    from iopkit.simulate.lowering.scenario import LoweredScenario
    from iopkit.simulate.measures.replication_measures import Figures, Window


def move_figures(sums: Sums, lowered: LoweredScenario, window: Window) -> Figures:
    """Return the stays that ended by each move, the clients who gave up, and the outcomes."""
    of_level = defaultdict(list)
    for number, move in enumerate(lowered.moves):
        of_level[move.start].append(number)
    taken = _Taken(
        window=window,
        times=sums.moves[:, _tally.TAKEN].tolist(),
        lasted=sums.moves[:, _tally.LASTED].tolist(),
        medians=_tally.ranked(sums.stays, 5).tolist(),
    )
    admissions = sums.levels[:, _tally.ADMISSIONS].tolist()
    figures: Figures = {}
    for i, level in enumerate(lowered.levels):
        whys = {number: lowered.moves[number].why for number in of_level[level]}
        figures |= taken.stays(level, [number for number in whys if whys[number] != GAVE_UP])
        for number, why in whys.items():
            if why == GAVE_UP:
                figures |= taken.abandonments(level, number, admissions[i])
            elif why == DISPLACED:
                figures["displaced", level] = window.per_year(taken.times[number])
    return figures | taken.outcomes(lowered)


@attrs.frozen(kw_only=True)
class _Taken:
    """How often each move was taken, after how many days in all, and after which median."""

    window: Window
    times: list[float]
    lasted: list[float]
    medians: list[float]

    def stays(self, level: str, moves: Sequence[int]) -> Figures:
        ended = sum(self.times[number] for number in moves)
        figures: Figures = {("departures", level): self.window.per_year(ended)}
        for number in moves:
            if self.times[number]:
                name = str(number)
                figures["share", level, name] = self.times[number] / ended
                figures["los_median", level, name] = self.medians[number]
                figures["los_mean", level, name] = self.lasted[number] / self.times[number]
        return figures

    def abandonments(self, level: str, number: int, admissions: float) -> Figures:
        times = self.times[number]
        figures: Figures = {("abandonments", level): self.window.per_year(times)}
        if times + admissions:
            figures["abandonment_share", level] = times / (times + admissions)
        if times:
            figures["wait_before_abandonment", level] = self.lasted[number] / times
        return figures

    def outcomes(self, lowered: LoweredScenario) -> Figures:
        left = dict.fromkeys(lowered.outcomes, 0.0)
        for move, times in zip(lowered.moves, self.times, strict=True):
            if move.to in left:
                left[move.to] += times
        return {("outcomes", name): self.window.per_year(times) for name, times in left.items()}
