"""Asking the questions of `iopkit new` at a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from iopkit.cli.io.interview import BACK, LONGEST, NOT_KNOWN
from iopkit.cli.io.new_questions import facility_of, questions
from iopkit.cli.io.terminal import note
from iopkit.terminal.style import DisplayStyle, harmless

if TYPE_CHECKING:
    from iopkit.cli.io.new_questions import Given, SetupQuestion
    from iopkit.scaffold.facility import Facility

INTRODUCTION: Final = (
    "Up to ten questions make a first file. Press Enter or type ? where you do not know: then "
    "nothing is made up, and the file keeps what is usual. Type back for the question before. "
    "Ctrl-D leaves all the rest open, Ctrl-C stops and writes nothing."
)


class _EndedError(Exception):
    """Nobody answers any more."""


class _BackError(Exception):
    """The question before is to be asked again."""


def asked() -> Facility:
    """Return what a director answers; every answer may be left open.

    Questions go to stderr. An answer that cannot be is asked again.
    """
    note(DisplayStyle().wrapped(INTRODUCTION))
    given: Given = {}
    try:
        _ask_all(given)
    except _EndedError:
        note("")
    return facility_of(given)


def _ask_all(given: Given) -> None:
    """Ask one after the other; which ones there are hangs on what was answered before."""
    place, is_back = 0, False
    while place < len(every := questions(given)):
        question = every[place]
        before = every[place - 1] if place else None
        if is_back or before is None or before.number != question.number:
            _show(question)
        try:
            answer = _answer(question)
        except _BackError:
            if before is None:
                note("   This is the first question.")
            else:
                given.pop(before.about, None)
                place -= 1
            is_back = True
            continue
        if answer is not None:
            given[question.about] = answer
        place, is_back = place + 1, False


def _show(question: SetupQuestion) -> None:
    note("")
    note(DisplayStyle().wrapped(f"{question.number}. {question.text}", rest="   "))
    for line in question.options:
        note(DisplayStyle().wrapped(line, first="   ", rest="     "))


def _answer(question: SetupQuestion) -> object:
    """Return the answer to a question, once it can be; None when it is left open."""
    while True:
        click.echo(harmless(f"   {question.prompt}"), nl=False, file=sys.stderr)
        line = _line()
        if len(line) > LONGEST:
            _refuse(f"that is longer than {LONGEST} characters")
            continue
        text = line.strip()
        if text in {"", NOT_KNOWN}:
            return None
        if text.lower() == BACK:
            raise _BackError
        try:
            return question.reader(text)
        except ValueError as error:
            _refuse(str(error))


def _refuse(why: str) -> None:
    stop = "" if why.endswith("?") else "."
    note(DisplayStyle().wrapped(f"{why}{stop} Or press Enter to leave it open.", first="   "))


def _line() -> str:
    """Return the next line, or the beginning of one that is too long; the rest of it is skipped."""
    line = rest = sys.stdin.readline(LONGEST + 1)
    if not line:
        raise _EndedError
    while rest and not rest.endswith("\n"):
        rest = sys.stdin.readline(LONGEST + 1)
    return line
