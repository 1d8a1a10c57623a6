"""From the figures of replications to a summary."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import attrs

from iopkit.model.simulation.measure import AT_LEAST, AT_MOST, Absence, MeasuredOver
from iopkit.model.simulation.measure_catalogue import measures_over
from iopkit.simulate.lowering.departures import GAVE_UP
from iopkit.simulate.measures.interval import Estimate
from iopkit.simulate.measures.replication_measures import FiguresByName, Window
from iopkit.simulate.measures.resource_measures import led_by
from iopkit.simulate.measures.summary import (
    CostSummary,
    LevelSummary,
    StaffSummary,
    StaySummary,
    Summary,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.lowering.costs import Money
    from iopkit.simulate.lowering.scenario import LoweredScenario
    from iopkit.simulate.lowering.staff_time import StaffNeed

_NOTHING: Final = Estimate(0.0)


def summarize(
    figures: Sequence[FiguresByName], lowered: LoweredScenario, scenario: Scenario
) -> Summary:
    """Return the means of figures over replications.

    A figure that some replications do not have (a wait where nobody was admitted) is the mean over
    those that do. A share that a replication does not have is 0 there, unless no stay at the level
    ended.
    """
    window = Window(scenario.warm_up, scenario.days)
    return _Summarizer(tuple(figures), lowered, window).summary()


@attrs.frozen
class _Summarizer:
    """Means over replications, part by part."""

    figures: tuple[FiguresByName, ...]
    lowered: LoweredScenario
    window: Window

    def summary(self) -> Summary:
        lowered = self.lowered
        of_level = defaultdict(list)
        for number, move in enumerate(lowered.moves):
            of_level[move.start].append(number)
        moneys: defaultdict[str, list[Money]] = defaultdict(list)
        for cost in lowered.ledger.costs:
            moneys[lowered.levels[cost.level]].append(cost.money)
        every = dict.fromkeys(cost.money for cost in lowered.ledger.costs)
        return Summary(
            levels=tuple(
                self._level(i, of_level[name], moneys[name])
                for i, name in enumerate(lowered.levels)
            ),
            outcomes=tuple(
                (outcome, self._always("outcomes", outcome)) for outcome in lowered.outcomes
            ),
            **self._figures(MeasuredOver.CARE),
            costs=tuple(self._cost("", money) for money in every),
            staff=tuple(self._staff(need) for need in lowered.ledger.staff),
        )

    def _some(self, *name: str) -> Estimate | None:
        return Estimate.of([each[name] for each in self.figures if name in each])

    def _always(self, *name: str) -> Estimate:
        found = Estimate.of([each.get(name, 0.0) for each in self.figures])
        return _NOTHING if found is None else found

    def _figures(self, over: MeasuredOver, *about: str) -> dict[str, Any]:
        """Return the figures of all measures that have one for each of something, by name."""
        return {
            each.name: self._always(each.name, *about)
            if each.absence is Absence.ZERO
            else self._some(each.name, *about)
            for each in measures_over(over)
        }

    def _range(self, figure: str, *about: str) -> tuple[Estimate | None, Estimate | None]:
        """Return the two ends of a figure, which are the same where it is exact."""
        exact = self._some(figure, *about)
        if exact is not None:
            return exact, exact
        return self._some(f"{figure}{AT_LEAST}", *about), self._some(f"{figure}{AT_MOST}", *about)

    def _level(self, number: int, moves: Sequence[int], moneys: Sequence[Money]) -> LevelSummary:
        name = self.lowered.levels[number]
        places = self.lowered.ledger.mean_places(number, self.window)
        return LevelSummary(
            level=name,
            capacity=int(places) if places is not None and places == int(places) else places,
            stays=self._stays(name, moves),
            costs=tuple(self._cost(name, money) for money in moneys),
            **self._figures(MeasuredOver.LEVEL, name),
        )

    def _stays(self, level: str, moves: Sequence[int]) -> tuple[StaySummary, ...]:
        ended = [each for each in self.figures if each.get(("departures", level), 0.0) > 0]

        def stay(number: int) -> StaySummary:
            move, key = self.lowered.moves[number], str(number)
            return StaySummary(
                to=move.to,
                departure_kind=move.why,
                share=Estimate.of([each.get(("share", level, key), 0.0) for each in ended]),
                los_median=self._some("los_median", level, key),
                los_mean=self._some("los_mean", level, key),
            )

        return tuple(stay(number) for number in moves if self.lowered.moves[number].why != GAVE_UP)

    def _cost(self, level: str, money: Money) -> CostSummary:
        low, high = self._range("cost", level, str(money))
        low_each, high_each = self._range("cost_per_client", level, str(money))
        return CostSummary(
            currency=money.currency,
            price_year=money.year,
            perspective=money.perspective,
            at_least=_NOTHING if low is None else low,
            at_most=high,
            at_least_per_client=low_each,
            at_most_per_client=high_each,
        )

    def _staff(self, need: StaffNeed) -> StaffSummary:
        low, high = self._range("staff_hours", "", led_by(need.led_by))
        return StaffSummary(
            led_by=need.led_by, at_least=_NOTHING if low is None else low, at_most=high
        )
