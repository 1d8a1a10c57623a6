import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import LEVELS, assessments, clients

from iopkit.model.assessment import Assessment, Choice, Fact, NumberFact, OrdinalFact, Value, YesNo
from iopkit.model.check.answers import clock_refusal, refusals
from iopkit.model.client import Client, Stay

ASSESSMENT = Assessment(
    [
        Fact(id="stable", ask="Stable?", type=YesNo()),
        Fact(id="cravings", ask="Cravings?", type=NumberFact(low=0, high=10)),
        Fact(id="days_clean", ask="Days?", type=NumberFact(low=0, unit="days")),
        Fact(id="weight", ask="Weight?", type=NumberFact(unit="kg")),
        Fact(id="home", ask="Home?", type=OrdinalFact(("none", "weak"))),
        Fact(id="gender", ask="Gender?", type=Choice(("female", "male"))),
    ]
)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("stable", "certainly", "'stable' must be true or false"),
        ("stable", 1, "'stable' must be true or false"),
        ("cravings", 4711, "'cravings' must be a number from 0 to 10"),
        ("cravings", True, "'cravings' must be a number from 0 to 10"),
        ("cravings", "many", "'cravings' must be a number from 0 to 10"),
        ("cravings", math.nan, "'cravings' must be a number from 0 to 10"),
        ("days_clean", -12, "'days_clean' must be a number of at least 0 days"),
        ("weight", math.inf, "'weight' must be a number [kg]"),
        ("weight", 10**400, "'weight' must be a number [kg]"),
        ("home", "a tent", "'home' must be one of none, weak"),
        ("gender", "Female", "'gender' must be one of female, male"),
    ],
)
def test_an_answer_that_does_not_suit_is_refused_and_not_repeated(
    name: str, value: Value, message: str
) -> None:
    (refused,) = refusals(Client(facts={name: value}), ASSESSMENT, LEVELS)

    assert (refused.path, refused.message, refused.hint) == (("facts", name), message, "")
    assert isinstance(value, bool) or str(value) not in str(refused).replace(name, "")


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("hom", "no question named 'hom' in the assessment", "did you mean 'home'?"),
        ("xyz", "no question named 'xyz' in the assessment", "leave it out"),
        (
            "date_of_birth",
            "'date_of_birth' would tell who the client is; iopkit keeps no identity",
            "leave it out",
        ),
        (
            "days_in_level",
            "'days_in_level' is not a question of the assessment",
            "write it beside 'facts', not inside",
        ),
    ],
)
def test_an_answer_to_no_question_is_refused(name: str, message: str, hint: str) -> None:
    (refused,) = refusals(Client(facts={name: "secret"}), ASSESSMENT, LEVELS)

    assert (refused.message, refused.hint) == (message, hint)
    assert "secret" not in str(refused)


def test_levels_must_be_those_of_the_pathway() -> None:
    client = Client(level="secret", history=(Stay(level="iop"), Stay(level="hidden")))

    found = refusals(client, ASSESSMENT, ["detox", "iop"])

    assert [str(refused) for refused in found] == [
        "history[1].level: the level of an earlier stay must be one of detox, iop",
        "level: the level must be one of detox, iop",
    ]


def test_nobody_is_longer_at_a_level_than_in_care() -> None:
    refused = clock_refusal(4711, 4710.5)

    assert str(refused) == (
        "days_in_care: 'days_in_care' must be at least 'days_in_level' "
        "(whoever is at a level is in care)"
    )
    assert clock_refusal(12, 12) is None
    assert clock_refusal(12, None) is None
    assert clock_refusal(None, 12) is None


@given(st.data())
def test_suitable_answers_are_not_refused(data: st.DataObject) -> None:
    assessment = data.draw(assessments())

    assert refusals(data.draw(clients(assessment)), assessment, LEVELS) == ()
