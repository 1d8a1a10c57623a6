"""What the solver says of one client is what the evaluator and `place` say."""

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prove.pathways import NAMES, pathway, pathways_to_prove
from strategies import completions

from iopkit.criteria.language.parse import parse
from iopkit.criteria.language.resolve import encode
from iopkit.criteria.logic.evaluate import evaluate, recorded
from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.placement.place import place
from iopkit.model.client import Client
from iopkit.model.criterion import Relation
from iopkit.model.pathway import Pathway
from iopkit.prove.encoding.answers import moments
from iopkit.prove.encoding.case import EncodingCase
from iopkit.prove.encoding.solver import Formula, any_of, compared
from iopkit.prove.encoding.variables import AnswerVariable

SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def is_this(case: EncodingCase, client: Client) -> list[Formula]:
    """The formulas that the unknown client answers as this one, as far as any criterion asks."""
    return [_answered(case, unknown, client) for unknown in case.unknowns.values()]


def _answered(case: EncodingCase, unknown: AnswerVariable, client: Client) -> Formula:
    if unknown.name.startswith("completed "):
        completed = client.has_completed(unknown.name.removeprefix("completed "))
        return any_of(flag for value, flag in unknown.options if value is completed)
    given = recorded(client, unknown.name)
    assert given is not None
    if unknown.amount is not None:
        return compared(unknown.amount, Relation.EQUAL, float(given))
    question = case.questions[unknown.name]
    assert question.fact is not None
    cell = question.cell(encode(given, question.fact))
    return any_of(
        flag
        for value, flag in unknown.options
        if question.cell(encode(value, question.fact)) == cell
    )


def can_be(case: EncodingCase, *formulas: Formula) -> bool:
    """Whether formulas can hold together, with any history, whether a way leads to it or not."""
    return case.solver.ask(formulas) is not None


@st.composite
def complete(draw: st.DrawFn, where: Pathway) -> Client:
    client = draw(completions(Client(), where.assessment, NAMES))
    here, care = sorted([client.days_in_level or 0.0, client.days_in_care or 0.0])
    return attrs.evolve(client, days_in_level=here, days_in_care=care)


@SLOW
@given(st.data())
def test_the_solver_agrees_with_the_evaluator(data: st.DataObject) -> None:
    where = data.draw(pathways_to_prove())
    client = data.draw(complete(where))
    case = EncodingCase(where, 60)
    this = is_this(case, client)

    assert can_be(case, *this)
    for stated in case.book.all():
        verdict = evaluate(stated.criterion, client, where.assessment)
        assert can_be(case, *this, case.now.met(stated.criterion)) is (verdict is Verdict.MET)


@SLOW
@given(st.data())
def test_the_solver_agrees_with_the_placement(data: st.DataObject) -> None:
    where = data.draw(pathways_to_prove())
    client = data.draw(complete(where))
    case = EncodingCase(where, 60)
    this = is_this(case, client)
    placed = place(where, client).level

    assert can_be(case, *this, case.fits.somewhere()) is bool(placed)
    for level in where.levels:
        assert can_be(case, *this, case.fits.placed(level)) is (level.id == placed)


@pytest.mark.parametrize(
    ("prefers", "other", "first"),
    [
        (["stable"], [], "residential"),
        ([], ["stable"], "iop"),
        (["stable"], ["stable"], "residential"),
        (["stable", "stable"], ["stable", "risk = none"], "residential"),
        (["stable", "risk = high"], ["stable", "risk = none"], "iop"),
    ],
)
def test_preferences_are_counted_as_place_counts_them(
    prefers: list[str], other: list[str], first: str
) -> None:
    where = pathway(
        {"residential": [], "iop": []},
        ranks={"residential": 1, "iop": 1},
        prefer={"residential": prefers, "iop": other},
    )
    client = Client(facts={"stable": True, "risk": "none"})
    case = EncodingCase(where, 60)
    this = [
        flag
        for name in ("stable", "risk")
        if name in case.unknowns
        for value, flag in case.unknowns[name].options
        if value == client.facts[name]
    ]

    assert place(where, client).level == first
    assert [level.id for level in where.levels if can_be(case, *this, case.fits.placed(level))] == [
        first
    ]


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("days_in_level >= 28 and days_in_care < 28", False),
        ("days_in_level >= 28 and days_in_care <= 28", True),
        ("days_in_level > 28 and days_in_care <= 28", False),
        ("days_in_level > 1 week and days_in_care < 8 days", True),
        ("days_in_care >= 90 days and days_in_level < 1 hour", True),
    ],
)
def test_nobody_is_at_a_level_for_longer_than_in_care(text: str, *, possible: bool) -> None:
    case = EncodingCase(pathway({"iop": [text]}), 60)

    assert can_be(case, case.now.met(parse(text))) is possible


def test_times_that_stand_for_all_lie_between_any_two_limits() -> None:
    assert list(moments([28, 7, 28])) == [0, 3, 7, 17, 28, 56]
    assert list(moments([])) == [0, 1]
    assert list(moments([0.5])) == [0, 0.25, 0.5, 2]
