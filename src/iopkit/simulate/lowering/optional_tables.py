"""What only some scenarios have, as tables."""

from __future__ import annotations

import math
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

from iopkit.criteria.language.resolve import encode
from iopkit.model.assessment import NumberFact, OrdinalFact
from iopkit.model.criterion import facts_in
from iopkit.model.simulation.capacity_schedule import Displaces
from iopkit.simulate.kernel.tables import NONE, InitialState, Ints, OptionalTables, Progress, ints
from iopkit.simulate.lowering.arrivals import DAYS_IN_WEEK, in_turn
from iopkit.simulate.lowering.criteria import CLOCK
from iopkit.simulate.lowering.departures import DISPLACED, GAVE_UP
from iopkit.simulate.lowering.draw_keys import word_of
from iopkit.simulate.lowering.network import ways

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.model.assessment import Fact
    from iopkit.model.level import Level
    from iopkit.model.rule import Rule
    from iopkit.model.simulation import census
    from iopkit.model.simulation.capacity_schedule import CapacitySchedule
    from iopkit.model.simulation.fact_change import FactChange
    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.lowering.criteria import Compiler
    from iopkit.simulate.lowering.distributions import DistributionTable
    from iopkit.simulate.lowering.numbering import Nodes

UNLIMITED: Final = np.iinfo(np.int64).max


def extras(  # noqa: PLR0913, PLR0917  what lowering has collected so far
    scenario: Scenario,
    nodes: Nodes,
    facts: Sequence[Fact],
    spread: DistributionTable,
    compiler: Compiler,
    rules: Sequence[int],
    *,
    by_rules: bool,
) -> OptionalTables | None:
    """Return what only some scenarios have; None when this one does not.

    Parameters
    ----------
    scenario
        What is simulated.
    nodes
        Its nodes and moves.
    facts
        The facts that criteria need.
    spread
        Collects distributions.
    compiler
        Has collected all criteria.
    rules
        How many rules the queue of each level has; they are the first criteria.
    by_rules
        Whether criteria are asked outside queues, and reviews held.
    """
    levels = scenario.pathway.levels
    calendars = [calendar_of(scenario, level) for level in levels]
    reviewed = _reviewed(levels, nodes) if by_rules else set()
    is_special = (
        scenario.census is not None
        or any(calendars)
        or any(level.queue is not None or level.intake is not None for level in levels)
        or any(edge.hold for edge in nodes.edges)
        or bool(reviewed)
    )
    if not is_special:
        return None
    ends = np.cumsum([0, *rules])
    queues = [level.queue for level in levels]
    patience = [None if queue is None else queue.patience for queue in queues]
    intakes = [level.intake for level in levels]
    clocks = _Clocks()
    for number, (level, change) in enumerate(zip(levels, calendars, strict=True)):
        if change is not None:
            clocks.changing(number, change)
        intake = level.intake
        if intake is not None and intake.every is not None:
            clocks.starting(number, intake.first_day, intake.every)
    found = ways(nodes)
    progress = _Progress()
    for level in levels:
        progress.add(level.progress if by_rules else (), facts, spread)
    return OptionalTables(
        hold=ints(
            [edge.hold for edge in nodes.edges] + [0] * (len(nodes.moves) - len(nodes.edges))
        ),
        rule_first=ends[:-1].astype(np.int64),
        rule_last=ends[1:].astype(np.int64),
        patience=ints(NONE if how is None else spread.add(how) for how in patience),
        patience_key=np.array([word_of(f"patience:{level.id}") for level in levels], np.uint64),
        gives_up=_moves(nodes, GAVE_UP),
        size=ints(0 if i is None or i.size is None else i.size for i in intakes),
        by_date=ints(i is not None and i.every is not None for i in intakes),
        displaces=ints(0 if c is None else _DISPLACES[c.displaces] for c in calendars),
        displaced=_moves(nodes, DISPLACED),
        clock_level=ints(clocks.level),
        clock_first=ints(clocks.first),
        clock_last=ints(clocks.last),
        clock_start=np.array(clocks.start, np.float64),
        clock_every=np.array(clocks.every, np.float64),
        step_day=np.array([day for day, _ in clocks.steps], np.float64),
        step_places=ints(places for _, places in clocks.steps),
        review=np.array(
            [
                level.review.value if level.review and level.id in reviewed else math.inf
                for level in levels
            ],
            np.float64,
        ),
        review_first=found.last[: len(levels)],
        review_last=found.review_last[: len(levels)],
        progress=progress.table(),
        present=_present(scenario, nodes, compiler),
    )


def asked(level: Level, *, by_rules: bool) -> list[Rule]:
    """Return the rules of a level's queue that are asked: on shares alone those without facts."""
    if level.queue is None:
        return []
    return [
        rule
        for rule in level.queue.first
        if by_rules or all(fact in CLOCK for fact in facts_in(rule.criterion))
    ]


_DISPLACES: Final = {None: 0, Displaces.LAST: 1, Displaces.FIRST: 2}


def _reviewed(levels: Sequence[Level], nodes: Nodes) -> set[str]:
    """Return the levels where a review can change anything."""
    leaving = {edge.start for edge in nodes.edges if edge.at_review}
    return {
        level.id
        for level in levels
        if level.review is not None and (level.progress or level.id in leaving)
    }


def calendar_of(scenario: Scenario, level: Level) -> CapacitySchedule | None:
    """Return the calendar of a level, unless the scenario states its places.

    One of a week starts on the weekday on which the run does.
    """
    calendar = None if level.id in scenario.places else level.calendar
    if calendar is None or scenario.starts is None or calendar.period != DAYS_IN_WEEK:
        return calendar
    weekday = scenario.starts.weekday()
    steps = sorted(
        (((day - weekday) % DAYS_IN_WEEK, places) for day, places in calendar.steps),
        key=itemgetter(0),
    )
    if steps[0][0] > 0:
        steps.insert(0, (0.0, steps[-1][1]))
    return attrs.evolve(calendar, steps=steps)


def places(scenario: Scenario) -> list[int]:
    """Return the places of each level at day 0; the largest int64 for no limit."""
    found = []
    for level in scenario.pathway.levels:
        limit = scenario.places_of(level.id)
        calendar = calendar_of(scenario, level)
        if calendar is not None and calendar.steps[0][0] == 0:
            limit = calendar.steps[0][1]
        found.append(UNLIMITED if limit is None else limit)
    return found


def _moves(nodes: Nodes, why: str) -> Ints:
    """Return the move of each level that happens for a reason, `NONE` where there is none."""
    found = {move.start: i for i, move in enumerate(nodes.moves) if move.why == why}
    return ints(found.get(level.id, NONE) for level in nodes.pathway.levels)


class _Clocks:
    """Collects calendars and the days of groups."""

    def __init__(self) -> None:
        self.level: list[int] = []
        self.first: list[int] = []
        self.last: list[int] = []
        self.start: list[float] = []
        self.every: list[float] = []
        self.steps: list[tuple[float, int]] = []

    def changing(self, level: int, calendar: CapacitySchedule) -> None:
        """Add a level's calendar."""
        first = len(self.steps)
        self.steps += [(day, UNLIMITED if n is None else n) for day, n in calendar.steps]
        self._add(level, first, 0.0, math.inf if calendar.period is None else calendar.period)

    def starting(self, level: int, first_day: float, every: float) -> None:
        """Add the days of a level's groups."""
        self._add(level, len(self.steps), first_day, every)

    def _add(self, level: int, first: int, start: float, every: float) -> None:
        self.level.append(level)
        self.first.append(first)
        self.last.append(len(self.steps))
        self.start.append(start)
        self.every.append(every)


class _Progress:
    """Collects how facts progress."""

    def __init__(self) -> None:
        self._first: list[int] = []
        self._last: list[int] = []
        self._rows: list[tuple[int, int, bool, float, float, int, int]] = []
        self._becomes: list[tuple[float, float]] = []

    def add(
        self, changes: Sequence[FactChange], facts: Sequence[Fact], spread: DistributionTable
    ) -> None:
        """Add the changes at one level; a fact that no criterion needs is left out."""
        numbers = {fact.id: i for i, fact in enumerate(facts)}
        self._first.append(len(self._rows))
        for change in changes:
            if change.fact not in numbers:
                continue
            fact = facts[numbers[change.fact]]
            first = len(self._becomes)
            up_to = accumulate(share for _, share in change.becomes)
            values = [encode(answer, fact) for answer, _ in change.becomes]
            self._becomes += zip(up_to, values, strict=True)
            by = NONE if change.by is None else spread.add(change.by)
            low, high, is_whole = _ends(fact)
            self._rows.append(
                (numbers[fact.id], by, is_whole, low, high, first, len(self._becomes))
            )
        self._last.append(len(self._rows))

    def table(self) -> Progress:
        """Return all of it as a table."""
        columns = list(zip(*self._rows, strict=True)) if self._rows else [()] * 7
        fact, by, whole, low, high, first, last = columns
        return Progress(
            change_first=ints(self._first),
            change_last=ints(self._last),
            change_fact=ints(fact),
            change_by=ints(by),
            change_whole=ints(whole),
            change_low=np.array(low, np.float64),
            change_high=np.array(high, np.float64),
            becomes_first=ints(first),
            becomes_last=ints(last),
            becomes_up_to=np.array([share for share, _ in self._becomes], np.float64),
            becomes_value=np.array([value for _, value in self._becomes], np.float64),
        )


def _ends(fact: Fact) -> tuple[float, float, bool]:
    """Return the ends that a fact never leaves, and whether it is whole."""
    match fact.type:
        case OrdinalFact(options):
            return 0.0, len(options) - 1.0, True
        case NumberFact(low=low, high=high, whole=whole):
            return (
                -math.inf if low is None else low,
                math.inf if high is None else high,
                whole,
            )
        case _:
            return -math.inf, math.inf, False


def _present(scenario: Scenario, nodes: Nodes, compiler: Compiler) -> InitialState:
    order = [] if scenario.census is None else in_turn(scenario.census)
    clients = [] if scenario.census is None else [scenario.census.clients[i] for i in order]
    completed = [sum(compiler.bit(level) for level in set(c.completed)) for c in clients]
    return InitialState(
        level=ints(nodes.node(client.level) for client in clients),
        waiting=ints(client.is_waiting for client in clients),
        since=np.array([client.days for client in clients], np.float64),
        care=np.array([_in_care_since(client) for client in clients], np.float64),
        completed=np.array(completed, np.uint64),
        number=ints(order),
    )


def _in_care_since(client: census.CurrentClient) -> float:
    """Return when the care of a client of the census began, infinite for who is not in care."""
    if client.days_in_care is not None:
        return -client.days_in_care
    return math.inf if client.is_waiting else -client.days
