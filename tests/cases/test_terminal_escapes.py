"""Text from outside reaches a terminal without a character that controls it."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import click
import pytest

from iopkit.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from commands import Run

HOSTILE = "\x1b[31mred\x1b[0m\x1b]0;title\x07\x9b31m\r\x08\u202edesrever"
FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

CONTEXT = click.Context(main, info_name="iopkit")
COMMANDS = {
    name: command
    for name in main.list_commands(CONTEXT)
    if (command := main.get_command(CONTEXT, name))
}
PLAIN = {
    "check": ["standard"],
    "compare": ["standard", "--set", "levels.iop.places=5", "--days", "20"],
    "diff": ["standard", "standard"],
    "draw": ["standard"],
    "export": ["standard", "--to", "mermaid"],
    "new": ["new.yaml", "--title", "A", "--level", "iop"],
    "page": ["standard", "-o", "page.html"],
    "place": ["standard", "--client", "client.yaml"],
    "plugins": [],
    "report": ["run", "-o", "report.html"],
    "rules": [],
    "schema": [],
    "show": ["standard"],
    "simulate": ["standard", "--days", "20", "--warm-up", "0", "--replications", "2"],
    "sources": ["standard"],
    "try": ["situations.yaml"],
    "week": ["standard"],
}
"""Words with which each command gets as far as it can."""

ENDINGS = {"draw": ".svg", "export": ".mmd", "new": ".yaml", "page": ".html", "week": ".csv"}
"""How the names end of what commands write."""


def hostile_words() -> Iterator[tuple[str, list[str]]]:
    """Yield each command with the hostile text as each argument, and as each option's value."""
    yield "iopkit", [HOSTILE]
    yield "iopkit", [f"--{HOSTILE}"]
    for name, command in COMMANDS.items():
        words = PLAIN[name]
        yield name, [name, HOSTILE, *words[1:]]
        yield name, [name, *words, HOSTILE]
        yield name, [name, *words, f"--{HOSTILE}"]
        for option in command.params:
            if isinstance(option, click.Option) and not option.is_flag:
                yield name, [name, *words, option.opts[-1], HOSTILE]
                yield name, [name, *words, option.opts[-1], f"levels.iop.places={HOSTILE}"]
    for name, ending in ENDINGS.items():
        words = [each for each in PLAIN[name] if each not in {"-o", "page.html", "new.yaml"}]
        at = ["-o"] if name != "new" else []
        yield name, [name, *words, *at, f"{HOSTILE}{ending}"]
    yield "check", ["check", f"{HOSTILE}.yaml"]
    yield "show", ["show", f"{HOSTILE}.yaml"]


WORDS = list(hostile_words())


@pytest.mark.parametrize("words", [words for _, words in WORDS], ids=range(len(WORDS)))
def test_no_argument_controls_the_terminal(
    run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # as on a terminal that shows colours
    shutil.copy(data / "escapes-client.yaml", tmp_path / "client.yaml")
    begun = "iopkit: 1\nid: a\ntitle: A\n"
    (tmp_path / f"{HOSTILE}.yaml").write_text(begun, encoding="utf-8")

    done = run(*words)

    ours = re.compile(r"\x1b\[(?:0|1|2|31|32|33)m")  # what iopkit itself paints with
    assert "\x1b[31mred" not in done.output
    assert FORBIDDEN.findall(ours.sub("", done.stdout)) == []
    assert FORBIDDEN.findall(done.stderr) == []
    assert done.exit_code in {0, 1, 2}
    assert "iopkit itself has failed" not in done.stderr


def test_every_command_is_tried() -> None:
    assert set(PLAIN) <= set(COMMANDS)
    assert {name for name, _ in WORDS} == {*PLAIN, "iopkit"}
