"""`iopkit place`."""

import json
from pathlib import Path

import pytest
from commands import GOLDEN, Run

import iopkit.criteria.logic.decision_diagram


@pytest.mark.parametrize(
    ("client", "code", "first"),
    [
        ("known.yaml", 0, "Place at: Intensive outpatient (IOP)."),
        ("unknown.yaml", 1, "Not settled: answers are missing."),
        ("refused.yaml", 1, "No level takes this client, whatever is still unknown."),
    ],
)
def test_the_answer_comes_first(run: Run, client: str, code: int, first: str) -> None:
    done = run("place", "clinic.yaml", "--client", client)

    assert (done.exit_code, done.stdout.splitlines()[0]) == (code, first)


def test_what_is_missing_is_asked_in_words(run: Run) -> None:
    printed = run("place", "clinic.yaml", "--client", "unknown.yaml").stdout

    assert "  How supportive is the home? (support)\n" in printed


def test_a_range_that_may_be_too_wide_is_said_to_be(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("place", "clinic.yaml", "--client", "unknown.yaml")
    exact = run(*words).stdout

    monkeypatch.setattr(iopkit.criteria.logic.decision_diagram, "MOST_STEPS", 1)
    wider = run(*words)

    assert wider.exit_code == 1
    assert "The rules are so entangled that more levels may be named here" in wider.stdout
    assert "entangled" not in exact


@pytest.mark.parametrize("client", ["known.yaml", "unknown.yaml", "refused.yaml"])
def test_a_page_fits_a_narrow_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, client: str
) -> None:
    monkeypatch.setenv("COLUMNS", "60")

    printed = run("place", "clinic.yaml", "--client", client, "--all").stdout

    assert max(len(line) for line in printed.splitlines()) <= 60


def test_the_client_can_stay_out_of_files(run: Run) -> None:
    text = (GOLDEN / "known.yaml").read_text()

    assert run("place", "clinic.yaml", "--client", "-", stdin=text).exit_code == 0


def test_the_pathway_can_come_from_another_program(run: Run) -> None:
    text = (GOLDEN / "clinic.yaml").read_text()

    assert run("place", "-", "--client", "known.yaml", stdin=text).exit_code == 0


def test_stdin_holds_one_thing_only(run: Run) -> None:
    done = run("place", "-", "--client", "-")

    assert done.exit_code == 2
    assert "Only one of FILE and --client" in done.stderr


def test_json_has_every_reason(run: Run) -> None:
    done = run("place", "clinic.yaml", "--client", "unknown.yaml", "--json")
    printed = json.loads(done.stdout)

    assert done.exit_code == 1
    assert (printed["schema"], printed["version"]) == ("iopkit/placement", 2)
    assert (printed["status"], printed["level"]) == ("open", None)
    assert printed["possible_levels"] == ["iop", "residential"]
    assert printed["question_texts"]["support"] == "How supportive is the home?"
    floor = printed["levels"][0]["reasons"][0]
    assert set(floor) == {
        "text",
        "title",
        "verdict",
        "fact",
        "answer",
        "unit",
        "missing",
        "minimum_level",
        "basis",
        "operator",
        "operands",
    }
    assert floor["operands"][0]["text"] == "cravings >= 9 and support <= weak"


SENTINEL = "Xyzzy-4711"


@pytest.mark.parametrize(
    "text",
    [
        f"iopkit: 1\nfacts: {{stable: {SENTINEL}}}\n",
        f"iopkit: 1\nfacts: {{support: {SENTINEL}}}\n",
        f"iopkit: 1\nfacts: {{cravings: {SENTINEL}}}\n",
        f"iopkit: 1\nfacts: {{name: {SENTINEL}}}\n",
        f"iopkit: 1\nname: {SENTINEL}\n",
        f"iopkit: 1\nfacts: {{stable: true, stable: {SENTINEL}}}\n",
        f"iopkit: 1\nfacts: {{stable: [{SENTINEL}\n",
        f"iopkit: 1\nfacts: {SENTINEL}\n",
        f"iopkit: 1\nlevel: {SENTINEL}\n",
        f"iopkit: 1\ndays_in_level: {SENTINEL}\n",
        f"iopkit: 1\nhistory: [{{level: {SENTINEL}}}]\n",
        f"iopkit: 1\nhistory: [{{level: iop, completed: {SENTINEL}}}]\n",
        f"iopkit: 1\nfacts: {{stable: &anchor {SENTINEL}}}\n",
        f"{SENTINEL}\n",
        f'iopkit: 1\nfacts: {{stable: "{SENTINEL}\n',
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"], ["--all"]])
def test_no_message_repeats_an_answer(run: Run, tmp_path: Path, text: str, form: list[str]) -> None:
    client = tmp_path / "client.yaml"
    client.write_text(text)

    done = run("place", "clinic.yaml", "--client", str(client), *form)

    assert done.exit_code in {1, 2}
    assert done.stdout if "--json" in form else done.stderr
    assert SENTINEL not in done.output


def test_a_wrong_number_is_not_repeated_either(run: Run) -> None:
    done = run("place", "clinic.yaml", "--client", "-", stdin="{iopkit: 1, facts: {cravings: 987}}")

    assert done.exit_code == 1
    assert "from 0 to 10" in done.stderr
    assert "987" not in done.output


def test_a_bad_client_file_is_explained_in_json_too(run: Run, tmp_path: Path) -> None:
    client = tmp_path / "client.yaml"
    client.write_text("{iopkit: 1, facts: {stabel: true, cravings: 99}}")

    done = run("place", "clinic.yaml", "--client", str(client), "--json")

    printed = json.loads(done.stdout)
    assert (done.exit_code, done.stderr) == (1, "")
    assert (printed["schema"], printed["version"]) == ("iopkit/check", 2)
    (file,) = printed["files"]
    assert (file["file"], file["exit_code"]) == (str(client), 1)
    assert len(file["complaints"]) == 2


def test_a_missing_pathway_is_explained_in_json_too(run: Run) -> None:
    done = run("place", "nowhere.yaml", "--client", "known.yaml", "--json")

    (file,) = json.loads(done.stdout)["files"]
    assert (done.exit_code, file["file"], file["exit_code"]) == (2, "nowhere.yaml", 2)


def test_nobody_is_placed_where_there_are_no_levels(run: Run, tmp_path: Path) -> None:
    client = tmp_path / "client.yaml"
    client.write_text("{iopkit: 1}")

    done = run("place", "-", "--client", str(client), stdin="{iopkit: 1, id: a, title: A}")

    assert done.exit_code == 1
    assert done.stdout == "This pathway has no levels, so there is nowhere to place a client.\n"


QUESTIONS = """\
iopkit: 1
id: few
title: A few levels
assessment:
  stable: {ask: "Stable?", yes_no: true}
  risk: {ask: "Risk?", scale: [none, some, high]}
  one: {ask: "One?", yes_no: true}
  two: {ask: "Two?", yes_no: true}
levels:
  house: {title: The house, rank: 3, admit: [stable, two]}
  day: {title: Day care, rank: 2, admit: [stable, risk <= some]}
  evening: {title: Evening care, rank: 1, admit: [stable, risk = none, one]}
transitions: [{from: house, to: day}, {from: day, to: evening}, {from: evening, to: day}]
"""


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ("risk: none, one: true", "Stable? (stable) no: no level. yes: Evening care."),
        ("risk: high", "Stable? (stable) no: no level. yes: still open."),
        (
            "stable: true, one: true, two: true",
            "Risk? (risk) none: Evening care. some: Day care. high: The house.",
        ),
        (
            "stable: true, one: true",
            "Risk? (risk) none: Evening care. some: Day care. high: The house or no level. Two?",
        ),
        # Every answer leaves much open, so there is nothing to say of them.
        ("stable: true, one: true", "Two? (two) Levels from the least intensive up"),
        ("stable: true, risk: high", "Possible: The house (house), or no level at all."),
    ],
)
def test_each_question_says_what_its_answers_would_settle(
    run: Run, tmp_path: Path, facts: str, said: str
) -> None:
    pathway = tmp_path / "few.yaml"
    pathway.write_text(QUESTIONS)

    done = run("place", str(pathway), "--client", "-", stdin=f"{{iopkit: 1, facts: {{{facts}}}}}")

    assert said in " ".join(done.stdout.split())


ELIGIBLE = """
iopkit: 1
id: eligible
title: Who may enter
about: client
standing: payer
assumption: an example
rules:
  - {if: support >= weak, title: Supported at home}
  - {if: approved, title: Approved by the payer}
"""


def test_a_client_is_held_against_a_rule_set(run: Run, tmp_path: Path) -> None:
    rules = tmp_path / "eligible.yaml"
    rules.write_text(ELIGIBLE)

    done = run("place", "clinic.yaml", "--client", "known.yaml", "--against", str(rules))

    assert done.exit_code == 0, "the exit code speaks of the placement"
    page = done.stdout[done.stdout.index("Who may enter") :]
    assert page.startswith("Who may enter (eligible): payer\n  ? unknown\n")
    assert "✓ Supported at home" in page
    assert "Approved by the payer (this pathway does not ask approved)" in page


def test_a_rule_set_about_clients_comes_as_json_too(run: Run, tmp_path: Path) -> None:
    rules = tmp_path / "eligible.yaml"
    rules.write_text(ELIGIBLE)

    done = run("place", "clinic.yaml", "--client", "known.yaml", "--against", str(rules), "--json")

    (held,) = json.loads(done.stdout)["rule_sets"]
    assert (held["rule_set"]["id"], held["verdict"], held["open_facts"]) == (
        "eligible",
        "unknown",
        ["approved"],
    )


def test_a_rule_set_about_programs_is_for_check(run: Run) -> None:
    done = run("place", "clinic.yaml", "--client", "known.yaml", "--against", "h0015")

    assert done.exit_code == 2
    assert "'h0015' speaks of programs; see iopkit check --against." in done.stderr
    assert done.stdout == ""
