"""`evaluate` against a second reading that knows no third value.

The second reading fills in every missing answer in every way and asks, with two values only,
whether the criterion holds. What `evaluate` calls met must hold in all of them, what it calls not
met in none.
"""

from collections.abc import Iterator
from itertools import islice, product

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from strategies import LEVELS, assessments, clients, completions, criteria

from iopkit.criteria.language.parse import parse
from iopkit.criteria.logic.evaluate import evaluate
from iopkit.criteria.logic.verdict import Verdict
from iopkit.errors import AnswerError, CriterionError, UnknownNameError
from iopkit.model.assessment import Assessment, Choice, Fact, NumberFact, OrdinalFact, Value, YesNo
from iopkit.model.check.criteria import problems
from iopkit.model.client import Client, Stay
from iopkit.model.criterion import (
    And,
    Compare,
    Completed,
    Constant,
    Criterion,
    IsKnown,
    IsTrue,
    Literal,
    Membership,
    Not,
    Or,
)

MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
MANY = 2000
HOURS = {"hour": 1, "day": 24, "week": 168}
ASSESSMENT = Assessment(
    [
        Fact(id="stable", ask="Stable?", type=YesNo()),
        Fact(id="cravings", ask="Cravings?", type=NumberFact(low=0, high=10)),
        Fact(id="attendance", ask="Attendance?", type=NumberFact(low=0, high=100, unit="%")),
        Fact(id="home", ask="Home?", type=OrdinalFact(("none", "weak", "moderate", "strong"))),
        Fact(id="gender", ask="Gender?", type=Choice(("female", "male", "other"))),
    ]
)
CLIENT = Client(
    facts={"stable": True, "cravings": 7, "home": "weak", "gender": "other"},
    history=(Stay(level="detox", completed=True), Stay(level="iop", completed=None)),
    days_in_level=28,
)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("stable", MET),
        ("not stable", NOT_MET),
        ("stable = false", NOT_MET),
        ("stable != false", MET),
        ("cravings > 7", NOT_MET),
        ("cravings >= 7", MET),
        ("cravings = 7", MET),
        ("cravings != 7", NOT_MET),
        ("attendance >= 80%", UNKNOWN),
        ("attendance >= 80% or stable", MET),
        ("attendance >= 80% and not stable", NOT_MET),
        ("attendance is known", NOT_MET),
        ("cravings is known", MET),
        ("home >= weak", MET),
        ("home > weak", NOT_MET),
        ("home < moderate", MET),
        ("moderate_is = 3 or true", MET),
        ("gender in [female, other]", MET),
        ("gender != other", NOT_MET),
        ("not gender in [female, male]", MET),
        ("completed detox", MET),
        ("completed iop", UNKNOWN),
        ("completed outpatient", NOT_MET),
        ("days_in_level >= 4 weeks", MET),
        ("days_in_level > 4 weeks", NOT_MET),
        ("days_in_level < 673 hours", MET),
        ("days_in_care >= 4 weeks", UNKNOWN),
        ("true", MET),
        ("false", NOT_MET),
    ],
)
def test_a_criterion_has_a_verdict(text: str, verdict: Verdict) -> None:
    assessment = Assessment(
        [*ASSESSMENT.facts, Fact(id="moderate_is", ask="A number?", type=NumberFact())]
    )

    assert evaluate(parse(text), CLIENT, assessment) is verdict


def test_an_unrecorded_history_is_not_an_empty_one() -> None:
    completed = parse("completed detox")

    assert evaluate(completed, Client(), ASSESSMENT) is UNKNOWN
    assert evaluate(completed, Client(history=()), ASSESSMENT) is NOT_MET


def test_a_fact_that_nobody_asks_is_an_error() -> None:
    with pytest.raises(UnknownNameError, match="no fact named 'homme'; did you mean 'home'"):
        evaluate(parse("homme = weak"), CLIENT, ASSESSMENT)
    with pytest.raises(UnknownNameError, match="no fact named 'x'"):
        evaluate(parse("x is known"), CLIENT, ASSESSMENT)


@pytest.mark.parametrize("client", [CLIENT, Client()])
def test_a_criterion_without_sense_is_an_error_for_every_client(client: Client) -> None:
    with pytest.raises(CriterionError, match="'cravings' is not answered by yes or no"):
        evaluate(parse("cravings"), client, ASSESSMENT)
    with pytest.raises(CriterionError, match="this is not an answer to 'home'"):
        evaluate(parse("home = feeble"), client, ASSESSMENT)


def test_an_answer_that_does_not_suit_is_an_error_that_does_not_repeat_it() -> None:
    with pytest.raises(AnswerError, match="'home' must be one of none, weak") as caught:
        evaluate(parse("home = weak"), Client(facts={"home": "on the street"}), ASSESSMENT)

    assert "street" not in str(caught.value)


@given(st.data())
def test_generated_criteria_make_sense(data: st.DataObject) -> None:
    assessment = data.draw(assessments())

    assert problems(data.draw(criteria(assessment)), assessment, LEVELS) == ()


@given(st.data())
def test_more_answers_never_turn_a_verdict_round(data: st.DataObject) -> None:
    assessment = data.draw(assessments())
    criterion = data.draw(criteria(assessment, asks_if_known=False))
    client = data.draw(clients(assessment))
    complete = data.draw(completions(client, assessment))

    before, after = (evaluate(criterion, who, assessment) for who in (client, complete))

    assert before in {after, UNKNOWN}
    assert after is not UNKNOWN


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(st.data())
def test_a_verdict_holds_however_the_missing_answers_turn_out(data: st.DataObject) -> None:
    assessment = data.draw(assessments())
    criterion = data.draw(criteria(assessment))
    client = data.draw(clients(assessment))
    worlds = list(islice(_worlds(criterion, client, assessment), MANY + 1))
    assume(len(worlds) <= MANY)

    truths = {_holds(criterion, world, client, assessment) for world in worlds}

    match evaluate(criterion, client, assessment):
        case Verdict.MET:
            assert truths == {True}
        case Verdict.NOT_MET:
            assert truths == {False}
        case Verdict.UNKNOWN:
            # Kleene cannot see that "x or not x" holds, so both need not occur.
            assert truths


@attrs.frozen
class World:
    answers: dict[str, Value]
    completed: dict[str, bool]


def _leaves(criterion: Criterion) -> list[Criterion]:
    match criterion:
        case And(parts) | Or(parts):
            return [leaf for part in parts for leaf in _leaves(part)]
        case Not(part):
            return _leaves(part)
        case leaf:
            return [leaf]


def _worlds(criterion: Criterion, client: Client, assessment: Assessment) -> Iterator[World]:
    """Yield the client with all that the criterion asks for filled in, in all ways."""
    asked: dict[str, list[Value]] = {}
    levels: dict[str, list[bool]] = {}
    for leaf in _leaves(criterion):
        match leaf:
            case Completed(level):
                levels[level] = _possible_ends(client, level)
            case IsTrue(name) | IsKnown(name) | Compare(name) | Membership(name):
                known = _known(client, name)
                if known is not None:
                    asked[name] = [known]
                else:
                    asked[name] = _possible_answers(criterion, assessment.fact(name))
            case _:
                pass
    for answers in product(*asked.values()):
        for ends in product(*levels.values()):
            yield World(
                dict(zip(asked, answers, strict=True)), dict(zip(levels, ends, strict=True))
            )


def _known(client: Client, name: str) -> Value | None:
    clock = {"days_in_level": client.days_in_level, "days_in_care": client.days_in_care}
    return clock[name] if name in clock else client.facts.get(name)


def _possible_ends(client: Client, level: str) -> list[bool]:
    if client.history is None:
        return [True, False]
    ends = [stay.completed for stay in client.history if stay.level == level]
    if True in ends:
        return [True]
    return [True, False] if None in ends else [False]


def _possible_answers(criterion: Criterion, fact: Fact) -> list[Value]:
    match fact.type:
        case YesNo():
            return [True, False]
        case OrdinalFact(options) | Choice(options):
            return list(options)
        case NumberFact(low=low, high=high, unit=unit):
            points = {0.0, 1.0}
            for leaf in _leaves(criterion):
                match leaf:
                    case Compare(name, _, literal) if name == fact.id:
                        points.add(_amount(literal, unit))
                    case Membership(name, literals) if name == fact.id:
                        points |= {_amount(literal, unit) for literal in literals}
                    case _:
                        pass
            around = {point + step for point in points for step in (-0.25, 0, 0.25)}
            return [
                point
                for point in sorted(around)
                if (low is None or point >= low) and (high is None or point <= high)
            ]


def _amount(literal: Literal, unit: str) -> float:
    assert isinstance(literal.value, float)
    if literal.unit in {"", "%"}:
        return literal.value
    return literal.value * HOURS[literal.unit.rstrip("s")] / HOURS[unit.rstrip("s")]


def _holds(criterion: Criterion, world: World, client: Client, assessment: Assessment) -> bool:
    match criterion:
        case And(parts):
            return all(_holds(part, world, client, assessment) for part in parts)
        case Or(parts):
            return any(_holds(part, world, client, assessment) for part in parts)
        case Not(part):
            return not _holds(part, world, client, assessment)
        case Constant(value):
            return value
        case Completed(level):
            return world.completed[level]
        case IsKnown(name):
            return _known(client, name) is not None
        case IsTrue(name):
            return world.answers[name] is True
        case Compare(name, sign, literal):
            fact = assessment.fact(name)
            left, right = _rank(world.answers[name], fact), _written(literal, fact)
            below, same = left < right, left == right
            return {
                "<": below,
                "<=": below or same,
                ">": not below and not same,
                ">=": not below,
                "=": same,
                "!=": not same,
            }[sign.value]
        case Membership(name, literals):
            fact = assessment.fact(name)
            return any(_rank(world.answers[name], fact) == _written(w, fact) for w in literals)


def _rank(value: Value, fact: Fact) -> float:
    match fact.type:
        case OrdinalFact(options) | Choice(options):
            return next(place for place, option in enumerate(options) if option == value)
        case _:
            assert not isinstance(value, str)
            return float(value)


def _written(literal: Literal, fact: Fact) -> float:
    if isinstance(fact.type, NumberFact):
        return _amount(literal, fact.type.unit)
    return _rank(literal.value, fact)
