"""Places that change, worked out by hand."""

import pytest
from simulate.little import coming, level, move, run, table

from iopkit.model.simulation.capacity_schedule import CapacitySchedule, Displaces
from iopkit.model.simulation.census import CurrentClient

DONE = move("iop", "done", 9)


def test_when_there_are_more_places_those_who_wait_begin() -> None:
    seen = run(
        level("iop", 1, calendar=CapacitySchedule(steps=[(4, 3)])),
        moves=[DONE],
        arrivals=[coming("iop", 0, 1, 2, 3)],
        days=8,
    )
    assert [line[3] for line in seen] == ["0", "4", "4", "-"]


def test_when_there_are_fewer_nobody_leaves_and_the_next_place_is_gone() -> None:
    seen = run(
        level("iop", 2, calendar=CapacitySchedule(steps=[(4, 1)])),
        moves=[DONE],
        arrivals=[coming("iop", 0, 1, 2)],
        days=12,
    )
    # The place that comes back at day 9 is gone; C gets the one of day 10.
    assert seen == table("""
        A iop 0  0  9  9 done discharge
        B iop 1  1 10 10 done discharge
        C iop 2 10 12 12 -    -
    """)


@pytest.mark.parametrize(("who", "leaves"), [(Displaces.LAST, "CB"), (Displaces.FIRST, "AB")])
def test_a_cut_can_displace_who_began_last_or_first(who: Displaces, leaves: str) -> None:
    calendar = CapacitySchedule(steps=[(4, 1)], displaces=who, displaced_to="left")
    seen = run(
        level("iop", calendar=calendar), moves=[DONE], arrivals=[coming("iop", 0, 1, 2)], days=5
    )
    displaced = [line for line in seen if line[-1] == "displaced"]
    assert "".join(line[0] for line in displaced) == leaves
    assert {line[4:7] for line in displaced} == {("4", "4", "left")}


def test_who_has_no_place_is_displaced_also_when_the_places_become_more() -> None:
    # Two are there at the start without a place, and from day 1 there is one.
    calendar = CapacitySchedule(steps=[(1, 1)], displaces=Displaces.LAST, displaced_to="left")
    seen = run(
        level("iop", 0, calendar=calendar),
        moves=[DONE],
        census=[CurrentClient(level="iop", days=days) for days in (4, 3)],
    )
    assert seen == table("""
        b iop -3 -3 1 1 left displaced
        a iop -4 -4 5 5 done discharge
    """)


def test_of_those_who_began_at_one_instant_the_lowest_number_leaves_first() -> None:
    for who in Displaces:
        calendar = CapacitySchedule(steps=[(4, 2)], displaces=who, displaced_to="left")
        seen = run(
            level("iop", calendar=calendar), moves=[DONE], arrivals=[coming("iop", 0, 0, 0)], days=5
        )
        assert seen[0] == ("A", "iop", "0", "0", "4", "4", "left", "displaced")


def test_who_is_displaced_may_go_to_another_level_and_completes_nothing() -> None:
    calendar = CapacitySchedule(steps=[(4, 0)], displaces=Displaces.LAST, displaced_to="iop")
    seen = run(
        level("php", calendar=calendar),
        level("iop"),
        moves=[
            move("php", "iop", 9),
            move("iop", "left", 1, when="not completed php", share=0.5),
            move("iop", "done", 1, when="completed php", share=0.5),
        ],
        arrivals=[coming("php", 0, pregnant=[False])],
    )
    assert seen == table("""
        A php 0 0 4 4 iop  displaced
        A iop 4 4 5 5 left discharge
    """)


def test_who_is_blocked_is_not_displaced() -> None:
    calendar = CapacitySchedule(steps=[(5, 0)], displaces=Displaces.FIRST, displaced_to="left")
    seen = run(
        level("php", calendar=calendar),
        level("iop", 1),
        moves=[move("php", "iop", 3, hold=True), DONE],
        arrivals=[coming("iop", 0), coming("php", 0, 4)],
        days=9,
    )
    # B was blocked from day 3 to day 9, C began at day 4 and has to leave at day 5.
    assert seen == table("""
        C php 4 4 5 5 left displaced
        A iop 0 0 9 9 done discharge
        B php 0 0 3 9 iop  step down
        B iop 3 9 9 9 -    -
    """)


def test_a_calendar_with_a_period_begins_again() -> None:
    # Open for two days out of five, beginning at day 1; one client a time, for half a day.
    seen = run(
        level("iop", 0, calendar=CapacitySchedule(steps=[(1, 1), (3, 0)], period=5)),
        moves=[move("iop", "done", 1)],
        arrivals=[coming("iop", *[0.0] * 6)],
    )
    assert [line[3] for line in seen] == ["1", "2", "6", "7", "11", "12"]


def test_what_a_calendar_says_of_day_0_holds_for_those_who_wait_already() -> None:
    seen = run(
        level("iop", calendar=CapacitySchedule(steps=[(0, 1)])),
        moves=[DONE],
        census=[CurrentClient(level="iop", is_waiting=True, days=days) for days in (1, 2)],
        days=5,
    )
    assert seen == table("""
        a iop -1 - 5 5 - -
        b iop -2 0 5 5 - -
    """)
