"""Question after question until a place is certain."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import LEVELS, answers, assessments, clients, criteria

from iopkit.criteria.language.parse import parse
from iopkit.criteria.placement.additional_answer import answered
from iopkit.criteria.placement.interview import Interview
from iopkit.errors import AnswerError
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL, Assessment, Fact, NumberFact, YesNo
from iopkit.model.client import Client, Stay
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.model.rule import Floor, Rule
from iopkit.model.transition import Transition, TransitionKind

SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
ASSESSMENT = Assessment(
    [
        Fact(id="stable", ask="Stable?", type=YesNo()),
        Fact(id="cravings", ask="Cravings?", type=NumberFact(low=0, high=10)),
    ]
)


def clinic(*admit: str) -> Pathway:
    return Pathway(
        id="p",
        title="P",
        assessment=ASSESSMENT,
        levels=[
            Level(id="iop", title="IOP", rank=2),
            Level(
                id="outpatient",
                title="O",
                rank=1,
                admit=[Rule(criterion=parse(text)) for text in admit],
            ),
        ],
        transitions=[
            Transition(
                start="iop",
                to="outpatient",
                kind=TransitionKind.STEP_DOWN,
                when=parse("cravings <= 3"),
            )
        ],
    )


def started(*admit: str, client: Client | None = None) -> Interview:
    return Interview(pathway=clinic(*admit), start=client or Client())


def test_it_asks_until_the_place_is_certain() -> None:
    interview = started("stable", "cravings <= 3")

    assert interview.open == ("stable", "cravings")
    assert interview.answer(value=False).question == ""
    assert interview.answer(value=False).placement.level == "iop"
    assert interview.answer(value=True).question == "cravings"
    assert interview.answer(value=True).answer(2).placement.level == "outpatient"


def test_what_was_answered_before_is_not_asked() -> None:
    assert started("stable", client=Client(facts={"stable": True})).question == ""


def test_what_is_not_known_is_skipped_and_never_asked_again() -> None:
    interview = started("stable", "cravings <= 3").skip()

    assert interview.question == "cravings"
    assert interview.answer(2).question == ""
    assert interview.answer(2).placement.ask == ("stable",)


def test_back_takes_the_last_answer_away() -> None:
    interview = started("stable", "cravings <= 3")

    assert interview.answer(value=True).back().question == "stable"
    assert interview.answer(value=True).back().client.facts == {}
    assert interview.skip().back().question == "stable"
    assert interview.back().question == "stable"


@pytest.mark.parametrize("value", ["certainly", 3, 4711])
def test_what_cannot_be_the_answer_is_refused_and_not_repeated(value: float | str) -> None:
    with pytest.raises(AnswerError, match="'stable' must be true or false") as caught:
        started("stable").answer(value)

    assert str(value) not in str(caught.value)


def test_completed_is_yes_or_no() -> None:
    with pytest.raises(AnswerError, match="'completed iop' must be true or false"):
        started("completed iop").answer("")

    assert started("completed iop").answer(value=True).placement.level == "outpatient"
    assert started("completed iop").answer(value=False).placement.level == "iop"


@pytest.mark.parametrize("value", [-4711, "4711 days", True])
def test_the_clock_takes_days_only(value: float | str | bool) -> None:
    with pytest.raises(AnswerError) as caught:
        started("days_in_care >= 10").answer(value)

    message = "days_in_care: 'days_in_care' must be a number of at least 0 days"
    assert str(caught.value) == message


def test_an_answer_that_contradicts_another_is_refused() -> None:
    interview = started("days_in_care >= 10", client=Client(days_in_level=7))

    with pytest.raises(AnswerError) as caught:
        interview.answer(6)

    assert str(caught.value) == (
        "days_in_care: 'days_in_care' must be at least 'days_in_level' "
        "(whoever is at a level is in care)"
    )


def test_a_client_in_care_is_asked_what_the_moves_need_too() -> None:
    interview = started("stable", client=Client(level="iop"))

    assert interview.open == ("stable", "cravings")
    assert interview.onward is not None
    assert interview.answer(value=True).answer(2).onward != interview.onward
    assert started("stable").onward is None


def test_when_nothing_is_asked_nothing_is_answered() -> None:
    interview = started("true")

    with pytest.raises(ValueError, match="nothing is left to ask"):
        interview.answer(2)
    with pytest.raises(ValueError, match="nothing is left to ask"):
        interview.skip()


def test_answers_never_show() -> None:
    interview = started("cravings <= 3").answer(7.25)

    assert "7.25" not in repr(interview)
    assert "7.25" not in repr(interview.given)


@pytest.mark.parametrize(
    "history",
    [
        None,
        (),
        (Stay(level="iop"),),
        (Stay(level="iop", completed=False), Stay(level="iop")),
        (Stay(level="iop", completed=True), Stay(level="detox", completed=True)),
    ],
)
@pytest.mark.parametrize("completed", [True, False])
def test_one_level_answered_leaves_the_others_as_they_were(
    history: tuple[Stay, ...] | None, completed: bool
) -> None:
    before = Client(history=history)

    after = answered(before, "completed iop", completed, LEVELS)

    assert after.has_completed("iop") is completed
    for level in set(LEVELS) - {"iop"}:
        assert after.has_completed(level) is before.has_completed(level)


@given(st.permutations(LEVELS), st.lists(st.booleans(), min_size=4, max_size=4))
def test_levels_can_be_answered_in_any_order(order: list[str], ends: list[bool]) -> None:
    client = Client()
    for place, (level, completed) in enumerate(zip(order, ends, strict=True)):
        client = answered(client, f"completed {level}", completed, LEVELS)
        assert [client.has_completed(each) for each in order[: place + 1]] == ends[: place + 1]
        assert {client.has_completed(each) for each in order[place + 1 :]} <= {None}


@st.composite
def pathways_to_place(draw: st.DrawFn) -> Pathway:
    assessment = draw(assessments())
    # "is known" speaks of the record, so that an answer may raise a new question.
    tree = criteria(assessment, asks_if_known=False)
    rules = st.lists(st.builds(Rule, criterion=tree, prefer=st.booleans()), max_size=2)
    levels = [
        Level(id=name, title=name, rank=draw(st.integers(0, 2)), admit=draw(rules))
        for name in LEVELS
    ]
    floors = st.lists(st.builds(Floor, level=st.sampled_from(LEVELS), criterion=tree), max_size=2)
    return Pathway(id="p", title="P", assessment=assessment, levels=levels, floors=draw(floors))


def reply(data: st.DataObject, interview: Interview) -> Interview:
    name = interview.question
    if name.startswith("completed "):
        return interview.answer(data.draw(st.booleans()))
    if name == DAYS_IN_LEVEL:
        most = interview.client.days_in_care
        return interview.answer(data.draw(st.integers(0, 10 if most is None else int(most))))
    if name == DAYS_IN_CARE:
        return interview.answer(
            data.draw(st.integers(int(interview.client.days_in_level or 0) + 1, 20))
        )
    return interview.answer(data.draw(answers(interview.pathway.assessment.fact(name))))


@SLOW
@given(st.data())
def test_as_many_answers_as_questions_settle_any_placement(data: st.DataObject) -> None:
    where = data.draw(pathways_to_place())
    interview = Interview(pathway=where, start=data.draw(clients(where.assessment)))
    most = len(interview.placement.ask)

    for _ in range(most):
        if interview.question:
            interview = reply(data, interview)

    assert interview.question == ""
    assert interview.placement.is_settled


@SLOW
@given(st.data())
def test_skipping_everything_ends_and_changes_nothing(data: st.DataObject) -> None:
    where = data.draw(pathways_to_place())
    first = interview = Interview(pathway=where, start=data.draw(clients(where.assessment)))

    for _ in first.placement.ask:
        interview = interview.skip()

    assert interview.question == ""
    assert interview.placement == first.placement
