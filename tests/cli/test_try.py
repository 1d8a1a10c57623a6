"""`iopkit try`."""

import json
from pathlib import Path

import pytest
from commands import GOLDEN, Run

GOOD = (
    "iopkit: 1\npathway: clinic.yaml\nsituations: [{name: A, level: iop, expect: {open: left}}]\n"
)
SENTINEL = "Xyzzy-4711"


@pytest.fixture
def good(tmp_path: Path) -> str:
    """Return a situation file beside the clinic, in which all is as expected."""
    (tmp_path / "clinic.yaml").write_text((GOLDEN / "clinic.yaml").read_text())
    path = tmp_path / "good.yaml"
    path.write_text(GOOD)
    return str(path)


def test_all_as_expected_is_exit_code_0(run: Run, good: str) -> None:
    done = run("try", good)

    assert done.exit_code == 0
    first = " ".join(done.stdout.partition("✓")[0].split())
    assert first.endswith("1 situation, all as expected.")


def test_something_else_is_exit_code_1_and_every_file_is_tried(run: Run, good: str) -> None:
    done = run("try", "situations.yaml", good)

    assert done.exit_code == 1
    assert "3 of 7 situations as expected" in done.stdout
    assert "all as expected" in done.stdout


def test_a_file_that_cannot_be_read_stops_no_other(run: Run, good: str) -> None:
    done = run("try", "nowhere.yaml", good)

    assert done.exit_code == 2
    assert "nowhere.yaml: error: there is no such file" in done.stderr
    assert "all as expected" in done.stdout


def test_the_same_situations_can_be_tried_on_another_pathway(run: Run) -> None:
    here = run("try", "situations.yaml").stdout
    there = run("try", "situations.yaml", "--pathway", "clinic-next.yaml").stdout

    assert "✓ Nobody at home, but the house was completed" in here
    assert "✗ Nobody at home, but the house was completed" in there
    assert "✗ 12-step meetings are required" in here
    assert "✓ 12-step meetings are required" in there
    assert there.startswith("situations.yaml, on The clinic next year (clinic-next.yaml): ")


def test_a_program_of_another_pathway_is_no_answer(run: Run) -> None:
    done = run("try", "situations.yaml", "--pathway", "standard")

    assert done.exit_code == 1
    assert "no program named 'evening'" in done.stdout


def test_situations_can_come_from_another_program(run: Run) -> None:
    assert run("try", "-", stdin=GOOD).exit_code == 0
    assert run("try", "-", "--pathway", "-", stdin=GOOD).exit_code == 2


def test_a_page_fits_a_narrow_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")

    printed = run("try", "situations.yaml").stdout

    assert "situations.yaml, on " in printed.splitlines()[0]
    assert max(len(line) for line in printed.splitlines()) <= 60


def test_json_says_what_was_expected_and_what_came(run: Run, good: str) -> None:
    done = run("try", "situations.yaml", good, "--json")
    printed = json.loads(done.stdout)

    assert (done.exit_code, done.stderr) == (1, "")
    assert (printed["schema"], printed["version"]) == ("iopkit/situations", 2)
    first, second = printed["files"]
    assert [each["exit_code"] for each in printed["files"]] == [1, 0]
    assert (first["pathway"], second["pathway"]) == ("clinic", "clinic")
    house = first["situations"][4]
    assert house["name"] == "Nobody at home, and nothing before"
    assert (house["as_expected"], house["line"]) == (False, 23)
    assert (house["expected"], house["came"]) == ("placed at iop", "placed at residential")
    assert house["placement"]["level"] == "residential"
    (reason,) = house["reasons"]
    assert (reason["about"], reason["verdict"]) == ("iop", "not met")
    assert reason["basis"] == {"source": "survey", "locator": ""}


def test_json_of_files_that_cannot_be_used_holds_nothing_else(run: Run, good: str) -> None:
    done = run("try", "nowhere.yaml", good, "clinic.yaml", "--json")
    printed = json.loads(done.stdout)

    assert (done.exit_code, done.stderr) == (2, "")
    assert printed["schema"] == "iopkit/check"
    assert [(each["file"], each["exit_code"]) for each in printed["files"]] == [
        ("nowhere.yaml", 2),
        ("clinic.yaml", 1),
    ]
    assert printed["files"][0]["complaints"][0]["code"] == "missing-file"


@pytest.mark.parametrize("form", [[], ["--json"]])
@pytest.mark.parametrize(
    "text",
    [
        f"facts: {{stable: {SENTINEL}}}",
        f"facts: {{{SENTINEL}: true}}",
        f"{SENTINEL}: true",
        f"name2: {SENTINEL}",
        f"history: [{{level: iop, completed: {SENTINEL}}}]",
    ],
)
def test_no_message_repeats_an_answer(run: Run, text: str, form: list[str]) -> None:
    file = (
        f"iopkit: 1\npathway: clinic.yaml\nsituations:\n  - name: A\n    {text}\n    expect: {{}}\n"
    )
    done = run("try", "-", *form, stdin=file)

    assert done.exit_code == 1
    assert SENTINEL not in done.output
