"""A client: answers and a history of stays. Never an identity."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.validators import hidden, not_an_identifier

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from attrs import Attribute

    from iopkit.model.assessment import Value


ClientValue: TypeAlias = (
    "bool | float | str | Sequence[ClientValue] | Mapping[str, ClientValue] | None"
)
"""What stands in a client file."""

_FORMAT: Final = 1
"""The version of the format of client files."""


# The validators of `checks` repeat what they were given, which is never done with a client.
def _level_id(_instance: object, attribute: Attribute[str], value: str) -> None:
    if not_an_identifier(value):
        msg = f"{attribute.name} must be the id of a level"
        raise InvalidValueError(msg, parameter=attribute.name)


def _some_days(_instance: object, attribute: Attribute[float | None], value: float | None) -> None:
    if value is not None and not 0 <= value < math.inf:
        msg = f"{attribute.name} must be a number of days, 0 or more"
        raise InvalidValueError(msg, parameter=attribute.name)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Stay:
    """A time that a client spent at a level.

    Parameters
    ----------
    level
        Id of the level.
    completed
        Whether the client finished it as planned; None when nobody recorded it.
    days
        How long it lasted; None when nobody recorded it. [days]
    """

    level: str = attrs.field(validator=_level_id)
    completed: bool | None = None
    days: float | None = attrs.field(default=None, validator=_some_days)

    def to_dict(self) -> dict[str, ClientValue]:
        """Return it under the keys of a client file; what was not recorded has none."""
        values: dict[str, ClientValue] = {"level": self.level}
        if self.completed is not None:
            values["completed"] = self.completed
        if self.days is not None:
            values["days"] = self.days
        return values


@attrs.frozen(kw_only=True, field_transformer=checked)
class Client:
    """What is known about a client.

    The answers never show in `repr`, so that no log and no traceback holds them.

    Parameters
    ----------
    facts
        Answers by the name of the fact; a fact that is absent was not recorded.
    history
        Earlier stays, the oldest first; None when the history was not recorded, which is not the
        same as an empty one.
    level
        Id of the level where the client is now; empty when in none.
    days_in_level
        How long the client has been there; None when not recorded. [days]
    days_in_care
        How long the client has been in care without a break; None when not recorded. Whoever is
        at a level is in care, so never less than ``days_in_level``. [days]

    Raises
    ------
    ValueError
        When a time cannot be, or the two contradict each other; never repeats them.
    """

    facts: Mapping[str, Value] = attrs.field(factory=dict, repr=hidden)
    history: tuple[Stay, ...] | None = attrs.field(default=None, repr=hidden)
    level: str = attrs.field(default="", repr=hidden)
    days_in_level: float | None = attrs.field(default=None, validator=_some_days, repr=hidden)
    days_in_care: float | None = attrs.field(default=None, validator=_some_days, repr=hidden)

    def __attrs_post_init__(self) -> None:
        """Refuse a client who would be longer at a level than in care."""
        here, care = self.days_in_level, self.days_in_care
        if here is not None and care is not None and care < here:
            msg = "days_in_care must be at least days_in_level: whoever is at a level is in care"
            raise InvalidValueError(msg, parameter="days_in_care")

    def to_dict(self) -> dict[str, ClientValue]:
        """Return it under the keys of a client file, as `--json` prints clients of a proof.

        What was not recorded has no key; a history that was recorded and is empty has one.
        """
        values: dict[str, ClientValue] = {"iopkit": _FORMAT}
        if self.facts:
            values["facts"] = dict(self.facts)
        if self.history is not None:
            values["history"] = [stay.to_dict() for stay in self.history]
        if self.level:
            values["level"] = self.level
        if self.days_in_level is not None:
            values["days_in_level"] = self.days_in_level
        if self.days_in_care is not None:
            values["days_in_care"] = self.days_in_care
        return values

    def has_completed(self, level: str) -> bool | None:
        """Whether the client finished a level as planned; None when that is not known."""
        if self.history is None:
            return None
        ends = [stay.completed for stay in self.history if stay.level == level]
        if any(ends):
            return True
        return None if None in ends else False
