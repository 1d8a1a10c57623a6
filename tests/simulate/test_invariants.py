"""What holds in every run, whatever the scenario."""

import math
from collections import defaultdict
from itertools import pairwise
from typing import TypeAlias

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from oracle.people import Row
from simulate.scenarios import scenarios

from iopkit.model.basis import Figure
from iopkit.model.criterion import Constant
from iopkit.model.level import Level
from iopkit.model.rule import Rule
from iopkit.model.simulation.arrivals import ArrivalStream, Dates, Rate
from iopkit.model.simulation.distribution import Distribution
from iopkit.model.simulation.scenario import Scenario
from iopkit.model.transition import Transition, TransitionKind
from iopkit.simulate.kernel.visits import Visits
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.measures.replication_measures import Window
from iopkit.simulate.replication.measure_accumulator import MeasureAccumulator
from iopkit.simulate.replication.replication import ReplicationEnd, replicate

Person: TypeAlias = tuple[str, int]


def simulated(scenario: Scenario, replication: int = 0) -> Visits:
    return replicate(
        lower(scenario), seed=scenario.seed, replication=replication, days=scenario.days
    )


def rows_of(scenario: Scenario) -> list[Row]:
    table = simulated(scenario).table(lower(scenario))
    return [Row(*row) for row in zip(*table.values(), strict=True)]


def by_client(rows: list[Row]) -> dict[Person, list[Row]]:
    found: defaultdict[Person, list[Row]] = defaultdict(list)
    for row in sorted(rows):
        found[row.stream, row.client].append(row)
    return found


def stretches(rows: list[Row], level: str, *, waiting: bool) -> list[tuple[float, float]]:
    """Return when clients waited for a level, or were in active stay there."""
    here = [row for row in rows if row.level == level]
    if waiting:
        return [
            (row.queued_at, row.ended_at if row.started_at is None else row.started_at)
            for row in here
        ]
    return [(row.started_at, row.ended_at) for row in here if row.started_at is not None]


def counted(spans: list[tuple[float, float]], instants: list[float]) -> list[int]:
    """Return how many stretches hold the time between each two neighbouring instants."""
    starts, ends = sorted(start for start, _ in spans), sorted(end for _, end in spans)
    return [
        int(np.searchsorted(starts, at, "right") - np.searchsorted(ends, at, "right"))
        for at in instants[:-1]
    ]


def instants_of(rows: list[Row], level: str) -> list[float]:
    spans = stretches(rows, level, waiting=True) + stretches(rows, level, waiting=False)
    return sorted({time for span in spans for time in span})


@given(scenarios())
def test_the_times_of_a_visit_are_in_order(scenario: Scenario) -> None:
    for row in rows_of(scenario):
        started = row.ended_at if row.started_at is None else row.started_at
        assert 0 <= row.queued_at <= started <= row.ended_at <= scenario.days


@given(scenarios())
def test_finished_visits_come_by_their_end_and_cut_off_ones_by_client(scenario: Scenario) -> None:
    rows = rows_of(scenario)
    finished = [row for row in rows if row.transition_to]
    cut_off = [row for row in rows if not row.transition_to]
    order = [stream.id for stream in scenario.streams]
    assert rows == finished + cut_off
    assert finished == sorted(finished, key=lambda row: row.ended_at)
    assert cut_off == sorted(cut_off, key=lambda row: (order.index(row.stream), row.client))
    assert all(row.ended_at == scenario.days for row in cut_off)


@given(scenarios())
def test_nobody_is_lost_between_two_visits(scenario: Scenario) -> None:
    for visits in by_client(rows_of(scenario)).values():
        assert [row.visit for row in visits] == list(range(1, len(visits) + 1))
        for earlier, later in pairwise(visits):
            assert earlier.transition_to is not None
            if scenario.pathway.is_level(earlier.transition_to):
                assert later.level == earlier.transition_to
                assert later.queued_at == earlier.ended_at
            else:
                assert later.queued_at >= earlier.ended_at
        last = visits[-1].transition_to
        assert last is None or not scenario.pathway.is_level(last)


@given(scenarios())
def test_whoever_comes_by_the_calendar_is_in_the_rows_or_unplaced(scenario: Scenario) -> None:
    dated = tuple(stream for stream in scenario.streams if isinstance(stream.when, Dates))
    if not dated:
        return
    scenario = attrs.evolve(scenario, arrivals=dated)
    clients = by_client(rows_of(scenario))
    expected = {
        (stream.id, number): day
        for stream in dated
        if isinstance(stream.when, Dates)
        for number, day in enumerate(stream.when.days)
        if day <= scenario.days
    }
    assert len(clients) + simulated(scenario).unplaced == len(expected)
    assert all(visits[0].queued_at == expected[who] for who, visits in clients.items())


@given(scenarios())
def test_active_stays_never_exceed_places_and_nobody_waits_for_a_free_one(
    scenario: Scenario,
) -> None:
    rows = rows_of(scenario)
    for level in scenario.pathway.levels:
        places, instants = scenario.places_of(level.id), instants_of(rows, level.id)
        active = counted(stretches(rows, level.id, waiting=False), instants)
        waiting = counted(stretches(rows, level.id, waiting=True), instants)
        if places is None:
            assert not any(waiting)
        else:
            assert max(active, default=0) <= places
            pairs = zip(active, waiting, strict=True)
            assert all(busy == places for busy, queue in pairs if queue)


@given(scenarios())
def test_who_came_first_goes_first(scenario: Scenario) -> None:
    rows = rows_of(scenario)
    for level in scenario.pathway.levels:
        here = [row for row in rows if row.level == level.id]
        starts = [
            (row.queued_at, math.inf if row.started_at is None else row.started_at) for row in here
        ]
        assert [start for _, start in sorted(starts)] == sorted(start for _, start in starts)


@given(scenarios())
def test_areas_under_queue_and_census_are_the_sums_of_waits_and_stays(scenario: Scenario) -> None:
    rows, window = rows_of(scenario), Window(scenario.days / 4, scenario.days)
    tally = MeasureAccumulator(lower(scenario), window)
    tally.add(simulated(scenario))
    figures = tally.figures(ReplicationEnd(unplaced=0, stuck=0, returns=0))
    for level in scenario.pathway.levels:
        inside = {window.start, window.end}
        instants = sorted(
            inside | {at for at in instants_of(rows, level.id) if window.start < at < window.end}
        )
        widths = [after - before for before, after in pairwise(instants)]
        for waiting, name in ((True, "queue_length"), (False, "census")):
            spans = stretches(rows, level.id, waiting=waiting)
            heights = counted(spans, instants)
            area = sum(height * width for height, width in zip(heights, widths, strict=True))
            assert figures[name, level.id] == pytest.approx(area / window.days, abs=1e-9)


@settings(max_examples=30)
@given(scenarios())
def test_the_same_seed_gives_the_same_bytes(scenario: Scenario) -> None:
    one, two = simulated(scenario, 3), simulated(scenario, 3)
    for column in ("stream", "number", "visit", "level", "edge"):
        assert getattr(one, column).tobytes() == getattr(two, column).tobytes()
    for times in ("queued_at", "started_at", "ended_at"):
        assert getattr(one, times).tobytes() == getattr(two, times).tobytes()


@settings(max_examples=30)
@given(scenarios())
def test_replications_and_seeds_differ(scenario: Scenario) -> None:
    stream = attrs.evolve(scenario.streams[0], when=Rate.constant(2.0))
    scenario = attrs.evolve(
        scenario, days=40, arrivals=(attrs.evolve(stream, to=scenario.pathway.levels[0].id),)
    )
    other_seed = attrs.evolve(scenario, seed=scenario.seed ^ 1)
    times = [
        simulated(scenario, 0).queued_at.tobytes(),
        simulated(scenario, 1).queued_at.tobytes(),
        simulated(other_seed, 0).queued_at.tobytes(),
    ]
    assert len(set(times)) == 3


def without_limits(scenario: Scenario) -> Scenario:
    return attrs.evolve(
        scenario, places=dict.fromkeys([level.id for level in scenario.pathway.levels])
    )


def with_another_stream(scenario: Scenario) -> Scenario:
    first = scenario.streams[0]
    other = ArrivalStream(id="extra", to=first.to, when=Rate.constant(1.5), answers=first.answers)
    return attrs.evolve(scenario, arrivals=(other, *scenario.streams))


def with_another_level(scenario: Scenario) -> Scenario:
    nobody = Rule(criterion=Constant(value=False))
    level = Level(id="extra", title="Extra", rank=9.0, admit=[nobody])
    move = Transition(
        start="extra",
        to="done",
        kind=TransitionKind.DISCHARGE,
        share=Figure(1.0),
        stay=Distribution.fixed(1.0),
    )
    pathway = attrs.evolve(
        scenario.pathway,
        levels=(level, *scenario.pathway.levels),
        transitions=(move, *scenario.pathway.transitions),
    )
    return attrs.evolve(scenario, pathway=pathway)


def assert_same_arrivals_and_first_stays(before: Scenario, after: Scenario) -> None:
    clients, again = by_client(rows_of(before)), by_client(rows_of(after))
    assert clients.keys() == {who for who in again if who[0] != "extra"}
    for who, (first, *_) in clients.items():
        other = again[who][0]
        assert (other.level, other.queued_at) == (first.level, first.queued_at)
        if first.transition_to is None or other.transition_to is None:
            continue
        assert first.started_at is not None
        assert other.started_at is not None
        assert other.transition_to == first.transition_to
        lasted = first.ended_at - first.started_at
        assert other.ended_at - other.started_at == pytest.approx(lasted, abs=1e-12)


@given(scenarios())
def test_more_places_leave_arrivals_and_first_stays_as_they_were(scenario: Scenario) -> None:
    assert_same_arrivals_and_first_stays(scenario, without_limits(scenario))


@given(scenarios())
def test_another_stream_leaves_arrivals_and_first_stays_as_they_were(scenario: Scenario) -> None:
    # A stream that is placed brings in the rules; one that is not must not.
    assert_same_arrivals_and_first_stays(scenario, with_another_stream(scenario))


@given(scenarios())
def test_another_level_leaves_arrivals_and_first_stays_as_they_were(scenario: Scenario) -> None:
    assert_same_arrivals_and_first_stays(scenario, with_another_level(scenario))


@given(scenarios())
def test_without_limits_another_stream_changes_no_visit_of_anybody(scenario: Scenario) -> None:
    scenario = without_limits(scenario)
    others = [row for row in rows_of(with_another_stream(scenario)) if row.stream != "extra"]
    # Who ends at the same instant may be listed in another order.
    assert sorted(others) == sorted(rows_of(scenario))


@given(scenarios())
def test_without_limits_nobody_waits(scenario: Scenario) -> None:
    assert all(row.queued_at == row.started_at for row in rows_of(without_limits(scenario)))
