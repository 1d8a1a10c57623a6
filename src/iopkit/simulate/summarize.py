"""From the figures of replications to a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.simulate.interval import Interval
from iopkit.simulate.summary import LevelSummary, StaySummary, Summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.model.scenario import Scenario
    from iopkit.simulate.lower import Lowered
    from iopkit.simulate.measure import Figures


def summarize(figures: Sequence[Figures], lowered: Lowered, scenario: Scenario) -> Summary:
    """Return the means of figures over replications.

    A figure that some replications do not have (a wait where nobody waited to be admitted) is the
    mean over those that do. A share that a replication does not have is 0 there.
    """

    def some(*name: str) -> Interval | None:
        return Interval.of([each[name] for each in figures if name in each])

    def always(*name: str) -> Interval:
        found = Interval.of([each.get(name, 0.0) for each in figures])
        return Interval(0.0) if found is None else found

    def level(i: int) -> LevelSummary:
        name, places = lowered.levels[i], scenario.places_of(lowered.levels[i])
        return LevelSummary(
            level=name,
            places=places,
            admissions=always("admissions", name),
            census=always("census", name),
            occupancy=_divided(always("census", name), places),
            queue=always("queue", name),
            wait_mean=some("wait_mean", name),
            wait_p50=some("wait_p50", name),
            wait_p90=some("wait_p90", name),
            stays=tuple(
                StaySummary(
                    to=edge.to,
                    kind=edge.kind.value,
                    share=_shares(figures, name, str(number)),
                    median=some("median", name, str(number)),
                    mean=some("mean", name, str(number)),
                )
                for number, edge in enumerate(lowered.edges)
                if edge.start == name
            ),
        )

    return Summary(
        levels=tuple(level(i) for i in range(len(lowered.levels))),
        outcomes=tuple((outcome, always("outcomes", outcome)) for outcome in lowered.outcomes),
        arrivals=always("arrivals"),
        returns=always("returns"),
        unplaced=always("unplaced"),
        stuck=always("stuck"),
    )


def _shares(figures: Sequence[Figures], level: str, edge: str) -> Interval | None:
    """Return the share of a transition over the replications in which any stay ended."""
    ended = [each for each in figures if any(name[:2] == ("share", level) for name in each)]
    return Interval.of([each.get(("share", level, edge), 0.0) for each in ended])


def _divided(census: Interval, places: int | None) -> Interval | None:
    if not places:
        return None
    if census.low is None or census.high is None:
        return Interval(census.mean / places)
    return Interval(census.mean / places, census.low / places, census.high / places)
