"""The nodes and moves of a scenario, and their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.simulate.lowering.departures import moves

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway
    from iopkit.model.simulation.flow import Flow
    from iopkit.model.transition import Transition
    from iopkit.simulate.lowering.departures import DepartureKind


@attrs.frozen
class Nodes:
    """Levels and outcomes, what leads from one to the other, and the number of each.

    Parameters
    ----------
    pathway
        Whose nodes.
    numbers
        The number of each node: levels first, in the order of the file.
    edges
        The transitions that are simulated, by the node they leave: those with a share, then those
        at review.
    moves
        Every way in which a visit can end: the edges, then giving up and being displaced.
    """

    pathway: Pathway
    numbers: dict[str, int]
    edges: tuple[Transition, ...]
    moves: tuple[DepartureKind, ...]

    @classmethod
    def of(cls, flow: Flow) -> Nodes:
        """Return the nodes of a pathway through which clients flow so."""
        pathway = flow.pathway
        names = [level.id for level in pathway.levels]
        names += [outcome.id for outcome in pathway.outcomes]
        edges = flow.moves()
        return cls(pathway, {name: i for i, name in enumerate(names)}, edges, moves(pathway, edges))

    def node(self, name: str) -> int:
        """Return the number of a node."""
        return self.numbers[name]
