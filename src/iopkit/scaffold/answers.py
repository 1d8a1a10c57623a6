"""What a single answer about a facility may be: each reader refuses what no file could say."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Final

from iopkit.errors import nearest, unknown_name
from iopkit.files.schema.quantity import read_range
from iopkit.model.validators import MOST_PLACES, not_an_identifier
from iopkit.scaffold.statements import NO_NAMES, SAFETY, admission

if TYPE_CHECKING:
    from collections.abc import Iterable


LEVELS: Final = ("detox", "residential", "php", "iop", "outpatient", "aftercare")
"""The levels of the standard pathway, the most intensive first."""

LIVED_AT: Final = frozenset({"detox", "residential"})
"""Those where clients live."""

GROUPS: Final = ("women", "men", "lgbtq", "veterans")
"""The specialised groups of the standard pathway."""

THERAPIES: Final = (
    *("individual", "group", "family", "psychoeducation", "relapse-prevention", "life-skills"),
    *("cbt", "dbt", "emdr", "motivational-interviewing", "trauma", "mindfulness", "psychiatry"),
    *("medication", "case-management", "vocational", "creative", "art", "music", "wellness"),
)
"""Names that are known; any other that is no slip of one of these is taken as it is."""

NO_GROUP: Final = "none"


def known_level(text: str) -> str:
    """Return the level that a word names: ``IOP`` is iop.

    Raises
    ------
    ValueError
        When there is no such level.
    """
    name = text.strip().lower()
    if name not in LEVELS:
        raise ValueError(unknown_name("level", text.strip(), LEVELS))
    return name


def admitted(level: str, statement: str) -> str:
    """Return the criterion of a statement about whom a level admits.

    Raises
    ------
    ValueError
        When there is no such statement, or it cannot be asked at that level.
    """
    criterion = admission(statement)
    if criterion == "abstinent_while_attending" and level in LIVED_AT:
        msg = f"'{statement}' is for levels that clients come to by day, not for '{level}'"
        raise ValueError(msg)
    if criterion in SAFETY and level == "detox":
        msg = f"'{statement}' cannot be asked at 'detox', which is for those who are not"
        raise ValueError(msg)
    if criterion == f"completed {level}":
        msg = f"'{statement}' cannot be asked at '{level}' itself"
        raise ValueError(msg)
    return criterion


def known_group(text: str) -> str:
    """Return the specialised group that a word names.

    Raises
    ------
    ValueError
        When the standard assessment has no question for it.
    """
    name = text.strip().lower()
    if name not in GROUPS:
        msg = unknown_name("group", text.strip(), GROUPS)
        raise ValueError(f"{msg} (others are added in the file later)")
    return name


def therapy(text: str) -> str:
    """Return the name under which a therapy stands in the file: ``Art therapy`` is art.

    Raises
    ------
    ValueError
        When it is no name, probably a slip, or the name of a group.
    """
    words = re.sub(r"[^a-z0-9]+", "-", text.strip().lower()).strip("-")
    name = words.removesuffix("-therapy").removesuffix("-counseling").removesuffix("-counselling")
    if name in THERAPIES:
        return name
    if words in NO_NAMES:
        msg = f"'{text.strip()}' is no therapy; leave it out to keep what is usual"
        raise ValueError(msg)
    if name in GROUPS:
        msg = f"'{text.strip()}' is a specialised group, not a therapy"
        raise ValueError(msg)
    hint = nearest(name, THERAPIES)
    if hint or not_an_identifier(name):
        msg = f"no therapy named '{text.strip()}'; {hint or 'write it in letters'}"
        raise ValueError(msg)
    return name


def number_of_places(text: str) -> int:
    """Return a number of places. [1]

    Raises
    ------
    ValueError
        When it is no whole number above 0.
    """
    number = text.strip()
    if not (number.isascii() and number.isdigit() and 0 < int(number[:12]) <= MOST_PLACES):
        msg = f"'{number}' is not a number of places: write a whole number, such as 24"
        raise ValueError(msg)
    return int(number)


def days_a_week(text: str) -> str:
    """Return how many days of the week, as a file says it. [1/week]

    Raises
    ------
    ValueError
        When it cannot be.
    """
    return _range(text, 7, "3 or 3 to 5")


def hours_a_week(text: str) -> str:
    """Return how many hours of a week, as a file says it. [h/week]

    Raises
    ------
    ValueError
        When it cannot be.
    """
    return _range(text, 168, "9 or 9 to 12")


def length(text: str) -> str:
    """Return how long a program lasts, as a file says it.

    Raises
    ------
    ValueError
        When it is no time.
    """
    words = _plain(text)
    found = None
    with contextlib.suppress(ValueError):
        found = read_range(words, timed=True)
    if found is None or (found.low or found.high or 0) <= 0:
        msg = f"'{words}' is not a length: write it as 8 weeks or 8 to 12 weeks"
        raise ValueError(msg)
    return words


_WORDS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS: Final = {
    word: str(number) for number, word in enumerate((*_WORDS, "eleven", "twelve"), 1)
}
_SPELT: Final = re.compile(rf"\b({'|'.join(_NUMBERS)})\b", re.IGNORECASE)
_DASH: Final = re.compile(r"(?<=[0-9])\s*[-\u2013]\s*(?=[0-9])")
_UNIT: Final = re.compile(r"\s*(days?|hours?|h)?(\s*(a|per|each|/)\s*week)?$", re.IGNORECASE)


def _plain(text: str) -> str:
    """Return an amount as a file says it: ``Eight-12  weeks`` is 8 to 12 weeks."""
    digits = _SPELT.sub(lambda found: _NUMBERS[found[1].lower()], " ".join(text.split()))
    return _DASH.sub(" to ", digits)


def _range(text: str, most: float, example: str) -> str:
    words = _UNIT.sub("", _plain(text))
    found = None
    with contextlib.suppress(ValueError):
        found = read_range(words)
    ends = [] if found is None else [end for end in (found.low, found.high) if end is not None]
    if not ends or not all(0 < end <= most for end in ends):
        msg = f"'{words}' cannot be: write a number up to {most}, such as {example}"
        raise ValueError(msg)
    return words


def every(texts: Iterable[str]) -> tuple[str, ...]:
    """Return each text once, in its order.

    >>> every(["b", "a", "b"])
    ('b', 'a')
    """
    return tuple(dict.fromkeys(texts))
