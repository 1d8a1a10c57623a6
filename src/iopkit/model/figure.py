"""A number together with what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.model.field_types import checked

if TYPE_CHECKING:
    from iopkit.model.basis import Basis


@attrs.frozen(field_transformer=checked)
class Figure:
    """A number that somebody can be asked about.

    Parameters
    ----------
    value
        The number, in the unit of the field that holds it.
    basis
        Its source or assumption; None when the file's author simply states it, as a facility
        states its own number of places.
    """

    value: float
    basis: Basis | None = attrs.field(default=None, kw_only=True)

    def __str__(self) -> str:
        """Return the number alone."""
        return f"{self.value:g}"
