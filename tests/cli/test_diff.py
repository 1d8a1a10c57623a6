"""`iopkit diff`."""

import json
import sys
from pathlib import Path

import pytest
from commands import GOLDEN, Run

from iopkit.files.compose.load import load
from iopkit.prove.equivalence import differ

TWO = ("clinic.yaml", "clinic-next.yaml")


@pytest.mark.parametrize(
    ("a", "b", "code"),
    [
        ("clinic.yaml", "clinic.yaml", 0),
        ("clinic.yaml", "clinic-next.yaml", 1),
        ("clinic.yaml", "nowhere.yaml", 2),
        ("nowhere.yaml", "clinic.yaml", 2),
        ("standard", "standard", 0),
    ],
)
def test_the_exit_code_is_that_of_diff(run: Run, a: str, b: str, code: int) -> None:
    assert run("diff", a, b, "--no-client").exit_code == code


def test_the_same_is_said_in_a_sentence(run: Run) -> None:
    done = run("diff", "clinic.yaml", "clinic.yaml")

    assert done.stdout.splitlines()[-1] == "Both say the same."


def test_one_of_the_two_can_come_from_another_program(run: Run) -> None:
    text = (GOLDEN / "clinic.yaml").read_text()

    assert run("diff", "-", "clinic.yaml", stdin=text).exit_code == 0
    assert run("diff", "clinic.yaml", "-", stdin=text).exit_code == 0
    assert run("diff", "-", "-", stdin=text).exit_code == 2


def test_a_file_that_cannot_be_used_is_explained(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("iopkit: 1\nid: b\ntitle: B\nlevels: {iop: {title: I, rank: high}}\n")

    done = run("diff", "clinic.yaml", str(bad))

    assert done.exit_code == 1
    assert "bad.yaml:4:32: error" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("name", TWO)
def test_the_client_shown_is_placed_as_the_page_says(run: Run, tmp_path: Path, name: str) -> None:
    page = run("diff", *TWO).stdout
    _, _, below = page.partition("into a file client.yaml:\n")
    client = tmp_path / "client.yaml"
    client.write_text("".join(f"{line[2:]}\n" for line in below.partition("\n\n")[0].splitlines()))
    sign = "A" if name == TWO[0] else "B"
    (said,) = [line for line in page.splitlines() if line.startswith(f"  {sign}: ")]

    first = run("place", name, "--client", str(client)).stdout.splitlines()[0]

    assert first == f"Place at: {said.removeprefix(f'  {sign}: ')}."


def test_two_assessments_need_two_client_files(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(
        "iopkit: 1\nid: other\ntitle: Other\n"
        "assessment: {calm: {ask: 'Calm?', yes_no: true}}\n"
        "levels:\n"
        "  residential: {title: R, rank: 50}\n"
        "  iop: {title: I, rank: 30, admit: [calm]}\n"
    )
    done = run("diff", "clinic.yaml", str(other))

    assert "so each has its own file" in " ".join(done.stdout.split())
    values = json.loads(run("diff", "clinic.yaml", str(other), "--json").stdout)["client"]
    assert values["search"] == "found"
    assert values["a"]["level"] != values["b"]["level"]
    assert set(values["b"]["client"].get("facts", {})) <= {"calm"}


def test_it_is_proved_that_there_is_no_such_client(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(
        f"iopkit: 1\nid: o\ntitle: O\nextends: {GOLDEN.name}/clinic.yaml\n"
        "levels: {iop: {places: 30}}\n"
    )
    (tmp_path / GOLDEN.name).symlink_to(GOLDEN)
    done = run("diff", "clinic.yaml", str(other))

    assert done.exit_code == 1
    assert "Proved: every client is placed at the same level by both." in done.stdout
    values = json.loads(run("diff", "clinic.yaml", str(other), "--json").stdout)
    assert values["client"] == {"search": "proved none", "a": None, "b": None}


def test_what_took_too_long_is_not_called_proved(run: Run) -> None:
    assert not differ(*(load(GOLDEN / name) for name in TWO), seconds=0).is_decided

    done = run("diff", *TWO, "--seconds", "0")

    assert "Not decided in time" in done.stdout
    assert "Proved" not in done.stdout


def test_without_the_extra_the_rest_is_said_and_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.split(".")[:2] == ["iopkit", "prove"]]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "z3", None)

    done = run("diff", *TWO)

    assert done.exit_code == 1
    assert "Levels of care" in done.stdout
    assert "pip install 'iopkit[prove]'" in " ".join(done.stdout.split())
    printed = json.loads(run("diff", *TWO, "--json").stdout)
    assert printed["client"]["search"] == "not installed"


def test_nobody_is_looked_for_when_nobody_asks(run: Run) -> None:
    done = run("diff", *TWO, "--no-client")

    assert "whom they place differently" not in done.stdout
    printed = json.loads(run("diff", *TWO, "--no-client", "--json").stdout)
    assert printed["client"]["search"] == "not looked for"


def test_json_has_both_values_with_their_places(run: Run) -> None:
    printed = json.loads(run("diff", *TWO, "--no-client", "--json").stdout)

    assert (printed["schema"], printed["version"]) == ("iopkit/diff", 2)
    assert (printed["same"], printed["a"]["id"], printed["b"]["id"]) == (
        False,
        "clinic",
        "clinic-next",
    )
    (places,) = [each for each in printed["differences"] if each["path"] == ["iop", "places"]]
    assert places == {
        "section": "levels",
        "path": ["iop", "places"],
        "change": "changed",
        "a": {"text": "24", "origin": {"file": "clinic.yaml", "line": 28, "column": 13}},
        "b": {"text": "30", "origin": {"file": "clinic-next.yaml", "line": 9, "column": 13}},
    }
    (basis,) = printed["provenance"]
    assert (basis["path"], basis["b"]) == (["residential to left"], {"assumption": "asked for"})
