"""Rule sets held against programs and clients."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import criteria, leaves

from iopkit.criteria.language.parse import parse
from iopkit.criteria.logic.evaluate import evaluate
from iopkit.criteria.logic.explain import reasoned
from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.rule_sets.conformance import (
    RuleSetResult,
    held_programs,
    judge,
    judge_client,
    judged,
)
from iopkit.criteria.rule_sets.program_criteria import program_evidence
from iopkit.errors import CriterionError, UnknownNameError
from iopkit.files.compose.load import loads
from iopkit.files.compose.rule_set_file import load_rule_set
from iopkit.model.assessment import Assessment, Fact, NumberFact, OrdinalFact, YesNo
from iopkit.model.basis import Basis, Figure
from iopkit.model.client import Client
from iopkit.model.criterion import And, Criterion, Not, Or
from iopkit.model.level import Level
from iopkit.model.program import Program, Service, Track, Weekday
from iopkit.model.program_facts import PROGRAM_FACTS, Answer
from iopkit.model.range import Range
from iopkit.model.rule import About, Rule, RuleSet

BOOK = Basis(assumption="made up")
IOP = Level(id="iop", title="IOP", rank=3, review=Figure(14), programs=["p"])


def book(*rules: str, about: About = About.PROGRAM, prefer: str = "") -> RuleSet:
    listed = [Rule(criterion=parse(rule)) for rule in rules]
    listed += [Rule(criterion=parse(prefer), prefer=True)] if prefer else []
    return RuleSet(id="book", title="Book", about=about, rules=listed, basis=BOOK)


def against(rule_set: str, **program: Any) -> RuleSetResult:  # noqa: ANN401  straight on to attrs
    return judge(Program(id="p", title="P", **program), IOP, load_rule_set(rule_set))


def exactly(hours: float, days: float) -> dict[str, Any]:
    return {"hours": Range.exactly(hours), "days": Range.exactly(days)}


# -- the disagreements that rule books are famous for


@pytest.mark.parametrize(
    "rule_set", ["medicare-iop-2024", "medicare-php", "teds-iop", "h0015", "nc-saiop", "plndp-iop"]
)
def test_several_hours_a_week_are_unknown_against_every_rule_of_hours(rule_set: str) -> None:
    several = against(rule_set, services=[Service(therapy="group")])

    assert several.verdict is Verdict.UNKNOWN
    assert all("is not stated" in leaf.recorded for leaf in several.deciding)


def test_nine_hours_on_two_days_are_enough_for_medicare_and_not_for_the_code() -> None:
    assert against("medicare-iop-2024", **exactly(9, 2)).verdict is Verdict.MET

    by_code = against("h0015", **exactly(9, 2))
    (reason,) = by_code.deciding
    assert by_code.verdict is Verdict.NOT_MET
    assert (reason.title, reason.recorded) == ("At least 3 days a week", "days_per_week is 2")


def test_six_hours_are_an_iop_to_the_statistics_and_not_to_medicare() -> None:
    assert against("teds-iop", **exactly(6, 3)).verdict is Verdict.MET
    assert against("medicare-iop-2024", **exactly(6, 3)).verdict is Verdict.NOT_MET


def test_nine_hours_on_three_days_pass_the_code() -> None:
    assert against("h0015", **exactly(9, 3)).verdict is Verdict.MET


@pytest.mark.parametrize(
    ("days", "verdict"), [("Mon Wed Fri", Verdict.MET), ("Mon Tue Wed", Verdict.NOT_MET)]
)
def test_the_state_looks_at_the_longest_break(days: str, verdict: Verdict) -> None:
    evening = Track(id="e", days=[Weekday(day) for day in days.split()], start=1080, end=1260)

    assert against("nc-saiop", tracks=[evening]).verdict is verdict


def test_a_review_after_three_months_is_too_late_for_medicare() -> None:
    program = Program(id="p", title="P", **exactly(9, 3))
    seldom = Level(id="iop", title="IOP", rank=3, review=Figure(91))
    rules = load_rule_set("medicare-iop-2024")

    assert judge(program, seldom, rules).verdict is Verdict.NOT_MET
    assert judge(program, None, rules).unknown_facts() == ("review_days",)


# -- three values over ranges


@pytest.mark.parametrize(
    ("hours", "criterion", "verdict"),
    [
        (Range(9, 19), "hours_per_week >= 9", "met"),
        (Range(9, 19), "hours_per_week > 9", "unknown"),
        (Range(9, 19), "hours_per_week >= 20", "not met"),
        (Range(9, 19), "hours_per_week > 19", "not met"),
        (Range(9, 19), "hours_per_week <= 19", "met"),
        (Range(9, 19), "hours_per_week < 19", "unknown"),
        (Range(9, 19), "hours_per_week < 9", "not met"),
        (Range(9, 19), "hours_per_week = 12", "unknown"),
        (Range(9, 19), "hours_per_week = 20", "not met"),
        (Range(9, 19), "hours_per_week != 20", "met"),
        (Range(9, 19), "hours_per_week != 12", "unknown"),
        (Range(9, 9), "hours_per_week = 9", "met"),
        (Range(9, 9), "hours_per_week != 9", "not met"),
        (Range(9, 9), "hours_per_week in [8, 9]", "met"),
        (Range(9, 10), "hours_per_week in [9, 10]", "unknown"),
        (Range(9, 10), "hours_per_week in [7, 8]", "not met"),
        (Range(9, None), "hours_per_week >= 9", "met"),
        (Range(9, None), "hours_per_week <= 100", "unknown"),
        (Range(None, 8), "hours_per_week >= 9", "not met"),
        (Range(None, 8), "hours_per_week <= 9", "met"),
        (Range(), "hours_per_week >= 0", "unknown"),
        (Range(), "hours_per_week is known", "not met"),
        (Range(9, None), "hours_per_week is known", "met"),
        (Range(90, 90), "hours_per_week >= 3 days", "met"),
    ],
)
def test_a_rule_holds_over_the_whole_range_or_nowhere_or_is_open(
    hours: Range, criterion: str, verdict: str
) -> None:
    program = Program(id="p", title="P", hours=hours)

    assert judge(program, IOP, book(criterion)).verdict == verdict


@pytest.mark.parametrize(
    ("hours", "recorded"),
    [
        (Range(9, 19), "hours_per_week is 9 to 19"),
        (Range(4.5, None), "hours_per_week is at least 4.5"),
        (Range(None, 25 / 3), "hours_per_week is up to 8.333"),
        (Range(), "hours_per_week is not stated"),
    ],
)
def test_a_reason_says_what_is_stated(hours: Range, recorded: str) -> None:
    (reason,) = judge(
        Program(id="p", title="P", hours=hours), IOP, book("hours_per_week > 9")
    ).reasons

    assert (reason.recorded, reason.asks) == (recorded, "hours_per_week")


@pytest.mark.parametrize(
    ("criterion", "verdict", "recorded"),
    [
        ("offers_group", "met", "offers_group is yes"),
        ("offers_group = false", "not met", "offers_group is yes"),
        ("offers_family", "unknown", "offers_family is not stated"),
        ("not offers_family", "unknown", ""),
        ("offers_family = true", "unknown", "offers_family is not stated"),
        ("offers_family is known", "not met", "offers_family is not stated"),
    ],
)
def test_a_service_that_is_not_listed_leaves_a_rule_open(
    criterion: str, verdict: str, recorded: str
) -> None:
    program = Program(id="p", title="P", services=[Service(therapy="group")])
    (reason,) = judge(program, IOP, book(criterion)).reasons

    assert (str(reason.verdict), reason.recorded) == (verdict, recorded)


def test_preferences_do_not_count() -> None:
    program = Program(id="p", title="P", **exactly(9, 3))

    found = judge(program, IOP, book("days_per_week >= 3", prefer="hours_per_week >= 20"))

    assert (found.verdict, found.deciding) == (Verdict.MET, found.reasons)
    assert [each.verdict for each in found.preferences] == [Verdict.NOT_MET]


def ranges(points: st.SearchStrategy[float]) -> st.SearchStrategy[Range]:
    bound = st.none() | points
    return st.tuples(bound, bound).map(
        lambda pair: Range(*(sorted(pair) if None not in pair else pair))  # type: ignore[type-var]
    )


def answers_of(fact: Fact) -> st.SearchStrategy[Answer]:
    if isinstance(fact.type, YesNo):
        return st.sampled_from([True, None])
    return ranges(st.integers(0, 20).map(lambda half: half / 2))


ANSWERS = st.fixed_dictionaries({fact.id: answers_of(fact) for fact in PROGRAM_FACTS})


@st.composite
def about_programs(draw: st.DrawFn) -> Criterion:
    facts = draw(st.lists(st.sampled_from(PROGRAM_FACTS), min_size=1, max_size=3))
    parts = [draw(leaves(fact, asks_if_known=False)) for fact in facts]
    joined: Criterion = And(parts) if draw(st.booleans()) else Or(parts)
    return Not(joined) if draw(st.booleans()) else joined


def verdict_of(criterion: Criterion, answers: Mapping[str, Answer]) -> Verdict:
    return reasoned(criterion, lambda leaf: program_evidence(leaf, answers)).verdict


@given(about_programs(), ANSWERS, st.data())
def test_a_verdict_holds_at_every_point_of_the_ranges(
    criterion: Criterion, answers: Mapping[str, Answer], data: st.DataObject
) -> None:
    verdict = verdict_of(criterion, answers)
    point: dict[str, bool | float | str] = {}
    for name, answer in answers.items():
        match answer:
            case Range(low, high):
                least = 0.0 if low is None else low
                most = max(least, 12.0) if high is None else high
                point[name] = data.draw(st.sampled_from([least, (least + most) / 2, most]))
            case None:
                point[name] = data.draw(st.booleans())
            case truth:
                point[name] = truth
    # One by one, as a client is: what the program might be, once everything is stated.
    without_limits = Assessment(
        [
            Fact(
                id=f.id,
                ask=f.ask,
                type=NumberFact(unit=f.type.unit) if isinstance(f.type, NumberFact) else f.type,
            )
            for f in PROGRAM_FACTS
        ]
    )
    at_point = evaluate(criterion, Client(facts=point), without_limits)

    assert verdict in {Verdict.UNKNOWN, at_point}


@given(about_programs(), ANSWERS, st.data())
def test_what_is_known_less_well_settles_nothing_the_other_way(
    criterion: Criterion, answers: Mapping[str, Answer], data: st.DataObject
) -> None:
    wider: dict[str, Answer] = {}
    for name, answer in answers.items():
        if not isinstance(answer, Range):
            wider[name] = data.draw(st.sampled_from([answer, None]))
            continue
        less, more = data.draw(st.none() | st.just(1.0)), data.draw(st.none() | st.just(1.0))
        wider[name] = Range(
            None if less is None or answer.low is None else answer.low - less,
            None if more is None or answer.high is None else answer.high + more,
        )

    assert verdict_of(criterion, wider) in {Verdict.UNKNOWN, verdict_of(criterion, answers)}


# -- every program at every level


def test_a_program_is_held_against_a_rule_set_at_each_level_that_offers_it() -> None:
    pathway = loads("""
iopkit: 1
id: two
title: Two
levels:
  after: {title: After, rank: 1, program: evening}
  iop: {title: IOP, rank: 3, program: [evening, day], review: every 7 days}
programs:
  lost: {title: Lost}
  evening: {title: Evening}
  day: {title: Day}
""")
    where = [(program.id, level and level.id) for program, level in held_programs(pathway)]
    assert where == [("evening", "iop"), ("day", "iop"), ("evening", "after"), ("lost", None)]

    found = judged(pathway, book("review_days <= 14 days"))
    assert [(each.program, each.level, str(each.verdict)) for each in found] == [
        ("evening", "iop", "met"),
        ("day", "iop", "met"),
        ("evening", "after", "unknown"),
        ("lost", "", "unknown"),
    ]


@pytest.mark.parametrize(
    ("criterion", "error"),
    [
        ("completed iop", CriterionError),
        ("hours_per_week", CriterionError),
        ("cravings > 3", UnknownNameError),
        ("days_in_level > 3", UnknownNameError),
        ("hours_per_week = often", CriterionError),
    ],
)
def test_a_rule_that_makes_no_sense_for_programs_is_an_error(
    criterion: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        judge(Program(id="p", title="P"), IOP, book(criterion))


def test_a_rule_set_about_clients_cannot_be_held_against_a_program() -> None:
    with pytest.raises(ValueError, match="'book' is about a client, not about a program"):
        judge(Program(id="p", title="P"), IOP, book("stable", about=About.CLIENT))
    with pytest.raises(ValueError, match="'book' is about a program, not about a client"):
        judge_client(book("offers_group"), Client(), Assessment())


# -- clients

ASSESSMENT = Assessment(
    [
        Fact(id="stable", ask="Stable?", type=YesNo()),
        Fact(id="home", ask="Home?", type=OrdinalFact(["none", "weak", "strong"])),
    ]
)
CLIENT = Client(facts={"stable": True, "home": "weak"}, history=())


@pytest.mark.parametrize(
    ("criterion", "verdict", "recorded", "asks"),
    [
        ("stable", "met", "stable is yes", "stable"),
        ("home >= strong", "not met", "home is weak", "home"),
        ("cravings > 3", "unknown", "this pathway does not ask cravings", "cravings"),
        ("home >= safe", "unknown", "this pathway asks home in other words", "home"),
        ("completed php", "unknown", "this pathway has no level 'php'", "completed php"),
        ("completed iop", "not met", "iop was not completed", "completed iop"),
        ("days_in_level > 3", "unknown", "days_in_level is not recorded", "days_in_level"),
    ],
)
def test_what_a_pathway_does_not_ask_leaves_a_rule_about_clients_open(
    criterion: str, verdict: str, recorded: str, asks: str
) -> None:
    found = judge_client(book(criterion, about=About.CLIENT), CLIENT, ASSESSMENT, ["iop"])
    (reason,) = found.reasons

    assert (str(found.verdict), reason.recorded, reason.asks) == (verdict, recorded, asks)


@given(criteria(ASSESSMENT, ["iop"]))
def test_a_rule_set_that_suits_the_pathway_says_what_its_criterion_says(
    criterion: Criterion,
) -> None:
    rules = RuleSet(
        id="r", title="R", about=About.CLIENT, rules=[Rule(criterion=criterion)], basis=BOOK
    )

    verdict = judge_client(rules, CLIENT, ASSESSMENT, ["iop"]).verdict

    assert verdict is evaluate(criterion, CLIENT, ASSESSMENT)
