"""The answers of `iopkit new` as options."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

from iopkit.scaffold import answers as read
from iopkit.scaffold.answers import LEVELS, NO_GROUP, every
from iopkit.scaffold.facility import Facility

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

T = TypeVar("T")


def from_options(title: str, answers: Mapping[str, tuple[str, ...]]) -> Facility:
    """Return the facility that the options of `iopkit new` describe.

    Parameters
    ----------
    title
        Its name for people.
    answers
        What was written after each option, by the option's name without dashes.

    Raises
    ------
    click.UsageError
        When something cannot be; names the option, and what was probably meant.
    """
    named = _read("--level", answers["level"], read.known_level)
    groups = [each for each in answers["group"] if each.strip().lower() != NO_GROUP]
    try:
        return Facility(
            title=title,
            levels=[level for level in LEVELS if level in named or not named],
            places=_last("--places", answers["places"], read.number_of_places),
            days=_last("--days", answers["days"], read.days_a_week),
            hours=_last("--hours", answers["hours"], read.hours_a_week),
            lengths=_last("--length", answers["length"], read.length),
            therapies=_all("--therapy", answers["therapy"], read.therapy),
            groups=_read("--group", groups, read.known_group) if answers["group"] else None,
            admit=_all("--admit", answers["admit"], str.strip),
            move_on=_all("--move-on", answers["move_on"], str.strip),
        )
    except ValueError as error:
        raise click.UsageError(f"{error}.") from None


def _read(option: str, texts: Iterable[str], reader: Callable[[str], str]) -> tuple[str, ...]:
    try:
        return every(reader(text) for text in texts)
    except ValueError as error:
        raise click.UsageError(f"{option}: {error}.") from None


def _last(option: str, texts: Iterable[str], reader: Callable[[str], T]) -> dict[str, T]:
    """Return what is said of each level, once."""
    found: dict[str, T] = {}
    for level, value in _by_level(option, texts, reader):
        if level in found:
            raise click.UsageError(f"{option}: '{level}' is named twice.")
        found[level] = value
    return found


def _all(
    option: str, texts: Iterable[str], reader: Callable[[str], str]
) -> dict[str, tuple[str, ...]]:
    """Return everything that is said of each level."""
    found: dict[str, tuple[str, ...]] = {}
    for level, value in _by_level(option, texts, reader):
        found[level] = every((*found.get(level, ()), value))
    return found


def _by_level(
    option: str, texts: Iterable[str], reader: Callable[[str], T]
) -> Iterator[tuple[str, T]]:
    for text in texts:
        level, _, value = text.partition("=")
        if not value.strip():
            raise click.UsageError(f"{option}: '{text}' is not LEVEL=..., such as iop=...")
        try:
            yield read.known_level(level), reader(value)
        except ValueError as error:
            raise click.UsageError(f"{option}: {error}.") from None
