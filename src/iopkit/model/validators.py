"""Validators that several nouns share; each message says what to write instead."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final, TypeVar

from iopkit.errors import InvalidValueError

if TYPE_CHECKING:
    from attrs import Attribute

    from iopkit.model.range import Range

Amount = TypeVar("Amount", bound="float | None")
Count = TypeVar("Count", bound="int | None")

_SEPARATOR: Final = re.compile(r"(?<!\d)[\s_-]|[\s_-](?!\d)")
_IDENTIFIER: Final = re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*")


def identifier(_instance: object, attribute: Attribute[str], value: str) -> None:
    """Refuse an id that could not stand in a criterion, a table or a file name."""
    problem = not_an_identifier(value)
    if problem:
        msg = f"{attribute.name} {problem}"
        raise InvalidValueError(msg, parameter=attribute.name)


def not_an_identifier(value: str) -> str:
    """Return what is wrong with an id, or nothing.

    >>> not_an_identifier("iop-day"), not_an_identifier("IOP day")[:8]
    ('', "'IOP day")
    """
    if _IDENTIFIER.fullmatch(value) and len(value) <= 64:  # noqa: PLR2004  fits a table column
        return ""
    return (
        f"'{value}' is not an id: use small letters, digits and single '-', '_' or '.' between "
        "them, starting with a letter"
    )


def alike(name: str) -> str:
    """Return what is the same for two names that nobody tells apart at a glance.

    Capitals, spaces, ``-`` and ``_`` do not tell names apart, but between two digits a ``-`` does.

    >>> alike("Dropped-out") == alike("dropped_out"), alike("weeks-1-4") == alike("weeks-14")
    (True, False)
    """
    return _SEPARATOR.sub("", name.casefold())


def text(_instance: object, attribute: Attribute[str], value: str) -> None:
    """Refuse an empty text."""
    if not value.strip():
        msg = f"{attribute.name} must not be empty"
        raise InvalidValueError(msg, parameter=attribute.name)


def hidden(_value: object) -> str:
    """Return what stands in a `repr` for what is known about a client."""
    return "..."


def not_negative(_instance: object, attribute: Attribute[Amount], value: Amount) -> None:
    """Refuse a number below zero or not finite; None passes."""
    if value is not None and not (value >= 0 and math.isfinite(value)):
        msg = f"{attribute.name} must be 0 or more, got {value:g}"
        raise InvalidValueError(msg, parameter=attribute.name)


def whole(_instance: object, attribute: Attribute[int], value: float) -> None:
    """Refuse a number with a fraction, also where a type checker did not look."""
    if not is_whole(value):
        msg = f"{attribute.name} must be a whole number, got {value:g}"
        raise InvalidValueError(msg, parameter=attribute.name)


def is_whole(value: object) -> bool:
    """Whether a number has no fraction, also where a type checker did not look.

    >>> is_whole(2), is_whole(2.5)
    (True, False)
    """
    return isinstance(value, int)


def at_least_one(_instance: object, attribute: Attribute[Count], value: Count) -> None:
    """Refuse a number of people or rooms that is not 1 or more, or not whole; None passes."""
    if value is not None and not (is_whole(value) and value >= 1):
        msg = f"{attribute.name} must be a whole number of 1 or more, got {value:g}"
        raise InvalidValueError(msg, parameter=attribute.name)
    _not_beyond(attribute.name, value)


MOST_PLACES: Final = 1_000_000_000
MOST_MONEY: Final = 1e15
LAST_YEAR: Final = 9999


def within_reach(_instance: object, attribute: Attribute[Range], value: Range) -> None:
    """Refuse amounts of which a sum over all clients could not be counted."""
    _not_beyond(attribute.name, value.low)
    _not_beyond(attribute.name, value.high)


def _not_beyond(name: str, value: float | None) -> None:
    if value is not None and value > MOST_PLACES:
        msg = f"{name} must be at most a billion, got {value:g}"
        raise InvalidValueError(msg, parameter=name)


def a_year(_instance: object, attribute: Attribute[Count], value: Count) -> None:
    """Refuse what no calendar has as a year; None passes."""
    if value is not None and not 1 <= value <= LAST_YEAR:
        msg = f"{attribute.name} must be a year from 1 to {LAST_YEAR}, got {value:g}"
        raise InvalidValueError(msg, parameter=attribute.name)


def is_number_of_places(value: float) -> bool:
    """Whether a level can have so many places: a whole number from 0 to a billion."""
    return 0 <= value <= MOST_PLACES and float(value).is_integer()


def positive(_instance: object, attribute: Attribute[Amount], value: Amount) -> None:
    """Refuse a number that is not above zero, or not finite; None passes."""
    if value is not None and not (value > 0 and math.isfinite(value)):
        msg = f"{attribute.name} must be more than 0, got {value:g}"
        raise InvalidValueError(msg, parameter=attribute.name)
