"""A directed edge of the pathway."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.simulation.distribution import not_below_zero
from iopkit.model.validators import identifier

if TYPE_CHECKING:
    from iopkit.model.basis import Basis, Figure
    from iopkit.model.criterion import Criterion
    from iopkit.model.simulation.distribution import Distribution


class TransitionKind(StrEnum):
    """What a transition does."""

    ADMIT = "admit"
    STEP_DOWN = "step down"
    STEP_UP = "step up"
    TRANSFER = "transfer"
    DISCHARGE = "discharge"
    RETURN = "return"


@attrs.frozen(kw_only=True, field_transformer=checked)
class Transition:
    """A move that a client can make.

    Parameters
    ----------
    start
        Id of the level (or of the outcome, for a return) that the client leaves. In files:
        ``from``.
    to
        Id of the level or outcome that the client enters.
    kind
        What it does.
    when
        The criterion that must hold; None when the move is always open.
    share
        For simulation: how many of those who leave `start` go this way; None when not simulated.
        Shares that leave a level add up to 1, those that leave an outcome to at most 1. [1]
    stay
        For simulation: how long those who go this way have been at `start`. [days]
    hold
        Whether a client who must wait for a place at `to` keeps the place at `start` meanwhile.
    at_review
        Whether the move is made at a review of `start`, as soon as `when` holds there; it then
        has neither share nor stay.
    basis
        What the transition and its criterion rest on.
    """

    start: str = attrs.field(validator=identifier)
    to: str = attrs.field(validator=identifier)
    kind: TransitionKind
    when: Criterion | None = None
    share: Figure | None = attrs.field(default=None)
    stay: Distribution | None = attrs.field(default=None, validator=not_below_zero)
    hold: bool = False
    at_review: bool = False
    basis: Basis | None = None

    @share.validator
    def _between_zero_and_one(self, _attribute: object, share: Figure | None) -> None:
        if share is not None and not 0 <= share.value <= 1:
            msg = f"share must be between 0 and 1 (23 % is 0.23), got {share.value:g}"
            raise InvalidValueError(msg, parameter="share")

    def __attrs_post_init__(self) -> None:
        """Refuse a share or a stay of a move that is made at a review."""
        if self.at_review and (self.share is not None or self.stay is not None):
            msg = "a transition at a review has neither a share nor a stay: it goes when it holds"
            raise InvalidValueError(msg)
