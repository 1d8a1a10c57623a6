"""Validators of how much time there can be in a day and in a week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from iopkit.errors import InvalidValueError
from iopkit.model.checks import is_whole

if TYPE_CHECKING:
    from attrs import Attribute

HoursAWeek = TypeVar("HoursAWeek", bound="float | None")
MinutesADay = TypeVar("MinutesADay", bound="int | None")

MINUTES_OF_A_DAY: Final = 1440
HOURS_OF_A_WEEK: Final = 168


def some_hours_a_week(
    _instance: object, attribute: Attribute[HoursAWeek], value: HoursAWeek
) -> None:
    """Refuse no time at all, and more hours than a week has; None passes."""
    if value is not None and not 0 < value <= HOURS_OF_A_WEEK:
        msg = f"{attribute.name} must be more than 0 and at most {HOURS_OF_A_WEEK}, got {value:g}"
        raise InvalidValueError(msg)


def some_minutes_a_day(
    _instance: object, attribute: Attribute[MinutesADay], value: MinutesADay
) -> None:
    """Refuse no time at all, a part of a minute, and more minutes than a day has; None passes."""
    if value is not None and not (is_whole(value) and 0 < value <= MINUTES_OF_A_DAY):
        most = f"at most {MINUTES_OF_A_DAY}"
        msg = f"{attribute.name} must be a whole number of 1 or more, {most}, got {value:g}"
        raise InvalidValueError(msg)


def less_than_a_day(_instance: object, attribute: Attribute[int], value: int) -> None:
    """Refuse less than nothing, a part of a minute, and as many minutes as a day has."""
    if not (is_whole(value) and 0 <= value < MINUTES_OF_A_DAY):
        most = f"less than {MINUTES_OF_A_DAY}"
        msg = f"{attribute.name} must be a whole number of 0 or more, {most}, got {value:g}"
        raise InvalidValueError(msg)
