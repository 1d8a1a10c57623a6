"""From a scenario to tables: the one place where names become numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.errors import ScenarioError
from iopkit.model.arrivals import PLACED
from iopkit.model.criterion import And, Not, facts_in
from iopkit.simulate.compile import CLOCK, Compiler
from iopkit.simulate.key import stream_word
from iopkit.simulate.network import network
from iopkit.simulate.spreads import Spreads
from iopkit.simulate.streams import streams_table
from iopkit.simulate.tables import Codes, Tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from iopkit.model.arrivals import Arrivals
    from iopkit.model.assessment import Fact
    from iopkit.model.criterion import Criterion
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.scenario import Scenario
    from iopkit.model.transition import Transition

MOST_NODES: Final = 63  # levels and the transitions of a node are bits of a word


@attrs.frozen(kw_only=True)
class Lowered:
    """A scenario as numbers, and what the numbers mean.

    Parameters
    ----------
    tables
        What the kernel reads.
    codes
        The compiled criteria; None when clients have no facts and move on shares alone.
    levels, outcomes
        Names of the nodes: levels first. Their index is the node's number.
    edges
        The transition of each edge.
    streams
        Names of the streams.
    """

    tables: Tables
    codes: Codes | None
    levels: tuple[str, ...]
    outcomes: tuple[str, ...]
    edges: tuple[Transition, ...]
    streams: tuple[str, ...]


def lower(scenario: Scenario) -> Lowered:
    """Return a scenario as tables.

    Raises
    ------
    ScenarioError
        When the scenario cannot be simulated: nobody arrives, a level that clients reach has no
        shares, facts that criteria need are not given, or there are too many levels.
    """
    pathway, streams = scenario.pathway, scenario.streams
    levels = tuple(level.id for level in pathway.levels)
    outcomes = tuple(outcome.id for outcome in pathway.outcomes)
    edges = _edges(pathway, (*levels, *outcomes))
    _check(scenario, edges)
    spread = Spreads()
    by_rules = any(stream.answers or stream.to == PLACED for stream in streams)
    facts = _facts(pathway, streams) if by_rules else ()
    compiler = Compiler(
        pathway.assessment,
        {fact.id: i for i, fact in enumerate(facts)},
        {level: i for i, level in enumerate(levels)},
    )
    nodes_and_edges = network(scenario, edges, spread, compiler if by_rules else None)
    arriving = streams_table(streams, levels, facts, spread)
    places = any(stream.to == PLACED for stream in streams)
    placing = _placing(pathway, compiler) if places else []
    codes = compiler.codes(placing) if by_rules else None
    return Lowered(
        tables=Tables(nodes_and_edges, spread.table(), arriving),
        codes=codes,
        levels=levels,
        outcomes=outcomes,
        edges=edges,
        streams=tuple(stream.id for stream in streams),
    )


def _edges(pathway: Pathway, nodes: Sequence[str]) -> tuple[Transition, ...]:
    """Return the transitions that are simulated, by the node they leave."""
    return tuple(
        edge for node in nodes for edge in pathway.leaving(node) if edge.share and edge.stay
    )


def _check(scenario: Scenario, edges: Sequence[Transition]) -> None:
    pathway, streams = scenario.pathway, scenario.streams
    if not streams:
        raise ScenarioError(
            f"nobody arrives: pathway '{pathway.id}' has no arrivals, so there is nothing to "
            "simulate; say who comes under 'arrivals'"
        )
    if len(pathway.levels) > MOST_NODES:
        raise ScenarioError(f"{len(pathway.levels)} levels; at most {MOST_NODES} can be simulated")
    reached = {stream.to for stream in streams} | {edge.to for edge in edges}
    everywhere = PLACED in reached
    for level in pathway.levels:
        leaving = [edge for edge in edges if edge.start == level.id]
        if not leaving and (everywhere or level.id in reached):
            raise ScenarioError(
                f"clients reach level '{level.id}' and could never leave it: none of its "
                "transitions has a share and a stay"
            )
        if len(leaving) > MOST_NODES:
            raise ScenarioError(
                f"{len(leaving)} transitions leave '{level.id}'; at most {MOST_NODES} can be "
                "simulated"
            )
    trapped = _trapped(edges, pathway.levels)
    if trapped:
        raise ScenarioError(
            f"clients would move for ever without time passing between {', '.join(trapped)}: every "
            "stay there is 0 days; give one a length"
        )
    keys = {stream_word(stream.id) for stream in streams}
    if len(keys) < len(streams):
        raise ScenarioError("two arrival streams share a key of chance; give one another name")


def _trapped(edges: Sequence[Transition], levels: Sequence[Level]) -> list[str]:
    """Return the levels from where clients would move for ever without time passing."""
    taken = [edge for edge in edges if edge.share and edge.share.value > 0]
    nodes = {level.id for level in levels}
    quick = {node: [e.to for e in taken if e.start == node] for node in nodes}
    # care ends, or time passes, or the next level is one where it does
    safe = {edge.start for edge in taken if edge.to not in nodes or not _is_always_zero(edge)}
    while more := {n for n in nodes - safe if not quick[n] or safe.intersection(quick[n])}:
        safe |= more
    return [level.id for level in levels if level.id not in safe]


def _is_always_zero(edge: Transition) -> bool:
    return edge.stay is not None and edge.stay.mean() == 0


def _facts(pathway: Pathway, streams: Sequence[Arrivals]) -> tuple[Fact, ...]:
    """Return the facts that open criteria need, all of which every stream must give."""
    needed: dict[str, str] = {}
    for where, criterion in _open_criteria(pathway, streams):
        for fact in facts_in(criterion):
            if fact not in CLOCK:
                needed.setdefault(fact, where)
    missing = "".join(_not_given(stream, needed) for stream in streams)
    if missing:
        raise ScenarioError(
            "clients move by the rules, since a stream is placed or gives facts; then every stream "
            f"must give every fact that a criterion asks for:{missing}\n"
            "say how they are spread in the stream's 'facts', or remove the stream"
        )
    return tuple(pathway.assessment.fact(name) for name in needed)


def _not_given(stream: Arrivals, needed: Mapping[str, str]) -> str:
    given = {answer.fact for answer in stream.answers}
    facts = [f"'{fact}' (for {where})" for fact, where in needed.items() if fact not in given]
    return f"\n  stream '{stream.id}' does not give {', '.join(facts)}" if facts else ""


def _open_criteria(
    pathway: Pathway, streams: Sequence[Arrivals]
) -> Iterator[tuple[str, Criterion]]:
    """Yield every criterion that a simulation by the rules asks, and where it stands."""
    for edge in pathway.transitions:
        if edge.when is not None and edge.share is not None:
            yield f"the transition from '{edge.start}' to '{edge.to}'", edge.when
    if any(stream.to == PLACED for stream in streams):
        for level in pathway.levels:
            for rule in level.admit:
                yield f"the admission to '{level.id}'", rule.criterion
        for floor in pathway.floors:
            yield f"the floor at '{floor.level}'", floor.criterion


def _placing(pathway: Pathway, compiler: Compiler) -> list[tuple[int, int, int, int, int]]:
    ranks = sorted({level.rank for level in pathway.levels})
    numbers = [level.id for level in pathway.levels]
    rows = []
    for level in pathway.by_rank():
        admission = compiler.add(_admission(pathway, level))
        preferences = [compiler.add(rule.criterion) for rule in level.admit if rule.prefer]
        first = preferences[0] if preferences else 0
        rank = ranks.index(level.rank)
        rows.append((numbers.index(level.id), rank, admission, first, first + len(preferences)))
    return rows


def _admission(pathway: Pathway, level: Level) -> Criterion | None:
    higher = [
        Not(floor.criterion)
        for floor in pathway.floors
        if pathway.level(floor.level).rank > level.rank
    ]
    rules = [rule.criterion for rule in level.admit if not rule.prefer]
    return And([*higher, *rules]) if higher or rules else None
