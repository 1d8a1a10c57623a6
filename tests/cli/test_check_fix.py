"""`iopkit check --fix` writes what is sure into the files, and says so."""

import codecs
import json
from pathlib import Path

import pytest
from commands import Run, running

HEAD = "iopkit: 1\nid: north\ntitle: North\n"
LEVELS = "levels: {iop: {title: IOP, rank: 3}}  # one level\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a folder of its own."""
    return running(tmp_path, monkeypatch)


def test_a_renamed_key_is_written_and_nothing_else_changes(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "north.yaml"
    text = f"{HEAD}{LEVELS}# why\nmeant:\n  - {{finding: no-level, because: they go elsewhere}}\n"
    file.write_bytes(codecs.BOM_UTF8 + text.replace("\n", "\r\n").encode())

    before = run("check", "north.yaml")
    assert before.exit_code == 1
    assert "now called `accepted`" in before.stderr

    done = run("check", "north.yaml", "--fix")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(
        "north.yaml:6:1: changed 'meant' to 'accepted'\nnorth.yaml: no errors"
    )
    expected = text.replace("meant:", "accepted:").replace("\n", "\r\n")
    assert file.read_bytes() == codecs.BOM_UTF8 + expected.encode()

    again = run("check", "north.yaml", "--fix")
    assert again.exit_code == 0
    assert "changed" not in again.stdout


def test_the_exit_code_is_that_of_what_is_left(run: Run, tmp_path: Path) -> None:
    (tmp_path / "north.yaml").write_text(f"{HEAD}levles: {{iop: {{title: IOP, rank: low}}}}\n")

    done = run("check", "north.yaml", "--fix", "--json")

    [found] = json.loads(done.stdout)["files"]
    assert done.exit_code == found["exit_code"] == 1
    assert (found["fixed"], found["left"]) == ([], [])
    assert [each["code"] for each in found["complaints"]] == ["unknown-key"]
    assert found["complaints"][0]["fix"]["replacement"] == "levels"


def test_another_file_is_left_alone_and_named(run: Run, tmp_path: Path) -> None:
    entry = "[{finding: no-level, because: they go elsewhere}]"
    base = f"{HEAD}{LEVELS}meant: {entry}\n"
    (tmp_path / "base.yaml").write_text(base)
    (tmp_path / "north.yaml").write_text(f"{HEAD}extends: base.yaml\ntilte: X\n")

    done = run("check", "north.yaml", "--fix")
    found = run("check", "north.yaml", "--fix", "--json")

    assert done.exit_code == 1
    assert "base.yaml:5:1: left as it is in another file: change 'meant' to 'accepted'" in (
        done.stdout
    )
    assert (tmp_path / "base.yaml").read_text() == base
    [left] = json.loads(found.stdout)["files"][0]["left"]
    assert (left["line"], left["fix"]["replacement"]) == (5, "accepted")


def test_what_is_no_file_is_not_changed(run: Run) -> None:
    assert run("check", "standard", "--fix").exit_code == 0
    refused = run("check", "-", "--fix", stdin=HEAD)
    assert refused.exit_code == 2
    assert "--fix changes files" in refused.stderr
    assert run("check", "no-such.yaml", "--fix").exit_code == 2
