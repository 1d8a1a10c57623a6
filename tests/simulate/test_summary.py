"""The summary, against a slow recomputation from the visits of the oracle."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle.flow import Flow
from oracle.people import Row
from simulate.scenarios import scenarios

from iopkit.model.scenario import Scenario
from iopkit.simulate.interval import Interval
from iopkit.simulate.run import simulate

N = 3
YEAR = 365.25


def agrees(found: Interval | None, values: Iterable[float | None]) -> bool:
    """Whether an interval is that of the replications that have a value."""
    known = [value for value in values if value is not None]
    if not known or found is None:
        assert not known
        assert found is None
        return True
    expected = Interval.of(known)
    assert expected is not None
    close = [
        a == b if a is None or b is None else a == pytest.approx(b, rel=1e-9, abs=1e-9)
        for a, b in zip(attrs.astuple(found), attrs.astuple(expected), strict=True)
    ]
    assert close == [True, True, True]
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
    flow: Flow

    @property
    def days(self) -> float:
        return self.scenario.days - self.scenario.warm_up

    def counts(self, time: float | None) -> bool:
        return time is not None and time >= self.scenario.warm_up

    def overlap(self, start: float, end: float) -> float:
        return max(0.0, end - max(start, self.scenario.warm_up))

    def here(self, level: str) -> list[Row]:
        return [row for row in self.flow.rows if row.level == level]

    def census(self, level: str) -> float:
        stays = [(row.started_at, row.ended_at) for row in self.here(level)]
        return sum(self.overlap(a, b) for a, b in stays if a is not None) / self.days

    def queue(self, level: str) -> float:
        waits = [
            (row.queued_at, row.ended_at if row.started_at is None else row.started_at)
            for row in self.here(level)
        ]
        return sum(self.overlap(a, b) for a, b in waits) / self.days

    def waits(self, level: str) -> list[float]:
        begun = [row for row in self.here(level) if self.counts(row.started_at)]
        return [row.started_at - row.queued_at for row in begun if row.started_at is not None]

    def stays(self, level: str, to: str) -> list[float]:
        ended = [row for row in self.here(level) if row.transition_to == to]
        return [
            row.ended_at - row.started_at
            for row in ended
            if row.started_at is not None and self.counts(row.ended_at)
        ]

    def share(self, level: str, to: str) -> float | None:
        ended = [row for row in self.here(level) if row.transition_to and self.counts(row.ended_at)]
        return len(self.stays(level, to)) / len(ended) if ended else None

    def left_for(self, outcome: str) -> int:
        return sum(
            self.counts(row.ended_at) for row in self.flow.rows if row.transition_to == outcome
        )

    def returns(self) -> int:
        to = {(row.stream, row.number, row.visit): row.transition_to for row in self.flow.rows}
        found = 0
        for row in self.flow.rows:
            came_from = to.get((row.stream, row.number, row.visit - 1))
            is_return = came_from is not None and not self.scenario.pathway.is_level(came_from)
            found += is_return and self.counts(row.queued_at)
        return found

    def arrivals(self) -> int:
        return sum(row.visit == 1 and self.counts(row.queued_at) for row in self.flow.rows)


@settings(max_examples=60)
@given(scenarios(), st.sampled_from([0.0, 3.0, 6.5]))
def test_every_figure_is_that_of_the_oracles_visits(scenario: Scenario, warm_up: float) -> None:
    scenario = attrs.evolve(scenario, replications=N, warm_up=warm_up)
    summary = simulate(scenario).summary
    runs = [Counted(scenario, Flow(scenario, replication)) for replication in range(N)]

    year = YEAR / (scenario.days - warm_up)
    for level in summary.levels:
        name, places = level.level, scenario.places_of(level.level)
        assert level.places == places
        assert agrees(level.census, [run.census(name) for run in runs])
        assert agrees(level.queue, [run.queue(name) for run in runs])
        waits = [run.waits(name) for run in runs]
        assert agrees(level.admissions, [len(wait) * year for wait in waits])
        assert agrees(level.wait_mean, map(mean, waits))
        assert agrees(level.wait_p50, map(median, waits))
        assert agrees(level.wait_p90, [quantile(wait, Fraction(9, 10)) for wait in waits])
        if places:
            assert agrees(level.occupancy, [run.census(name) / places for run in runs])
        else:
            assert level.occupancy is None
        ways = Counter(stay.to for stay in level.stays)
        for stay in level.stays:
            if ways[stay.to] > 1:  # the rows say where a client went, not by which of two ways
                continue
            lasted = [run.stays(name, stay.to) for run in runs]
            assert agrees(stay.share, [run.share(name, stay.to) for run in runs])
            assert agrees(stay.median, map(median, lasted))
            assert agrees(stay.mean, map(mean, lasted))
    for outcome, interval in summary.outcomes:
        assert agrees(interval, [run.left_for(outcome) * year for run in runs])
    assert agrees(summary.arrivals, [run.arrivals() * year for run in runs])
    assert agrees(summary.returns, [run.returns() * year for run in runs])
    assert agrees(summary.unplaced, [run.flow.unplaced for run in runs])
    assert agrees(summary.stuck, [run.flow.stuck for run in runs])


@settings(max_examples=40)
@given(scenarios())
def test_the_shares_of_a_level_add_up_to_1_where_any_stay_ended(scenario: Scenario) -> None:
    for level in simulate(attrs.evolve(scenario, replications=N)).summary.levels:
        shares = [stay.share.mean for stay in level.stays if stay.share is not None]
        assert not shares or np.sum(shares) == pytest.approx(1)


@settings(max_examples=40)
@given(scenarios())
def test_occupancy_is_never_more_than_full(scenario: Scenario) -> None:
    for level in simulate(scenario).summary.levels:
        assert level.occupancy is None or 0 <= level.occupancy.mean <= 1 + 1e-12
