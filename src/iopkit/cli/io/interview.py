"""Asking at the terminal, or line by line of what another program prints.

Nobody sees what is said to another program. So there a line that is no answer ends the command:
the line after it is the answer to another question, and would be taken for one to this.
"""

from __future__ import annotations

import contextlib
import io
import sys
from typing import TYPE_CHECKING, Final

import click

from iopkit.cli.io.complaint_output import warn
from iopkit.cli.io.failure import StoppedError
from iopkit.cli.io.prompt_answers import form, understood
from iopkit.cli.io.terminal import is_closed, look, note
from iopkit.describe.question import question
from iopkit.diagnostics.span import SourceSpan
from iopkit.errors import AnswerError
from iopkit.files.schema.percent import small_percent
from iopkit.files.tables.answer_text import hear
from iopkit.model.assessment import YesNo
from iopkit.terminal.style import harmless

if TYPE_CHECKING:
    from iopkit.criteria.placement.interview import Interview

LONGEST: Final = 1000
"""The most characters of a line. [characters]"""

MOST: Final = 10_000
"""The most lines that are read: another program may print without end. [lines]"""

_INDENT: Final = "   "
_MISSING: Final = "is missing"
_TOO_LONG: Final = "is too long"

NOT_KNOWN: Final = "?"
BACK: Final = "back"

INTRODUCTION: Final = (
    "Type ? when an answer is not known, back to correct the last one. "
    "Ctrl-D ends the questions, Ctrl-C stops without a result. Nothing is stored."
)


def somebody_is_there() -> bool:
    """Whether a person types the answers, who sees what is asked and what was refused."""
    return sys.stdin.isatty()


def interviewed(interview: Interview) -> Interview:
    """Ask until a place is certain, nothing is left to ask, or the answers end.

    Questions go to stderr; answers come from stdin and are repeated nowhere.

    Raises
    ------
    click.UsageError
        When stdin is closed or cannot be read.
    click.ClickException
        When another program gives a line that is no answer; names the question and the number of
        the line.
    """
    if is_closed(sys.stdin):
        raise click.UsageError("stdin is closed, so nobody can answer.")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    if not interview.question:
        note("Nothing is left to ask.")
        return interview
    note(look().wrapped(INTRODUCTION))
    shown = ""
    for number in range(1, MOST + 1):
        if not interview.question:
            break
        if shown != interview.question:
            _put(interview)
        _prompt(interview)
        line = _line()
        if not line:
            break
        shown = interview.question if line.strip() else ""
        interview, refused = _heard(interview, line, number)
        if refused:
            _say_refused(refused, number, interview)
        if len(line) > LONGEST:
            break
    note("")
    return interview


def _say_refused(refused: str, number: int, interview: Interview) -> None:
    """Say to a person why a line is no answer; for another program it is the end."""
    if not somebody_is_there():
        raise StoppedError(
            f"line {number} of the answers is none to '{interview.question}': the answer "
            f"{refused}. Write {NOT_KNOWN} where it is not known. Nobody was placed, because the "
            "lines after it answer other questions."
        )
    if refused == _TOO_LONG:
        note(_below(f"The answer {refused}, so no more is read."))
    elif refused != _MISSING:
        note(_below(f"The answer {refused}. Type {NOT_KNOWN} if it is not known."))


def _heard(interview: Interview, line: str, number: int) -> tuple[Interview, str]:
    """Return the interview after a line, and why the line is no answer; empty when it is one.

    That an answer in percent looks like a share is said at once, with the number of the line.
    """
    if len(line) > LONGEST:
        return interview, _TOO_LONG
    text = line.strip().removeprefix("\ufeff")
    match text.casefold():
        case "":
            return interview, _MISSING
        case word if word == NOT_KNOWN:
            return interview.skip(), ""
        case word if word == BACK:
            if not interview.given:
                note("   This is the first question.")
            return interview.back(), ""
    value = understood(text, interview.kind)
    if value is None:
        must = interview.kind.refuses(object())
        return interview, "must be yes or no" if isinstance(interview.kind, YesNo) else must
    try:
        answered = interview.answer(value)
    except AnswerError as error:
        refused = error.refusals[0]
        hint = f" ({refused.hint})" if refused.hint else ""
        # Of the question that has just been asked nobody needs the name.
        is_asked = refused.name == interview.question
        return interview, f"{refused.reason if is_asked else refused.message}{hint}"
    if hear(text, interview.kind).is_share:
        warn(small_percent(interview.question, 1, SourceSpan("<stdin>", number, 1)))
    return answered, ""


def _put(interview: Interview) -> None:
    """Show a question, and what can be answered."""
    pathway, name = interview.pathway, interview.question
    place = len(interview.given) + 1
    most = len(interview.given) + len(interview.open)
    of = f"{place} of at most {most}: " if most > place else f"{place}: "
    note("")
    note(look().wrapped(f"Question {of}{question(pathway, name)} ({name})", rest="   "))
    for line in form(interview.kind)[:-1]:
        note(_below(line))


def _below(text: str) -> str:
    """Return a text as it stands below a question."""
    return look().wrapped(text, first=_INDENT, rest=f"{_INDENT}  ")


def _prompt(interview: Interview) -> None:
    text = form(interview.kind)[-1]
    with contextlib.suppress(OSError):
        click.echo(harmless(f"{_INDENT}{text}: "), nl=not somebody_is_there(), file=sys.stderr)


def _line() -> str:
    """Return the next line, or as much as shows that it is too long; empty at the end."""
    try:
        return sys.stdin.readline(LONGEST + 1)
    except OSError as error:
        raise click.UsageError(f"stdin cannot be read: {error.strerror}.") from None
