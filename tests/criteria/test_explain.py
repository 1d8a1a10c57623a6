import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import assessments, clients, completions, criteria

from iopkit.criteria.language.parse import parse
from iopkit.criteria.language.write import write
from iopkit.criteria.logic.evaluate import evaluate
from iopkit.criteria.logic.explain import Connective, Reason, explain
from iopkit.criteria.logic.verdict import Verdict, all_of, any_of, negated
from iopkit.model.assessment import Assessment, Choice, Fact, NumberFact, OrdinalFact, YesNo
from iopkit.model.basis import Basis
from iopkit.model.client import Client, Stay

ASSESSMENT = Assessment(
    [
        Fact(id="stable", ask="Stable?", type=YesNo()),
        Fact(id="withdrawal", ask="Withdrawal?", type=NumberFact(low=0, high=67)),
        Fact(id="attendance", ask="Attendance?", type=NumberFact(low=0, high=100, unit="%")),
        Fact(id="home", ask="Home?", type=OrdinalFact(("none", "weak", "strong"))),
        Fact(id="gender", ask="Gender?", type=Choice(("female", "male"))),
    ]
)


@pytest.mark.parametrize(
    ("text", "recorded"),
    [
        ("stable", "stable is no"),
        ("withdrawal < 8", "withdrawal is 6"),
        ("attendance >= 80%", "attendance is 70.5%"),
        ("home in [weak, strong]", "home is weak"),
        ("home is known", "home is recorded"),
        ("gender is known", "gender is not recorded"),
        ("gender = female", "gender is not recorded"),
        ("days_in_level >= 4 weeks", "days_in_level is 12 days"),
        ("days_in_care >= 4 weeks", "days_in_care is not recorded"),
        ("completed detox", "detox was completed"),
        ("completed iop", "whether iop was completed is not recorded"),
        ("completed php", "php was not completed"),
        ("true", ""),
        ("not stable", ""),
        ("stable or true", ""),
    ],
)
def test_a_leaf_says_what_is_recorded(text: str, recorded: str) -> None:
    client = Client(
        facts={"stable": False, "withdrawal": 6, "attendance": 70.5, "home": "weak"},
        history=(Stay(level="detox", completed=True), Stay(level="iop")),
        days_in_level=12,
    )

    assert explain(parse(text), client, ASSESSMENT).recorded == recorded


def test_a_reason_is_a_tree_like_its_criterion() -> None:
    criterion = parse("withdrawal<8 and (attendance >= 80% or not stable)")
    basis = Basis(assumption="illustration")
    client = Client(facts={"withdrawal": 6, "stable": True})

    reason = explain(criterion, client, ASSESSMENT, basis=basis, title="Ready for less")

    assert reason.text == "withdrawal < 8 and (attendance >= 80% or not stable)"
    assert (reason.title, reason.basis, reason.joint) == ("Ready for less", basis, Connective.ALL)
    assert [part.joint for part in reason.parts] == [Connective.NONE, Connective.ANY]
    assert [part.verdict for part in reason.parts] == [Verdict.MET, Verdict.UNKNOWN]
    assert reason.parts[1].parts[1].joint is Connective.NOT
    assert reason.parts[1].basis is None
    assert reason.unknown_facts() == ("attendance",)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("gender = female or stable", ()),
        ("gender = female and not stable", ()),
        ("gender = female and stable", ("gender",)),
        ("home = weak or gender = female or home = none", ("home", "gender")),
        ("(gender = female and not stable) or home = weak", ("home",)),
        ("not (home = weak and completed detox)", ("home", "completed detox")),
        ("home is known or gender = female", ("gender",)),
    ],
)
def test_only_what_can_still_change_the_verdict_is_asked(text: str, asked: tuple[str, ...]) -> None:
    reason = explain(parse(text), Client(facts={"stable": True}), ASSESSMENT)

    assert reason.unknown_facts() == asked


@given(st.data())
def test_reasons_and_verdicts_agree_all_the_way_down(data: st.DataObject) -> None:
    assessment = data.draw(assessments())
    criterion = data.draw(criteria(assessment))
    client = data.draw(clients(assessment))

    reason = explain(criterion, client, assessment)

    assert reason.verdict is evaluate(criterion, client, assessment)
    assert reason.text == write(criterion)
    _agrees(reason)


def _agrees(reason: Reason) -> None:
    verdicts = [part.verdict for part in reason.parts]
    match reason.joint:
        case Connective.ALL:
            assert reason.verdict is all_of(verdicts)
        case Connective.ANY:
            assert reason.verdict is any_of(verdicts)
        case Connective.NOT:
            assert [reason.verdict] == [negated(verdict) for verdict in verdicts]
        case Connective.NONE:
            assert not verdicts
    for part in reason.parts:
        _agrees(part)


@given(st.data())
def test_the_asked_facts_suffice_to_settle_the_verdict(data: st.DataObject) -> None:
    assessment = data.draw(assessments())
    criterion = data.draw(criteria(assessment, asks_if_known=False))
    client = data.draw(clients(assessment))
    complete = data.draw(completions(client, assessment))
    asked = explain(criterion, client, assessment).unknown_facts()
    history_asked = any(name.startswith("completed ") for name in asked)

    answered = Client(
        facts={
            name: value
            for name, value in complete.facts.items()
            if name in client.facts or name in asked
        },
        history=complete.history if history_asked else client.history,
        days_in_level=(complete if "days_in_level" in asked else client).days_in_level,
        days_in_care=(complete if "days_in_care" in asked else client).days_in_care,
    )

    assert evaluate(criterion, answered, assessment) is not Verdict.UNKNOWN
