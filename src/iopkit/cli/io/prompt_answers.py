"""Answers as they are typed: how a question asks for one, and what a line means."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from iopkit.files.tables.aliases import meant
from iopkit.files.tables.answer_text import hear, number_in
from iopkit.model.assessment import Choice, NumberFact, OrdinalFact, YesNo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.model.assessment import FactType, Value


def form(kind: FactType) -> list[str]:
    """Return what can be answered, in lines; the last one asks for it.

    >>> form(NumberFact(low=0, high=10)), form(OrdinalFact(("none", "weak")))
    (['a number from 0 to 10'], ['1 none', '2 weak', '1 to 2, or the word'])
    """
    match kind:
        case YesNo():
            return ["yes or no"]
        case NumberFact():
            return [kind.description]
        case OrdinalFact(options) | Choice(options):
            marks = labels(options)
            listed = _listed(marks, [option or "''" for option in options])
            return [*(f"{mark} {option}".strip() for mark, option in listed), _wanted(marks)]


def understood(text: str, kind: FactType) -> Value | None:
    """Return the answer that a line means; None when it cannot be one of that kind.

    A number is not held against its limits here: `iopkit.model.check.answers.refusals` does that.

    >>> understood("Y", YesNo()), understood("4 weeks", NumberFact(unit="days"))
    (True, 28.0)
    >>> understood("2", OrdinalFact(("none", "weak"))), understood("perhaps", YesNo())
    ('weak', None)
    """
    word = text.strip().casefold()
    match kind:
        case YesNo():
            return hear(text, kind).answer
        case NumberFact(unit=unit):
            return number_in(text, unit)
        case OrdinalFact(options) | Choice(options):
            marked = dict(_listed(labels(options), options))
            found = meant(text, options)
            return found[0] if len(found) == 1 else marked.get(word) if word else None


def labels(options: Sequence[str]) -> Sequence[str]:
    """Return short marks for a list of words: numbers, letters where words are numbers, or none.

    >>> labels(("none", "weak")), labels(("1", "2")), labels(("1", "a"))
    (['1', '2'], ['a', 'b'], [])
    """
    words = {option.strip().casefold() for option in options}
    numbers = [str(place + 1) for place in range(len(options))]
    letters = list(ascii_lowercase[: len(options)])
    for marks in (numbers, letters):
        if len(marks) == len(options) and words.isdisjoint(marks):
            return marks
    return []


def _listed(marks: Sequence[str], options: Sequence[str]) -> list[tuple[str, str]]:
    return list(zip(marks or [""] * len(options), options, strict=True))


def _wanted(marks: Sequence[str]) -> str:
    if not marks:
        return "one of these words"
    return f"{marks[0]} to {marks[-1]}, or the word"
