"""Each kind of fault is found with a client who shows it, and nothing is found where none is."""

import importlib
import re
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from prove.pathways import ASSESSMENT, OPEN, pathway
from strategies import pathways

from iopkit.criteria.language.parse import parse
from iopkit.criteria.logic.evaluate import evaluate
from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.placement.place import place
from iopkit.errors import MissingExtraError
from iopkit.files.compose.load import load
from iopkit.model.accepted_findings import AcceptedFinding
from iopkit.model.assessment import Assessment
from iopkit.model.basis import Basis
from iopkit.model.client import Client
from iopkit.model.criterion import And
from iopkit.model.finding_catalogue import FindingKind
from iopkit.model.pathway import Pathway
from iopkit.model.rule import About, Rule, RuleSet
from iopkit.prove.finding import Finding
from iopkit.prove.prove import prove

ROUND = [
    ("residential", "iop", "risk = none"),
    ("iop", "residential", "risk = high"),
    ("iop", "done", ""),
    ("residential", "done", ""),
    ("outpatient", "done", ""),
]
SOUND = pathway(
    {"residential": ["true"], "iop": ["stable"], "outpatient": ["stable", "home = safe"]},
    [("residential", "risk = high")],
    [
        ("residential", "iop", "risk = none and stable"),
        ("iop", "residential", "risk = high"),
        ("iop", "outpatient", "risk = none and home = safe and stable and days_in_level >= 28"),
        *ROUND[2:],
    ],
)


def found(where: Pathway, fault: FindingKind) -> list[Finding]:
    return [finding for finding in prove(where).findings if finding.kind is fault]


def the(where: Pathway, fault: FindingKind) -> Finding:
    (finding,) = found(where, fault)
    return finding


def client_of(finding: Finding) -> Client:
    assert finding.witness is not None
    return finding.witness


def after(finding: Finding) -> Client:
    assert finding.then is not None
    return finding.then


def verdict(text: str, client: Client) -> Verdict:
    return evaluate(parse(text), client, ASSESSMENT)


def test_a_sound_pathway_is_proved() -> None:
    proof = prove(SOUND)

    assert proof.findings == ()
    assert proof.is_decided
    assert [claim.kind for claim in proof.claims] == list(FindingKind)
    assert all(claim.proved == claim.over for claim in proof.claims)
    assert proof.facts == ("stable", "risk", "home", "days_in_level")


def test_a_criterion_that_nobody_meets_is_shown_with_what_conflicts() -> None:
    where = pathway({"iop": ["stable and cravings > 7 and (cravings < 3 or cravings = 5)"]})

    finding = the(where, FindingKind.NEVER_MET)

    assert finding.about == ("stable and cravings > 7 and (cravings < 3 or cravings = 5)",)
    assert finding.message.startswith("nobody can meet 'stable and cravings > 7")
    assert "iop admits" in finding.message
    assert [clause.text for clause in finding.clauses] == [
        "cravings > 7",
        "cravings < 3",
        "cravings = 5",
    ]
    assert finding.witness is None


def test_the_same_text_in_two_places_is_one_finding_that_names_both() -> None:
    text = "risk = none and risk = high"
    finding = the(pathway({"iop": [text]}, moves=[("iop", "done", text)]), FindingKind.NEVER_MET)

    assert "iop admits, iop to done" in finding.message


@pytest.mark.parametrize("text", ["true", "false"])
def test_what_is_written_as_true_or_false_is_meant(text: str) -> None:
    where = pathway({"iop": [text], "outpatient": []})

    assert prove(where).findings in {(), tuple(found(where, FindingKind.NEVER_PLACED))}
    assert [f.about for f in found(where, FindingKind.NEVER_PLACED)] == [("iop",)] * (
        text == "true"
    )


def test_what_only_a_client_with_missing_answers_meets_is_not_called_impossible() -> None:
    where = pathway({"iop": ["home is not known"], "outpatient": ["home is known"]})

    assert not found(where, FindingKind.NEVER_MET)
    assert not found(where, FindingKind.ALWAYS_MET)
    assert not found(where, FindingKind.NEVER_PLACED)


def test_a_criterion_that_everybody_meets_decides_nothing() -> None:
    finding = the(pathway({"iop": ["stable or cravings <= 10"]}), FindingKind.ALWAYS_MET)

    assert finding.about == ("stable or cravings <= 10",)
    assert [clause.text for clause in finding.clauses] == ["cravings <= 10"]


def test_whole_numbers_leave_no_room_between_them() -> None:
    where = pathway({"iop": ["cravings > 3 and cravings < 4"], "outpatient": []})

    assert found(where, FindingKind.NEVER_MET)


def test_rules_of_admission_that_exclude_each_other_close_the_level() -> None:
    where = pathway({"iop": ["stable", "cravings > 7", "cravings < 3"], "outpatient": ["true"]})

    finding = the(where, FindingKind.NEVER_MET)

    assert finding.about == ("iop",)
    assert [clause.text for clause in finding.clauses] == ["cravings > 7", "cravings < 3"]
    assert not found(where, FindingKind.NEVER_PLACED)


def test_rule_sets_about_clients_are_read_too() -> None:
    book = RuleSet(
        id="book",
        title="Book",
        about=About.CLIENT,
        rules=[Rule(criterion=parse("stable and not stable"))],
        basis=Basis(assumption="an example"),
    )

    finding = the(attrs.evolve(SOUND, rule_sets=[book]), FindingKind.NEVER_MET)

    assert [clause.what for clause in finding.clauses] == ["the rule set book asks"] * 2
    assert [clause.text for clause in finding.clauses] == ["stable", "not stable"]


def test_a_client_whom_no_level_takes_is_one_whom_place_places_nowhere() -> None:
    where = pathway(
        {"residential": ["stable"], "iop": ["stable", "home = safe"]},
        [("residential", "risk = high")],
    )

    finding = the(where, FindingKind.NO_LEVEL)
    placement = place(where, client_of(finding))

    assert placement.is_settled
    assert not placement.is_placed
    assert client_of(finding).facts == {"stable": False}
    assert client_of(finding).history is None
    assert [(clause.what, clause.text) for clause in finding.clauses] == [
        ("iop admits", "stable"),
        ("residential admits", "stable"),
    ]


def test_a_floor_that_no_level_can_serve_is_among_the_reasons() -> None:
    where = pathway(
        {"residential": ["home = safe"], "iop": ["true"]}, [("residential", "risk = high")]
    )

    finding = the(where, FindingKind.NO_LEVEL)

    assert client_of(finding).facts == {"risk": "high", "home": "unsafe"}
    assert [clause.what for clause in finding.clauses] == [
        "at least residential",
        "residential admits",
    ]


@pytest.mark.parametrize(
    ("admit", "floors", "why"),
    [
        ({"iop": ["stable"], "outpatient": ["true"]}, [], "outpatient fits too"),
        (
            {"residential": ["true"], "iop": ["risk = high"]},
            [("residential", "risk >= some")],
            "exclude each other",
        ),
    ],
)
def test_a_level_where_nobody_is_placed_says_why(
    admit: dict[str, list[str]], floors: list[tuple[str, str]], why: str
) -> None:
    finding = the(pathway(admit, floors), FindingKind.NEVER_PLACED)

    assert finding.about == ("iop",)
    assert why in finding.message


def test_up_and_down_at_one_review() -> None:
    down, up = "cravings <= 5 and days_in_level >= 28", "cravings >= 5 and completed outpatient"
    where = pathway(moves=[("iop", "outpatient", down), ("iop", "residential", up)])

    finding = the(where, FindingKind.FLAPPING)
    client = client_of(finding)

    assert finding.about == ("iop", "residential", "outpatient")
    assert (client.level, client.facts, client.days_in_level) == ("iop", {"cravings": 5}, 28)
    assert client.days_in_care is None
    assert verdict(down, client) is verdict(up, client) is Verdict.MET
    assert [clause.what for clause in finding.clauses] == [
        "iop to residential",
        "iop to outpatient",
    ]


def test_up_and_down_that_exclude_each_other_are_no_flapping() -> None:
    where = pathway(
        moves=[("iop", "outpatient", "cravings < 5"), ("iop", "residential", "cravings >= 5")]
    )

    assert not found(where, FindingKind.FLAPPING)


def test_down_and_straight_up_again() -> None:
    down, up = "days_in_level >= 28", "days_in_level >= 7 and completed residential and stable"
    where = pathway(moves=[("residential", "iop", down), ("iop", "residential", up)])

    finding = the(where, FindingKind.ROUND_TRIP)
    before, then = client_of(finding), after(finding)

    assert finding.about == ("residential", "iop", "residential")
    assert (before.level, before.days_in_level, before.history) == ("residential", 28, ())
    assert (then.level, then.days_in_level) == ("iop", 7)
    assert then.has_completed("residential")
    assert verdict(down, before) is verdict(up, then) is Verdict.MET
    assert before.facts == then.facts == {"stable": True}


@pytest.mark.parametrize(
    ("down", "up", "comes_back"),
    [
        ("days_in_care >= 28", "days_in_care < 28", False),
        ("days_in_care >= 28", "days_in_care <= 28", True),
        ("days_in_care > 28", "days_in_care < 36 and days_in_level >= 7", True),
        ("days_in_care > 28", "days_in_care <= 35 and days_in_level >= 7", False),
        ("days_in_level >= 28", "days_in_care < 35 and days_in_level >= 7", False),
        ("days_in_level >= 28", "days_in_care < 36 and days_in_level > 7", True),
        ("not completed residential", "not completed residential", False),
    ],
)
def test_the_clock_runs_on_between_two_levels(down: str, up: str, *, comes_back: bool) -> None:
    where = pathway(moves=[("residential", "iop", down), ("iop", "residential", up)])

    findings = found(where, FindingKind.ROUND_TRIP)

    assert bool(findings) is comes_back
    for finding in findings:
        before, then = client_of(finding), after(finding)
        assert verdict(down, before) is verdict(up, then) is Verdict.MET


def test_a_step_up_to_less_than_before_is_no_round_trip() -> None:
    moves = [("residential", "outpatient", "stable"), ("outpatient", "iop", "stable")]

    assert not found(pathway(moves=moves), FindingKind.ROUND_TRIP)


def test_a_move_to_a_level_that_does_not_admit() -> None:
    where = pathway(
        {**OPEN, "outpatient": ["stable", "home = safe", "completed iop", "days_in_level < 7"]},
        moves=[("iop", "outpatient", "days_in_level >= 28 and stable")],
    )

    finding = the(where, FindingKind.REFUSED)

    assert finding.about == ("iop", "outpatient")
    assert verdict("home = safe", after(finding)) is Verdict.NOT_MET
    assert verdict("days_in_level >= 28 and stable", client_of(finding)) is Verdict.MET
    assert (after(finding).level, after(finding).days_in_level) == ("outpatient", 0)
    assert client_of(finding).facts == {"stable": True, "home": "unsafe"}
    assert [clause.text for clause in finding.clauses] == [
        "days_in_level >= 28 and stable",
        "home = safe",
    ]


def test_a_step_down_completes_the_level() -> None:
    admit = {**OPEN, "outpatient": ["completed iop"]}

    assert not found(pathway(admit, moves=[("iop", "outpatient", "stable")]), FindingKind.REFUSED)
    assert found(pathway(admit, moves=[("community", "outpatient", "stable")]), FindingKind.REFUSED)


def test_a_move_without_a_criterion_states_no_rule() -> None:
    where = pathway({**OPEN, "outpatient": ["stable"]}, moves=[("iop", "outpatient", "")])

    assert not found(where, FindingKind.REFUSED)


def test_a_move_to_less_than_a_floor_asks_for() -> None:
    where = pathway(
        floors=[("residential", "risk = high"), ("iop", "cravings > 5")],
        moves=[("residential", "iop", "stable")],
    )

    finding = the(where, FindingKind.BELOW_NEED)

    assert finding.about == ("residential", "iop")
    assert client_of(finding).facts == {"stable": True, "risk": "high"}
    assert place(where, after(finding)).need == "residential"
    assert "at least residential" in finding.message


def test_a_level_that_some_client_can_never_leave() -> None:
    where = pathway(
        moves=[
            ("residential", "iop", "days_in_level >= 28"),
            ("iop", "residential", "not stable"),
            ("iop", "done", "stable and days_in_care < 60 and days_in_level > 30"),
            ("outpatient", "done", "days_in_level >= 28 or stable"),
        ]
    )

    findings = found(where, FindingKind.NO_WAY_OUT)

    assert [finding.about for finding in findings] == [("residential",), ("iop",)]
    for finding in findings:
        assert client_of(finding).facts == {"stable": False}
        assert client_of(finding).level == finding.about[0]
        assert [clause.what for clause in finding.clauses] == ["iop to done"]


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("days_in_level > 30 and days_in_care < 30", True),
        ("days_in_level >= 30 and days_in_care <= 30", True),  # who came from another level
        ("days_in_level <= 10 and days_in_care >= 40", True),  # who came straight here
        ("days_in_level <= 28", True),  # who has been there for longer
        ("days_in_level != 28", False),
        ("days_in_care >= 365", False),
        ("completed iop", True),
    ],
)
def test_time_opens_a_way_from_now_on_if_it_ever_will(text: str, *, stays: bool) -> None:
    assert bool(found(pathway(moves=[("iop", "done", text)]), FindingKind.NO_WAY_OUT)) is stays


def test_who_has_missed_the_day_of_discharge_is_told_with_that_day() -> None:
    where = pathway(moves=[("iop", "done", "days_in_level <= 28 or days_in_care < 14")])

    finding = the(where, FindingKind.NO_WAY_OUT)

    assert client_of(finding).days_in_level is not None
    assert client_of(finding).days_in_level > 28  # type: ignore[operator]
    assert client_of(finding).facts == {}


def test_a_step_down_on_the_way_completes_its_level() -> None:
    where = pathway(
        moves=[
            ("residential", "iop", "days_in_level >= 1"),
            ("iop", "residential", "not completed residential"),
            ("iop", "done", "completed residential"),
        ]
    )

    assert not found(where, FindingKind.NO_WAY_OUT)


def test_a_step_up_on_the_way_completes_nothing() -> None:
    where = pathway(
        moves=[("iop", "residential", "stable"), ("residential", "done", "completed iop")]
    )

    assert [finding.about for finding in found(where, FindingKind.NO_WAY_OUT)] == [
        ("residential",),
        ("iop",),
    ]


def test_days_in_care_do_not_begin_anew_at_the_next_level() -> None:
    where = pathway(
        moves=[
            ("residential", "iop", "days_in_level >= 30"),
            ("iop", "done", "days_in_care <= 20"),
        ]
    )

    findings = found(where, FindingKind.NO_WAY_OUT)

    assert [finding.about for finding in findings] == [("residential",), ("iop",)]
    for finding in findings:
        assert client_of(finding).days_in_care > 20  # type: ignore[operator]


def test_too_many_places_on_the_way_are_not_decided() -> None:
    names = [f"l{place}" for place in range(14)]
    ranks = dict(zip(names, range(14, 0, -1), strict=True))
    steps = [(a, b, "true") for a, b in combinations(names, 2)]
    every = " and ".join(f"completed {name}" for name in names)
    where = pathway(
        {name: ["true"] for name in names}, moves=[*steps, ("l13", "done", every)], ranks=ranks
    )

    proof = prove(where, seconds=60)
    (claim,) = (claim for claim in proof.claims if claim.kind is FindingKind.NO_WAY_OUT)

    assert ("l0",) in claim.undecided
    assert not proof.is_clean


def test_a_move_without_a_criterion_is_a_way_out() -> None:
    where = pathway(moves=[("iop", "done", "stable"), ("iop", "residential", ""), *ROUND[3:]])

    assert not found(where, FindingKind.NO_WAY_OUT)


def test_a_floor_that_never_decides_names_the_one_that_does() -> None:
    where = pathway(
        floors=[
            ("iop", "risk = high and cravings > 5"),
            ("residential", "risk = high"),
            ("iop", "stable"),
        ]
    )

    finding = the(where, FindingKind.OVERRIDDEN)

    assert finding.about == ("iop", "risk = high and cravings > 5")
    assert [clause.text for clause in finding.clauses] == [
        "risk = high and cravings > 5",
        "risk = high",
    ]


def test_what_is_found_can_be_taken_out_all_at_once() -> None:
    where = pathway(
        {"residential": ["true"], "iop": ["cravings <= 5", "not cravings > 5"]},
        [("residential", "risk = high"), ("residential", "risk = high or risk > some")],
    )

    findings = found(where, FindingKind.OVERRIDDEN)

    assert [finding.about for finding in findings] == [
        ("iop", "cravings <= 5"),
        ("residential", "risk = high"),
    ]
    admits, asks = (finding.message.removesuffix("; keep one of them") for finding in findings)
    assert admits == "'cravings <= 5' says the same as 'not cravings > 5' (iop admits)"
    assert asks == (
        "'risk = high' says the same as 'risk = high or risk > some' (at least residential)"
    )
    assert all("keep the other" in finding.cure for finding in findings)


def test_a_rule_that_stands_there_twice_is_told_once() -> None:
    where = pathway(
        {"residential": ["true"], "iop": ["stable", "stable"]},
        [("residential", "risk = high"), ("residential", "risk = high")],
    )
    proof = prove(where)
    (claim,) = (claim for claim in proof.claims if claim.kind is FindingKind.OVERRIDDEN)

    assert [f.message for f in proof.findings if f.kind is FindingKind.OVERRIDDEN] == [
        "'stable' stands there twice (iop admits); keep one of them",
        "'risk = high' stands there twice (at least residential); keep one of them",
    ]
    assert claim.over - claim.proved == 2


def test_a_floor_whose_clients_fit_nothing_below_anyway_never_decides() -> None:
    where = pathway(
        {"residential": ["true"], "iop": ["risk < high"]},
        [("residential", "risk = high and stable")],
    )

    finding = the(where, FindingKind.OVERRIDDEN)

    assert finding.about == ("residential", "risk = high and stable")
    assert "fits no level below residential anyway" in finding.message
    assert [clause.what for clause in finding.clauses] == ["at least residential", "iop admits"]


def test_a_floor_that_asks_for_the_least_intensive_level_never_decides() -> None:
    finding = the(pathway(floors=[("outpatient", "risk = high")]), FindingKind.OVERRIDDEN)

    assert finding.message.endswith("never decides: no level is less intensive than outpatient")


def test_a_floor_of_lower_rank_overrides_nothing() -> None:
    where = pathway(floors=[("iop", "risk >= some"), ("residential", "risk = high")])

    assert not found(where, FindingKind.OVERRIDDEN)


def test_a_rule_of_admission_that_never_decides() -> None:
    where = pathway(
        {"residential": ["true"], "iop": ["risk < high", "stable", "cravings < 5 or not stable"]},
        [("residential", "risk = high"), ("residential", "cravings >= 5")],
    )

    findings = found(where, FindingKind.OVERRIDDEN)

    assert [finding.about for finding in findings] == [
        ("iop", "risk < high"),
        ("iop", "cravings < 5 or not stable"),
    ]
    assert [clause.text for clause in findings[1].clauses] == [
        "cravings < 5 or not stable",
        "cravings >= 5",
    ]


def test_less_care_for_a_more_severe_answer() -> None:
    where = pathway(
        {"residential": ["true"], "iop": ["home = safe"], "outpatient": ["cravings >= 8"]},
    )

    finding = the(where, FindingKind.LOWER_WHEN_WORSE)
    calm, severe = client_of(finding), after(finding)

    assert finding.about == ("cravings",)
    assert calm.facts["cravings"] < severe.facts["cravings"]  # type: ignore[operator]
    assert (place(where, calm).level, place(where, severe).level) == ("iop", "outpatient")
    assert severe.facts["cravings"] == 8


def test_lower_answers_can_be_the_more_severe_ones() -> None:
    where = pathway({"residential": ["stable"], "outpatient": ["not stable"]})

    finding = the(where, FindingKind.LOWER_WHEN_WORSE)

    assert client_of(finding).facts == {"stable": True}
    assert after(finding).facts == {"stable": False}
    assert not found(
        pathway({"residential": ["not stable"], "iop": ["stable"]}), FindingKind.LOWER_WHEN_WORSE
    )


def test_a_severe_answer_in_the_middle_is_seen() -> None:
    where = pathway({"residential": ["true"], "outpatient": ["cravings != 5"]})

    finding = the(where, FindingKind.LOWER_WHEN_WORSE)

    assert client_of(finding).facts == {"cravings": 5}
    assert after(finding).facts == {"cravings": 7}


ALL_FAULTS = pathway(
    {"residential": ["stable"], "iop": ["stable", "cravings > 8"], "outpatient": ["home = safe"]},
    [("iop", "risk = high"), ("iop", "risk = high and stable")],
    [
        ("iop", "outpatient", "days_in_level >= 28"),
        ("iop", "residential", "risk = high"),
        ("outpatient", "iop", "cravings > 3"),
        ("residential", "iop", "cravings > 2 and cravings < 1"),
        ("residential", "done", "stable"),
    ],
)


def test_the_same_findings_each_time() -> None:
    assert prove(ALL_FAULTS) == prove(ALL_FAULTS)
    assert len({finding.kind for finding in prove(ALL_FAULTS).findings}) > 5


def test_findings_come_in_the_order_of_their_kinds() -> None:
    faults = [finding.kind for finding in prove(ALL_FAULTS).findings]

    assert faults == sorted(faults, key=list(FindingKind).index)


def test_without_time_nothing_is_called_proved() -> None:
    proof = prove(ALL_FAULTS, seconds=0)

    assert proof.findings == ()
    assert not proof.is_decided
    assert all(claim.proved == 0 for claim in proof.claims)
    undecided = {claim.kind: claim.undecided for claim in proof.claims}
    assert undecided[FindingKind.NO_LEVEL] == ((),)
    assert ("iop", "outpatient") in undecided[FindingKind.REFUSED]


def test_a_finding_that_is_meant_says_why_and_an_entry_without_one_is_stale() -> None:
    because = "the hospital next door takes them"
    meant = AcceptedFinding(finding=FindingKind.NO_LEVEL, because=because)
    stale = AcceptedFinding(
        finding=FindingKind.NEVER_PLACED, about=["residential"], because="it is closed"
    )
    where = pathway({"residential": ["stable"]}, accepted=[meant, stale])

    proof = prove(where)

    assert [finding.because for finding in proof.findings] == [because]
    assert proof.open == ()
    assert proof.stale == (stale,)


def test_an_entry_whose_question_is_not_decided_is_not_stale() -> None:
    meant = AcceptedFinding(
        finding=FindingKind.NO_LEVEL, because="the hospital next door takes them"
    )

    assert prove(pathway({"iop": ["stable"]}, accepted=[meant]), seconds=0).stale == ()


def test_a_pathway_without_anything_is_proved() -> None:
    proof = prove(pathway({}, assessment=Assessment()))

    assert proof.findings == ()
    assert proof.is_decided


def test_clauses_point_into_the_line(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(
        "iopkit: 1\nid: p\ntitle: P\n"
        "assessment:\n  cravings: {ask: 'Cravings?', number: 0 to 10}\n"
        "levels:\n  iop:\n    title: IOP\n    rank: 1\n"
        "    admit:\n      - cravings > 7 and cravings < 3\n",
        encoding="utf-8",
    )

    finding = the(load(str(file)), FindingKind.NEVER_MET)
    origins = [clause.origin for clause in finding.clauses]

    assert [(o.line, o.column) for o in origins if o is not None] == [(11, 9), (11, 26)]


def is_contradiction(texts: Sequence[str]) -> bool:
    tree = And([parse(text) for text in texts])
    stables, cravings = [True, False], range(11)
    return not any(
        evaluate(tree, Client(facts={"stable": s, "cravings": c}), ASSESSMENT) is Verdict.MET
        for s in stables
        for c in cravings
    )


@pytest.mark.parametrize(
    "text",
    [
        "cravings > 2 and cravings < 7 and cravings != 5 and not (cravings in [3, 4, 6])",
        "stable and cravings > 4 and not stable and cravings < 4",
        "cravings >= 5 and cravings < 6 and stable and cravings != 5 and cravings <= 4",
    ],
)
def test_no_clause_of_a_conflict_can_be_left_out(text: str) -> None:
    finding = the(pathway({"iop": [text]}), FindingKind.NEVER_MET)
    texts = [clause.text for clause in finding.clauses]

    assert is_contradiction(texts)
    assert not any(is_contradiction(some) for some in combinations(texts, len(texts) - 1))


def test_proofs_can_run_side_by_side() -> None:
    alone = prove(ALL_FAULTS)

    with ThreadPoolExecutor(2) as threads:
        together = list(threads.map(prove, [ALL_FAULTS, SOUND, ALL_FAULTS, SOUND]))

    assert together[0] == together[2] == alone
    assert together[1].findings == together[3].findings == ()


def test_without_z3_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    monkeypatch.delitem(sys.modules, "iopkit.prove.encoding.solver")

    with pytest.raises(MissingExtraError, match=re.escape("pip install 'iopkit[prove]'")):
        importlib.import_module("iopkit.prove.encoding.solver")


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(pathways())
def test_every_pathway_is_decided_and_every_witness_can_be_placed(where: Pathway) -> None:
    proof = prove(where, seconds=60)

    assert proof.is_decided
    for finding in proof.findings:
        for client in (finding.witness, finding.then):
            if client is not None:
                place(where, client)  # refuses answers that do not suit the assessment
        if finding.kind is FindingKind.NO_LEVEL:
            assert place(where, client_of(finding)).possible == ()


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), -1.0])
def test_the_time_for_a_proof_is_a_number_of_seconds(seconds: float) -> None:
    with pytest.raises(ValueError, match="must be a number of seconds, 0 or more"):
        prove(pathway(), seconds=seconds)


def test_what_was_not_decided_is_not_clean() -> None:
    where = pathway({"iop": ["true"]})
    undecided, decided = (prove(where, seconds=seconds) for seconds in (0, 60))

    assert (undecided.open, undecided.is_clean) == ((), False)
    assert decided.is_clean


def test_what_is_meant_is_known_by_its_criterion_however_it_is_written() -> None:
    admit = {"residential": ["true"], "iop": ["cravings<5 and  stable", "cravings < 5"]}
    entry = AcceptedFinding(
        finding=FindingKind.OVERRIDDEN, about=["iop", "stable and cravings <5"], because="a reason"
    )
    other = attrs.evolve(entry, about=["iop", "cravings<5"])

    proof = prove(pathway(admit, accepted=[entry, other]), seconds=60)

    assert [f.because for f in proof.findings if f.kind is FindingKind.OVERRIDDEN] == ["a reason"]
    assert proof.stale == (entry,)


@pytest.mark.parametrize(
    ("ranks", "floors", "helps"),
    [
        ({"residential": 3.0, "iop": 2.0, "outpatient": 1.0}, [], ""),
        ({"residential": 3.0, "iop": 1.0, "outpatient": 1.0}, [], "the same rank"),
        ({"residential": 3.0, "iop": 2.0, "outpatient": 1.0}, [("residential", "stable")], "floor"),
    ],
)
def test_each_reason_why_nobody_is_placed_has_its_own_remedy(
    ranks: dict[str, float], floors: list[tuple[str, str]], helps: str
) -> None:
    levels = {"residential": ["risk = high"], "outpatient": ["risk < high"], "iop": ["risk < high"]}
    if floors:
        levels["iop"] = ["stable"]
    where = pathway(levels, floors, ranks=ranks)

    (finding,) = (f for f in found(where, FindingKind.NEVER_PLACED) if f.about == ("iop",))

    assert helps in finding.cure if helps else finding.cure == finding.kind.declared.cure
