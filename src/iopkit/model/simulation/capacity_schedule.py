"""Places that change on stated days."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.validators import is_number_of_places

if TYPE_CHECKING:
    from iopkit.model.basis import Basis


class Displaces(StrEnum):
    """Who has to leave first when there are fewer places than clients."""

    LAST = "last"
    FIRST = "first"


@attrs.frozen(kw_only=True, field_transformer=checked)
class CapacitySchedule:
    """How the places of a level change in the course of time.

    Before the first step the level's own places hold; with a period, what holds at its end holds
    until the first step of the next.

    Parameters
    ----------
    steps
        (day, places from then on), the days rising; None lifts the limit. [days], [clients]
    period
        After how many days the steps come again; None for never. [days]
    displaces
        Who has to leave when there are fewer places than clients: who began last, or who began
        first. None: nobody; the next places that are given back are gone.
    displaced_to
        Id of the outcome, or of another level, where those go; empty when nobody has to leave.
    basis
        What this rests on; None when the file's author simply states it.

    Raises
    ------
    ValueError
        When the days do not rise, a number cannot be, or one of `displaces` and `displaced_to`
        stands without the other.
    """

    steps: tuple[tuple[float, int | None], ...] = attrs.field(
        converter=tuple[tuple[float, int | None], ...]
    )
    period: float | None = None
    displaces: Displaces | None = None
    displaced_to: str = ""
    basis: Basis | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse days that do not rise, places that cannot be, and a cut that leads nowhere."""
        days = [day for day, _ in self.steps]
        if not days or days != sorted(set(days)) or not 0 <= days[0] <= days[-1] < math.inf:
            msg = "a calendar needs days of 0 or more, each later than the one before"
            raise InvalidValueError(msg)
        if any(places is not None and not is_number_of_places(places) for _, places in self.steps):
            msg = "places must be whole numbers from 0 to a billion"
            raise InvalidValueError(msg, parameter="places")
        if self.period is not None and not days[-1] < self.period < math.inf:
            msg = "the period of a calendar must be longer than the day of its last step"
            raise InvalidValueError(msg)
        if self.displaces is not None and not self.displaced_to:
            msg = "say with 'displaced_to' where those go who have to leave"
            raise InvalidValueError(msg)
        if self.displaced_to and self.displaces is None:
            msg = "say with 'displaces' who has to leave: who began last, or who began first"
            raise InvalidValueError(msg)

    def __str__(self) -> str:
        """Return the steps in words.

        >>> str(CapacitySchedule(steps=[(0, 40), (5, 20)], period=7))
        '40 from day 0, 20 from day 5, again every 7 days'
        """
        steps = [
            f"{'unlimited' if places is None else places} from day {day:g}"
            for day, places in self.steps
        ]
        again = [] if self.period is None else [f"again every {self.period:g} days"]
        return ", ".join([*steps, *again])
