"""A situation tried: whether what comes was expected, and why not."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopkit.criteria.language.parse import parse
from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.placement.place import place
from iopkit.criteria.placement.situation import (
    AmongLevels,
    AtLevel,
    AtNoLevel,
    Expectation,
    HasDose,
    HasSupport,
    MayMove,
    MeetsRules,
    NotAtLevel,
    Situation,
)
from iopkit.criteria.placement.situation_result import SituationResult, try_situation
from iopkit.model.assessment import Assessment, Fact, YesNo
from iopkit.model.basis import Basis
from iopkit.model.client import Client
from iopkit.model.level import Level
from iopkit.model.outcome import Outcome
from iopkit.model.pathway import Pathway
from iopkit.model.program import Program
from iopkit.model.range import Range
from iopkit.model.rule import About, Floor, Rule, RuleSet
from iopkit.model.support import Strength, Support
from iopkit.model.transition import Transition, TransitionKind

NINE = RuleSet(
    id="nine",
    title="Nine",
    about=About.PROGRAM,
    basis=Basis(assumption="shown"),
    rules=[Rule(criterion=parse("hours_per_week >= 9"))],
)
PATHWAY = Pathway(
    id="p",
    title="P",
    assessment=Assessment(
        [
            Fact(id="stable", ask="Stable?", type=YesNo()),
            Fact(id="risk", ask="Risk?", type=YesNo()),
        ]
    ),
    levels=[
        Level(id="php", title="PHP", rank=4, admit=[Rule(criterion=parse("stable"))]),
        Level(
            id="iop",
            title="IOP",
            rank=3,
            admit=[Rule(criterion=parse("stable"))],
            programs=["day"],
        ),
    ],
    outcomes=[Outcome(id="done", title="Done", completes=True)],
    programs=[Program(id="day", title="Day", length=Range(28, 42), hours=Range(6, 6))],
    supports=[Support(id="steps", title="Steps", strength=Strength.ENCOURAGED)],
    floors=[Floor(level="php", criterion=parse("risk"))],
    transitions=[
        Transition(start="iop", to="done", kind=TransitionKind.DISCHARGE, when=parse("stable")),
        Transition(start="iop", to="php", kind=TransitionKind.STEP_UP, when=parse("risk")),
        Transition(start="iop", to="php", kind=TransitionKind.TRANSFER, when=parse("not stable")),
    ],
    rule_sets=[NINE],
)


def tried(expect: Expectation, **facts: bool) -> SituationResult:
    level = "iop" if isinstance(expect, MayMove) else ""
    client = Client(facts=facts, level=level, history=())
    return try_situation(Situation(name="A", expect=expect, client=client), PATHWAY)


@pytest.mark.parametrize(
    ("expect", "facts", "came"),
    [
        (AtLevel(level="iop"), {"stable": True, "risk": False}, True),
        (AtLevel(level="iop"), {"stable": True, "risk": True}, False),
        (AtLevel(level="php"), {"stable": True, "risk": False}, False),
        (AtLevel(level="iop"), {"stable": True}, False),
        (NotAtLevel(level="iop"), {"stable": True, "risk": True}, True),
        (NotAtLevel(level="iop"), {"stable": True}, False),
        (NotAtLevel(level="iop"), {"stable": False}, True),
        (AmongLevels(levels=["php", "iop"]), {"stable": True}, True),
        (AmongLevels(levels=["iop"]), {"stable": True}, False),
        (AmongLevels(levels=["iop", "php"]), {"stable": True, "risk": True}, False),
        (AtNoLevel(), {"stable": False}, True),
        (AtNoLevel(), {"stable": True, "risk": True}, False),
        (AtNoLevel(), {}, False),
    ],
)
def test_a_placement_is_what_was_expected_or_not(
    expect: Expectation, facts: dict[str, bool], came: bool
) -> None:
    found = tried(expect, **facts)

    assert found.is_expected is came
    assert found.placement is not None


def test_the_reasons_are_those_against_what_was_expected() -> None:
    found = tried(AtLevel(level="iop"), stable=True, risk=True)

    (reason,) = found.deciding
    assert (reason.about, reason.reason.floor, reason.reason.text) == ("iop", "php", "not risk")


def test_a_level_that_fits_but_comes_second_is_explained_by_the_first() -> None:
    found = tried(AtLevel(level="php"), stable=True, risk=False)

    assert [(each.about, each.reason.floor, each.reason.text) for each in found.deciding] == [
        ("iop", "", "stable")
    ]


def test_a_situation_that_comes_out_has_no_reasons() -> None:
    assert tried(AtLevel(level="iop"), stable=True, risk=False).deciding == ()


@pytest.mark.parametrize(
    ("to", "facts", "verdict"),
    [
        ("done", {"stable": True}, Verdict.MET),
        ("done", {"stable": False}, Verdict.NOT_MET),
        ("done", {}, Verdict.UNKNOWN),
        ("php", {"risk": False, "stable": False}, Verdict.MET),
        ("php", {"risk": False}, Verdict.UNKNOWN),
        ("php", {"risk": False, "stable": True}, Verdict.NOT_MET),
    ],
)
def test_of_several_moves_the_most_open_one_counts(
    to: str, facts: dict[str, bool], verdict: Verdict
) -> None:
    for expected in Verdict:
        found = tried(MayMove(to=to, verdict=expected), **facts)

        assert (found.verdict, found.is_expected) == (verdict, verdict is expected)
        assert bool(found.deciding) is not found.is_expected


def test_a_program_is_held_against_rules() -> None:
    found = tried(MeetsRules(program="day", rules="nine"))

    assert (found.is_expected, found.verdict) == (False, Verdict.NOT_MET)
    assert [each.reason.recorded for each in found.deciding] == ["hours_per_week is 6"]


def test_a_rule_set_can_come_from_elsewhere() -> None:
    situation = Situation(name="A", expect=MeetsRules(program="day", rules="six"))
    six = attrs.evolve(NINE, id="six", rules=[Rule(criterion=parse("hours_per_week >= 6"))])

    assert try_situation(situation, PATHWAY, {"six": six}).is_expected
    assert try_situation(situation, PATHWAY).missing == "no rule set named 'six'; there are: nine"


@pytest.mark.parametrize(
    ("expect", "missing"),
    [
        (AtLevel(level="php"), ""),
        (AtLevel(level="detox"), "no level named 'detox'"),
        (NotAtLevel(level="pph"), "no level named 'pph'; did you mean 'php'?"),
        (AmongLevels(levels=["iop", "detox"]), "no level named 'detox'"),
        (MayMove(to="dne"), "no level or outcome named 'dne'; did you mean 'done'?"),
        (MeetsRules(program="night", rules="nine"), "no program named 'night'"),
        (HasDose(program="night", length=Range(28, 42)), "no program named 'night'"),
    ],
)
def test_a_name_that_the_pathway_does_not_have_is_told(expect: Expectation, missing: str) -> None:
    found = tried(expect)

    assert found.missing.startswith(missing)
    assert bool(found.missing) is bool(missing)
    assert not found.is_expected


def test_a_client_who_cannot_be_one_here_is_told_without_an_answer() -> None:
    for client in (Client(level="hidden"), Client(facts={"stable": "hidden"})):
        found = try_situation(
            Situation(name="A", expect=AtNoLevel(), client=client, source="hidden"), PATHWAY
        )
        assert found.missing
        assert "hidden" not in found.missing
        assert not found.is_expected


def test_where_no_move_leads_the_client_cannot_go() -> None:
    client = Client(level="php", history=())
    expect = MayMove(to="done", verdict=Verdict.NOT_MET)

    assert try_situation(Situation(name="A", expect=expect, client=client), PATHWAY).is_expected


@pytest.mark.parametrize(
    ("expect", "came"),
    [
        (HasDose(program="day", length=Range(28, 42)), True),
        (HasDose(program="day", length=Range(28, 56)), False),
        (HasDose(program="day", length=Range(28, 42), hours=Range(9, 19)), False),
        (HasDose(program="day", days=Range()), True),
        (HasSupport(support="steps", strength=Strength.ENCOURAGED), True),
        (HasSupport(support="steps", strength=Strength.REQUIRED), False),
        (HasSupport(support="other", strength=Strength.REQUIRED), False),
    ],
)
def test_a_dose_and_a_support_are_compared(expect: Expectation, came: bool) -> None:
    assert tried(expect).is_expected is came


@given(st.dictionaries(st.sampled_from(["stable", "risk"]), st.booleans()))
def test_exactly_what_place_says_is_as_expected(facts: dict[str, bool]) -> None:
    placement = place(PATHWAY, Client(facts=facts, history=()))

    for level in (each.id for each in PATHWAY.levels):
        assert tried(AtLevel(level=level), **facts).is_expected is (placement.level == level)
        assert tried(NotAtLevel(level=level), **facts).is_expected is (
            level not in placement.possible
        )
    assert tried(AmongLevels(levels=placement.possible), **facts).is_expected
    assert tried(AtNoLevel(), **facts).is_expected is (
        placement.is_settled and not placement.is_placed
    )
