"""The questions of `iopkit new` at a terminal."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final, TypeVar

import click

from iopkit.cli.ask import LONGEST
from iopkit.cli.terminal import note
from iopkit.files import facility_answer as read
from iopkit.files.facility import Facility
from iopkit.files.facility_answer import GROUPS, LEVELS, NO_GROUP, THERAPIES, every
from iopkit.files.starter import checked_name
from iopkit.files.statements import ADMISSION, READINESS, admission, readiness
from iopkit.report.look import Look, harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

T = TypeVar("T")

INTRODUCTION: Final = (
    "Ten questions make a first file. Press Enter where you do not know: then nothing is made up, "
    "and the file keeps what is usual. Ctrl-D leaves all the rest open, Ctrl-C stops and writes "
    "nothing."
)

USUAL_TITLE: Final = "My facility"

_SPOKEN: Final = {
    "detox": "detox",
    "residential": "residential treatment",
    "php": "partial hospitalization (PHP)",
    "iop": "intensive outpatient program (IOP)",
    "outpatient": "outpatient treatment",
    "aftercare": "aftercare",
}

_MAIN: Final = ("iop", "php", "outpatient", "residential", "aftercare", "detox")
"""The level that the later questions are about: the first of these that is offered."""

_BETWEEN: Final = re.compile(r"\s*[,;]\s*|\s+and\s+")


class _EndedError(Exception):
    """Nobody answers any more."""


def asked() -> Facility:
    """Return what a director answers; every answer may be left open.

    Questions go to stderr. An answer that cannot be is asked again.
    """
    note(Look().wrapped(INTRODUCTION))
    answers: dict[str, object] = {"title": USUAL_TITLE, "levels": LEVELS}
    try:
        _ask_all(answers)
    except _EndedError:
        note("")
    return Facility(**answers)  # type: ignore[arg-type]  # each is of the kind that is asked


def _ask_all(answers: dict[str, object]) -> None:
    answers["title"] = _ask(1, "What is the name of your facility?", _title) or USUAL_TITLE
    levels = _ask(2, "Which levels of care does it offer?", _levels, _listed(_SPOKEN))
    offered = answers["levels"] = levels or LEVELS
    main = next(level for level in _MAIN if level in offered)
    answers["places"] = _ask_places(offered)
    what = _SPOKEN[main]
    for number, key, question, reader in (
        (4, "days", f"On how many days a week does a client come to {what}? (3, 3 to 5)", _days),
        (5, "hours", "How many hours a week is that? (9, 9 to 12)", _hours),
    ):
        answers[key] = _of(main, _ask(number, question, reader))
    known = ", ".join(THERAPIES)
    answers["therapies"] = _of(
        main,
        _ask(
            6,
            "Which therapies belong to it, all of them? With commas between.",
            _therapies,
            [known],
        ),
    )
    if main == "iop":
        lines = _listed(dict(zip(GROUPS, GROUPS, strict=True)))
        question = f"Which specialised groups are there? ({NO_GROUP} for none)"
        answers["groups"] = _ask(7, question, _groups, lines)
    question = "How long does it last? (8 weeks, 8 to 12 weeks)"
    answers["lengths"] = _of(main, _ask(8, question, read.length))
    statements = {name: words for name, (words, _) in ADMISSION.items()}
    question = f"Who is admitted to {what}? All that you pick must be true."
    answers["admit"] = _of(
        main, _ask(9, question, lambda text: _admitted(text, main), _listed(statements))
    )
    statements = {name: words for name, (words, _) in READINESS.items()}
    question = "When does a client move on to less? All that you pick must be true."
    answers["move_on"] = _of(main, _ask(10, question, _ready, _listed(statements)))


def _ask_places(levels: Sequence[str]) -> Mapping[str, int]:
    note("\n3. How many places are there at each level?")
    places: dict[str, int] = {}
    for level in levels:
        number = _answer(f"   {_SPOKEN[level]}: ", read.number_of_places)
        if number is not None:
            places[level] = number
    return places


def _ask(
    number: int, question: str, reader: Callable[[str], T], options: Sequence[str] = ()
) -> T | None:
    """Ask one question until the answer can be; None when it is left open."""
    note("")
    note(Look().wrapped(f"{number}. {question}", rest="   "))
    for line in options:
        note(Look().wrapped(line, first="   ", rest="     "))
    return _answer("   > ", reader)


def _answer(prompt: str, reader: Callable[[str], T]) -> T | None:
    while True:
        click.echo(harmless(prompt), nl=False, file=sys.stderr)
        line = sys.stdin.readline(LONGEST + 1)
        if not line or len(line) > LONGEST:
            raise _EndedError
        text = line.strip()
        if not text:
            return None
        try:
            return reader(text)
        except ValueError as error:
            stop = "" if str(error).endswith("?") else "."
            note(Look().wrapped(f"{error}{stop} Or press Enter to leave it open.", first="   "))


def _of(level: str, answer: T | None) -> dict[str, T]:
    return {} if answer is None else {level: answer}


def _listed(options: Mapping[str, str]) -> list[str]:
    """Return the options with their numbers, by which they can be picked."""
    found = [
        f"{n} {name}" + (f": {words}" if words != name else "")
        for n, (name, words) in enumerate(options.items(), 1)
    ]
    return [*found, "Numbers or names, with commas between."]


def _words(text: str, options: Sequence[str]) -> list[str]:
    """Return each word of an answer; a number is the option that has it.

    >>> _words("1, php and 4", ["detox", "residential", "php", "iop"])
    ['detox', 'php', 'iop']
    """
    words = [word for word in _BETWEEN.split(text.strip()) if word]
    if len(words) == 1 and re.fullmatch(r"[0-9]+(?:\s+[0-9]+)*", words[0]):
        words = words[0].split()
    found: list[str] = []
    for word in words:
        if word.isascii() and word.isdigit():
            if not 1 <= int(word[:6]) <= len(options):
                msg = f"there is no number {word}: write 1 to {len(options)}, or the name"
                raise ValueError(msg)
            found.append(options[int(word) - 1])
        else:
            found.append(word)
    return found


def _title(text: str) -> str:
    checked_name("facility", text)
    return text


def _levels(text: str) -> tuple[str, ...]:
    named = {read.known_level(word) for word in _words(text, LEVELS)}
    return tuple(level for level in LEVELS if level in named)


def _days(text: str) -> str:
    return read.days_a_week(text)


def _hours(text: str) -> str:
    return read.hours_a_week(text)


def _therapies(text: str) -> tuple[str, ...]:
    return every(read.therapy(word) for word in _words(text, THERAPIES))


def _groups(text: str) -> tuple[str, ...]:
    if text.strip().lower() == NO_GROUP:
        return ()
    return every(read.known_group(word) for word in _words(text, GROUPS))


def _admitted(text: str, level: str) -> tuple[str, ...]:
    words = _words(text, tuple(ADMISSION))
    for word in words:
        read.admitted(level, word)
    return tuple({admission(word): word for word in words}.values())


def _ready(text: str) -> tuple[str, ...]:
    words = _words(text, tuple(READINESS))
    return tuple({readiness(word): word for word in words}.values())
