import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import LEVELS, assessments, completions, criteria

from iopkit.criteria.language.parse import parse
from iopkit.criteria.language.resolve import encode
from iopkit.criteria.logic.answer_classes import (
    NOWHERE,
    AnswerPartition,
    asked_by,
    conditions,
    is_known,
    leaves_in,
    questions,
)
from iopkit.criteria.logic.decision_diagram import NO, YES, DecisionDiagram
from iopkit.criteria.logic.evaluate import evaluate, recorded
from iopkit.criteria.logic.verdict import Verdict
from iopkit.errors import UnknownNameError
from iopkit.model.assessment import Assessment, Fact, NumberFact, OrdinalFact, YesNo
from iopkit.model.client import Client

ASSESSMENT = Assessment(
    [
        Fact(id="stable", ask="Stable?", type=YesNo()),
        Fact(id="home", ask="Home?", type=OrdinalFact(("none", "weak", "strong"))),
        Fact(id="score", ask="Score?", type=NumberFact(low=0, high=11, whole=True)),
        Fact(id="attendance", ask="Attendance?", type=NumberFact(low=0, high=100, unit="%")),
        Fact(id="balance", ask="Balance?", type=NumberFact()),
    ]
)


def asked(*texts: str) -> dict[str, AnswerPartition]:
    return questions([parse(text) for text in texts], ASSESSMENT)


@pytest.mark.parametrize(
    ("texts", "name", "cells"),
    [
        (["stable"], "stable", ["no", "yes"]),
        (["home >= weak"], "home", ["none", "weak or strong"]),
        (["home = weak"], "home", ["none or strong", "weak"]),
        (["score >= 4", "score <= 5"], "score", ["3 or less", "4 or 5", "6 or more"]),
        (["score = 7"], "score", ["6 or less or 8 or more", "7"]),
        (["attendance >= 80%"], "attendance", ["under 80%", "80% or more"]),
        (["attendance > 80%"], "attendance", ["80% or less", "over 80%"]),
        (["attendance >= 60% and attendance < 80%"], "attendance",
         ["under 60%", "60 to under 80%", "80% or more"]),
        (["attendance >= 0"], "attendance", ["any"]),
        (["days_in_level >= 4 weeks"], "days_in_level", ["under 28 days", "28 days or more"]),
        (["completed detox"], "completed detox", ["no", "yes"]),
    ],
)  # fmt: skip
def test_cells_say_which_answers_they_hold(texts: list[str], name: str, cells: list[str]) -> None:
    assert [cell.text for cell in asked(*texts)[name].cells] == cells


def test_questions_come_in_the_order_of_the_assessment_and_levels_last() -> None:
    found = asked("completed iop and attendance > 3 and stable", "home = weak")

    assert list(found) == ["stable", "home", "attendance", "completed iop"]


def test_what_is_only_known_or_not_is_not_a_question_with_cells() -> None:
    assert asked("score is known or true") == {}
    assert [asked_by(each) for each in conditions(parse("score is known and stable"))] == [
        "score is known",
        "stable",
    ]
    assert [cell.text for cell in is_known("score").cells] == ["no", "yes"]


def test_a_criterion_about_nothing_that_is_asked_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="no fact named 'cravngs'"):
        asked("cravngs > 3")


def test_a_whole_number_has_no_cell_between_two_neighbours() -> None:
    question = asked("score > 4 and score < 6 and score != 5")["score"]

    assert [cell.text for cell in question.cells] == ["4 or less", "5", "6 or more"]
    assert question.cell(4.5) == NOWHERE


@settings(max_examples=200)
@given(st.data())
def test_answers_of_one_cell_are_told_apart_by_no_criterion(data: st.DataObject) -> None:
    assessment = data.draw(assessments())
    trees = data.draw(st.lists(criteria(assessment, LEVELS), min_size=1, max_size=3))
    client = data.draw(completions(Client(), assessment, LEVELS))

    for question in questions(trees, assessment).values():
        if question.fact is None:
            continue
        value = recorded(client, question.fact.id)
        assert value is not None
        number = encode(value, question.fact)
        place = question.cell(number)
        assert place != NOWHERE
        cell = question.cells[place]
        assert cell.low <= number <= cell.high
        assert question.cell(cell.number) == place
        assert encode(cell.value, question.fact) == cell.number
        for leaf in (leaf for tree in trees for leaf in leaves_in(tree)):
            if asked_by(leaf) == question.name:
                truth = evaluate(leaf, client, assessment) is Verdict.MET
                assert question.where(leaf)[place] == truth


@settings(max_examples=200)
@given(st.data())
def test_a_diagram_says_what_the_criterion_says(data: st.DataObject) -> None:
    assessment = data.draw(assessments())
    tree = data.draw(criteria(assessment, LEVELS, asks_if_known=False))
    client = data.draw(completions(Client(), assessment, LEVELS))
    diagram = DecisionDiagram(list(questions([tree], assessment).values()))

    node = diagram.of(tree)
    for place, question in enumerate(diagram.questions):
        node = diagram.given(node, place, cell_of(question, client))

    assert node == (YES if evaluate(tree, client, assessment) is Verdict.MET else NO)


@given(st.data())
def test_the_opposite_of_the_opposite_is_the_same_node(data: st.DataObject) -> None:
    assessment = data.draw(assessments())
    tree = data.draw(criteria(assessment, LEVELS, asks_if_known=False))
    diagram = DecisionDiagram(list(questions([tree], assessment).values()))

    node = diagram.of(tree)

    assert diagram.no(diagram.no(node)) == node
    assert diagram.either(node, diagram.no(node)) == YES
    assert diagram.both(node, diagram.no(node)) == NO


@given(st.data())
def test_a_known_answer_is_as_good_as_one_put_in_later(data: st.DataObject) -> None:
    assessment = data.draw(assessments())
    tree = data.draw(criteria(assessment, LEVELS, asks_if_known=False))
    asked_for = list(questions([tree], assessment).values())
    assume(asked_for)
    place = data.draw(st.integers(0, len(asked_for) - 1))
    cell = data.draw(st.integers(0, len(asked_for[place].cells) - 1))
    later, before = DecisionDiagram(asked_for), DecisionDiagram(asked_for, {place: cell})

    left = later.given(later.of(tree), place, cell)

    known = before.of(tree)
    assert before.asked(known) == later.asked(left)
    assert before.ends(known) == later.ends(left)


def test_nodes_come_after_all_that_they_lead_to() -> None:
    trees = [parse("stable and (home >= weak or score > 3)")]
    diagram = DecisionDiagram(list(questions(trees, ASSESSMENT).values()))
    node = diagram.of(trees[0])

    below = diagram.below(node)

    assert below[-1] == node
    for at, each in enumerate(below):
        assert all(below.index(way) < at for way in diagram.ways(each))


@pytest.mark.parametrize("text", ["score > 0.5", "score < -0.5", "score >= 1.5 or score < -2.5"])
def test_whole_numbers_without_limit_have_a_cell_beyond_every_point(text: str) -> None:
    count = Assessment([Fact(id="score", ask="Score?", type=NumberFact(whole=True))])
    question = questions([parse(text)], count)["score"]

    assert all(question.cell(number) != NOWHERE for number in range(-5, 6))


def test_unlimited_numbers_have_cells_without_end() -> None:
    cells = asked("balance > -3")["balance"].cells

    assert [(cell.low, cell.high) for cell in cells] == [(-math.inf, -3), (-3, math.inf)]
    assert [cell.text for cell in cells] == ["-3 or less", "over -3"]


def cell_of(question: AnswerPartition, client: Client) -> int:
    if question.fact is None:
        return int(bool(client.has_completed(question.name.removeprefix("completed "))))
    value = recorded(client, question.fact.id)
    assert value is not None
    return question.cell(encode(value, question.fact))


def test_cells_serve_every_criterion() -> None:
    tree = parse("not (home in [none, strong] or attendance != 50)")

    assert [cell.text for cell in questions([tree], ASSESSMENT)["attendance"].cells] == [
        "under 50% or over 50%",
        "50%",
    ]
