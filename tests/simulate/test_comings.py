"""Who comes, with which answers and on which weekdays."""

import datetime as dt
import math

import attrs
import pytest
from oracle.flow import Flow
from simulate.little import coming, level, move, run, scenario, table

from iopkit.model.simulation.arrivals import Answer, ArrivalStream, Dates, Rate
from iopkit.model.simulation.client_sample import ClientSample

MOVES = [
    move("iop", "done", 5, when="pregnant and home = strong", share=0.4),
    move("iop", "left", 3, when="not pregnant and home = none", share=0.6),
]
TWO_KINDS = ClientSample(facts=("pregnant", "home"), rows=((True, "strong"), (False, "none")))


def test_people_in_order_come_one_after_the_other() -> None:
    came = coming("iop", 0, 1, 2, pregnant=[True, False, True], home=["strong", "none", "none"])
    seen = run(level("iop"), moves=MOVES, arrivals=[came], days=7)
    # For the third nothing is open.
    assert seen == table("""
        B iop 1 1 4 4 left discharge
        A iop 0 0 5 5 done discharge
        C iop 2 2 7 7 -    -
    """)


def test_people_are_drawn_a_whole_row_at_a_time_each_as_likely_as_the_next() -> None:
    came = ArrivalStream(id="all", to="iop", when=Dates((0.0,) * 400), people=TWO_KINDS)
    rows = Flow(scenario(level("iop"), moves=MOVES, arrivals=[came])).rows
    # Every client has one of the two rows, or nothing would be open.
    assert {row.transition_to for row in rows} == {"done", "left"}
    assert 160 < sum(row.transition_to == "done" for row in rows) < 240


def test_facts_may_come_from_people_and_from_answers() -> None:
    home = Answer(fact="home", weights=(("strong", 1.0),))
    people = ClientSample(facts=("pregnant",), rows=((True,), (True,)))
    came = ArrivalStream(id="all", to="iop", when=Dates((0, 1)), people=people, answers=[home])
    rows = Flow(scenario(level("iop"), moves=MOVES, arrivals=[came])).rows
    assert [row.transition_to for row in rows] == ["done", "done"]


WEDNESDAYS = Rate.weekly((0, 0, 30, 0, 0, 0, 0))


@pytest.mark.parametrize("day", range(1, 8))
def test_weekly_rates_follow_the_real_weekdays(day: int) -> None:
    starts = dt.date(2026, 3, day)
    came = ArrivalStream(id="all", to="iop", when=WEDNESDAYS)
    given = scenario(level("iop"), moves=[move("iop", "done", 1)], arrivals=[came], days=21)
    for first in (None, starts):
        rows = Flow(attrs.evolve(given, starts=first)).rows
        monday = 0 if first is None else first.weekday()
        weekdays = {(math.floor(row.queued_at) + monday) % 7 for row in rows}
        assert weekdays == {2}
        assert len({math.floor(row.queued_at) for row in rows}) == 3


def test_a_weekly_rate_may_change_in_the_middle_of_a_day() -> None:
    # Friday noon to Monday noon; the run starts on a Saturday.
    rate = Rate(steps=((0, 30), (0.5, 0), (4.5, 30)), period=7)
    came = ArrivalStream(id="all", to="iop", when=rate)
    given = scenario(level("iop"), moves=[move("iop", "done", 1)], arrivals=[came], days=14)
    rows = Flow(attrs.evolve(given, starts=dt.date(2026, 3, 7))).rows
    halves = {math.floor(row.queued_at * 2) / 2 for row in rows}
    weekend = {0, 0.5, 1, 1.5, 2}
    assert halves == weekend | {6.5} | {7 + half for half in weekend} | {13.5}


def test_only_weekly_rates_follow_the_weekdays() -> None:
    fortnightly = Rate(steps=((0, 30), (1, 0)), period=14)
    came = ArrivalStream(id="all", to="iop", when=fortnightly)
    given = scenario(level("iop"), moves=[move("iop", "done", 1)], arrivals=[came])
    rows = Flow(attrs.evolve(given, starts=dt.date(2026, 3, 5))).rows
    assert {math.floor(row.queued_at) for row in rows} == {0, 14}
