"""Every ``console`` block in README.md and docs/ prints what the page shows.

- A block is a test when its first command is ``iopkit``; blocks of ``pip`` or ``make`` are not.
  Inside a test only lines that start with ``$ iopkit`` are run; what follows another command
  is not compared. A command may go on in the next line after a backslash.
- A page runs from top to bottom in one folder that holds copies of ``examples/*.yaml``, so a
  later block may use a file that an earlier one wrote.
- What is shown is what both streams print; a line ``...`` stands for any number of lines.
- ``<!-- exit: 1 -->`` in the line above a block is the exit code of its last command. All other
  commands must exit with 0.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>`{3,})console *$")
EXIT = re.compile(r"^ *<!-- exit: (\d+) -->$")


class Command(NamedTuple):
    line: int
    words: list[str]
    shown: list[str]
    exit_code: int


def _commands(block: list[str], first_line: int, exit_code: int) -> list[Command]:
    found: list[Command] = []
    at = 0
    while at < len(block):
        if not block[at].startswith("$ "):
            if found:
                found[-1].shown.append(block[at])
            at += 1
            continue
        line, text = first_line + at, block[at][2:]
        while text.endswith("\\") and at + 1 < len(block):
            at += 1
            text = text[:-1] + block[at].removeprefix("> ")
        found.append(Command(line, shlex.split(text, comments=True), [], 0))
        at += 1
    if not found or found[0].words[:1] != ["iopkit"]:
        return []
    found[-1] = found[-1]._replace(exit_code=exit_code)
    return [command for command in found if command.words[:1] == ["iopkit"]]


def _read(text: str) -> list[Command]:
    lines = text.splitlines()
    found: list[Command] = []
    at = 0
    while at < len(lines):
        fence = FENCE.match(lines[at])
        at += 1
        if fence is None:
            continue
        above = EXIT.match(lines[at - 2]) if at > 1 else None
        start = at
        while lines[at].strip() != fence["ticks"]:
            at += 1
        block = [line.removeprefix(fence["indent"]) for line in lines[start:at]]
        found += _commands(block, start + 1, int(above[1]) if above else 0)
    return found


def _same(shown: list[str], printed: list[str]) -> bool:
    parts = [r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line) + r"\n" for line in shown]
    return re.fullmatch("".join(parts), "".join(f"{line}\n" for line in printed)) is not None


def _tidy(text: str) -> list[str]:
    """Return the lines without blanks at their ends and without empty lines at the end."""
    return [line.rstrip() for line in text.rstrip().splitlines()]


def _run(words: list[str], folder: Path) -> tuple[int, str]:
    """Run the installed command in a plain terminal of 100 columns."""
    here = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    here.pop("FORCE_COLOR", None)
    iopkit = Path(sys.executable).with_name("iopkit")
    done = subprocess.run(
        [iopkit, *words[1:]],
        cwd=folder,
        env=here,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout


def test_console_blocks_print_what_the_page_shows(page: Path, examples: Path) -> None:
    for command in _read(page.read_text(encoding="utf-8")):
        code, printed = _run(command.words, examples)
        where = f"{page}:{command.line}: {shlex.join(command.words)}"

        if not _same(_tidy("\n".join(command.shown)), _tidy(printed)):
            shown = "\n".join(command.shown)
            pytest.fail(
                f"{where}\n--- the page shows\n{shown}\n--- it prints\n{printed}", pytrace=False
            )
        if code != command.exit_code:
            pytest.fail(
                f"{where}\nexits with {code}, not {command.exit_code}:\n{printed}", pytrace=False
            )


def test_only_blocks_that_begin_with_iopkit_are_read() -> None:
    page = """
```console
$ make test
$ iopkit --version
```
<!-- exit: 1 -->
```console
$ iopkit check \\
>     "my file.yaml"  # a comment
said
$ ls
$ iopkit diff a b
```
"""
    assert _read(page) == [
        Command(8, ["iopkit", "check", "my file.yaml"], ["said"], 0),
        Command(12, ["iopkit", "diff", "a", "b"], [], 1),
    ]


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        (["a", "..."], ["a"], True),
        (["a", "...", "d"], ["a", "b", "c", "d"], True),
        (["a", "...", "d"], ["a", "b", "c"], False),
        (["a.b"], ["axb"], False),
        ([], ["a"], False),
    ],
)
def test_three_dots_stand_for_any_lines(shown: list[str], printed: list[str], same: bool) -> None:
    assert _same(shown, printed) is same
