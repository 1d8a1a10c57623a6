"""The ways of a pathway as a picture draws them: one line for each pair of ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.model.outcome import Outcome
    from iopkit.model.pathway import Pathway
    from iopkit.model.transition import TransitionKind


@attrs.frozen
class Edge:
    """A line of a picture.

    Parameters
    ----------
    start, to
        The ids of its ends.
    kind
        What the transition with the largest share does.
    share
        Of those who leave `start`; None when the pathway does not say. [1]
    """

    start: str
    to: str
    kind: TransitionKind
    share: float | None

    @property
    def label(self) -> str:
        """The share in percent, or nothing."""
        if self.share is None:
            return ""
        return f"{100 * self.share:.1f}%" if 0 < self.share < 0.01 else f"{100 * self.share:.0f}%"  # noqa: PLR2004  0 % would say never


def edges(pathway: Pathway) -> tuple[Edge, ...]:
    """Return the lines in the order of the file; transitions between the same ends are one."""
    found: dict[tuple[str, str], Edge] = {}
    largest: dict[tuple[str, str], float] = {}
    for move in pathway.transitions:
        ends = (move.start, move.to)
        share = move.share.value if move.share else None
        before = found.get(ends)
        if before is None:
            found[ends] = Edge(*ends, move.kind, share)
        else:
            kind = move.kind if (share or 0) > largest[ends] else before.kind
            known = [each for each in (before.share, share) if each is not None]
            found[ends] = Edge(*ends, kind, sum(known) if known else None)
        largest[ends] = max(largest.get(ends, 0), share or 0)
    return tuple(found.values())


def entered(pathway: Pathway) -> Iterable[Outcome]:
    """Return the outcomes that a line begins or ends at."""
    ends = {end for edge in pathway.transitions for end in (edge.start, edge.to)}
    return [outcome for outcome in pathway.outcomes if outcome.id in ends]
