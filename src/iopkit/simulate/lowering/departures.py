"""Every way in which a visit can end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.model.pathway import Pathway
    from iopkit.model.transition import Transition

GAVE_UP: Final = "gave up"
DISPLACED: Final = "displaced"


@attrs.frozen(kw_only=True)
class DepartureKind:
    """A way in which a visit ends.

    Parameters
    ----------
    start, to
        Ids of what the client leaves and enters.
    why
        The kind of the transition, or `GAVE_UP`, or `DISPLACED`.
    """

    start: str
    to: str
    why: str


def moves(pathway: Pathway, edges: Sequence[Transition]) -> tuple[DepartureKind, ...]:
    """Return the transitions as moves, then the ends of patience, then the displacements.

    Parameters
    ----------
    pathway
        Whose levels may have patience, or displace clients.
    edges
        The transitions that are simulated, in their order.
    """
    found = [DepartureKind(start=edge.start, to=edge.to, why=edge.kind.value) for edge in edges]
    found += [
        DepartureKind(start=level.id, to=level.queue.gives_up, why=GAVE_UP)
        for level in pathway.levels
        if level.queue is not None and level.queue.patience is not None
    ]
    found += [
        DepartureKind(start=level.id, to=level.calendar.displaced_to, why=DISPLACED)
        for level in pathway.levels
        if level.calendar is not None and level.calendar.displaces is not None
    ]
    return tuple(found)
