"""What a program is meant to reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.model.checks import text
from iopkit.model.field_types import checked

if TYPE_CHECKING:
    from iopkit.model.basis import Basis


@attrs.frozen(kw_only=True, field_transformer=checked)
class Goal:
    """Something that a program is meant to reach: to handle triggers, to go back to work.

    Parameters
    ----------
    goal
        What is to be reached, in words.
    basis
        Where it is stated; None when the file's author simply states it.
    """

    goal: str = attrs.field(validator=text)
    basis: Basis | None = None
