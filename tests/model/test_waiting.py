"""Queues, intakes, calendars and changes at reviews: what each refuses, and says in words."""

from typing import Any

import pytest

from iopkit.criteria.language.parse import parse
from iopkit.model.rule import Rule
from iopkit.model.simulation.capacity_schedule import CapacitySchedule, Displaces
from iopkit.model.simulation.cohort_start import CohortStart
from iopkit.model.simulation.distribution import Distribution
from iopkit.model.simulation.fact_change import FactChange
from iopkit.model.simulation.queue import QueueDiscipline
from iopkit.model.transition import Transition, TransitionKind

WEEK = Distribution.fixed(7)


def refusal(build: Any, **given: Any) -> str:  # noqa: ANN401  what is refused has any type
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        build(**given)
    return str(caught.value)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"first": [Rule(criterion=parse("stable"), prefer=True)]},
            "the rules of a queue only rank: leave 'prefer' out",
        ),
        (
            {"patience": WEEK},
            "say with 'gives_up' where those go whose patience ends",
        ),
        (
            {"gives_up": "gone"},
            "say with 'patience' how long clients wait before they give up",
        ),
        (
            {"patience": Distribution.fixed(-1), "gives_up": "gone"},
            "patience must be 0 or more, and can be -1",
        ),
    ],
)
def test_a_queue_that_cannot_be_is_refused(given: dict[str, Any], message: str) -> None:
    assert refusal(QueueDiscipline, **given) == message


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "an intake needs the size of a group, an interval, or both"),
        ({"size": 0}, "size must be a whole number of 1 or more, got 0"),
        ({"size": 2.5}, "size must be a whole number of 1 or more, got 2.5"),
        ({"every": 0}, "every must be more than 0, got 0"),
        ({"every": 7, "first_day": -1}, "first_day must be 0 or more, got -1"),
        ({"size": 8, "first_day": 3}, "a first day belongs to an interval"),
    ],
)
def test_an_intake_that_cannot_be_is_refused(given: dict[str, Any], message: str) -> None:
    assert refusal(CohortStart, **given) == message


RISE = "a calendar needs days of 0 or more, each later than the one before"
PLACES = "places must be whole numbers from 0 to a billion"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"steps": []}, RISE),
        ({"steps": [(-1, 4)]}, RISE),
        ({"steps": [(5, 4), (5, 6)]}, RISE),
        ({"steps": [(5, 4), (3, 6)]}, RISE),
        ({"steps": [(float("inf"), 4)]}, RISE),
        ({"steps": [(0, -1)]}, PLACES),
        ({"steps": [(0, 2.5)]}, PLACES),
        (
            {"steps": [(0, 2), (7, 3)], "period": 7},
            "the period of a calendar must be longer than the day of its last step",
        ),
        (
            {"steps": [(0, 2)], "displaces": Displaces.LAST},
            "say with 'displaced_to' where those go who have to leave",
        ),
        (
            {"steps": [(0, 2)], "displaced_to": "php"},
            "say with 'displaces' who has to leave: who began last, or who began first",
        ),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(given: dict[str, Any], message: str) -> None:
    assert refusal(CapacitySchedule, **given) == message


def test_a_calendar_may_lift_the_limit_and_close_a_level() -> None:
    assert (
        str(CapacitySchedule(steps=[(0, None), (30, 0)])) == "unlimited from day 0, 0 from day 30"
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "the change of 'home' needs one of 'by' and 'becomes'"),
        (
            {"by": WEEK, "becomes": [("weak", 0.1)]},
            "the change of 'home' needs one of 'by' and 'becomes'",
        ),
        (
            {"becomes": [("weak", 1.5)]},
            "every share of a change of 'home' must be between 0 and 1",
        ),
        (
            {"becomes": [("weak", 0.6), ("strong", 0.5)]},
            "the shares of a change of 'home' must add up to at most 1",
        ),
        (
            {"becomes": [("weak", 0.1), ("weak", 0.1)]},
            "a change of 'home' names an answer twice",
        ),
    ],
)
def test_a_change_that_cannot_be_is_refused(given: dict[str, Any], message: str) -> None:
    assert refusal(FactChange, fact="home", **given) == message


def test_a_change_may_be_below_zero_where_a_stay_may_not() -> None:
    below = Distribution.fixed(-1)

    assert FactChange(fact="cravings", by=below).by == below
    message = refusal(Transition, start="iop", to="op", kind=TransitionKind.STEP_DOWN, stay=below)
    assert message == "stay must be 0 or more, and can be -1"


def test_a_move_at_a_review_has_no_stay() -> None:
    message = refusal(
        Transition, start="iop", to="php", kind=TransitionKind.STEP_UP, at_review=True, stay=WEEK
    )

    assert message == (
        "a transition at a review has neither a share nor a stay: it goes when it holds"
    )
