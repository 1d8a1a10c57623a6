"""Whether a scenario can be simulated at all."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from iopkit.diagnostics.catalogue.scenarios import (
    ARRIVALS_TOO_OFTEN,
    CALENDAR_TOO_OFTEN,
    EVENTS_EXPECTED,
    GROUPS_TOO_OFTEN,
    LEAVING_TOO_MANY,
    NEVER_LEAVING,
    NOTHING_TO_SIMULATE,
    REVIEWS_TOO_OFTEN,
    STREAMS_SHARE_A_KEY,
    TIMELESS_CIRCLE,
)
from iopkit.errors import ScenarioError
from iopkit.model.simulation.arrivals import PLACED, Rate
from iopkit.simulate.lowering.draw_keys import stream_word
from iopkit.simulate.lowering.workload import Workload

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iopkit.diagnostics.kind import DiagnosticKind
    from iopkit.model.level import Level
    from iopkit.model.simulation.scenario import Scenario
    from iopkit.model.transition import Transition
    from iopkit.simulate.lowering.numbering import Nodes

MOST_EVENTS: Final = 1_000_000_000
"""Events of one replication; an assumption: minutes of one core, thirty times a whole country."""

READABLE: Final = 1e12
"""From here on a number is told by its power of ten."""

MOST_LEAVING: Final = 63
"""Transitions that leave a node; by the rules, those that are open are bits of a word."""

SHORTEST: Final = 0.001
"""Time until reviews, groups, calendars or rates come again; below it, rounding could let time
stand still. [days]"""


def check(scenario: Scenario, nodes: Nodes, *, by_rules: bool) -> float:
    """Return how many events are expected, or refuse a scenario that cannot be simulated to an end.

    Raises
    ------
    ScenarioError
        Names what is wrong and what to do.
    """
    pathway, streams = scenario.pathway, scenario.streams
    if not streams and scenario.census is None:
        raise ScenarioError(NOTHING_TO_SIMULATE(pathway=pathway.id))
    reached = {stream.to for stream in streams} | {move.to for move in nodes.moves}
    if scenario.census is not None:
        reached |= {client.level for client in scenario.census.clients}
    leaving = Counter(edge.start for edge in nodes.edges if not edge.at_review)
    reviewed = {edge.start for edge in nodes.edges if edge.at_review}  # by the rules only
    for level in pathway.levels:
        is_way_out = leaving[level.id] or level.id in reviewed
        if not is_way_out and (PLACED in reached or level.id in reached):
            raise ScenarioError(NEVER_LEAVING(level=level.id))
        if by_rules and leaving[level.id] > MOST_LEAVING:
            raise ScenarioError(
                LEAVING_TOO_MANY(level=level.id, number=leaving[level.id], most=MOST_LEAVING)
            )
        every = None if level.intake is None else level.intake.every
        review = None if level.review is None else level.review.value
        again = None if level.calendar is None else level.calendar.period
        _refuse_too_often(review, REVIEWS_TOO_OFTEN, level=level.id)
        _refuse_too_often(every, GROUPS_TOO_OFTEN, level=level.id)
        _refuse_too_often(again, CALENDAR_TOO_OFTEN, level=level.id)
    for stream in streams:
        period = stream.when.period if isinstance(stream.when, Rate) else None
        _refuse_too_often(period, ARRIVALS_TOO_OFTEN, stream=stream.id)
    trapped = _trapped(nodes.edges, pathway.levels)
    if trapped:
        raise ScenarioError(TIMELESS_CIRCLE(levels=tuple(trapped)))
    keys = {stream_word(stream.id) for stream in streams}
    if len(keys) < len(streams):
        raise ScenarioError(STREAMS_SHARE_A_KEY())
    workload = Workload.of(scenario, nodes, by_rules=by_rules)
    if not workload.events <= MOST_EVENTS:
        most = workload.most
        raise ScenarioError(
            EVENTS_EXPECTED(
                days=scenario.days,
                events=_told(workload.events),
                most=MOST_EVENTS,
                part=most.what,
                cure=most.cure,
            )
        )
    return workload.events


def _told(events: float) -> str:
    """Return a number that nobody could count."""
    if not math.isfinite(events):
        return "endlessly many"
    return f"about {events:,.0f}" if events < READABLE else f"about {events:.0e}"


def _refuse_too_often(interval: float | None, kind: DiagnosticKind, **whose: str) -> None:
    if interval is not None and interval < SHORTEST:
        raise ScenarioError(kind(least=SHORTEST, **whose))


def _trapped(edges: Iterable[Transition], levels: Sequence[Level]) -> list[str]:
    """Return the levels from where clients would move for ever without time passing."""
    nodes = {level.id for level in levels}
    quick: defaultdict[str, list[str]] = defaultdict(list)
    coming: defaultdict[str, list[str]] = defaultdict(list)
    safe: set[str] = set()
    for edge in edges:
        if edge.share and edge.share.value > 0:
            quick[edge.start].append(edge.to)
            coming[edge.to].append(edge.start)
            # care ends, or time passes, or the next level is one where it does
            if edge.to not in nodes or not _is_always_zero(edge):
                safe.add(edge.start)
    safe |= {node for node in nodes if not quick[node]}
    found = list(safe)
    while found:
        more = {start for start in coming[found.pop()] if start not in safe}
        safe |= more
        found += more
    return [level.id for level in levels if level.id not in safe]


def _is_always_zero(edge: Transition) -> bool:
    return edge.stay is not None and edge.stay.mean() == 0
