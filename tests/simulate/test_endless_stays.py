"""Who can never leave, and who only has not left yet, worked out by hand."""

import pytest
from oracle.flow import Flow
from simulate.little import coming, fixed, level, move, scenario

from iopkit.model.assessment import Value
from iopkit.model.level import Level
from iopkit.model.simulation.census import CurrentClient
from iopkit.model.simulation.fact_change import FactChange
from iopkit.model.transition import Transition
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.replication.replication import replicate


def stuck(*levels: Level, moves: list[Transition], days: float = 20, **facts: Value) -> int:
    """Return how many of the clients who come at day 0 can never leave, as both engines say."""
    arrivals = [coming("iop", 0, **{fact: [answer] for fact, answer in facts.items()})]
    asked = scenario(*levels, moves=moves, arrivals=arrivals, days=days)
    found = replicate(lower(asked), seed=asked.seed, replication=0, days=days)
    assert found.stuck == Flow(asked).stuck
    return found.stuck


def test_who_is_cut_off_before_the_first_review_is_not_stuck() -> None:
    moves = [move("iop", "done", when="pregnant")]
    assert stuck(level("iop", review=7), moves=moves, days=3, pregnant=True) == 0
    assert stuck(level("iop", review=7), moves=moves, days=3, pregnant=False) == 1


def test_without_reviews_nothing_opens_any_more() -> None:
    moves = [move("iop", "done", 5, when="days_in_level >= 9")]
    assert stuck(level("iop"), moves=moves, pregnant=False) == 1


@pytest.mark.parametrize(
    ("when", "is_stuck"),
    [
        ("days_in_level >= 30", False),
        ("days_in_level < 5", True),  # at day 20 it is too late
        ("days_in_care >= 30 and not pregnant", False),
        ("days_in_care >= 30 and pregnant", True),
        ("completed php", True),
        ("not completed php and days_in_level > 40", False),
        ("pregnant is known and days_in_level > 40", False),
    ],
)
def test_time_goes_on_and_what_never_changes_does_not(when: str, *, is_stuck: bool) -> None:
    moves = [move("iop", "done", when=when), move("php", "iop", 3)]
    found = stuck(level("php"), level("iop", review=7), moves=moves, pregnant=False)
    assert found == int(is_stuck)


@pytest.mark.parametrize(("days", "is_stuck"), [(25.0, True), (30.0, False)])
def test_a_plan_sees_the_lengths_that_its_own_stay_can_have(days: float, *, is_stuck: bool) -> None:
    change = FactChange(fact="cravings", by=fixed(0))
    closed = move("iop", "done", days, when="days_in_level >= 28 and cravings >= 4")
    found = stuck(
        level("iop", review=7, progress=[change]), moves=[closed], days=3, cravings=4
    ) + stuck(level("iop", review=7, progress=[change]), moves=[closed], days=3, cravings=3)
    assert found == 1 + int(is_stuck)


@pytest.mark.parametrize(
    ("change", "when", "is_stuck"),
    [
        (FactChange(fact="work", becomes=[("job", 0.1)]), "work = job", False),
        (FactChange(fact="work", becomes=[("job", 0.0)]), "work = job", True),
        (FactChange(fact="work", becomes=[("job", 0.1)]), "work = school", True),
        (
            FactChange(fact="work", becomes=[("job", 1.0)]),
            "days_in_level > 99 and work = none",
            True,
        ),
        (
            FactChange(fact="work", becomes=[("job", 0.9)]),
            "days_in_level > 99 and work = none",
            False,
        ),
        (FactChange(fact="work", becomes=[("job", 0.5)]), "work in [school, job]", False),
        (FactChange(fact="cravings", by=fixed(-0.01)), "cravings <= 3", False),
        (FactChange(fact="cravings", by=fixed(0.01)), "cravings <= 3", True),
        (FactChange(fact="cravings", by=fixed(0.01)), "cravings != 4 and cravings < 4", True),
        (FactChange(fact="score", by=fixed(-0.4)), "score <= 3", True),  # rounded back each time
        (FactChange(fact="score", by=fixed(-0.6)), "score <= 3", False),
        (FactChange(fact="home", by=fixed(1)), "home = none", True),
        (FactChange(fact="home", by=fixed(0.1)), "home >= strong", True),
    ],
)
def test_what_reviews_make_of_an_answer(change: FactChange, when: str, *, is_stuck: bool) -> None:
    facts: dict[str, Value] = {"work": "none", "cravings": 4, "score": 4, "home": "weak"}
    moves = [move("iop", "done", when=when)]
    reviewed = level("iop", review=7, progress=[change])
    assert stuck(reviewed, moves=moves, days=3, **{change.fact: facts[change.fact]}) == int(
        is_stuck
    )


def test_who_waits_is_not_stuck_and_who_was_there_before_can_be() -> None:
    census = [
        CurrentClient(level="iop", days=30, facts={"pregnant": False}),
        CurrentClient(level="iop", days=2, facts={"pregnant": False}),
        CurrentClient(level="iop", days=4, is_waiting=True, facts={"pregnant": False}),
    ]
    moves = [move("iop", "done", when="pregnant or days_in_level < 9")]
    asked = scenario(level("iop", 2, review=7), moves=moves, census=census, days=3)
    found = replicate(lower(asked), seed=asked.seed, replication=0, days=3)
    assert found.stuck == Flow(asked).stuck == 1
