"""The questions of `iopkit new` at a terminal, and the facility that their answers make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from iopkit.files.compose.load import load
from iopkit.files.schema.quantity import read_range
from iopkit.model.check.dose import impossible_dose
from iopkit.model.range import Range
from iopkit.scaffold import answers as read
from iopkit.scaffold.answers import GROUPS, LEVELS, LIVED_AT, NO_GROUP, THERAPIES, every
from iopkit.scaffold.facility import Facility
from iopkit.scaffold.rules import Rules
from iopkit.scaffold.starter import checked_name
from iopkit.scaffold.statements import ADMISSION, READINESS, admission, readiness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Given: TypeAlias = dict[tuple[str, str], object]
"""What was answered, by the part of the facility and, where it has one, the level."""

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

_BETWEEN: Final = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+|(?<=[0-9])\s+(?=[0-9])")


@attrs.frozen(kw_only=True)
class SetupQuestion:
    """A question.

    Parameters
    ----------
    about
        The part of the facility, and the level or nothing.
    text
        What is asked.
    reader
        Text to answer; raises `ValueError` for what cannot be.
    options
        The lines below it.
    prompt
        What stands before the place for the answer.
    number
        Its number for people; several lines of one question share it.
    """

    about: tuple[str, str]
    text: str
    reader: Callable[[str], object]
    options: tuple[str, ...] = ()
    prompt: str = "> "
    number: int = 0


def facility_of(given: Given) -> Facility:
    """Return the facility that answers describe; what is not among them is left open."""
    answers: dict[str, object] = {"title": USUAL_TITLE, "levels": LEVELS}
    for (part, level), answer in given.items():
        if level:
            known = answers.setdefault(part, {})
            if isinstance(known, dict):
                known[level] = answer
        else:
            answers[part] = answer
    return Facility(**answers)  # type: ignore[arg-type]  # each is of the kind that is asked


def questions(given: Given) -> tuple[SetupQuestion, ...]:
    """Return all questions, in their order, as far as what was answered tells which there are."""
    found: list[SetupQuestion] = []
    number = 0
    for question in _questions(given):
        number += not found or found[-1].text != question.text
        found.append(attrs.evolve(question, number=number))
    return tuple(found)


def _questions(given: Given) -> Iterator[SetupQuestion]:
    facility = facility_of(given)
    main = next(level for level in _MAIN if level in facility.levels)
    what = _SPOKEN[main] if main != "iop" else f"the {_SPOKEN[main]}"
    yield SetupQuestion(
        about=("title", ""), text="What is the name of your facility?", reader=_title
    )
    yield SetupQuestion(
        about=("levels", ""),
        text="Which levels of care does it offer?",
        reader=_levels,
        options=_listed(_SPOKEN),
    )
    for level in facility.levels:
        yield SetupQuestion(
            about=("places", level),
            text="How many places are there at each level?",
            reader=read.number_of_places,
            prompt=f"{_SPOKEN[level]}: ",
        )
    if main not in LIVED_AT:
        text = f"On how many days a week does a client come to {what}? (3, 3 to 5)"
        yield SetupQuestion(about=("days", main), text=text, reader=read.days_a_week)
    yield SetupQuestion(
        about=("hours", main),
        text=f"How many hours of sessions a week has {what}? (9, 9 to 12)"
        if main in LIVED_AT
        else "How many hours a week is that? (9, 9 to 12)",
        reader=lambda text: _hours(text, facility.days.get(main, "")),
    )
    yield SetupQuestion(
        about=("therapies", main),
        text=f"Which therapies belong to {what}, all of them? With commas between.",
        reader=_therapies,
        options=(", ".join(THERAPIES),),
    )
    if main == "iop":
        yield SetupQuestion(
            about=("groups", ""),
            text=f"Which specialised groups are there? ({NO_GROUP} for none)",
            reader=_groups,
            options=_listed(dict(zip(GROUPS, GROUPS, strict=True))),
        )
    yield SetupQuestion(
        about=("lengths", main),
        text=f"How long does {what} last? (8 weeks, 8 to 12 weeks)",
        reader=read.length,
    )
    yield from _about_rules(facility, main, what)


def _about_rules(facility: Facility, main: str, what: str) -> Iterator[SetupQuestion]:
    rules = Rules(facility=facility, standard=load("standard"))
    goes = rules.replaceable(main)
    stays = [each for each in rules.usual(main) if each not in goes]
    lines = [f"Asked whatever you pick: {_named(stays)}."]
    if goes:
        usual = [each for each in rules.usual(main) if each in goes]
        lines.append(f"Usual, and gone if you pick others without them: {_named(usual)}.")
    yield SetupQuestion(
        about=("admit", main),
        text=f"Who is admitted to {what}? All that you pick must be true.",
        reader=lambda text: _admitted(text, main),
        options=(*_listed({name: words for name, (words, _) in ADMISSION.items()}), *lines),
    )
    least = rules.is_least(main)
    line = (
        "Nothing else is asked."
        if least
        else "Your picks come on top of what is usual and of what the next level asks; only "
        "your percentage of attendance replaces the usual one."
    )
    yield SetupQuestion(
        about=("move_on", main),
        text=f"When has a client completed {what}? All that you pick must be true."
        if least
        else f"When does a client move on from {what} to less? All that you pick must be true.",
        reader=_ready,
        options=(*_listed({name: words for name, (words, _) in READINESS.items()}), line),
    )


def _named(criteria: Iterable[str]) -> str:
    """Return criteria by the names under which they can be picked, where they have one."""
    names = {criterion: name for name, (_, criterion) in ADMISSION.items()}
    return "; ".join(names.get(each, each) for each in criteria)


def _listed(options: Mapping[str, str]) -> tuple[str, ...]:
    """Return the options with their numbers, by which they can be picked."""
    found = [
        f"{n} {name}" + (f": {words}" if words != name else "")
        for n, (name, words) in enumerate(options.items(), 1)
    ]
    return (*found, "Numbers or names, with commas between.")


def _words(text: str, options: Sequence[str]) -> list[str]:
    """Return each word of an answer; a number is the option that has it.

    >>> _words("1 2, php and 4", ["detox", "residential", "php", "iop"])
    ['detox', 'residential', 'php', 'iop']
    """
    found: list[str] = []
    for word in filter(None, _BETWEEN.split(text.strip())):
        if word.isascii() and word.isdigit():
            if not 1 <= int(word[:6]) <= len(options):
                msg = f"there is no number {word}: write 1 to {len(options)}, or the name"
                raise ValueError(msg)
            found.append(options[int(word) - 1])
        else:
            found.append(word)
    if not found:
        msg = "nothing is named there"
        raise ValueError(msg)
    return found


def _title(text: str) -> str:
    checked_name("facility", text)
    return text


def _levels(text: str) -> tuple[str, ...]:
    named = {read.known_level(word) for word in _words(text, LEVELS)}
    return tuple(level for level in LEVELS if level in named)


def _hours(text: str, days: str) -> str:
    hours = read.hours_a_week(text)
    on = read_range(days) if days else Range()
    if problem := impossible_dose(read_range(hours), on):
        raise ValueError(problem)
    return hours


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
