"""Levels that clients begin together: closed groups, and days of admission."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.units import plainly
from iopkit.model.validators import at_least_one, not_negative, positive

if TYPE_CHECKING:
    from iopkit.model.basis import Basis


@attrs.frozen(kw_only=True, field_transformer=checked)
class CohortStart:
    """When those who wait may begin, where that is not at any time.

    Parameters
    ----------
    size
        How many begin together; None for any number. [clients]
    every
        The time between two days of admission; None when a group begins as soon as it is full.
        [days]
    first_day
        The first day of admission. [days]
    basis
        What this rests on; None when the file's author simply states it.

    Raises
    ------
    ValueError
        When neither a size nor an interval is given, or a number cannot be.

    >>> str(CohortStart(size=8)), str(CohortStart(every=28, first_day=7))
    ('in groups of 8', 'every 28 days, first on day 7')
    >>> str(CohortStart(size=8, every=28))
    'every 28 days, at least 8 at a time'
    """

    size: int | None = attrs.field(default=None, validator=at_least_one)
    every: float | None = attrs.field(default=None, validator=positive)
    first_day: float = attrs.field(default=0.0, validator=not_negative)
    basis: Basis | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse an intake that says nothing, and a first day of nothing."""
        if self.size is None and self.every is None:
            msg = "an intake needs the size of a group, an interval, or both"
            raise InvalidValueError(msg)
        if self.every is None and self.first_day:
            msg = "a first day belongs to an interval"
            raise InvalidValueError(msg)

    def __str__(self) -> str:
        """Return when clients begin, in words."""
        if self.every is None:
            return f"in groups of {self.size}"
        first = f", first on day {self.first_day:g}" if self.first_day else ""
        together = "" if self.size is None else f", at least {self.size} at a time"
        return f"every {plainly(self.every)}{first}{together}"
