"""How often a program looks at a client's progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.units import plainly
from iopkit.model.validators import positive

if TYPE_CHECKING:
    from iopkit.model.basis import Basis


@attrs.frozen(kw_only=True, field_transformer=checked)
class ProgressReview:
    """A look at a client's progress inside a program.

    It is not the review of a level, at which clients may move on.

    Parameters
    ----------
    each_session
        Whether there is one at every session.
    days
        The time between two of them; None if nobody says, or at every session. [days]
    by
        Who does it; empty if nobody says.
    basis
        Where it is stated; None when the file's author simply states it.

    >>> str(ProgressReview(each_session=True)), str(ProgressReview(days=7)), str(ProgressReview())
    ('at every session', 'every 7 days', 'regularly')
    """

    each_session: bool = False
    days: float | None = attrs.field(default=None, validator=positive)
    by: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    basis: Basis | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a review that is at every session and at an interval too."""
        if self.each_session and self.days is not None:
            msg = "days has no place in a review at every session"
            raise InvalidValueError(msg, parameter="days")

    def __str__(self) -> str:
        """Return how often, in words."""
        if self.each_session:
            return "at every session"
        return "regularly" if self.days is None else f"every {plainly(self.days)}"
