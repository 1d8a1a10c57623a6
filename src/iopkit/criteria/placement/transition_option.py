"""A transition that leaves the level where a client is, and what stands in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.criteria.logic.verdict import Verdict

if TYPE_CHECKING:
    from iopkit.criteria.logic.explain import Reason
    from iopkit.criteria.placement.counterfactual import Counterfactual
    from iopkit.criteria.placement.placement import Fit
    from iopkit.criteria.placement.time_until_met import Wait
    from iopkit.model.transition import Transition


@attrs.frozen(kw_only=True)
class TransitionOption:
    """A way on for a client in care.

    Parameters
    ----------
    transition
        The transition.
    reason
        Why its criterion is met, not met or unknown; None when it has none and is open to all.
    fit
        How the level that it leads to would suit the client after the move; None when it leads
        out of the levels.
    changes
        Each single answer that would open it; empty when it is open, or no one answer would.
    wait
        When time alone will open it; None when it is open, or time will not.
    """

    transition: Transition
    reason: Reason | None = None
    fit: Fit | None = None
    changes: tuple[Counterfactual, ...] = attrs.field(
        default=(), converter=tuple["Counterfactual", ...]
    )
    wait: Wait | None = None

    @property
    def verdict(self) -> Verdict:
        """Whether it is open, by its criterion alone."""
        return Verdict.MET if self.reason is None else self.reason.verdict

    @property
    def is_nearly_open(self) -> bool:
        """Whether one answer, or time alone, would open it."""
        return bool(self.changes) or self.wait is not None

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it. Holds what is recorded about the client."""
        return {
            "to": self.transition.to,
            "kind": self.transition.kind.value,
            "verdict": self.verdict.value,
            "reason": None if self.reason is None else self.reason.to_dict(),
            "fit": None if self.fit is None else self.fit.to_dict(),
            "counterfactuals": [change.to_dict() for change in self.changes],
            "time_until_met": None if self.wait is None else self.wait.to_dict(),
            "open_facts": list(self.ask),
        }

    @property
    def ask(self) -> tuple[str, ...]:
        """What is not recorded and leaves the move open, without repetition."""
        if self.verdict is Verdict.NOT_MET:
            return ()
        reasons = [] if self.reason is None else [self.reason]
        if self.fit is not None and self.fit.verdict is Verdict.UNKNOWN:
            reasons += self.fit.reasons
        return tuple(dict.fromkeys(name for each in reasons for name in each.unknown_facts()))
