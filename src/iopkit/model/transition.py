"""A directed edge of the pathway."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from iopkit.model.checks import identifier

if TYPE_CHECKING:
    from iopkit.model.basis import Basis
    from iopkit.model.criterion import Criterion
    from iopkit.model.distribution import Distribution
    from iopkit.model.figure import Figure


class Kind(StrEnum):
    """What a transition does."""

    ADMIT = "admit"
    STEP_DOWN = "step down"
    STEP_UP = "step up"
    TRANSFER = "transfer"
    DISCHARGE = "discharge"
    RETURN = "return"


@attrs.frozen(kw_only=True)
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
    basis
        What the transition and its criterion rest on.
    """

    start: str = attrs.field(validator=identifier)
    to: str = attrs.field(validator=identifier)
    kind: Kind
    when: Criterion | None = None
    share: Figure | None = attrs.field(default=None)
    stay: Distribution | None = None
    basis: Basis | None = None

    @share.validator
    def _between_zero_and_one(self, _attribute: object, share: Figure | None) -> None:
        if share is not None and not 0 <= share.value <= 1:
            msg = f"share must be between 0 and 1 (23 % is 0.23), got {share.value:g}"
            raise ValueError(msg)
