"""Levels, outcomes and transitions as tables."""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING

import attrs
import numpy as np

from iopkit.model.outcome import COMMUNITY
from iopkit.model.transition import TransitionKind
from iopkit.simulate.kernel.event_loop import GUIDES
from iopkit.simulate.kernel.tables import Floats, Ints, Network, ints
from iopkit.simulate.lowering.draw_keys import word_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.simulate.lowering.criteria import Compiler
    from iopkit.simulate.lowering.distributions import DistributionTable
    from iopkit.simulate.lowering.numbering import Nodes


@attrs.frozen
class DepartureTable:
    """The edges that leave each node.

    Parameters
    ----------
    first, last
        Those with a share. (n_nodes,)
    review_last
        Those at review stand from ``last`` on up to here. (n_nodes,)
    """

    first: Ints
    last: Ints
    review_last: Ints


def ways(nodes: Nodes) -> DepartureTable:
    """Return where the edges of each node stand."""
    shared = np.zeros(len(nodes.numbers), np.int64)
    reviewed = np.zeros(len(nodes.numbers), np.int64)
    for edge in nodes.edges:
        (reviewed if edge.at_review else shared)[nodes.node(edge.start)] += 1
    last = np.cumsum(shared + reviewed)
    return DepartureTable(last - shared - reviewed, last - reviewed, last)


def network(
    nodes: Nodes, spread: DistributionTable, compiler: Compiler, when: Sequence[int]
) -> Network:
    """Return the nodes and edges of a scenario as tables.

    Parameters
    ----------
    nodes
        What is simulated.
    spread
        Collects the stays.
    compiler
        Has collected all criteria.
    when
        The criterion of each edge.
    """
    pathway, edges = nodes.pathway, nodes.edges
    found = ways(nodes)
    first, last = found.first.copy(), found.last.copy()
    given = [0.0 if edge.share is None else edge.share.value for edge in edges]
    share = np.array(given, np.float64)
    up_to = np.zeros(len(edges))
    away = np.zeros(len(nodes.numbers))
    for node, (start, stop) in enumerate(zip(first, last, strict=True)):
        is_level = node < len(pathway.levels)
        total = sum(share[start:stop].tolist()) if is_level else 1.0
        away[node] = 0.0 if is_level else max(0.0, 1.0 - sum(share[start:stop].tolist()))
        share[start:stop] = share[start:stop] / total
        up_to[start:stop] = list(accumulate(share[start:stop].tolist()))
        if is_level and stop > start:
            up_to[stop - 1] = math.inf  # whatever rounding left over
    for i, outcome in enumerate(pathway.outcomes, start=len(pathway.levels)):
        if outcome.returns and first[i] == last[i] and COMMUNITY in nodes.numbers:
            community = nodes.node(COMMUNITY)
            first[i], last[i], away[i] = first[community], last[community], away[community]
    nothing = spread.nothing()
    completing = {outcome.id for outcome in pathway.outcomes if outcome.completes}
    completes = [
        compiler.bit(edge.start)
        if edge.kind is TransitionKind.STEP_DOWN or edge.to in completing
        else 0
        for edge in edges
    ]
    others = len(nodes.moves) - len(edges)
    return Network(
        first=first,
        last=last,
        away=away,
        guide=_guide(first, last, up_to),
        up_to=up_to,
        share=share,
        to=ints(nodes.node(move.to) for move in nodes.moves),
        stay=ints(spread.add(edge.stay) if edge.stay else nothing for edge in edges),
        key=np.array(_keys(nodes), np.uint64),
        completes=np.array(completes + [0] * others, np.uint64),
        when=ints(when),
    )


def _keys(nodes: Nodes) -> list[int]:
    """Return the word that keys each edge's draws."""
    seen: dict[tuple[str, str], int] = {}
    keys: dict[int, int] = {}
    for edge in nodes.pathway.transitions:
        ends = (edge.start, edge.to)
        number = seen[ends] = seen.get(ends, -1) + 1
        keys[id(edge)] = word_of(f"transition:{edge.start}>{edge.to}#{number}")
    return [keys[id(edge)] for edge in nodes.edges]


def _guide(first: Ints, last: Ints, up_to: Floats) -> Ints:
    """Return the edge from which to look for each stretch of uniform numbers."""
    guide = np.zeros((len(first), GUIDES), np.int64)
    stretches = np.arange(GUIDES) / GUIDES
    for node, (start, stop) in enumerate(zip(first, last, strict=True)):
        guide[node] = start + np.searchsorted(up_to[start:stop], stretches, side="right")
    return guide
