"""How stays end outside the levels, in the few words of a picture."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from iopkit.draw.picture.palette import Palette
from iopkit.model.outcome import COMMUNITY

if TYPE_CHECKING:
    from iopkit.model.outcome import Outcome


class Ending(StrEnum):
    """How a stay ends outside the levels, in the words of the picture."""

    COMPLETED = "completed"
    EARLY = "ended early"
    OTHER = "other end"

    @property
    def ink(self) -> Palette:
        """Its colour."""
        return {"completed": Palette.GOOD, "ended early": Palette.WARN}.get(
            self.value, Palette.FAINT
        )

    @property
    def perhaps(self) -> str:
        """What it is called where nobody says how many stays end so."""
        words = {"completed": "may be completed", "ended early": "may end early"}
        return words.get(self.value, "may end otherwise")


def ending(outcome: Outcome) -> Ending:
    """Return what an outcome counts as.

    Who neither completed a level, nor goes on elsewhere, nor simply lives in the community
    afterwards, has ended early.

    >>> from iopkit.model.outcome import Outcome
    >>> ending(Outcome(id="dropped_out", title="Stopped coming")).value
    'ended early'
    """
    if outcome.completes:
        return Ending.COMPLETED
    is_other = outcome.id == COMMUNITY or not outcome.returns
    return Ending.OTHER if is_other else Ending.EARLY
