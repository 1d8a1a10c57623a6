"""What a shell offers to somebody who presses Tab, asked as bash and zsh ask it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from shutil import copytree, which
from sys import executable

import pytest

RUN = Path(__file__).parents[1] / "cases" / "data" / "kept-runs" / "of-0.1.0"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "north.yaml").write_text("iopkit: 1\nid: north\ntitle: North\nextends: standard\n")
    (tmp_path / "notes.txt").write_text("nothing\n")
    (tmp_path / "broken.yaml").write_text("levels: [\n")
    copytree(RUN, tmp_path / "last-year")
    (tmp_path / "photos").mkdir()
    return tmp_path


def offered(folder: Path, words: str, shell: str = "bash") -> list[str]:
    """Return what is offered for the last word of a command line, which may be empty."""
    program = "from iopkit.cli import main; main(prog_name='iopkit')"
    done = subprocess.run(
        [executable, "-W", "error", "-c", program],
        env={
            **os.environ,
            "_IOPKIT_COMPLETE": f"{shell}_complete",
            "COMP_WORDS": f"iopkit {words}",
            "COMP_CWORD": str(len(f"iopkit {words}".split(" ")) - 1),
        },
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    lines = [line for line in done.stdout.split("\n") if line]
    if shell == "zsh":  # three lines each: type, value, help
        return [f"{kind},{value}" for kind, value in zip(lines[::3], lines[1::3], strict=True)]
    return lines


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("show st", ["plain,standard"]),
        ("show n", ["plain,north.yaml"]),
        ("check b", ["plain,broken.yaml"]),
        ("diff standard no", ["plain,north.yaml"]),
        ("compare s", ["plain,standard"]),
        ("show standard --level i", ["plain,iop"]),
        ("show north.yaml --level out", ["plain,outpatient"]),
        ("simulate standard --places ph", ["plain,php="]),
        ("week standard --program io", ["plain,iop"]),
        ("check standard --against teds", ["plain,teds-iop"]),
        ("rules medicare-p", ["plain,medicare-php"]),
        ("export standard --to mer", ["plain,mermaid"]),
        ("report ", ["plain,last-year"]),
        ("draw standard --run last", ["plain,last-year"]),
        ("simulate --resume l", ["plain,last-year"]),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_what_there_is_is_offered(here: Path, words: str, expected: list[str], shell: str) -> None:
    assert offered(here, words, shell) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("show ../", ["file,../"]),  # elsewhere the shell finds paths itself
        ("report ../", ["dir,../"]),
        ("place standard --client ", ["file,"]),
    ],
)
def test_paths_elsewhere_are_left_to_the_shell(here: Path, words: str, expected: list[str]) -> None:
    assert offered(here, words) == expected


@pytest.mark.parametrize("file", ["broken.yaml", "nowhere.yaml", "photos", "-"])
def test_a_pathway_that_cannot_be_read_offers_nothing_and_says_nothing(
    here: Path, file: str
) -> None:
    assert offered(here, f"show {file} --level ") == []


def test_a_name_that_would_move_the_cursor_is_not_offered(here: Path) -> None:
    (here / "a\x1b[2Jb.yaml").write_text("iopkit: 1\n")
    assert offered(here, "show a") == ["file,a"]


@pytest.mark.skipif(which("bash") is None, reason="no bash here")
def test_the_script_for_bash_is_one_that_bash_understands(tmp_path: Path) -> None:
    program = "from iopkit.cli import main; main(prog_name='iopkit')"
    script = subprocess.run(
        [executable, "-c", program],
        env={**os.environ, "_IOPKIT_COMPLETE": "bash_source"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    (tmp_path / "script").write_text(script)
    bash = which("bash")
    assert bash is not None
    subprocess.run([bash, "-n", str(tmp_path / "script")], check=True)
    assert "complete -o nosort -F _iopkit_completion iopkit" in script
