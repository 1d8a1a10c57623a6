"""What a director answers before a first file is written."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import attrs

from iopkit.files.schema.quantity import read_range
from iopkit.model.check.dose import impossible_dose
from iopkit.model.range import Range
from iopkit.scaffold.answers import (
    admitted,
    days_a_week,
    hours_a_week,
    known_group,
    known_level,
    length,
    number_of_places,
    therapy,
)
from iopkit.scaffold.statements import readiness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


@attrs.frozen(kw_only=True)
class Facility:
    """A facility in the words of its director; what is left out stays as in the standard pathway.

    Parameters
    ----------
    title
        Its name for people.
    levels
        The levels that it offers, the most intensive first; never empty.
    places
        Places by level. [1]
    days, hours
        Days and hours a week by level, as a file says them: ``3``, ``9 to 12``.
    lengths
        Lengths by level, as a file says them: ``8 to 12 weeks``.
    therapies
        What is done, by level; the whole list of that level's program.
    groups
        The specialised groups; None when nobody said.
    admit, move_on
        Statements by level, see `iopkit.scaffold.statements`.

    Raises
    ------
    ValueError
        When an answer is not one of those possible; says which, and what is meant perhaps.
    """

    title: str = attrs.field()
    levels: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    places: Mapping[str, int] = attrs.field(factory=dict)
    days: Mapping[str, str] = attrs.field(factory=dict)
    hours: Mapping[str, str] = attrs.field(factory=dict)
    lengths: Mapping[str, str] = attrs.field(factory=dict)
    therapies: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    groups: tuple[str, ...] | None = None
    admit: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    move_on: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """Refuse what no file could say."""
        if not self.levels:
            msg = "name at least one level that the facility offers"
            raise ValueError(msg)
        self._check_levels()
        _each_can_be(number_of_places, map(str, self.places.values()))
        _each_can_be(days_a_week, self.days.values())
        _each_can_be(hours_a_week, self.hours.values())
        _each_can_be(length, self.lengths.values())
        _each_can_be(therapy, chain.from_iterable(self.therapies.values()))
        _each_can_be(known_group, self.groups or ())
        _each_can_be(readiness, chain.from_iterable(self.move_on.values()))
        for level, statements in self.admit.items():
            for statement in statements:
                admitted(level, statement)
        if self.groups and "iop" not in self.levels:
            msg = f"'{self.groups[0]}' is a group of the IOP, which is not offered"
            raise ValueError(msg)
        for level in self.hours:
            days = read_range(days_a_week(self.days[level])) if level in self.days else Range()
            if problem := impossible_dose(read_range(hours_a_week(self.hours[level])), days):
                msg = f"'{level}': {problem}"
                raise ValueError(msg)

    def _check_levels(self) -> None:
        by_number = (self.places, self.days, self.hours, self.lengths)
        by_list = (self.therapies, self.admit, self.move_on)
        named = chain.from_iterable([*by_number, *by_list])
        for level in (*self.levels, *named):
            if known_level(level) not in self.levels:
                msg = f"'{level}' is not among the levels offered: {', '.join(self.levels)}"
                raise ValueError(msg)


def _each_can_be(read: Callable[[str], object], texts: Iterable[str]) -> None:
    for text in texts:
        read(text)
