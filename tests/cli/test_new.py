"""`iopkit new`."""

from pathlib import Path

import pytest
from commands import Run

from iopkit.files.compose.load import load


@pytest.fixture(autouse=True)
def folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001  run changes the folder first
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_file_is_named_after_the_title(run: Run, folder: Path) -> None:
    done = run("new", "--title", "Crêst View: 2nd house")

    assert (done.exit_code, done.stdout) == (0, "crest-view-2nd-house.yaml\n")
    pathway = load(folder / "crest-view-2nd-house.yaml")
    assert (pathway.id, pathway.title) == ("crest-view-2nd-house", "Crêst View: 2nd house")


def test_a_new_file_passes_the_check(run: Run) -> None:
    run("new", "clinic.yaml", "--title", "Clinic")

    assert run("check", "clinic.yaml").exit_code == 0


def test_a_title_without_letters_gets_a_plain_id(run: Run) -> None:
    assert run("new", "--title", "東京 1").stdout == "my-facility.yaml\n"


def test_nothing_is_overwritten(run: Run, folder: Path) -> None:
    (folder / "mine.yaml").write_text("precious")

    done = run("new", "mine.yaml")

    assert done.exit_code == 2
    assert "mine.yaml is there already" in done.stderr
    assert (folder / "mine.yaml").read_text() == "precious"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["x.yaml", "--id", "Not An Id"], "is not an id"),
        (["x.yaml", "--title", " "], "title must not be empty"),
        (["nowhere/x.yaml"], "cannot be written"),
    ],
)
def test_what_cannot_be_is_explained(run: Run, words: list[str], message: str) -> None:
    done = run("new", *words)

    assert done.exit_code == 2
    assert message in done.stderr
