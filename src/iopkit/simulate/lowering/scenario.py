"""From a scenario to tables: the one place where names become numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.model.criterion import And, Not
from iopkit.model.simulation.census import CENSUS
from iopkit.model.simulation.flow import Flow, Routing
from iopkit.simulate.kernel.tables import NONE, Codes, OptionalTables, Tables
from iopkit.simulate.lowering.arrivals import streams_table
from iopkit.simulate.lowering.criteria import Compiler
from iopkit.simulate.lowering.distributions import DistributionTable
from iopkit.simulate.lowering.ledger import Ledger
from iopkit.simulate.lowering.network import network
from iopkit.simulate.lowering.numbering import Nodes
from iopkit.simulate.lowering.optional_tables import asked, extras, places
from iopkit.simulate.lowering.required_facts import needed_facts
from iopkit.simulate.lowering.scenario_checks import check

if TYPE_CHECKING:
    from iopkit.model.assessment import Fact
    from iopkit.model.criterion import Criterion
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.simulation.scenario import Scenario
    from iopkit.model.transition import Transition
    from iopkit.simulate.lowering.departures import DepartureKind


@attrs.frozen(kw_only=True)
class LoweredScenario:
    """A scenario as numbers, and what the numbers mean.

    Parameters
    ----------
    tables
        What the kernel reads.
    codes
        The compiled criteria; None when none is asked.
    extras
        What only some scenarios have; None when this one does not.
    places
        Places of each level at day 0; the largest int64 for no limit. (n_levels,) [clients]
    levels, outcomes
        Names of the nodes: levels first. Their index is the node's number.
    edges
        The transition of each edge.
    moves
        Every way in which a visit can end: the edges, then giving up and being displaced.
    streams
        Names of the streams; `census` last where there is one.
    routing
        How clients move.
    facts
        The facts that criteria ask for, in the order of their columns; none on shares alone.
    not_asked
        Rules of queues that are left out, since on shares alone nobody has facts.
    ledger
        What the figures must know beside the visits: places, money, staff.
    events
        How many events are expected in one replication, if clients go by their shares and nobody
        waits.
    """

    tables: Tables
    codes: Codes | None
    extras: OptionalTables | None
    places: tuple[int, ...]
    levels: tuple[str, ...]
    outcomes: tuple[str, ...]
    edges: tuple[Transition, ...]
    moves: tuple[DepartureKind, ...]
    streams: tuple[str, ...]
    routing: Routing
    facts: tuple[Fact, ...]
    not_asked: int
    ledger: Ledger
    events: float


def lower(scenario: Scenario) -> LoweredScenario:
    """Return a scenario as tables.

    Raises
    ------
    ScenarioError
        When the scenario cannot be simulated: nobody arrives, a level that clients reach has no
        shares, facts that criteria need are not given, or there are too many of something.
    """
    pathway, streams = scenario.pathway, scenario.streams
    flow = Flow(pathway=pathway, streams=streams, census=scenario.census)
    by_rules = flow.by_rules
    nodes = Nodes.of(flow)
    events = check(scenario, nodes, by_rules=by_rules)
    facts = needed_facts(scenario, flow) if by_rules else ()
    spread = DistributionTable()
    compiler = Compiler(pathway.assessment, {fact.id: i for i, fact in enumerate(facts)})
    rules = [asked(level, by_rules=by_rules) for level in pathway.levels]
    for rule in (rule for some in rules for rule in some):
        compiler.add(rule.criterion)
    when = [compiler.add(edge.when) if by_rules else NONE for edge in nodes.edges]
    placing = _placing(pathway, compiler) if flow.is_placing else []
    lengths = [len(some) for some in rules]
    more = extras(scenario, nodes, facts, spread, compiler, lengths, by_rules=by_rules)
    levels = tuple(level.id for level in pathway.levels)
    arriving = streams_table(scenario, levels, facts, spread)
    census = () if scenario.census is None else (CENSUS,)
    is_asking = by_rules or compiler.n_criteria > 0
    return LoweredScenario(
        tables=Tables(network(nodes, spread, compiler, when), spread.table(), arriving),
        codes=compiler.codes(placing, on_shares=not by_rules) if is_asking else None,
        extras=more,
        places=tuple(places(scenario)),
        levels=levels,
        outcomes=tuple(outcome.id for outcome in pathway.outcomes),
        edges=nodes.edges,
        moves=nodes.moves,
        streams=tuple(stream.id for stream in streams) + census,
        routing=Routing.RULES if by_rules else Routing.PROBABILISTIC,
        facts=facts,
        not_asked=sum(len(lv.queue.first) for lv in pathway.levels if lv.queue) - sum(lengths),
        ledger=Ledger.of(scenario),
        events=events,
    )


def _placing(pathway: Pathway, compiler: Compiler) -> list[tuple[int, int, int, int, int]]:
    ranks = sorted({level.rank for level in pathway.levels})
    numbers = {level.id: i for i, level in enumerate(pathway.levels)}
    rows = []
    for level in pathway.by_rank():
        admission = compiler.add(_admission(pathway, level))
        preferences = [compiler.add(rule.criterion) for rule in level.admit if rule.prefer]
        first = preferences[0] if preferences else 0
        rank = ranks.index(level.rank)
        rows.append((numbers[level.id], rank, admission, first, first + len(preferences)))
    return rows


def _admission(pathway: Pathway, level: Level) -> Criterion | None:
    higher = [
        Not(floor.criterion)
        for floor in pathway.floors
        if pathway.level(floor.level).rank > level.rank
    ]
    rules = [rule.criterion for rule in level.admit if not rule.prefer]
    return And([*higher, *rules]) if higher or rules else None
