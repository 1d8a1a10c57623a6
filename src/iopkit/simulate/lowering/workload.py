"""How much there is to simulate: an estimate before a run starts.

The estimate leaves criteria, queues and patience out: clients go by their shares, and nobody waits.
Where those make more of it, the budget of `iopkit.simulate.replication.budget` ends the run.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

from iopkit.model.outcome import COMMUNITY
from iopkit.model.simulation.arrivals import PLACED, Dates, Rate
from iopkit.model.simulation.flow import most_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.level import Level
    from iopkit.model.simulation.arrivals import ArrivalStream
    from iopkit.model.simulation.scenario import Scenario
    from iopkit.model.transition import Transition
    from iopkit.simulate.kernel.tables import Floats, Ints
    from iopkit.simulate.lowering.numbering import Nodes

STEPS: Final = 400
"""After how many moves of a client the rest is taken for a geometric series. [visits]"""

FEW: Final = 1e-9
"""Visits that are left out. [visits]"""

MOST: Final = 1e100
"""More clients than this are not told apart, so that their sum is still a number. [clients]"""

SIMILAR: Final = 10
"""A level with a tenth as many visits as the busiest is named beside it. [1]"""

STAYS_OF_A_CLIENT: Final = 50.0
"""Fewer stays than this of each client are no reason by themselves for there being many. [1]"""

SHOWN: Final = 6
"""How many levels are named at most."""


@attrs.frozen
class WorkloadPart:
    """Some of the events of a replication.

    Parameters
    ----------
    events
        How many are expected.
    what
        What they are, in words.
    cure
        What would make fewer of them, in words.
    cause
        How many events each of them brings about, itself included. [1]
    """

    events: float
    what: str
    cure: str
    cause: float = 1.0


@attrs.frozen(kw_only=True)
class Workload:
    """The events that are expected of one replication, by where they come from.

    Parameters
    ----------
    parts
        What happens.
    """

    parts: tuple[WorkloadPart, ...]

    @property
    def events(self) -> float:
        """How many events are expected in one replication; infinite for more than can be told."""
        return math.fsum(part.events for part in self.parts)

    @property
    def most(self) -> WorkloadPart:
        """What most of it is, or comes of."""
        return max(self.parts, key=lambda part: part.events * part.cause)

    @classmethod
    def of(cls, scenario: Scenario, nodes: Nodes, *, by_rules: bool) -> Workload:
        """Return what is expected of a scenario."""
        visits, stays = _visits(scenario, nodes)
        parts = [*_comings(scenario), *_clocks(scenario), *_stays(visits, nodes)]
        if by_rules:
            parts += _reviews(scenario, nodes, visits, stays)
        return cls(parts=tuple(parts))


def expected_arrivals(stream: ArrivalStream, days: float) -> float:
    """Return how many clients of a stream are expected in some time.

    >>> from iopkit.model.simulation.arrivals import ArrivalStream, Rate
    >>> expected_arrivals(ArrivalStream(id="w", to="iop", when=Rate.weekly((1,) * 5 + (0, 0))), 10)
    8.0
    """
    if isinstance(stream.when, Dates):
        return float(sum(day <= days for day in stream.when.days))
    rate, period = stream.when, stream.when.period
    if period is None or period >= days:
        return _clients(rate, days)
    cycles = math.floor(days / period)
    return cycles * _clients(rate, period) + _clients(rate, days - cycles * period)


def _clients(rate: Rate, until: float) -> float:
    """Return the clients of the steps of a rate up to some day, before they come again."""
    ends = [*(day for day, _ in rate.steps[1:]), math.inf]
    return sum(
        max(min(end, until) - day, 0.0) * number
        for (day, number), end in zip(rate.steps, ends, strict=True)
    )


def _visits(scenario: Scenario, nodes: Nodes) -> tuple[Floats, Floats]:
    """Return how often each node is expected to be entered, and how long clients stay there.

    A stay of mean m ends within the time T in about exp(-m / T) of all cases: that turns the sum
    over all later visits, which nothing would bound where clients never leave, into one over those
    of the time that is simulated.
    """
    size, days = len(nodes.numbers), scenario.days
    edges = _shared(nodes)
    start = np.array([nodes.node(edge.start) for edge in edges], np.int64)
    to = np.array([nodes.node(edge.to) for edge in edges], np.int64)
    share = np.array([edge.share.value for edge in edges if edge.share], np.float64)
    stay = np.array([edge.stay.mean() for edge in edges if edge.stay], np.float64)
    total = np.bincount(start, weights=share, minlength=size)
    total[len(scenario.pathway.levels) :] = 1.0  # the rest of those are the ones who stay away
    share = share / np.where(total > 0.0, total, 1.0)[start]
    days_there = np.bincount(start, weights=share * np.minimum(stay, days), minlength=size)
    mean = days_there.astype(np.float64)
    kept, via = share * np.exp(-stay / days), _via(scenario, nodes, start)
    here = np.minimum(_entering(scenario, nodes), MOST)
    visits, later, early, late = here.copy(), np.zeros(size), 0.0, 0.0
    for step in range(STEPS):
        leaving = np.bincount(via, weights=here, minlength=size)
        here = np.bincount(to, weights=leaving[start] * kept, minlength=size).astype(np.float64)
        visits += here
        late = float(here.sum())
        if not late > FEW:
            return visits, mean
        if step == STEPS // 2:
            early = late
        elif step > STEPS // 2:
            later += here
    ratio = min((late / early) ** (1 / (STEPS - 1 - STEPS // 2)), 1.0)
    rest = math.inf if ratio == 1.0 else late * ratio / (1.0 - ratio)
    visits[later > 0.0] += later[later > 0.0] / later.sum() * rest
    return visits, mean


def _via(scenario: Scenario, nodes: Nodes, start: Ints) -> Ints:
    """Return the node whose transitions clients take at each: most outcomes lead back from one."""
    via = np.arange(len(nodes.numbers))
    leaving = set(start.tolist())
    for outcome in scenario.pathway.outcomes:
        number = nodes.node(outcome.id)
        if outcome.returns and number not in leaving and COMMUNITY in nodes.numbers:
            via[number] = nodes.node(COMMUNITY)
    return via


def _entering(scenario: Scenario, nodes: Nodes) -> Floats:
    """Return how many clients come to each node from outside; those placed to all levels alike."""
    found = np.zeros(len(nodes.numbers))
    n_levels = len(scenario.pathway.levels)
    for stream in scenario.streams:
        number = expected_arrivals(stream, scenario.days)
        if stream.to == PLACED:
            found[:n_levels] += number / n_levels
        else:
            found[nodes.node(stream.to)] += number
    for client in () if scenario.census is None else scenario.census.clients:
        found[nodes.node(client.level)] += 1
    return found


def _comings(scenario: Scenario) -> Iterator[WorkloadPart]:
    for stream in scenario.streams:
        number = expected_arrivals(stream, scenario.days)
        what = f"clients who come by '{stream.id}'"
        yield WorkloadPart(number, what, "let fewer come", cause=STAYS_OF_A_CLIENT)
        if isinstance(stream.when, Rate) and stream.when.period is not None:
            steps = len(stream.when.steps) * scenario.days / stream.when.period
            yield WorkloadPart(
                steps, f"steps of the rate of '{stream.id}'", "give it a longer period"
            )


def _clocks(scenario: Scenario) -> Iterator[WorkloadPart]:
    for level in scenario.pathway.levels:
        calendar, intake = level.calendar, level.intake
        if calendar is not None and calendar.period is not None:
            steps = len(calendar.steps) * scenario.days / calendar.period
            what = f"steps of the calendar of '{level.id}'"
            yield WorkloadPart(steps, what, "give it a longer period")
        if intake is not None and intake.every is not None:
            what = f"days on which groups begin at '{level.id}'"
            yield WorkloadPart(scenario.days / intake.every, what, "let them begin less often")


def _stays(visits: Floats, nodes: Nodes) -> Iterator[WorkloadPart]:
    """Yield the ends of stays; of levels between which clients go round, together."""
    known = {name: float(visits[nodes.node(name)]) for name in {e.start for e in _shared(nodes)}}
    most = max(known.values(), default=0.0)
    busy = [name for name in nodes.numbers if known.get(name, 0.0) * SIMILAR >= most > 0.0]
    inside = sum(known[name] for name in busy)
    names = ", ".join(f"'{name}'" for name in busy[:SHOWN]) + (", ..." if busy[SHOWN:] else "")
    yield WorkloadPart(inside, f"stays at {names}", "give stays and returns there more time")
    yield WorkloadPart(sum(known.values()) - inside, "stays elsewhere", "give stays more time")


def _shared(nodes: Nodes) -> list[Transition]:
    return [edge for edge in nodes.edges if edge.share and edge.stay]


def _reviews(
    scenario: Scenario, nodes: Nodes, visits: Floats, stays: Floats
) -> Iterator[WorkloadPart]:
    leaving = {edge.start for edge in nodes.edges if edge.at_review}
    for level in scenario.pathway.levels:
        if level.review is None or not (level.progress or level.id in leaving):
            continue
        node, places = nodes.node(level.id), _most_places(scenario, level)
        days = min(float(visits[node] * stays[node]), places * scenario.days)
        cure = "let clients be reviewed less often"
        yield WorkloadPart(days / level.review.value, f"reviews at '{level.id}'", cure)


def _most_places(scenario: Scenario, level: Level) -> float:
    stated = level.id in scenario.places
    most = scenario.places[level.id] if stated else most_places(level)
    return math.inf if most is None else float(most)
