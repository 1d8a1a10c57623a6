"""Clients who wait for the next level in the old place, worked out by hand."""

import pytest
from simulate.little import coming, deadlock, fixed, level, move, rules, run, table

from iopkit.model.level import Level
from iopkit.model.simulation.capacity_schedule import CapacitySchedule
from iopkit.model.simulation.census import CurrentClient
from iopkit.model.simulation.cohort_start import CohortStart
from iopkit.model.simulation.queue import QueueDiscipline

STEP = move("php", "iop", 3, hold=True)
BACK = move("iop", "php", 3, hold=True)


def test_who_cannot_begin_at_the_next_level_keeps_the_old_place() -> None:
    seen = run(
        level("php", 1),
        level("iop", 1),
        moves=[STEP, move("iop", "done", 5)],
        arrivals=[coming("iop", 0), coming("php", 0, 1)],
    )
    assert seen == table("""
        A iop 0  0  5  5 done discharge
        B php 0  0  3  5 iop  step down
        B iop 3  5 10 10 done discharge
        C php 1  5  8 10 iop  step down
        C iop 8 10 15 15 done discharge
    """)


def test_who_can_begin_at_once_holds_nothing() -> None:
    seen = run(
        level("php", 1),
        level("iop", 1),
        moves=[STEP, move("iop", "done", 1)],
        arrivals=[coming("php", 0, 1)],
    )
    assert seen == table("""
        A php 0 0 3 3 iop  step down
        A iop 3 3 4 4 done discharge
        B php 1 3 6 6 iop  step down
        B iop 6 6 7 7 done discharge
    """)


def test_without_holding_the_old_place_is_free_at_once() -> None:
    seen = run(
        level("php", 1),
        level("iop", 1),
        moves=[move("php", "iop", 3), move("iop", "done", 5)],
        arrivals=[coming("iop", 0), coming("php", 0, 1)],
        days=6,
    )
    assert seen == table("""
        B php 0 0 3 3 iop  step down
        A iop 0 0 5 5 done discharge
        C php 1 3 6 6 iop  step down
        B iop 3 5 6 6 -    -
        C iop 6 - 6 6 -    -
    """)


def test_one_free_place_moves_a_whole_chain() -> None:
    seen = run(
        level("detox", 1),
        level("php", 1),
        level("iop", 1),
        moves=[move("detox", "php", 2, hold=True), STEP, move("iop", "done", 9)],
        arrivals=[coming("iop", 0), coming("php", 0), coming("detox", 0, 1)],
        days=10,
    )
    assert seen == table("""
        A iop   0 0 9  9  done discharge
        B php   0 0 3  9  iop  step down
        C detox 0 0 2  9  php  step down
        B iop   3 9 10 10 -    -
        C php   2 9 10 10 -    -
        D detox 1 9 10 10 -    -
    """)


def test_who_gives_up_gives_back_the_old_place() -> None:
    seen = run(
        level("php", 1),
        level("iop", 1, queue=QueueDiscipline(patience=fixed(1), gives_up="left")),
        moves=[STEP, move("iop", "done", 9)],
        arrivals=[coming("iop", 0), coming("php", 0, 1)],
        days=6,
    )
    assert seen == table("""
        B php 0 0 3 4 iop  step down
        B iop 3 - 4 4 left gave up
        A iop 0 0 6 6 -    -
        C php 1 4 6 6 -    -
    """)


def test_the_end_of_the_run_cuts_off_both_visits_of_who_holds_a_place() -> None:
    seen = run(
        level("php", 1),
        level("iop", 1),
        moves=[STEP, move("iop", "done", 9)],
        arrivals=[coming("iop", 0), coming("php", 0)],
        days=6,
    )
    assert seen == table("""
        A iop 0 0 6 6 - -
        B php 0 0 3 6 - -
        B iop 3 - 6 6 - -
    """)


def test_a_level_is_completed_when_the_active_stay_ends() -> None:
    # B holds a place at PHP and goes before C, who came from nowhere.
    seen = run(
        level("php", 1),
        level("iop", 1, queue=QueueDiscipline(first=rules("completed php"))),
        moves=[STEP, move("iop", "done", 5)],
        arrivals=[coming("iop", 0, 1), coming("php", 0)],
    )
    assert [line[0] for line in seen if line[1] == "iop"] == ["A", "C", "B"]


def test_who_makes_a_group_full_holds_nothing() -> None:
    seen = run(
        level("php", 1),
        level("iop", 2, intake=CohortStart(size=2)),
        moves=[STEP, move("iop", "done", 5)],
        arrivals=[coming("iop", 1), coming("php", 0)],
    )
    assert seen == table("""
        B php 0 0 3 3 iop  step down
        A iop 1 3 8 8 done discharge
        B iop 3 3 8 8 done discharge
    """)


def test_who_waits_for_a_group_holds_the_old_place() -> None:
    seen = run(
        level("php", 1),
        level("iop", 2, intake=CohortStart(size=2)),
        moves=[STEP, move("iop", "done", 5)],
        arrivals=[coming("iop", 7), coming("php", 0)],
    )
    assert seen == table("""
        B php 0 0 3  7  iop  step down
        B iop 3 7 12 12 done discharge
        A iop 7 7 12 12 done discharge
    """)


def test_two_clients_who_hold_each_others_places_are_a_deadlock() -> None:
    assert deadlock(
        level("php", 1),
        level("iop", 1),
        moves=[STEP, BACK],
        arrivals=[coming("php", 0), coming("iop", 1)],
    ) == {"php", "iop"}


def test_a_ring_of_three_levels_is_a_deadlock_too_and_names_no_other() -> None:
    assert deadlock(
        level("detox", 1),
        level("residential", 1),
        level("php", 1),
        level("iop", 1),
        moves=[
            move("residential", "php", 3, hold=True),
            STEP,
            move("iop", "residential", 3, hold=True),
            move("detox", "residential", 1, hold=True),
        ],
        arrivals=[coming(name, 0) for name in ("detox", "residential", "php", "iop")],
    ) == {"residential", "php", "iop"}


@pytest.mark.parametrize(
    "way_out",
    [
        level("iop", 2),
        level("iop", 1, queue=QueueDiscipline(patience=fixed(5), gives_up="left")),
        level("iop", 1, calendar=CapacitySchedule(steps=[(9, 2)])),
    ],
    ids=["a free place", "patience", "a calendar"],
)
def test_it_is_no_deadlock_while_something_can_move(way_out: Level) -> None:
    assert run(
        level("php", 1), way_out, moves=[STEP, BACK], arrivals=[coming("php", 0), coming("iop", 1)]
    )


def test_it_is_no_deadlock_while_somebody_is_in_active_stay() -> None:
    # At day 4 A and B wait for each other's levels, but C will leave one of them.
    pregnant_back = move("iop", "php", 3, hold=True, when="pregnant", share=0.5)
    others = move("iop", "done", 8, when="not pregnant", share=0.5)
    seen = run(
        level("php", 1),
        level("iop", 2),
        moves=[STEP, pregnant_back, others],
        arrivals=[coming("php", 0, pregnant=[False]), coming("iop", 1, 2, pregnant=[True, False])],
        days=10.5,
    )
    assert seen == table("""
        C iop 2  2 10   10   done discharge
        A php 0  0  3   10   iop  step down
        B iop 1  1  4   10   php  step up
        A iop 3 10 10.5 10.5 -    -
        B php 4 10 10.5 10.5 -    -
    """)


def test_who_waits_for_a_closed_level_waits_on() -> None:
    seen = run(
        level("php", 1),
        level("iop", 0),
        moves=[STEP, move("iop", "done", 5)],
        arrivals=[coming("php", 0)],
        days=6,
    )
    assert seen == table("""
        A php 0 0 3 6 - -
        A iop 3 - 6 6 - -
    """)


def test_more_clients_than_places_at_the_start_can_block_one_another_too() -> None:
    assert deadlock(
        level("php", 1),
        level("iop", 1),
        moves=[STEP, BACK],
        census=[CurrentClient(level=name, days=1) for name in ("php", "php", "iop")],
    ) == {"php", "iop"}
