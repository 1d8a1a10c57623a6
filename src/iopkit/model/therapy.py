"""A therapy: what is done in a service, described once for all programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.model.checks import identifier, text
from iopkit.model.field_types import checked

if TYPE_CHECKING:
    from iopkit.model.basis import Basis


@attrs.frozen(kw_only=True, field_transformer=checked)
class Therapy:
    """A therapy that services name: DBT, ACT, yoga, art.

    A service may also name a therapy that nobody describes.

    Parameters
    ----------
    id, title
        Its name in files and for people.
    about
        What it is, in words; empty if nobody says.
    basis
        Where it is described; None when the file's author simply describes it.
    """

    id: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=text)
    about: str = ""
    basis: Basis | None = None
