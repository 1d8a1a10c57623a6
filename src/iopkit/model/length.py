"""How long a program lasts for some of its clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked

if TYPE_CHECKING:
    from iopkit.model.basis import Basis
    from iopkit.model.criterion import Criterion
    from iopkit.model.range import Range


@attrs.frozen(kw_only=True, field_transformer=checked)
class Length:
    """Another length than the usual one: "up to 90 days when the addiction is severe".

    An extension is one too: "at least 4 weeks" has no upper end.

    Parameters
    ----------
    when
        For whom, or in which case.
    length
        How long the program lasts then. [days]
    basis
        Where it is stated; None when the file's author simply states it.
    """

    when: Criterion
    length: Range = attrs.field()
    basis: Basis | None = None

    @length.validator
    def _says_something(self, _attribute: object, length: Range) -> None:
        if not length.is_known:
            msg = "length must be a time here, such as up to 90 days or at least 4 weeks"
            raise InvalidValueError(msg)
