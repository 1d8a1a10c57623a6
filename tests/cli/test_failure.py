"""What goes wrong becomes a message and an exit code, never a traceback."""

from pathlib import Path

import pytest
from commands import Run

import iopkit.cli.commands.place
import iopkit.cli.commands.show
from iopkit.errors import MissingExtraError


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:  # noqa: ARG001  run changes the folder first
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary.yaml").write_bytes(b"\x00\xff\x00")
    (tmp_path / "latin.yaml").write_bytes("title: Café".encode("latin-1"))
    (tmp_path / "empty.yaml").write_text("")
    (tmp_path / "list.yaml").write_text("[1, 2]")
    (tmp_path / "open.yaml").write_text("iopkit: [1")
    (tmp_path / "deep.yaml").write_text("[" * 10_000)
    (tmp_path / "bomb.yaml").write_text("a: &a [1]\nb: [*a, *a]\n")
    (tmp_path / "large.yaml").write_text("#" * 2_100_000)
    (tmp_path / "contradicts.yaml").write_text(
        "{iopkit: 1, id: a, title: A, floors: [{at_least: iop, when: true}]}"
    )
    (tmp_path / "circle.yaml").write_text("{iopkit: 1, id: a, title: A, extends: circle.yaml}")
    (tmp_path / "control.yaml").write_bytes(b"iopkit: 1\nid: a\ntitle: \x1b[2J\n")
    return tmp_path


BAD = {
    "missing.yaml": 2,
    "nonsense": 2,
    "": 2,
    "folder": 2,
    "binary.yaml": 2,
    "latin.yaml": 2,
    "open.yaml": 2,
    "deep.yaml": 2,
    "large.yaml": 2,
    "control.yaml": 2,
    "contradicts.yaml": 1,
    "circle.yaml": 1,
    "empty.yaml": None,
    "list.yaml": None,
    "bomb.yaml": None,
}
"""Bad files, each with its exit code; None where either 1 or 2 will do."""


@pytest.mark.parametrize("file", BAD)
@pytest.mark.parametrize(
    "words",
    [["check"], ["show"], ["sources"], ["simulate"], ["place", "--client", "client.yaml"]],
    ids=lambda words: words[0],
)
def test_bad_files_are_explained(run: Run, files: Path, words: list[str], file: str) -> None:
    assert files.is_dir()

    done = run(words[0], file, *words[1:])

    expected = BAD[file]
    assert done.exit_code in ({1, 2} if expected is None else {expected})
    assert done.stderr.strip()
    assert "Traceback" not in done.output
    assert "iopkit itself has failed" not in done.output
    assert "\x1b" not in done.output


def test_a_mistake_of_iopkit_is_an_apology(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("cravings is 7")

    monkeypatch.setattr(iopkit.cli.commands.place, "place", fail)

    done = run("place", "clinic.yaml", "--client", "known.yaml")

    assert done.exit_code == 1
    assert "Sorry, iopkit itself has failed (RuntimeError)" in done.stderr
    assert "Traceback" not in done.output
    assert "cravings is 7" not in done.output


def test_debug_says_where_and_never_what(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        answer = "cravings is 7"
        raise RuntimeError(answer)

    monkeypatch.setattr(iopkit.cli.commands.place, "place", fail)

    done = run("--debug", "place", "clinic.yaml", "--client", "known.yaml")

    assert 'place.py", line' in done.stderr
    assert "RuntimeError: cravings" not in done.output


def test_a_missing_extra_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MissingExtraError("sim", "simulating")

    monkeypatch.setattr(iopkit.cli.commands.show, "describe_overview", fail)

    done = run("show", "clinic.yaml")

    assert done.exit_code == 2
    assert "pip install 'iopkit[sim]'" in done.stderr


def test_an_interruption_has_its_own_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(iopkit.cli.commands.show, "describe_overview", fail)

    done = run("show", "clinic.yaml")

    assert done.exit_code == 130
    assert done.stderr == "Interrupted.\n"


def test_an_unknown_command_names_the_nearest(run: Run) -> None:
    done = run("chekc")

    assert done.exit_code == 2
    assert "no command named 'chekc'; did you mean 'check'?" in done.stderr
