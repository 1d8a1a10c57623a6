"""Something that a client does at the same time, outside the levels."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from iopkit.model.field_types import checked
from iopkit.model.validators import identifier, text

if TYPE_CHECKING:
    from iopkit.model.basis import Basis


class Strength(StrEnum):
    """How firmly a support belongs to the levels that name it."""

    REQUIRED = "required"
    ENCOURAGED = "encouraged"
    OFFERED = "offered"


@attrs.frozen(kw_only=True, field_transformer=checked)
class Support:
    """A 12-step meeting, a sober living home: beside the levels, not one of them.

    Parameters
    ----------
    id, title
        Its name in files and for people.
    strength
        How firmly it belongs.
    levels
        Ids of the levels during which it applies; empty for all, or for none if there is `after`.
    after
        Ids of the levels and outcomes after which it follows.
    on_site
        Whether it is held where the client is treated; None if nobody says.
    basis
        Where it is described.
    """

    id: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=text)
    strength: Strength = Strength.OFFERED
    levels: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    after: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    on_site: bool | None = None
    basis: Basis | None = None

    def is_during(self, level: str) -> bool:
        """Whether it applies during the level of that id.

        >>> meetings = Support(id="meetings", title="12-step meetings")
        >>> meetings.is_during("iop"), attrs.evolve(meetings, after=["iop"]).is_during("iop")
        (True, False)
        """
        return level in self.levels if self.levels else not self.after
