"""Closed groups and days of admission, worked out by hand."""

import pytest
from simulate.little import coming, level, move, run, table

from iopkit.model.simulation.cohort_start import CohortStart

DONE = move("iop", "done", 5)


def test_a_group_begins_when_it_is_full() -> None:
    seen = run(
        level("iop", intake=CohortStart(size=2)),
        moves=[DONE],
        arrivals=[coming("iop", 0, 1, 2, 4)],
        days=8,
    )
    assert seen == table("""
        A iop 0 1 6 6 done discharge
        B iop 1 1 6 6 done discharge
        C iop 2 4 8 8 -    -
        D iop 4 4 8 8 -    -
    """)


def test_a_group_needs_a_place_for_each() -> None:
    seen = run(
        level("iop", 3, intake=CohortStart(size=2)),
        moves=[DONE],
        arrivals=[coming("iop", 0, 1, 2, 3)],
        days=6,
    )
    # At day 3 two wait, but only one place is free.
    assert seen == table("""
        A iop 0 1 6 6 done discharge
        B iop 1 1 6 6 done discharge
        C iop 2 6 6 6 -    -
        D iop 3 6 6 6 -    -
    """)


def test_two_groups_can_begin_at_one_instant() -> None:
    seen = run(
        level("iop", 4, intake=CohortStart(size=2, every=7, first_day=3)),
        moves=[DONE],
        arrivals=[coming("iop", 0, 1, 2, 3)],
        days=4,
    )
    # D comes at day 3 as well, but after the group's hour, which was scheduled at the start.
    assert seen == table("""
        A iop 0 3 4 4 - -
        B iop 1 3 4 4 - -
        C iop 2 3 4 4 - -
        D iop 3 - 4 4 - -
    """)


def test_on_days_of_admission_as_many_begin_as_there_are_places() -> None:
    seen = run(
        level("iop", 2, intake=CohortStart(every=7, first_day=1)),
        moves=[DONE],
        arrivals=[coming("iop", 0, 0, 0, 2)],
    )
    # The places are free again at day 6, and stay free until day 8.
    assert seen == table("""
        A iop 0 1  6  6 done discharge
        B iop 0 1  6  6 done discharge
        C iop 0 8 13 13 done discharge
        D iop 2 8 13 13 done discharge
    """)


def test_a_day_of_admission_passes_when_too_few_wait() -> None:
    seen = run(
        level("iop", 5, intake=CohortStart(size=2, every=7, first_day=1)),
        moves=[DONE],
        arrivals=[coming("iop", 0, 2, 7)],
        days=10,
    )
    assert seen == table("""
        A iop 0 8 10 10 - -
        B iop 2 8 10 10 - -
        C iop 7 8 10 10 - -
    """)


@pytest.mark.parametrize(("stay", "begins"), [(10, "15"), (5, "-")])
def test_a_place_given_back_at_the_hour_itself_counts_if_that_was_known_before_the_hour(
    stay: float, begins: str
) -> None:
    # Clients begin at days 0, 5, 10, 15 ... A begins at day 5, since nobody was there at day 0.
    # Ten days later the place was due back before day 15 was set; five days later it was not.
    seen = run(
        level("iop", 1, intake=CohortStart(every=5)),
        moves=[move("iop", "done", stay)],
        arrivals=[coming("iop", 0, 0)],
        days=stay + 6,
    )
    assert [line[3] for line in seen] == ["5", begins]
