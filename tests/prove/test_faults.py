"""The folder of faults: each kind is found in its pathway, nothing else; put right, nothing is.

``faults/KIND.yaml`` holds one fault, ``faults/KIND-sound.yaml`` differs from it in one line.
"""

import itertools
import json
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

from iopkit.cli import main
from iopkit.criteria.logic.evaluate import evaluate
from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.placement.place import place
from iopkit.files.compose.client_file import dump_client
from iopkit.files.compose.load import examine, load
from iopkit.model.client import Client, Stay
from iopkit.model.finding_catalogue import FindingKind
from iopkit.model.pathway import Pathway
from iopkit.prove.finding import Finding, Proof
from iopkit.prove.prove import check, prove

FAULTS = Path(__file__).parent / "faults"

ABOUT: dict[FindingKind, tuple[str, ...]] = {
    FindingKind.NEVER_MET: (
        "days_in_level >= 8 weeks and days_in_care <= 6 weeks and not relapsed",
    ),
    FindingKind.ALWAYS_MET: ("cravings <= 10",),
    FindingKind.NO_LEVEL: (),
    FindingKind.NEVER_PLACED: ("php",),
    FindingKind.FLAPPING: ("iop", "residential", "outpatient"),
    FindingKind.ROUND_TRIP: ("residential", "iop", "residential"),
    FindingKind.REFUSED: ("residential", "iop"),
    FindingKind.BELOW_NEED: ("residential", "iop"),
    FindingKind.NO_WAY_OUT: ("residential",),
    FindingKind.OVERRIDDEN: ("iop", "withdrawal_risk = severe"),
    FindingKind.LOWER_WHEN_WORSE: ("mental_health_severity",),
}

CLAUSES: dict[FindingKind, set[tuple[str, str]]] = {
    FindingKind.NEVER_MET: {
        ("iop to outpatient", "days_in_level >= 8 weeks"),
        ("iop to outpatient", "days_in_care <= 6 weeks"),
    },
    FindingKind.ALWAYS_MET: {("outpatient admits", "cravings <= 10")},
    FindingKind.NO_LEVEL: {
        ("detox admits", "withdrawal_risk = severe"),
        ("residential admits", "withdrawal_risk <= mild"),
        ("iop admits", "withdrawal_risk <= mild"),
    },
    FindingKind.FLAPPING: {
        ("iop to residential", "relapsed"),
        ("iop to outpatient", "attendance >= 80% and withdrawal_risk = none"),
    },
    FindingKind.ROUND_TRIP: {
        ("residential to iop", "days_in_level >= 4 weeks and cravings <= 5"),
        ("iop to residential", "cravings >= 5"),
    },
    FindingKind.REFUSED: {
        ("residential to iop", "withdrawal_risk <= mild and days_in_level >= 4 weeks"),
        ("iop admits", "home_is_safe"),
    },
    FindingKind.BELOW_NEED: {
        ("residential to iop", "home_support >= moderate and days_in_level >= 4 weeks"),
        ("at least residential", "self_harm_risk"),
    },
    FindingKind.NO_WAY_OUT: {
        ("residential to iop", "home_is_safe and days_in_level >= 4 weeks"),
        ("residential to completed", "days_in_level >= 90 days and attendance >= 80%"),
    },
    FindingKind.OVERRIDDEN: {
        ("at least iop", "withdrawal_risk = severe"),
        ("at least residential", "withdrawal_risk >= moderate"),
    },
}
"""What conflicts; the kinds that are left out have no smallest set of rules."""


def faulty(fault: FindingKind) -> Pathway:
    return load(FAULTS / f"{fault}.yaml")


def only_finding(fault: FindingKind) -> Finding:
    (finding,) = prove(faulty(fault), seconds=60).findings
    return finding


def witness_of(finding: Finding) -> Client:
    assert finding.witness is not None
    return finding.witness


def then_of(finding: Finding) -> Client:
    assert finding.then is not None
    return finding.then


def moved(pathway: Pathway, client: Client, start: str, to: str) -> Verdict:
    """Say whether a client may go from one level to another."""
    (move,) = (each for each in pathway.leaving(start) if each.to == to)
    assert move.when is not None
    return evaluate(move.when, client, pathway.assessment)


def rank_at(pathway: Pathway, client: Client) -> float:
    placement = place(pathway, client)
    assert placement.is_placed
    return pathway.level(placement.level).rank


@pytest.mark.parametrize("fault", FindingKind)
def test_a_fault_and_its_correction_are_one_line_apart(fault: FindingKind) -> None:
    lines = [
        (FAULTS / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
        for name in (fault, f"{fault}-sound")
    ]

    assert sum(a != b for a, b in itertools.zip_longest(*lines)) == 1


@pytest.mark.parametrize("fault", FindingKind)
def test_nothing_but_a_proof_finds_it(fault: FindingKind) -> None:
    assert examine(FAULTS / f"{fault}.yaml").complaints == ()
    assert examine(FAULTS / f"{fault}-sound.yaml").complaints == ()


@pytest.mark.parametrize("fault", FindingKind)
def test_the_fault_is_found_and_nothing_else(fault: FindingKind) -> None:
    finding = only_finding(fault)

    assert (finding.kind, finding.about) == (fault, ABOUT[fault])


@pytest.mark.parametrize("fault", CLAUSES)
def test_the_rules_that_conflict_are_named(fault: FindingKind) -> None:
    finding = only_finding(fault)

    assert {(clause.what, clause.text) for clause in finding.clauses} == CLAUSES[fault]


@pytest.mark.parametrize("fault", FindingKind)
def test_every_rule_named_stands_where_it_is_said_to(fault: FindingKind) -> None:
    lines = (FAULTS / f"{fault}.yaml").read_text(encoding="utf-8").splitlines()

    for clause in only_finding(fault).clauses:
        assert clause.origin is not None
        assert clause.origin.file.endswith(f"{fault}.yaml")
        line = lines[clause.origin.line - 1]
        assert line[clause.origin.column - 1 :].startswith(clause.text)


@pytest.mark.parametrize("fault", FindingKind)
def test_put_right_everything_is_proved(fault: FindingKind) -> None:
    proof = prove(load(FAULTS / f"{fault}-sound.yaml"), seconds=60)

    assert proof.findings == ()
    assert [claim.kind for claim in proof.claims] == list(FindingKind)
    assert all(claim.proved == claim.over for claim in proof.claims)
    assert next(claim for claim in proof.claims if claim.kind is fault).over > 0


def _no_level(pathway: Pathway, finding: Finding) -> bool:
    placement = place(pathway, witness_of(finding))
    return placement.is_settled and not placement.is_placed


def _flapping(pathway: Pathway, finding: Finding) -> bool:
    level, up, down = finding.about
    client = witness_of(finding)
    moves = [moved(pathway, client, level, to) for to in (up, down)]
    return client.level == level and moves == [Verdict.MET, Verdict.MET]


def _round_trip(pathway: Pathway, finding: Finding) -> bool:
    level, below, back = finding.about
    first, second = witness_of(finding), then_of(finding)
    return (
        (first.level, second.level) == (level, below)
        and dict(first.facts) == dict(second.facts)
        and moved(pathway, first, level, below) is Verdict.MET
        and moved(pathway, second, below, back) is Verdict.MET
    )


def _refused(pathway: Pathway, finding: Finding) -> bool:
    level, to = finding.about
    fit = place(pathway, then_of(finding)).fit(to)
    return (
        moved(pathway, witness_of(finding), level, to) is Verdict.MET
        and fit.verdict is Verdict.NOT_MET
    )


def _below_need(pathway: Pathway, finding: Finding) -> bool:
    level, to = finding.about
    need = place(pathway, then_of(finding)).need
    return (
        moved(pathway, witness_of(finding), level, to) is Verdict.MET
        and pathway.level(need).rank > pathway.level(to).rank
    )


def _no_way_out(pathway: Pathway, finding: Finding) -> bool:
    (level,) = finding.about
    client = witness_of(finding)
    later = [
        attrs.evolve(client, days_in_level=float(days), days_in_care=float(days + earlier))
        for days in range(0, 400, 7)
        for earlier in (0, 400)
    ]
    return client.level == level and all(
        moved(pathway, each, level, move.to) is Verdict.NOT_MET
        for each in later
        for move in pathway.leaving(level)
    )


def _lower(pathway: Pathway, finding: Finding) -> bool:
    (fact,) = finding.about
    first, second = witness_of(finding), then_of(finding)
    others = [{k: v for k, v in c.facts.items() if k != fact} for c in (first, second)]
    scale = pathway.assessment.fact(fact).type.options  # type: ignore[union-attr]
    answers = [scale.index(client.facts[fact]) for client in (first, second)]
    return (
        others[0] == others[1]
        and answers[0] < answers[1]
        and rank_at(pathway, first) > rank_at(pathway, second)
    )


SHOWN: dict[FindingKind, Callable[[Pathway, Finding], bool]] = {
    FindingKind.NO_LEVEL: _no_level,
    FindingKind.FLAPPING: _flapping,
    FindingKind.ROUND_TRIP: _round_trip,
    FindingKind.REFUSED: _refused,
    FindingKind.BELOW_NEED: _below_need,
    FindingKind.NO_WAY_OUT: _no_way_out,
    FindingKind.LOWER_WHEN_WORSE: _lower,
}
"""Whether the placement and the evaluator, which know no solver, show the same of the client."""


@pytest.mark.parametrize("fault", SHOWN)
def test_the_client_shows_it_without_a_solver(fault: FindingKind) -> None:
    assert SHOWN[fault](faulty(fault), only_finding(fault))


@pytest.mark.parametrize("fault", SHOWN)
def test_the_correction_settles_it_for_that_client(fault: FindingKind) -> None:
    sound = load(FAULTS / f"{fault}-sound.yaml")

    assert not SHOWN[fault](sound, only_finding(fault))


@pytest.mark.parametrize("fault", [fault for fault in FindingKind if fault not in SHOWN])
def test_what_holds_of_nobody_or_everybody_has_no_client(fault: FindingKind) -> None:
    assert only_finding(fault).witness is None


def printed(path: Path, client: Client, tmp_path: Path) -> dict[str, object]:
    """Return what the command says of a client who stands in a file."""
    file = tmp_path / "client.yaml"
    file.write_text(dump_client(client), encoding="utf-8")
    done = CliRunner().invoke(main, ["place", str(path), "--client", str(file), "--json"])
    assert done.stderr == ""
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_the_command_places_nobody_whom_no_level_takes(tmp_path: Path) -> None:
    client = witness_of(only_finding(FindingKind.NO_LEVEL))

    said = printed(FAULTS / "no-level.yaml", client, tmp_path)
    sound = printed(FAULTS / "no-level-sound.yaml", client, tmp_path)

    assert (said["status"], said["level"]) == ("none", None)
    assert sound["level"] == "detox"


def test_the_command_places_the_worse_client_at_less(tmp_path: Path) -> None:
    finding = only_finding(FindingKind.LOWER_WHEN_WORSE)
    clients = (witness_of(finding), then_of(finding))

    levels = [printed(FAULTS / f"{finding.kind}.yaml", each, tmp_path)["level"] for each in clients]
    sound = [
        printed(FAULTS / f"{finding.kind}-sound.yaml", each, tmp_path)["level"] for each in clients
    ]

    assert levels == ["residential", "outpatient"]
    assert sound == ["residential", "residential"]


def test_the_command_says_that_the_next_level_needs_more(tmp_path: Path) -> None:
    client = then_of(only_finding(FindingKind.BELOW_NEED))

    assert printed(FAULTS / "below-need.yaml", client, tmp_path)["minimum_level"] == "residential"


def test_the_command_takes_every_client(tmp_path: Path) -> None:
    for fault in SHOWN:
        finding = only_finding(fault)
        for client in (finding.witness, finding.then):
            if client is not None:
                assert printed(FAULTS / f"{fault}.yaml", client, tmp_path)["pathway"]


def everybody(pathway: Pathway) -> list[Client]:
    """Return a client for each combination of answers that small pathways tell apart."""
    answers: dict[str, list[object]] = {
        "withdrawal_risk": ["none", "mild", "moderate", "severe"],
        "cravings": list(range(11)),
        "physically_stable": [False, True],
        "home_is_safe": [False, True],
        "self_harm_risk": [False, True],
        "relapsed": [False, True],
    }
    facts = [fact.id for fact in pathway.assessment.facts]
    histories: list[tuple[Stay, ...]] = [(), (Stay(level="iop", completed=True),)]
    return [
        Client(
            facts=dict(zip(facts, chosen, strict=True)),  # type: ignore[arg-type]
            history=history,
            days_in_level=float(days),
            days_in_care=float(days + earlier),
        )
        for chosen in itertools.product(*(answers[name] for name in facts))
        for history in histories
        for days in (0, 28, 56)
        for earlier in (0, 14, 200)
    ]


def test_nobody_at_all_meets_what_is_never_met() -> None:
    pathway = faulty(FindingKind.NEVER_MET)

    assert all(
        moved(pathway, client, "iop", "outpatient") is Verdict.NOT_MET
        for client in everybody(pathway)
    )


def test_nobody_at_all_is_placed_where_nobody_is() -> None:
    pathway = faulty(FindingKind.NEVER_PLACED)

    assert {place(pathway, client).level for client in everybody(pathway)} == {
        "residential",
        "iop",
    }


def test_without_the_overridden_floor_everybody_is_placed_alike() -> None:
    pathway = faulty(FindingKind.OVERRIDDEN)
    without = attrs.evolve(pathway, floors=pathway.floors[:1])

    for client in everybody(pathway):
        assert place(pathway, client).level == place(without, client).level


def test_without_the_rule_that_everybody_meets_everybody_is_placed_alike() -> None:
    pathway = faulty(FindingKind.ALWAYS_MET)
    level = pathway.level("outpatient")
    less = attrs.evolve(level, admit=level.admit[:1])
    without = attrs.evolve(pathway, levels=(*pathway.levels[:-1], less))

    for client in everybody(pathway):
        assert place(pathway, client).level == place(without, client).level


@pytest.mark.parametrize("file", ["standard", "src/iopkit/files/data/starter.yaml"])
def test_what_is_shipped_holds_nothing_that_is_not_meant(file: str) -> None:
    root = Path(__file__).parents[2]
    assert_sound(prove(load(root / file if "/" in file else file), seconds=60))


@pytest.mark.parametrize("file", ["crest-view.yaml", "lakeside.yaml"])
def test_the_examples_hold_nothing_that_is_not_meant(file: str) -> None:
    assert_sound(prove(load(Path(__file__).parents[2] / "examples" / file), seconds=60))


def assert_sound(proof: Proof) -> None:
    assert [(finding.kind, finding.about) for finding in proof.open] == []
    assert proof.stale == ()
    assert proof.is_decided


@pytest.mark.parametrize("kind", FindingKind)
def test_each_kind_is_in_the_table_of_the_guide(kind: FindingKind) -> None:
    guide = (Path(__file__).parents[2] / "docs/how-to/prove-a-pathway.md").read_text(
        encoding="utf-8"
    )

    declared = kind.declared

    assert f"| `{kind}` | {declared.explanation} | {declared.advice} |\n" in guide


@pytest.mark.parametrize("kind", FindingKind)
def test_each_kind_has_its_check(kind: FindingKind) -> None:
    assert callable(check(kind))
