"""What a program says to the facts that rules about programs may use."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import programs

from iopkit.model.assessment import Assessment, NumberFact
from iopkit.model.basis import Figure
from iopkit.model.level import Level
from iopkit.model.program import Format, Need, Program, Service, Track, Weekday
from iopkit.model.program_facts import PROGRAM_FACTS, Answer, program_answers
from iopkit.model.range import Range
from iopkit.model.review import ProgressReview

WEEK = list(Weekday)


def track(days: str, start: int = 1080, end: int = 1260, name: str = "evening") -> Track:
    return Track(id=name, days=[Weekday(day) for day in days.split()], start=start, end=end)


def said(name: str, **given: Any) -> Answer:  # noqa: ANN401  straight on to attrs
    return program_answers(Program(id="p", title="P", **given), None)[name]


EVENING = track("Mon Wed Fri")
MORNING = track("Mon Tue Wed Thu Fri", 540, 660, "morning")
GROUPS = Service(therapy="group", sessions=Range.exactly(3), minutes=Range.exactly(120))
VAGUE = Service(therapy="family", sessions=Range.exactly(1))


@given(programs("p", (), Assessment(), ["iop"]))
def test_every_fact_has_an_answer_of_its_kind(program: Program) -> None:
    answers = program_answers(program, None)

    assert list(answers) == [fact.id for fact in PROGRAM_FACTS]
    for fact in PROGRAM_FACTS:
        number = isinstance(fact.type, NumberFact)
        assert isinstance(answers[fact.id], Range) if number else answers[fact.id] in {True, None}


@pytest.mark.parametrize(
    ("given", "hours"),
    [
        ({}, Range()),
        ({"tracks": [EVENING]}, Range(9, 9)),
        ({"tracks": [EVENING, MORNING]}, Range(9, 10)),
        ({"tracks": [EVENING], "services": [GROUPS]}, Range(6, 6)),
        ({"tracks": [EVENING], "services": [GROUPS, VAGUE]}, Range(9, 9)),
        ({"services": [GROUPS, VAGUE]}, Range(6, None)),
        ({"tracks": [EVENING], "services": [GROUPS], "hours": Range(9, None)}, Range(9, None)),
    ],
    ids=[
        "nothing",
        "a track",
        "one of two",
        "whole services",
        "broken services",
        "a bound",
        "stated",
    ],
)
def test_hours_are_those_stated_then_the_services_then_the_tracks(
    given: dict[str, Any], hours: Range
) -> None:
    assert said("hours_per_week", **given) == hours


def test_days_are_those_stated_then_those_of_the_tracks() -> None:
    assert said("days_per_week", tracks=[EVENING, MORNING]) == Range(3, 5)
    assert said("days_per_week", tracks=[EVENING], days=Range(2, 3)) == Range(2, 3)
    assert said("days_per_week") == Range()


@pytest.mark.parametrize(
    ("given", "hours"),
    [
        ({"tracks": [EVENING, MORNING]}, Range(2, 3)),
        ({"hours": Range(9, 19), "days": Range(3, 5)}, Range(1.8, 19 / 3)),
        ({"hours": Range(9, None), "days": Range(3, None)}, Range(9 / 7, None)),
        ({"hours": Range(None, 8), "days": Range(2, 4)}, Range(None, 4)),
        ({"hours": Range(9, 9)}, Range(9 / 7, None)),
        ({"hours": Range(9.3, 9.3), "days": Range(3.1, 3.1)}, Range(3, 3)),
        ({"hours": Range(2, 2), "days": Range(0, 0.5)}, Range(2, None)),
        ({"hours": Range(9, 9), "days": Range(14, 14)}, Range(9 / 7, 9 / 7)),
        ({"days": Range(3, 3)}, Range()),
    ],
    ids=[
        "tracks",
        "both",
        "from below",
        "from above",
        "days unknown",
        "exact",
        "rarely",
        "odd",
        "days",
    ],
)
def test_hours_of_a_day(given: dict[str, Any], hours: Range) -> None:
    answer = said("hours_per_day", **given)

    assert isinstance(answer, Range)
    assert answer.low == pytest.approx(hours.low)
    assert answer.high == pytest.approx(hours.high)


def test_a_quotient_is_as_exact_as_on_paper() -> None:
    assert said("hours_per_day", hours=Range(9.3, 9.3), days=Range(3.1, 3.1)) == Range(3, 3)


def test_two_hours_of_services_in_an_evening_of_three_are_either() -> None:
    assert said("hours_per_day", tracks=[EVENING], services=[GROUPS]) == Range(2, 3)


@given(
    st.floats(0.5, 40), st.floats(0, 40), st.integers(1, 7), st.integers(0, 6), st.floats(0, 1),
    st.floats(0, 1),
)  # fmt: skip
def test_no_week_within_the_bounds_has_other_hours_a_day(  # noqa: PLR0913, PLR0917  a week
    low: float, more: float, least: int, others: int, at: float, on: float
) -> None:
    most = min(least + others, 7)
    hours, days = low + at * more, round(least + on * (most - least))

    answer = said("hours_per_day", hours=Range(low, low + more), days=Range(least, most))

    assert isinstance(answer, Range)
    assert answer.low is not None
    assert answer.high is not None
    assert answer.low * (1 - 1e-9) <= hours / days <= answer.high * (1 + 1e-9)


@pytest.mark.parametrize(
    ("given", "days"),
    [
        ({"tracks": [track("Mon Wed Thu")]}, Range(3, 3)),
        ({"tracks": [track("Mon Wed Fri")]}, Range(2, 2)),
        ({"tracks": [track("Sun")]}, Range(6, 6)),
        ({"tracks": [track("Sat Sun")]}, Range(5, 5)),
        ({"tracks": [track("Mon Tue Wed Thu Fri Sat Sun")]}, Range(0, 0)),
        ({"tracks": [track("Tue Thu"), MORNING]}, Range(2, 4)),
        ({}, Range()),
        ({"days": Range(1, 1)}, Range(6, 6)),
        ({"days": Range(2, 2)}, Range(3, 5)),
        ({"days": Range(3, None)}, Range(None, 4)),
        ({"days": Range(None, 3)}, Range(2, None)),
        ({"days": Range(7, 7)}, Range(0, 0)),
        ({"days": Range(2.5, 2.5)}, Range(2, 5)),
        ({"days": Range(0, 0)}, Range()),
    ],
)
def test_the_longest_break_goes_over_the_turn_of_the_week(
    given: dict[str, Any], days: Range
) -> None:
    assert said("days_between_services", **given) == days


@given(st.sets(st.integers(0, 6), min_size=1))
def test_the_longest_break_of_a_week_is_within_what_its_number_of_days_allows(
    places: set[int],
) -> None:
    held = Track(id="t", days=[WEEK[place] for place in sorted(places)], start=0, end=60)
    exact = said("days_between_services", tracks=[held])
    bounds = said("days_between_services", days=Range.exactly(len(places)))

    # Day by day over two weeks, without the arithmetic of the model.
    days = [place % 7 in places for place in range(15)]
    runs = "".join("x" if day else "." for day in days).split("x")
    assert isinstance(exact, Range)
    assert isinstance(bounds, Range)
    assert exact.low == max(map(len, runs[1:-1] or ["......"]))
    assert bounds.low is not None
    assert bounds.high is not None
    assert bounds.low <= exact.low <= bounds.high


def test_a_service_that_is_not_listed_is_unknown_and_not_absent() -> None:
    class_ = Service(therapy="skills", format=Format.CLASS, need=Need.OPTIONAL)
    answers = program_answers(Program(id="p", title="P", services=[GROUPS, class_]), None)

    offered = {name: answer for name, answer in answers.items() if name.startswith("offers")}
    assert offered == {
        "offers_individual": None,
        "offers_group": True,
        "offers_family": None,
        "offers_education": True,
        "offers_case_management": None,
    }


def test_reviews_are_those_of_the_level() -> None:
    program = Program(id="p", title="P", length=Range(28, 84))
    often = Level(id="iop", title="IOP", rank=1, review=Figure(14))
    never = Level(id="after", title="After", rank=0)

    answers = [program_answers(program, level)["review_days"] for level in (often, never, None)]

    assert answers == [Range(14, 14), Range(), Range()]
    assert program_answers(program, never)["length_days"] == Range(28, 84)


@pytest.mark.parametrize(
    ("days", "longest"), [(Range(), None), (Range(3, None), 5), (Range(5, 5), 3), (Range(7, 7), 1)]
)
def test_a_review_at_every_session_is_as_often_as_the_client_comes(
    days: Range, longest: float | None
) -> None:
    program = Program(id="p", title="P", days=days, review=ProgressReview(each_session=True))
    level = Level(id="iop", title="IOP", rank=1, review=Figure(14))

    assert program_answers(program, level)["review_days"] == Range(None, longest)
