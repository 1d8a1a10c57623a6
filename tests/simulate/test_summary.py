"""The summary, against a slow count of the same visits."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

import attrs
import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from oracle.people import Row
from simulate.full_scenarios import full_scenarios
from simulate.scenarios import scenarios

from iopkit.errors import ScenarioError
from iopkit.model.simulation.census import CENSUS
from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate.lowering.departures import DISPLACED, GAVE_UP
from iopkit.simulate.lowering.mean_capacity import mean_places
from iopkit.simulate.lowering.optional_tables import calendar_of
from iopkit.simulate.lowering.scenario import LoweredScenario, lower
from iopkit.simulate.measures.interval import Estimate
from iopkit.simulate.measures.summary import Summary
from iopkit.simulate.replication.replication import replicate
from iopkit.simulate.run import simulate

N = 3
YEAR = 365.25


NEAR = 2**-7
"""How near a quantile of times is to the exact one, as a share of it."""


def agrees(found: Estimate | None, values: Iterable[float | None]) -> bool:
    """Whether an interval is that of the replications that have a value."""
    known = [value for value in values if value is not None]
    if not known or found is None:
        assert not known
        assert found is None
        return True
    expected = Estimate.of(known)
    assert expected is not None
    close = [
        a == b if a is None or b is None else a == pytest.approx(b, rel=1e-9, abs=1e-9)
        for a, b in zip(attrs.astuple(found), attrs.astuple(expected), strict=True)
    ]
    assert close == [True, True, True]
    return True


def is_near(found: Estimate | None, values: Iterable[float | None]) -> bool:
    """Whether the mean of quantiles is as near to that of the exact ones as each must be."""
    known = [value for value in values if value is not None]
    if not known or found is None:
        assert not known
        assert found is None
        return True
    assert found.mean == pytest.approx(sum(known) / len(known), rel=NEAR, abs=2**-10)
    return True


def mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def quantile(values: list[float], share: Fraction) -> float | None:
    ranked = sorted(values)
    return next((v for i, v in enumerate(ranked, 1) if Fraction(i, len(ranked)) >= share), None)


def median(values: list[float]) -> float | None:
    return quantile(values, Fraction(1, 2))


@attrs.frozen
class Counted:
    """One replication, counted row by row."""

    scenario: Scenario
    rows: list[Row]
    unplaced: int
    stuck: int

    @classmethod
    def of(cls, scenario: Scenario, lowered: LoweredScenario, replication: int) -> "Counted":
        """Return the visits of a replication, which `simulate.test_oracle` holds to be right."""
        visits = replicate(lowered, seed=scenario.seed, replication=replication, days=scenario.days)
        rows = [Row(*row) for row in zip(*visits.table(lowered).values(), strict=True)]
        return cls(scenario, rows, visits.unplaced, visits.stuck)

    @property
    def days(self) -> float:
        return self.scenario.days - self.scenario.warm_up

    def counts(self, time: float | None) -> bool:
        return time is not None and time >= self.scenario.warm_up

    def overlap(self, start: float, end: float) -> float:
        return max(0.0, end - max(start, self.scenario.warm_up))

    def here(self, level: str) -> list[Row]:
        return [row for row in self.rows if row.level == level]

    def census(self, level: str) -> float:
        stays = [(row.started_at, row.ended_at) for row in self.here(level)]
        return sum(self.overlap(a, b) for a, b in stays if a is not None) / self.days

    def blocked(self, level: str) -> float:
        begun = [row for row in self.here(level) if row.started_at is not None]
        return sum(self.overlap(row.ended_at, row.left_at) for row in begun) / self.days

    def occupancy(self, level: str) -> float | None:
        own, stated = self.scenario.places_of(level), self.scenario.pathway.level(level)
        calendar = calendar_of(self.scenario, stated)
        places = mean_places(own, calendar, self.scenario.warm_up, self.scenario.days)
        return (self.census(level) + self.blocked(level)) / places if places else None

    def queue(self, level: str) -> float:
        waits = [
            (row.queued_at, row.ended_at if row.started_at is None else row.started_at)
            for row in self.here(level)
        ]
        return sum(self.overlap(a, b) for a, b in waits) / self.days

    def waits(self, level: str) -> list[float]:
        begun = [row for row in self.here(level) if self.counts(row.started_at)]
        return [row.started_at - row.queued_at for row in begun if row.started_at is not None]

    def waits_given_up(self, level: str) -> list[float]:
        return [row.ended_at - row.queued_at for row in self.gone(level, GAVE_UP)]

    def gone(self, level: str, why: str) -> list[Row]:
        return [row for row in self.here(level) if row.why == why and self.counts(row.ended_at)]

    def stays(self, level: str, to: str, why: str) -> list[float]:
        return [
            row.ended_at - row.started_at
            for row in self.gone(level, why)
            if row.transition_to == to and row.started_at is not None
        ]

    def share(self, level: str, to: str, why: str) -> float | None:
        ended = [
            row
            for row in self.here(level)
            if row.transition_to and row.why != GAVE_UP and self.counts(row.ended_at)
        ]
        return len(self.stays(level, to, why)) / len(ended) if ended else None

    def left_for(self, outcome: str) -> int:
        return sum(self.counts(row.ended_at) for row in self.rows if row.transition_to == outcome)

    def returns(self) -> int:
        to = {(row.stream, row.client, row.visit): row.transition_to for row in self.rows}
        found = 0
        for row in self.rows:
            came_from = to.get((row.stream, row.client, row.visit - 1))
            is_return = came_from is not None and not self.scenario.pathway.is_level(came_from)
            found += is_return and self.counts(row.queued_at)
        return found

    def arrivals(self) -> int:
        there = CENSUS if self.scenario.census is not None else None
        first = [row for row in self.rows if row.visit == 1 and row.stream != there]
        return sum(self.counts(row.queued_at) for row in first)

    def cut_off(self) -> int:
        return sum(row.transition_to is None for row in self.rows)


def simulated(scenario: Scenario, warm_up: float) -> tuple[Summary, list[Counted]]:
    """Return a summary and what it is held against, for a scenario that runs to its end."""
    scenario = attrs.evolve(scenario, replications=N, warm_up=warm_up)
    try:
        lowered = lower(scenario)
        runs = [Counted.of(scenario, lowered, replication) for replication in range(N)]
    except ScenarioError:
        reject()  # a deadlock, or clients who can never leave
    return simulate(scenario).summary(), runs


@settings(max_examples=40)
@given(scenarios() | full_scenarios(), st.sampled_from([0.0, 3.0, 5.5]))
def test_every_figure_of_a_level_is_that_of_a_slow_count(
    scenario: Scenario, warm_up: float
) -> None:
    summary, runs = simulated(scenario, warm_up)
    year = YEAR / (scenario.days - warm_up)
    levels = zip(summary.levels, scenario.pathway.levels, strict=True)
    for level, stated in levels:
        name = level.level
        if stated.calendar is None:
            assert level.capacity == scenario.places_of(name)
        assert agrees(level.census, [run.census(name) for run in runs])
        assert agrees(level.queue_length, [run.queue(name) for run in runs])
        assert agrees(level.occupancy, [run.occupancy(name) for run in runs])
        if level.blocked is None:
            assert not any(run.blocked(name) for run in runs)
        else:
            assert agrees(level.blocked, [run.blocked(name) for run in runs])
        waits = [run.waits(name) for run in runs]
        assert agrees(level.admissions, [len(wait) * year for wait in waits])
        assert agrees(level.wait_mean, map(mean, waits))
        assert is_near(level.wait_median, map(median, waits))
        assert is_near(level.wait_p90, [quantile(wait, Fraction(9, 10)) for wait in waits])
        gave_up = [
            [row.ended_at - row.queued_at for row in run.gone(name, GAVE_UP)] for run in runs
        ]
        if level.abandonments is None:
            assert stated.queue is None or stated.queue.patience is None
            assert not any(gave_up)
        else:
            assert agrees(level.abandonments, [len(waited) * year for waited in gave_up])
            assert agrees(level.wait_before_abandonment, map(mean, gave_up))
            both = [(len(a), len(b)) for a, b in zip(gave_up, waits, strict=True)]
            assert agrees(
                level.abandonment_share, [a / (a + b) if a + b else None for a, b in both]
            )
        displaced = [len(run.gone(name, DISPLACED)) * year for run in runs]
        if level.displaced is None:
            assert not any(displaced)
        else:
            assert agrees(level.displaced, displaced)


@settings(max_examples=25)
@given(scenarios() | full_scenarios(), st.sampled_from([0.0, 3.0, 5.5]))
def test_every_other_figure_is_that_of_a_slow_count(scenario: Scenario, warm_up: float) -> None:
    summary, runs = simulated(scenario, warm_up)
    year = YEAR / (scenario.days - warm_up)
    for level in summary.levels:
        ways = Counter((stay.to, stay.departure_kind) for stay in level.stays)
        for stay in level.stays:
            way = (stay.to, stay.departure_kind)
            if ways[way] > 1:  # the rows say where a client went, not by which of two ways
                continue
            lasted = [run.stays(level.level, *way) for run in runs]
            assert agrees(stay.share, [run.share(level.level, *way) for run in runs])
            assert is_near(stay.los_median, map(median, lasted))
            assert agrees(stay.los_mean, map(mean, lasted))
    for outcome, interval in summary.outcomes:
        assert agrees(interval, [run.left_for(outcome) * year for run in runs])
    assert agrees(summary.new_arrivals, [run.arrivals() * year for run in runs])
    assert agrees(summary.readmissions, [run.returns() * year for run in runs])
    assert agrees(summary.not_admitted, [run.unplaced for run in runs])
    assert agrees(summary.without_exit, [run.stuck for run in runs])
    assert agrees(summary.censored, [run.cut_off() for run in runs])


@settings(max_examples=40)
@given(scenarios())
def test_the_shares_of_a_level_add_up_to_1_where_any_stay_ended(scenario: Scenario) -> None:
    for level in simulate(attrs.evolve(scenario, replications=N)).summary().levels:
        shares = [stay.share.mean for stay in level.stays if stay.share is not None]
        assert not shares or np.sum(shares) == pytest.approx(1)


@settings(max_examples=40)
@given(scenarios())
def test_occupancy_is_never_more_than_full(scenario: Scenario) -> None:
    for level in simulate(scenario).summary().levels:
        assert level.occupancy is None or 0 <= level.occupancy.mean <= 1 + 1e-12
