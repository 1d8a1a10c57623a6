"""What changes about a client from review to review."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.validators import identifier

if TYPE_CHECKING:
    from iopkit.model.basis import Basis
    from iopkit.model.simulation.distribution import Distribution


@attrs.frozen(kw_only=True, field_transformer=checked)
class FactChange:
    """How an answer of the clients at a level changes at each review.

    Parameters
    ----------
    fact
        Id of the fact.
    by
        For a number: what is added to it, in the unit of the fact; for a scale: by how many steps
        it moves. Below zero for less. Never beyond the ends of the scale or of the fact's range.
    becomes
        For a yes/no question, a scale or a choice: (answer, share of those whose answer it
        becomes) pairs. The shares add up to at most 1; the rest stays as it is. [1]
    basis
        What this rests on; None when the file's author simply states it.

    Raises
    ------
    ValueError
        When it says both or neither, or the shares cannot be.
    """

    fact: str = attrs.field(validator=identifier)
    by: Distribution | None = None
    becomes: tuple[tuple[bool | str, float], ...] = attrs.field(
        default=(), converter=tuple[tuple[bool | str, float], ...]
    )
    basis: Basis | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse both or neither, and shares that cannot be."""
        if bool(self.becomes) == (self.by is not None):
            msg = f"the change of '{self.fact}' needs one of 'by' and 'becomes'"
            raise InvalidValueError(msg)
        shares = [share for _, share in self.becomes]
        if any(not 0 <= share <= 1 for share in shares):
            msg = f"every share of a change of '{self.fact}' must be between 0 and 1"
            raise InvalidValueError(msg)
        if sum(shares) > 1 + 1e-6:
            msg = f"the shares of a change of '{self.fact}' must add up to at most 1"
            raise InvalidValueError(msg)
        if len({answer for answer, _ in self.becomes}) < len(self.becomes):
            msg = f"a change of '{self.fact}' names an answer twice"
            raise InvalidValueError(msg)
