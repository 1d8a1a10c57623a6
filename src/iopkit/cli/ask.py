"""Asking at the terminal, or line by line of what another program prints."""

from __future__ import annotations

import contextlib
import io
import sys
from typing import TYPE_CHECKING, Final

import click

from iopkit.cli.terminal import is_closed, note
from iopkit.cli.typed import form, understood
from iopkit.errors import AnswerError
from iopkit.model.assessment import YesNo
from iopkit.report.look import Look, harmless
from iopkit.report.placed import question

if TYPE_CHECKING:
    from iopkit.criteria.interview import Interview

LONGEST: Final = 1000
"""The most characters of a line. [characters]"""

MOST: Final = 10_000
"""The most lines that are read: another program may print without end. [lines]"""

NOT_KNOWN: Final = "?"
BACK: Final = "back"

INTRODUCTION: Final = (
    "Type ? when an answer is not known, back to correct the last one. "
    "Ctrl-D ends the questions, Ctrl-C stops without a result. Nothing is stored."
)


def interviewed(interview: Interview) -> Interview:
    """Ask until a place is certain, nothing is left to ask, or the answers end.

    Questions go to stderr; answers come from stdin and are repeated nowhere.

    Raises
    ------
    click.UsageError
        When stdin is closed or cannot be read.
    """
    if is_closed(sys.stdin):
        raise click.UsageError("stdin is closed, so nobody can answer.")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    if not interview.question:
        note("Nothing is left to ask.")
        return interview
    note(Look().wrapped(INTRODUCTION))
    shown = ""
    for _ in range(MOST):
        if not interview.question:
            break
        if shown != interview.question:
            _put(interview)
        _prompt(interview)
        line = _line()
        if line is None:
            break
        text = line.strip().removeprefix("\ufeff")
        shown = interview.question if text else ""
        interview = _heard(interview, text)
    note("")
    return interview


def _heard(interview: Interview, text: str) -> Interview:
    """Return the interview after a line, which may be no answer at all."""
    match text.casefold():
        case "":
            return interview
        case word if word == NOT_KNOWN:
            return interview.skip()
        case word if word == BACK:
            if not interview.given:
                note("   This is the first question.")
            return interview.back()
    value = understood(text, interview.kind)
    if value is None:
        must = interview.kind.refuses(object())
    else:
        try:
            return interview.answer(value)
        except AnswerError as error:
            refused = error.refusals[0]
            hint = f" ({refused.hint})" if refused.hint else ""
            must = f"{refused.message}{hint}".removeprefix(f"'{interview.question}' ")
    must = "must be yes or no" if isinstance(interview.kind, YesNo) else must
    note(f"   The answer {must}. Type ? if it is not known.")
    return interview


def _put(interview: Interview) -> None:
    """Show a question, and what can be answered."""
    pathway, name = interview.pathway, interview.question
    place = len(interview.given) + 1
    most = len(interview.given) + len(interview.open)
    of = f"{place} of at most {most}: " if most > place else f"{place}: "
    note("")
    note(Look().wrapped(f"Question {of}{question(pathway, name)} ({name})", rest="   "))
    for line in form(interview.kind)[:-1]:
        note(f"   {line}")


def _prompt(interview: Interview) -> None:
    text = form(interview.kind)[-1]
    with contextlib.suppress(OSError):
        click.echo(harmless(f"   {text}: "), nl=not sys.stdin.isatty(), file=sys.stderr)


def _line() -> str | None:
    """Return the next line; None when there is no more, or it is too long to be an answer."""
    try:
        line = sys.stdin.readline(LONGEST + 1)
    except OSError as error:
        raise click.UsageError(f"stdin cannot be read: {error.strerror}.") from None
    if len(line) > LONGEST:
        note("This line is too long for an answer, so no more is read.")
        return None
    return line or None
