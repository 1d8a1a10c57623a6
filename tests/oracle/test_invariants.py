"""The oracle itself: what holds in every run, whatever the scenario."""

import math
from collections import Counter, defaultdict
from itertools import pairwise

from hypothesis import HealthCheck, assume, event, given, settings
from oracle.deadlock import DeadlockError
from oracle.flow import DISPLACED, GAVE_UP, Flow
from oracle.people import Row
from oracle.rates import turned_calendar
from simulate.full_scenarios import full_scenarios

from iopkit.model.level import Level
from iopkit.model.simulation.arrivals import PLACED, Dates
from iopkit.model.simulation.capacity_schedule import CapacitySchedule
from iopkit.model.simulation.census import CENSUS
from iopkit.model.simulation.scenario import Scenario

every_run = settings(max_examples=150, suppress_health_check=[HealthCheck.filter_too_much])


def flow(scenario: Scenario) -> Flow:
    """Return a run, unless it ended in a deadlock."""
    try:
        return Flow(scenario)
    except DeadlockError:
        event("a deadlock")
        assume(False)  # noqa: FBT003  the signature of hypothesis
        raise


def by_client(rows: list[Row]) -> list[list[Row]]:
    """Return the visits of each client in their order."""
    found: defaultdict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.visit):
        found[row.stream, row.client].append(row)
    return list(found.values())


@every_run
@given(full_scenarios())
def test_a_client_is_at_one_place_at_a_time_and_waits_for_at_most_one(scenario: Scenario) -> None:
    for visits in by_client(flow(scenario).rows):
        assert [row.visit for row in visits] == list(range(1, len(visits) + 1))
        for row in visits:
            began = row.ended_at if row.started_at is None else row.started_at
            assert row.queued_at <= began <= row.ended_at <= row.left_at
            assert row.started_at is not None or row.ended_at == row.left_at
        for row, then in pairwise(visits):
            if row.transition_to == then.level:
                assert then.queued_at == row.ended_at
            if row.left_at > row.ended_at:
                moved = then.ended_at if then.started_at is None else then.started_at
                assert (row.left_at, row.ended_at) == (moved, then.queued_at)
            else:
                assert then.queued_at >= row.left_at


@every_run
@given(full_scenarios())
def test_nobody_is_lost_and_nobody_comes_from_nowhere(scenario: Scenario) -> None:
    run = flow(scenario)
    seen: defaultdict[str, set[int]] = defaultdict(set)
    for row in run.rows:
        seen[row.stream].add(row.client)
    if scenario.census is not None:
        assert seen.pop(CENSUS) == set(range(len(scenario.census.clients)))
    unplaced = 0
    for stream in scenario.streams:
        if not isinstance(stream.when, Dates):
            return
        came = sum(day <= scenario.days for day in stream.when.days)
        assert seen[stream.id] <= set(range(came))
        assert stream.to == PLACED or len(seen[stream.id]) == came
        unplaced += came - len(seen[stream.id])
    assert run.unplaced == unplaced


@every_run
@given(full_scenarios())
def test_only_the_last_rows_are_cut_off_and_the_others_are_in_the_order_of_time(
    scenario: Scenario,
) -> None:
    rows = flow(scenario).rows
    finished = [row for row in rows if row.why is not None]
    assert rows[: len(finished)] == finished
    assert all(row.left_at == scenario.days for row in rows[len(finished) :])
    left = [row.left_at for row in finished]
    assert left == sorted(left)
    for visits in by_client(rows):
        # Nobody goes on from a visit that was cut off, but who holds a place has two of them.
        cut_off = [row for row in visits if row.why is None]
        assert visits[len(visits) - len(cut_off) :] == cut_off
        assert len(cut_off) <= 2
        if len(cut_off) == 2:
            held, waits = cut_off
            assert held.ended_at == waits.queued_at
            assert waits.started_at is None


def most_places(level: Level, scenario: Scenario) -> float:
    """Return the most places that a level ever has."""
    own = scenario.places_of(level.id)
    places = [own, *(each for _, each in level.calendar.steps)] if level.calendar else [own]
    return max(math.inf if each is None else each for each in places)


@every_run
@given(full_scenarios())
def test_never_are_more_places_taken_than_there_are(scenario: Scenario) -> None:
    rows = flow(scenario).rows
    clients = scenario.census.clients if scenario.census else ()
    for level in scenario.pathway.levels:
        if any(client.level == level.id and not client.is_waiting for client in clients):
            continue  # they are there whatever the places are
        here = [row for row in rows if row.level == level.id and row.started_at is not None]
        changes = Counter[float]()
        for row in here:
            changes[row.started_at or 0.0] += 1
            changes[row.left_at] -= 1
        taken = 0
        for time in sorted(changes):
            taken += changes[time]
            # At one instant somebody may still come who leaves at that instant.
            if time < scenario.days:
                assert taken <= most_places(level, scenario)


@every_run
@given(full_scenarios())
def test_without_rules_who_came_first_begins_first(scenario: Scenario) -> None:
    rows = flow(scenario).rows
    for level in scenario.pathway.levels:
        if level.queue is not None and level.queue.first:
            continue
        here = [row for row in rows if row.level == level.id and row.started_at != row.queued_at]
        here.sort(key=lambda row: row.queued_at)
        for row, later in pairwise(here):
            if row.queued_at < later.queued_at and later.started_at is not None:
                began = row.left_at if row.started_at is None else row.started_at
                assert began <= later.started_at


@every_run
@given(full_scenarios())
def test_groups_begin_together_and_on_their_days(scenario: Scenario) -> None:
    rows = flow(scenario).rows
    for level in scenario.pathway.levels:
        begun = Counter(
            row.started_at
            for row in rows
            if row.level == level.id
            and row.started_at is not None
            and (row.stream != CENSUS or (row.started_at >= 0 and row.visit > 1))
        )
        if level.intake is None:
            continue
        if level.intake.every is None:
            assert level.intake.size is not None
            census = scenario.census.clients if scenario.census else ()
            if not any(client.level == level.id for client in census):
                assert all(count % level.intake.size == 0 for count in begun.values())
        else:
            for time in begun:
                passed = (time - level.intake.first_day) / level.intake.every
                assert abs(passed - round(passed)) < 1e-9


def is_day_of(calendar: CapacitySchedule, time: float) -> bool:
    """Whether the places change at a time."""
    steps = [time - day for day, _ in calendar.steps]
    if calendar.period is None:
        return 0.0 in steps
    return any(abs(math.remainder(passed, calendar.period)) < 1e-9 for passed in steps)


@every_run
@given(full_scenarios())
def test_who_gives_up_or_is_displaced_does_so_where_it_is_possible(scenario: Scenario) -> None:
    levels = {level.id: level for level in scenario.pathway.levels}
    for row in flow(scenario).rows:
        level = levels[row.level]
        if row.why == GAVE_UP:
            assert level.queue is not None
            assert (row.started_at, row.transition_to) == (None, level.queue.gives_up)
        elif row.why == DISPLACED:
            assert level.calendar is not None
            assert row.started_at is not None
            assert row.transition_to == level.calendar.displaced_to
            assert is_day_of(turned_calendar(level.calendar, scenario.starts), row.left_at)
        elif row.why is not None:
            edges = [
                edge
                for edge in scenario.pathway.leaving(row.level)
                if edge.to == row.transition_to and edge.kind.value == row.why
            ]
            assert edges
            assert row.left_at == row.ended_at or any(edge.hold for edge in edges)


@every_run
@given(full_scenarios())
def test_the_days_count_who_is_where(scenario: Scenario) -> None:
    run = flow(scenario)
    assert len(run.daily.active) == math.ceil(scenario.days)
    for place, level in enumerate(scenario.pathway.levels):
        here = [row for row in run.rows if row.level == level.id]
        for day in range(1, math.ceil(scenario.days)):
            # A day begins before whatever happens at its first instant.
            for counts, spans in (
                (run.daily.active, [(r.started_at, r.ended_at) for r in here]),
                (
                    run.daily.waiting,
                    [
                        (r.queued_at, r.ended_at if r.started_at is None else r.started_at)
                        for r in here
                    ],
                ),
                (run.daily.blocked, [(r.ended_at, r.left_at) for r in here]),
            ):
                there = sum(a < day <= b for a, b in spans if a is not None)
                assert counts[day][place] == there
