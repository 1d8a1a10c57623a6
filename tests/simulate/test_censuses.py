"""Runs that start with clients, worked out by hand."""

from simulate.little import coming, fixed, level, move, rules, run, table

from iopkit.model.basis import Figure
from iopkit.model.simulation.census import CurrentClient
from iopkit.model.simulation.distribution import Distribution, DistributionFamily
from iopkit.model.simulation.queue import QueueDiscipline
from iopkit.model.transition import Transition, TransitionKind

DONE = move("iop", "done", 9)


def here(
    days: float, *, care: float | None = None, completed: tuple[str, ...] = ()
) -> CurrentClient:
    """Return who is in care at IOP."""
    return CurrentClient(level="iop", days=days, days_in_care=care, completed=completed)


def waits(days: float, *, care: float | None = None) -> CurrentClient:
    """Return who waits for IOP."""
    return CurrentClient(level="iop", days=days, days_in_care=care, is_waiting=True)


def test_a_stay_goes_on_from_where_it_is() -> None:
    seen = run(level("iop"), moves=[DONE], census=[here(4), here(0)], arrivals=[coming("iop", 1)])
    assert seen == table("""
        a iop -4 -4  5  5 done discharge
        b iop  0  0  9  9 done discharge
        A iop  1  1 10 10 done discharge
    """)


def test_who_has_been_there_longer_than_anybody_stays_leaves_at_once() -> None:
    for days in (9, 40):
        seen = run(level("iop"), moves=[DONE], census=[here(days)])
        assert seen == table(f"a iop -{days} -{days} 0 0 done discharge")


def test_the_rest_of_a_stay_is_drawn_for_who_is_still_there() -> None:
    stay = Distribution(shape=DistributionFamily.EMPIRICAL, values=[(1, 2), (1, 5), (1, 12)])
    ends = Transition(
        start="iop", to="done", kind=TransitionKind.DISCHARGE, share=Figure(1.0), stay=stay
    )
    seen = run(level("iop"), moves=[ends], census=[here(5) for _ in range(20)])
    assert {line[4] for line in seen} == {"7"}


def test_who_is_in_care_is_so_whatever_the_places_are() -> None:
    seen = run(
        level("iop", 1),
        moves=[DONE],
        census=[here(4), here(3), waits(2)],
        arrivals=[coming("iop", 1)],
    )
    # The place of the first to leave is gone: there were two clients too many.
    assert seen == table("""
        a iop -4 -4  5  5 done discharge
        b iop -3 -3  6  6 done discharge
        c iop -2  6 15 15 done discharge
        A iop  1 15 20 20 -    -
    """)


def test_who_waited_longest_comes_first() -> None:
    seen = run(
        level("iop", 1),
        moves=[DONE],
        census=[waits(1), waits(3), waits(3), here(8)],
        arrivals=[coming("iop", 0)],
        days=30,
    )
    assert [line[0] for line in seen] == ["d", "b", "c", "a", "A"]


def test_patience_outlasts_the_wait_so_far_or_ends_at_once() -> None:
    seen = run(
        level("iop", 0, queue=QueueDiscipline(patience=fixed(5), gives_up="left")),
        moves=[DONE],
        census=[waits(2), waits(5), waits(7)],
    )
    assert seen == table("""
        c iop -7 - 0 0 left gave up
        b iop -5 - 0 0 left gave up
        a iop -2 - 3 3 left gave up
    """)


def test_the_rest_of_the_patience_is_drawn_for_who_still_waits() -> None:
    patience = Distribution(shape=DistributionFamily.EMPIRICAL, values=[(1, 2), (1, 5), (1, 12)])
    queue = QueueDiscipline(patience=patience, gives_up="left")
    seen = run(level("iop", 0, queue=queue), moves=[DONE], census=[waits(5)] * 20)
    assert {line[4] for line in seen} == {"7"}


def test_the_wait_so_far_and_the_time_in_care_so_far_count() -> None:
    queue = QueueDiscipline(first=rules("days_waiting >= 20 days", "days_in_care >= 30 days"))
    seen = run(
        level("iop", 1, queue=queue),
        moves=[DONE],
        census=[waits(19), waits(5), waits(2, care=29), here(8)],
        days=30,
    )
    # At day 1 the first has waited 20 days; the second never will have, and comes last.
    assert [line[0] for line in seen] == ["d", "a", "c", "b"]


def test_time_in_care_began_as_the_census_says_else_with_the_stay() -> None:
    moves = [
        move("iop", "done", 9, when="days_in_care = 9", share=0.5),
        move("iop", "left", 9, when="days_in_care = 29", share=0.5),
    ]
    given = [
        CurrentClient(level="iop", days=4, days_in_care=care, facts={"pregnant": False})
        for care in (None, 24)
    ]
    seen = run(level("iop"), moves=moves, census=given)
    assert [line[6] for line in seen] == ["done", "left"]


def test_what_was_completed_before_counts() -> None:
    moves = [
        move("iop", "done", 9, when="completed php", share=0.5),
        move("iop", "left", 9, when="not completed php", share=0.5),
        move("php", "iop", 9),
    ]
    given = [
        CurrentClient(level="iop", days=4, completed=done, facts={"pregnant": False})
        for done in (("php",), ())
    ]
    seen = run(level("php"), level("iop"), moves=moves, census=given)
    assert [line[6] for line in seen] == ["done", "left"]


def test_reviews_before_the_start_are_past() -> None:
    given = [
        CurrentClient(level="iop", days=days, facts={"pregnant": False}) for days in (3.5, 4, 4.5)
    ]
    seen = run(
        level("iop", review=2),
        moves=[DONE, move("iop", "left", when="days_in_level >= 4")],
        census=given,
    )
    assert seen == table("""
        a iop -3.5 -3.5 0.5 0.5 left discharge
        c iop -4.5 -4.5 1.5 1.5 left discharge
        b iop -4   -4   2   2   left discharge
    """)
