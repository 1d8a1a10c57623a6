"""Reviews, at which facts move and clients may, worked out by hand."""

import attrs
import pytest
from simulate.little import coming, fixed, level, move, run, table

from iopkit.criteria.language.parse import parse
from iopkit.model.assessment import Value
from iopkit.model.level import Level
from iopkit.model.simulation.distribution import Distribution, DistributionFamily
from iopkit.model.simulation.fact_change import FactChange

DONE = move("iop", "done", 9)


def ends(reviewed: Level, when: str, fact: str, answer: Value) -> str:
    """Return at which day a client leaves as soon as a criterion holds at a review."""
    seen = run(
        reviewed,
        moves=[move("iop", "left", when=when), DONE],
        arrivals=[coming("iop", 0, **{fact: [answer]})],
    )
    return seen[0][4]


def by(fact: str, amount: float, review: float = 2) -> Level:
    """Return a level where a fact moves by a fixed amount at each review."""
    return level("iop", review=review, progress=[FactChange(fact=fact, by=fixed(amount))])


@pytest.mark.parametrize(
    ("amount", "answer", "when", "day"),
    [
        (1, "none", "home >= weak", "2"),
        (1, "none", "home >= strong", "4"),
        (1, "strong", "home = strong", "2"),
        (9, "none", "home >= strong", "2"),
        (-1, "strong", "home <= none", "4"),
        (0.5, "none", "home >= strong", "4"),
        (0.4, "none", "home >= weak", "9"),
        (-0.5, "strong", "home < strong", "9"),
        (-0.6, "strong", "home < strong", "2"),
    ],
)
def test_a_scale_moves_by_whole_steps_and_not_beyond_its_ends(
    amount: float, answer: str, when: str, day: str
) -> None:
    assert ends(by("home", amount), when, "home", answer) == day


@pytest.mark.parametrize(
    ("fact", "amount", "answer", "when", "day"),
    [
        ("cravings", -1.5, 4, "cravings <= 1", "4"),
        ("cravings", -1.5, 4, "cravings = 2.5", "2"),
        ("cravings", -3, 4, "cravings <= 0", "4"),
        ("cravings", 7, 4, "cravings = 10", "2"),
        ("score", 1.5, 4, "score = 6", "2"),
        ("score", -1.5, 4, "score = 3", "2"),
        ("score", 0.4, 4, "score > 4", "9"),
    ],
)
def test_a_number_moves_within_its_range_and_stays_whole_where_it_is(
    fact: str, amount: float, answer: float, when: str, day: str
) -> None:
    assert ends(by(fact, amount), when, fact, answer) == day


def test_an_answer_becomes_another_by_its_share() -> None:
    always = level("iop", review=2, progress=[FactChange(fact="work", becomes=[("job", 1.0)])])
    never = level("iop", review=2, progress=[FactChange(fact="work", becomes=[("job", 0.0)])])
    assert ends(always, "work = job", "work", "none") == "2"
    assert ends(never, "work = job", "work", "none") == "9"


def test_the_first_transition_at_review_that_holds_is_taken() -> None:
    seen = run(
        level("iop", review=2),
        level("php"),
        moves=[
            DONE,
            move("iop", "left", when="days_in_level >= 4 days and days_in_care >= 4 days"),
            move("iop", "php", when="days_in_level >= 4 days"),
            move("php", "done", 1),
        ],
        arrivals=[coming("iop", 0.1, pregnant=[False])],
    )
    assert seen == table("""
        A iop 0.1 0.1 4.1 4.1 left discharge
    """)


def test_nobody_is_reviewed_at_the_instant_at_which_the_stay_ends() -> None:
    seen = run(
        level("iop", review=3),
        moves=[DONE, move("iop", "left", when="days_in_level >= 9")],
        arrivals=[coming("iop", 0, pregnant=[False])],
    )
    assert seen == table("A iop 0 0 9 9 done discharge")


def test_a_plan_whose_criterion_no_longer_holds_is_drawn_again() -> None:
    seen = run(
        by("cravings", -4, review=5),
        moves=[
            move("iop", "left", 12, when="cravings > 3", share=0.5),
            move("iop", "done", 9, when="cravings <= 3", share=0.5),
        ],
        arrivals=[coming("iop", 0, cravings=[5])],
    )
    assert seen == table("A iop 0 0 9 9 done discharge")


def test_a_plan_drawn_again_lasts_longer_than_the_stay_so_far_or_ends_it_at_once() -> None:
    seen = run(
        by("cravings", -4, review=5),
        moves=[
            move("iop", "left", 12, when="cravings > 3", share=0.5),
            move("iop", "done", 5, when="cravings <= 3", share=0.5),
        ],
        arrivals=[coming("iop", 1, cravings=[5])],
    )
    assert seen == table("A iop 1 1 6 6 done discharge")


def test_who_has_no_plan_may_get_one_at_a_review() -> None:
    seen = run(
        by("cravings", -2, review=2),
        moves=[move("iop", "done", 9, when="cravings <= 1", share=1)],
        arrivals=[coming("iop", 0, cravings=[5])],
    )
    assert seen == table("A iop 0 0 9 9 done discharge")


def test_a_plan_that_still_holds_stands() -> None:
    # Drawn again at any review, some of these stays would end on another day.
    spread = Distribution(shape=DistributionFamily.UNIFORM, given={"low": 4, "high": 15})
    stays = attrs.evolve(DONE, stay=spread, when=parse("cravings >= 0"))
    seen = [
        run(
            by("cravings", 1, review=review),
            moves=[stays],
            arrivals=[coming("iop", 0, 1, 2, cravings=[5, 5, 5])],
        )
        for review in (1, 30)
    ]
    assert seen[0] == seen[1]


def test_without_answers_there_are_no_reviews() -> None:
    seen = run(
        level("iop", review=2),
        moves=[DONE, move("iop", "left", when="days_in_level >= 2")],
        arrivals=[coming("iop", 0)],
    )
    assert seen == table("A iop 0 0 9 9 done discharge")


def test_who_moves_at_a_review_may_hold_the_place() -> None:
    seen = run(
        level("php", 1, review=2),
        level("iop", 1),
        moves=[
            move("php", "iop", hold=True, when="days_in_level >= 2"),
            move("php", "done", 9),
            DONE,
        ],
        arrivals=[coming("iop", 0, pregnant=[False]), coming("php", 0, pregnant=[False])],
        days=10,
    )
    assert seen == table("""
        A iop 0 0 9  9  done discharge
        B php 0 0 2  9  iop  step down
        B iop 2 9 10 10 -    -
    """)
