"""`iopkit new plugin`: what it makes works as it is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Run

from iopkit.scaffold.plugin_template import plugin_files


@pytest.fixture(autouse=True)
def folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001  run changes the folder first
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(folder: Path, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env={**os.environ, "COLUMNS": "80", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_a_plugin_passes_its_own_tests_and_types(run: Run, folder: Path) -> None:
    done = run("new", "plugin", "north-bay", "--title", 'North "Bay" \\ Löwe')
    made = folder / "iopkit-north-bay"

    assert (done.exit_code, done.stdout) == (0, "iopkit-north-bay\n")
    tested = ran(made, "pytest", "-q", "-p", "no:cacheprovider")
    assert (tested.returncode, "4 passed" in tested.stdout) == (0, True), tested.stdout
    typed = ran(made, "mypy")
    assert typed.returncode == 0, typed.stdout
    tidy = ran(made, "ruff", "check", "--isolated", ".")
    assert tidy.returncode == 0, tidy.stdout


def test_once_installed_every_command_knows_it_by_name(run: Run, folder: Path) -> None:
    run("new", "plugin", "north-bay")
    source = folder / "iopkit-north-bay" / "src"
    # What an installer would leave: the distribution, with its entry point.
    distribution = source / "iopkit_north_bay-0.1.0.dist-info"
    distribution.mkdir()
    (distribution / "METADATA").write_text("Metadata-Version: 2.1\nName: x\nVersion: 0.1.0\n")
    (distribution / "entry_points.txt").write_text("[iopkit]\nnorth-bay = iopkit_north_bay\n")

    done = ran(folder, "iopkit", "check", "north-bay", PYTHONPATH=str(source))

    assert done.returncode == 0
    assert done.stdout.startswith("north-bay: no errors\n")
    assert done.stderr == ""


def test_the_folder_can_be_chosen(run: Run, folder: Path) -> None:
    (folder / "plugins").mkdir()

    done = run("new", "plugin", "north", "--in", "plugins")

    assert done.exit_code == 0
    assert (folder / "plugins" / "iopkit-north" / "pyproject.toml").is_file()


def test_a_folder_that_is_there_is_left_alone(run: Run, folder: Path) -> None:
    (folder / "iopkit-north").mkdir()

    done = run("new", "plugin", "north")

    assert done.exit_code == 2
    assert "iopkit-north is there already" in done.stderr
    assert [file.name for file in folder.rglob("*")] == ["iopkit-north"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["North Bay"], "cannot name a plugin"),
        (["north.bay"], "cannot name a plugin"),
        (["../north"], "cannot name a plugin"),
        (["standard"], "the name of a pathway that comes with iopkit"),
        (["iopkit"], "the name of iopkit's own part"),
        (["north", "--title", ""], "title must not be empty"),
        (["north", "--in", "nowhere"], "does not exist"),
        ([], "Missing argument 'NAME'"),
    ],
)
def test_what_cannot_be_is_explained(
    run: Run, folder: Path, words: list[str], message: str
) -> None:
    done = run("new", "plugin", *words)

    assert done.exit_code == 2
    assert message in done.stderr
    assert list(folder.iterdir()) == []


def test_no_file_has_an_empty_place_left() -> None:
    for text in plugin_files("north", "North").values():
        assert "{{" not in text
