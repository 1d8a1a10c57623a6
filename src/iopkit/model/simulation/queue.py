"""Who goes first where clients wait, and how long they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.simulation.distribution import not_below_zero

if TYPE_CHECKING:
    from iopkit.model.basis import Basis
    from iopkit.model.rule import Rule
    from iopkit.model.simulation.distribution import Distribution


@attrs.frozen(kw_only=True, field_transformer=checked)
class QueueDiscipline:
    """How clients wait for a place at a level. Without any of this, who came first goes first.

    Parameters
    ----------
    first
        Rules that rank those who wait: who meets an earlier one goes first, among equal ones who
        came first. They may ask `DAYS_WAITING`. They exclude nobody.
    patience
        How long a client waits before giving up; None when nobody ever does. [days]
    gives_up
        Id of the outcome, or of another level, where those go who give up; empty when nobody does.
    basis
        What this rests on; None when the file's author simply states it.

    Raises
    ------
    ValueError
        When a rule is marked as a preference, which all of them are, or one of `patience` and
        `gives_up` stands without the other.
    """

    first: tuple[Rule, ...] = attrs.field(default=(), converter=tuple["Rule", ...])
    patience: Distribution | None = attrs.field(default=None, validator=not_below_zero)
    gives_up: str = ""
    basis: Basis | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse preferences, and a patience that leads nowhere."""
        if any(rule.prefer for rule in self.first):
            msg = "the rules of a queue only rank: leave 'prefer' out"
            raise InvalidValueError(msg)
        if self.patience is not None and not self.gives_up:
            msg = "say with 'gives_up' where those go whose patience ends"
            raise InvalidValueError(msg)
        if self.gives_up and self.patience is None:
            msg = "say with 'patience' how long clients wait before they give up"
            raise InvalidValueError(msg)
