"""A specialised group within a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.model.checks import identifier, text
from iopkit.model.field_types import checked

if TYPE_CHECKING:
    from iopkit.model.basis import Basis
    from iopkit.model.criterion import Criterion


@attrs.frozen(kw_only=True, field_transformer=checked)
class Group:
    """A specialised group: women, men, LGBTQ clients, veterans.

    Parameters
    ----------
    id, title
        Its name in files and for people.
    audience
        Who can join; None for everybody. In files: ``for``.
    basis
        Where it is described.
    """

    id: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=text)
    audience: Criterion | None = None
    basis: Basis | None = None
