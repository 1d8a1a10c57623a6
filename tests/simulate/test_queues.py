"""Who waits, in which order and for how long, worked out by hand."""

import pytest
from simulate.little import coming, fixed, level, move, rules, run, table

from iopkit.model.simulation.queue import QueueDiscipline


def test_who_meets_a_rule_of_the_queue_goes_first() -> None:
    seen = run(
        level("iop", 1, queue=QueueDiscipline(first=rules("pregnant"))),
        moves=[move("iop", "done", 5)],
        arrivals=[coming("iop", 0, 1, 2, 3, pregnant=[False, False, True, True])],
    )
    assert seen == table("""
        A iop 0  0  5  5 done discharge
        C iop 2  5 10 10 done discharge
        D iop 3 10 15 15 done discharge
        B iop 1 15 20 20 done discharge
    """)


@pytest.mark.parametrize(
    ("first", "second", "turns"),
    [
        ("pregnant", "days_waiting >= 9 days", "ACDB"),
        ("days_waiting >= 9 days", "pregnant", "ACBD"),
        ("days_waiting >= 10 days", "pregnant", "ACDB"),
    ],
)
def test_a_long_wait_weighs_when_a_place_is_free(first: str, second: str, turns: str) -> None:
    seen = run(
        level("iop", 1, queue=QueueDiscipline(first=rules(first, second))),
        moves=[move("iop", "done", 5)],
        arrivals=[coming("iop", 0, 1, 2, 9, pregnant=[False, False, True, True])],
    )
    assert "".join(line[0] for line in seen) == turns


def test_without_answers_the_queue_still_asks_the_clock_and_what_was_completed() -> None:
    seen = run(
        level("php"),
        level("iop", 1, queue=QueueDiscipline(first=rules("pregnant is known", "completed php"))),
        moves=[move("php", "iop", 2), move("iop", "done", 5)],
        arrivals=[coming("iop", 0, 1), coming("php", 0)],
    )
    assert seen == table("""
        C php 0  0  2  2 iop  step down
        A iop 0  0  5  5 done discharge
        C iop 2  5 10 10 done discharge
        B iop 1 10 15 15 done discharge
    """)


def test_time_in_care_runs_on_while_a_client_waits_between_two_levels() -> None:
    seen = run(
        level("php"),
        level(
            "iop",
            1,
            queue=QueueDiscipline(first=rules("days_in_care >= 5 days", "days_in_level > 0")),
        ),
        moves=[move("php", "iop", 2), move("iop", "done", 5)],
        arrivals=[coming("iop", 0, 1), coming("php", 0)],
    )
    assert [line[0] for line in seen if line[1] == "iop"] == ["A", "C", "B"]


def test_whose_patience_ends_gives_up_and_completes_nothing() -> None:
    seen = run(
        level("iop", 1, queue=QueueDiscipline(patience=fixed(3), gives_up="left")),
        moves=[move("iop", "done", 5)],
        arrivals=[coming("iop", 0, 1, 3)],
    )
    assert seen == table("""
        B iop 1 - 4  4  left gave up
        A iop 0 0 5  5  done discharge
        C iop 3 5 10 10 done discharge
    """)


def test_who_gives_up_may_go_to_another_level() -> None:
    seen = run(
        level("php", 1, queue=QueueDiscipline(patience=fixed(3), gives_up="iop")),
        level("iop"),
        moves=[move("php", "done", 9), move("iop", "done", 5)],
        arrivals=[coming("php", 0, 1)],
    )
    assert seen == table("""
        B php 1 - 4 4 iop  gave up
        A php 0 0 9 9 done discharge
        B iop 4 4 9 9 done discharge
    """)


def test_at_one_instant_what_was_scheduled_first_happens_first() -> None:
    # At day 4 the stay of A ends, which was known at day 0, and then the patience of B.
    seen = run(
        level("iop", 1, queue=QueueDiscipline(patience=fixed(3), gives_up="left")),
        moves=[move("iop", "done", 4)],
        arrivals=[coming("iop", 0, 1)],
    )
    assert seen == table("""
        A iop 0 0 4 4 done discharge
        B iop 1 4 8 8 done discharge
    """)


def test_nobody_is_impatient_who_need_not_wait() -> None:
    seen = run(
        level("iop", 1, queue=QueueDiscipline(patience=fixed(0), gives_up="left")),
        moves=[move("iop", "done", 4)],
        arrivals=[coming("iop", 0, 1)],
    )
    assert seen == table("""
        B iop 1 - 1 1 left gave up
        A iop 0 0 4 4 done discharge
    """)


def test_who_gives_up_comes_back_as_others_do() -> None:
    seen = run(
        level("iop", 1, queue=QueueDiscipline(patience=fixed(1), gives_up="community")),
        moves=[move("iop", "done", 4), move("community", "iop", 3)],
        arrivals=[coming("iop", 0, 1)],
    )
    assert seen == table("""
        B iop 1 - 2 2 community gave up
        A iop 0 0 4 4 done      discharge
        B iop 5 5 9 9 done      discharge
    """)
