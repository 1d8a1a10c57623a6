"""Levels, outcomes and transitions as tables."""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from iopkit.model.outcome import COMMUNITY
from iopkit.model.transition import Kind
from iopkit.simulate.key import word_of
from iopkit.simulate.tables import NONE, Network, ints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.model.scenario import Scenario
    from iopkit.model.transition import Transition
    from iopkit.simulate.compile import Compiler
    from iopkit.simulate.spreads import Spreads


def network(
    scenario: Scenario,
    edges: Sequence[Transition],
    spread: Spreads,
    compiler: Compiler | None,
) -> Network:
    """Return the nodes and edges of a scenario as tables.

    Parameters
    ----------
    scenario
        What is simulated.
    edges
        Its transitions, by the node they leave.
    spread
        Collects the stays.
    compiler
        Collects the criteria; None when clients move on shares alone.
    """
    pathway = scenario.pathway
    nodes = [level.id for level in pathway.levels] + [outcome.id for outcome in pathway.outcomes]
    completing = {outcome.id for outcome in pathway.outcomes if outcome.completes}
    first: list[int] = []
    last: list[int] = []
    away: list[float] = []
    up_to: list[float] = []
    share: list[float] = []
    key: list[int] = []
    for node in nodes:
        leaving = [edge for edge in edges if edge.start == node]
        shares = [edge.share.value for edge in leaving if edge.share]
        is_level = pathway.is_level(node)
        total = sum(shares) if is_level else 1.0
        first.append(len(share))
        share += [value / total for value in shares]
        up_to += accumulate(value / total for value in shares)
        if is_level and up_to[first[-1] :]:
            up_to[-1] = math.inf  # whatever rounding left over
        last.append(len(share))
        away.append(0.0 if is_level else max(0.0, 1.0 - sum(shares)))
        ends = [edge.to for edge in leaving]
        key += [
            word_of(f"transition:{node}>{to}#{ends[:i].count(to)}") for i, to in enumerate(ends)
        ]
    for i, outcome in enumerate(pathway.outcomes, start=len(pathway.levels)):
        if outcome.returns and first[i] == last[i] and COMMUNITY in nodes:
            community = nodes.index(COMMUNITY)
            first[i], last[i], away[i] = first[community], last[community], away[community]
    places = [scenario.places_of(level.id) for level in pathway.levels]
    completes = [
        1 << nodes.index(edge.start) if edge.kind is Kind.STEP_DOWN or edge.to in completing else 0
        for edge in edges
    ]
    return Network(
        places=ints(np.iinfo(np.int64).max if limit is None else limit for limit in places),
        first=ints(first),
        last=ints(last),
        away=np.array(away),
        up_to=np.array(up_to),
        share=np.array(share),
        to=ints(nodes.index(edge.to) for edge in edges),
        stay=ints(spread.add(edge.stay) for edge in edges if edge.stay),
        key=np.array(key, np.uint64),
        completes=np.array(completes, np.uint64),
        when=ints(compiler.add(edge.when) if compiler else NONE for edge in edges),
    )
