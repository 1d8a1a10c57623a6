"""Where sessions are held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.model.checks import at_least_one, identifier, text
from iopkit.model.field_types import checked

if TYPE_CHECKING:
    from iopkit.model.basis import Basis
    from iopkit.model.hours import Hours


@attrs.frozen(kw_only=True, field_transformer=checked)
class Room:
    """A room in which sessions are held, or several alike.

    Parameters
    ----------
    id, title
        Its name in files and for people.
    size
        The most clients in one session; None if nobody says, and then any group fits. [clients]
    count
        How many such rooms there are.
    open
        When sessions may be held in it; empty for whenever the facility is open.
    basis
        Where it is described; None when the file's author simply states it.

    Raises
    ------
    ValueError
        When a number cannot be.
    """

    id: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=text)
    size: int | None = attrs.field(default=None, validator=at_least_one)
    count: int = attrs.field(default=1, validator=at_least_one)
    open: tuple[Hours, ...] = attrs.field(default=(), converter=tuple["Hours", ...])
    basis: Basis | None = None
