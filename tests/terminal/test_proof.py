"""What people read about a proof."""

import textwrap

import pytest

from iopkit.files.compose.client_file import loads_client
from iopkit.files.compose.load import loads
from iopkit.model.accepted_findings import AcceptedFinding
from iopkit.model.basis import SourceLocation
from iopkit.model.client import Client, Stay
from iopkit.model.finding_catalogue import FindingKind
from iopkit.model.pathway import Pathway
from iopkit.prove.finding import Claim, Clause, Finding, Proof
from iopkit.terminal.proof import proved
from iopkit.terminal.style import DisplayStyle

PATHWAY = loads(
    "iopkit: 1\nid: p\ntitle: P\n"
    "assessment: {relapsed: {ask: 'Used again?', yes_no: true}}\n"
    "levels: {iop: {title: IOP, rank: 3}, op: {title: OP, rank: 2}}\n"
    "accepted:\n"
    "  - {finding: refused, about: [iop, op], because: the team looks at each of them}\n"
)
CLIENT = Client(
    facts={"relapsed": True},
    history=(Stay(level="op", completed=True),),
    level="iop",
    days_in_level=28,
)
FLAPPING = Finding(
    kind=FindingKind.FLAPPING,
    about=("iop", "residential", "op"),
    args={"level": "iop", "lower": "op", "higher": "residential"},
    clauses=(
        Clause(text="relapsed", what="iop to residential", origin=SourceLocation("p.yaml", 9, 3)),
        Clause(text="attendance >= 80%", what="iop to op"),
    ),
    witness=CLIENT,
)

MOVE = {"start": "iop", "to": "op", "rule": "relapsed"}


def page(proof: Proof, *, seconds: float = 10) -> str:
    return proved(PATHWAY, proof, DisplayStyle(), file="p.yaml", seconds=seconds)


def test_a_finding_says_what_where_and_for_whom() -> None:
    text = page(Proof(findings=[FLAPPING]))

    assert text.startswith("Proof: 1 finding.")
    assert "1. A client at iop may step down to op" in text
    assert "p.yaml:9:3: iop to residential: relapsed" in text
    assert "iop to op: attendance >= 80%" in text
    assert FindingKind.FLAPPING.declared.cure in " ".join(text.split())
    assert "iopkit place p.yaml --client client.yaml" in text


def test_the_client_shown_can_be_copied_into_a_file() -> None:
    lines = page(Proof(findings=[FLAPPING])).splitlines()
    start = lines.index("   For example this client:") + 1
    indented = [line for line in lines[start:] if line.startswith("     ")]
    length = next(i for i, line in enumerate(lines[start:]) if not line.startswith("     "))
    copied = "\n".join(indented[:length])

    assert loads_client(copied, PATHWAY) == CLIENT
    assert loads_client(textwrap.dedent(copied), PATHWAY) == CLIENT


def test_the_entry_that_declares_it_can_be_copied_too() -> None:
    text = page(Proof(findings=[FLAPPING]))

    assert "- {finding: flapping, about: [iop, residential, op], because: ...}" in text


def test_a_rule_named_by_its_text_is_quoted_where_yaml_needs_it() -> None:
    finding = Finding(
        kind=FindingKind.ALWAYS_MET,
        about=("home in [weak, strong]",),
        args={"rule": "home in [weak, strong]", "where": ()},
    )

    text = page(Proof(findings=[finding]))

    assert 'about: ["home in [weak, strong]"]' in text


def test_what_is_meant_comes_with_its_reason_and_is_no_finding() -> None:
    finding = Finding(
        kind=FindingKind.REFUSED,
        about=("iop", "op"),
        form="always",
        args=MOVE,
        because="the team looks at each",
    )
    text = page(
        Proof(findings=[finding], claims=[Claim(kind=FindingKind.REFUSED, over=4, proved=3)])
    )

    assert text.startswith("Proof: nothing found but what is accepted (1).")
    assert "  the team looks at each\n    - refused (iop, op)\n" in text
    assert "✓ No move leads to a level that refuses the client: proved for 3 of 4 moves, 1" in text


def test_what_is_meant_and_no_longer_found_is_named_with_its_line() -> None:
    text = page(Proof(stale=PATHWAY.accepted))

    assert "1 entry of `accepted` without a finding" in text
    assert ":7:5: refused (iop, op)" in text


def test_what_was_not_decided_is_named_and_never_called_proved() -> None:
    claim = Claim(kind=FindingKind.REFUSED, over=2, proved=1, undecided=[("iop", "op")])

    text = page(Proof(claims=[claim]), seconds=0.5)

    assert text.startswith("Proof: 1 question not decided.")
    assert "? No move leads to a level that refuses the client: proved for 1 of 2 moves" in text
    assert "    not decided in 0.5 s: iop op\n" in text
    assert text.endswith("Allow more time with --seconds.")
    assert "✓" not in text


@pytest.mark.parametrize("fault", FindingKind)
def test_every_kind_can_be_said(fault: FindingKind) -> None:
    claims = [Claim(kind=fault, over=3, proved=3), Claim(kind=fault, over=0, proved=0)]

    text = page(Proof(claims=claims, facts=["relapsed"]))

    assert text.startswith("Proof: nothing found.")
    count = f" (3 {fault.declared.many})" if fault.declared.many else ""
    assert f"✓ {fault.declared.absence}{count}." in " ".join(text.split())
    assert f"- {fault.declared.absence}: {fault.declared.unasked}." in " ".join(text.split())


def test_only_what_is_to_be_copied_may_be_wider_than_the_terminal() -> None:
    look = DisplayStyle(width=60)

    text = proved(PATHWAY, Proof(findings=[FLAPPING]), look, file="p.yaml", seconds=10)

    wide = [line for line in text.splitlines() if len(line) > 60]
    assert [line.lstrip()[:2] for line in wide] == ["- "]


def test_a_second_client_is_told_apart() -> None:
    finding = Finding(
        kind=FindingKind.LOWER_WHEN_WORSE,
        about=("relapsed",),
        args={"fact": "relapsed", "now": "iop", "then": "op"},
        witness=Client(facts={"relapsed": False}),
        then=CLIENT,
    )

    text = page(Proof(findings=[finding]))

    assert text.index("For example this client:") < text.index("with the more severe answer:")


def test_an_entry_that_is_stale_needs_no_file() -> None:
    entry = AcceptedFinding(finding=FindingKind.NO_LEVEL, because="b")
    pathway = Pathway(id="q", title="Q", accepted=[entry])

    text = proved(pathway, Proof(stale=[entry]), DisplayStyle(), file="q.yaml", seconds=10)

    assert "\n  no-level\n" in text


def test_what_is_not_so_says_of_how_many() -> None:
    findings = [FLAPPING, Finding(kind=FindingKind.NO_LEVEL)]
    claims = [
        Claim(kind=FindingKind.FLAPPING, over=5, proved=4),
        Claim(kind=FindingKind.NO_LEVEL, over=1, proved=0),
    ]

    text = page(Proof(findings=findings, claims=claims))

    assert (
        "✗ Nobody may step up and down at the same review: not so for 1 of 5 pairs of moves."
        in (" ".join(text.split()))
    )
    assert "✗ Nobody is left without a level: not so." in text


def test_after_a_move_only_what_changes_is_said() -> None:
    then = Client(
        facts={"relapsed": True},
        history=(Stay(level="op", completed=True), Stay(level="iop", completed=True)),
        level="op",
        days_in_level=0,
        days_in_care=28,
    )
    finding = Finding(
        kind=FindingKind.REFUSED,
        about=("iop", "op"),
        form="always",
        args=MOVE,
        witness=CLIENT,
        then=then,
    )

    text = " ".join(page(Proof(findings=[finding])).split())

    assert (
        "After the move this client is at op, on the first day, in care for 28 days, "
        "with iop completed."
    ) in text
    assert text.count("iopkit: 1") == 1


def test_a_rule_written_twice_and_meant_once_is_meant() -> None:
    finding = Finding(
        kind=FindingKind.ALWAYS_MET,
        about=("a <= 10",),
        args={"rule": "a <= 10", "where": ()},
        because="later less",
    )
    claim = Claim(kind=FindingKind.ALWAYS_MET, over=6, proved=4)

    text = " ".join(page(Proof(findings=[finding], claims=[claim])).split())

    assert (
        "✓ Every rule has somebody who does not meet it: proved for 4 of 6 rules, 2 accepted"
        in text
    )
    assert "✗" not in text


def test_of_many_findings_of_a_kind_only_the_first_are_shown() -> None:
    findings = [
        *(
            Finding(
                kind=FindingKind.REFUSED,
                about=(f"l{place}", "op"),
                form="always",
                args={**MOVE, "start": f"l{place}"},
            )
            for place in range(14)
        ),
        Finding(
            kind=FindingKind.OVERRIDDEN,
            about=("op", "relapsed"),
            form="repeated",
            args={"rule": "relapsed", "where": "op admits"},
        ),
    ]

    text = page(Proof(findings=findings))

    assert "15 findings" in text
    assert "10. A client may move from l9 to op" in text
    assert "from l10" not in text
    assert "... and 4 more of this kind (refused); --json lists all of them." in text
    assert "15. 'relapsed' stands there twice" in text


def test_a_finding_may_say_itself_what_to_do() -> None:
    finding = Finding(
        kind=FindingKind.NEVER_PLACED, about=("op",), form="excluded", args={"level": "op"}
    )

    text = page(Proof(findings=[finding]))

    declared = FindingKind.NEVER_PLACED.declared
    assert declared.forms["excluded"].cure in " ".join(text.split())
    assert declared.cure not in " ".join(text.split())


def test_a_broken_number_asks_whether_only_whole_ones_are_answers() -> None:
    pathway = loads(
        "iopkit: 1\nid: p\ntitle: P\n"
        "assessment:\n"
        "  score: {ask: 'Score?', number: 0 to 10}\n"
        "  age: {ask: 'Age?', number: 0 to 99}\n"
        "levels: {op: {title: OP, rank: 2}}\n"
    )
    finding = Finding(kind=FindingKind.NO_LEVEL, witness=Client(facts={"score": 5.5, "age": 6}))

    text = proved(pathway, Proof(findings=[finding]), DisplayStyle(), file="p.yaml", seconds=10)

    assert "If only whole numbers are answers to score, write there: whole: true" in text


def test_a_pathway_without_rules_asks_nothing() -> None:
    assert "(no rule asks anything)" in " ".join(page(Proof()).split())


def test_what_is_asked_once_is_not_counted() -> None:
    finding = Finding(kind=FindingKind.NO_LEVEL, because="they are referred")
    meant = page(
        Proof(findings=[finding], claims=[Claim(kind=FindingKind.NO_LEVEL, over=1, proved=0)])
    )
    late = page(Proof(claims=[Claim(kind=FindingKind.NO_LEVEL, over=1, proved=0, undecided=[()])]))

    assert "✓ Nobody is left without a level: found, and accepted." in meant
    assert "? Nobody is left without a level: not decided." in late


def test_of_many_questions_not_decided_only_the_first_are_named() -> None:
    late = [(f"l{place}",) for place in range(14)]
    claim = Claim(kind=FindingKind.NO_WAY_OUT, over=14, proved=0, undecided=late)

    text = " ".join(page(Proof(claims=[claim])).split())

    assert "l8; l9; and 4 more" in text
    assert "l10" not in text
