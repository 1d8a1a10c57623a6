"""Who sends clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.model.checks import text
from iopkit.model.field_types import checked

if TYPE_CHECKING:
    from iopkit.model.basis import Basis


@attrs.frozen(kw_only=True, field_transformer=checked)
class Referral:
    """Somebody through whom clients find the pathway: a therapist, the family, a public list.

    Parameters
    ----------
    by
        Who sends them, in words. A sort of people or place, never a person.
    basis
        Where it is stated; None when the file's author simply states it.
    """

    by: str = attrs.field(validator=text)
    basis: Basis | None = None
