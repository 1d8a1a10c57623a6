"""`iopkit show`."""

import json

import pytest
from commands import Run


def test_a_title_is_never_taken_for_formatting(run: Run) -> None:
    assert run("show", "clinic.yaml").stdout.startswith("The [bold]corner[/] clinic (clinic)\n")


def test_json_has_levels_and_moves(run: Run) -> None:
    printed = json.loads(run("show", "clinic.yaml", "--json").stdout)

    assert (printed["schema"], printed["version"]) == ("iopkit/pathway", 1)
    assert set(printed) == {
        "schema",
        "version",
        "id",
        "title",
        "description",
        "levels",
        "outcomes",
        "floors",
        "transitions",
        "week",
    }
    assert [level["id"] for level in printed["levels"]] == ["residential", "iop"]
    assert printed["levels"][1]["programs"][0]["hours_per_week"] == [6.0, 7.0]
    assert printed["transitions"][0] == {
        "from": "residential",
        "to": "iop",
        "kind": "step down",
        "when": "stable",
        "share": 0.6,
        "at_review": False,
        "hold": False,
        "mean_stay_days": pytest.approx(31.73, abs=0.01),
        "basis": {"source": "survey", "locator": ""},
    }


def test_an_unknown_level_names_the_nearest(run: Run) -> None:
    done = run("show", "clinic.yaml", "--level", "ipo")

    assert done.exit_code == 2
    assert "no level named 'ipo'; did you mean 'iop'?" in done.stderr


def test_a_level_has_one_form_only(run: Run) -> None:
    done = run("show", "clinic.yaml", "--level", "iop", "--json")

    assert done.exit_code == 2
    assert "--level and --json exclude each other" in done.stderr


@pytest.mark.parametrize("width", ["20", "80", "100", "300"])
def test_the_page_follows_the_terminal_within_reason(
    run: Run, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)

    longest = max(len(line) for line in run("show", "standard").stdout.splitlines())

    assert longest <= min(max(int(width), 60), 100)


def test_equal_ranks_stand_on_one_step(run: Run) -> None:
    text = """
iopkit: 1
id: two
title: Two
levels:
  a: {title: A, rank: 2}
  b: {title: B, rank: 1}
  c: {title: C, rank: 1}
"""
    lines = run("show", "-", stdin=text).stdout.splitlines()

    assert [line for line in lines if line.endswith(")")] == [
        "Two (two)",
        "A (a)",
        "└─ B (b)",
        "└─ C (c)",
    ]


def test_a_level_in_other_case_is_recognised(run: Run) -> None:
    done = run("show", "clinic.yaml", "--level", "IOP")

    assert done.exit_code == 2
    assert "no level named 'IOP'; did you mean 'iop'?" in done.stderr


def test_one_form_at_a_time(run: Run) -> None:
    done = run("show", "clinic.yaml", "--mermaid", "--dot")

    assert (done.exit_code, done.stdout) == (2, "")
    assert "--mermaid and --dot exclude each other; give one of them." in done.stderr


def test_a_pathway_without_levels_says_so(run: Run) -> None:
    done = run("show", "-", stdin="{iopkit: 1, id: a, title: A}")

    assert "This pathway has no levels" in done.stdout


def test_endless_names_are_shortened(run: Run) -> None:
    long = "x" * 5000
    text = f"{{iopkit: 1, id: a, title: {long}, extends: standard}}"

    pages = [run(word, "-", stdin=text).output for word in ("show", "sources")]
    pages += [run("show", "clinic.yaml", "--level", long).output, run(long).output]
    pages += [run("check", long).output]

    assert all("x" * 100 in page and "x" * 121 not in page for page in pages)
