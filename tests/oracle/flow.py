"""What a simulation does, written again from docs/explanation/simulation.md alone.

Event by event, on the names of the scenario; criteria are evaluated and clients placed one at a
time by `iopkit.criteria`, for a client as they are at the moment.
"""

import heapq
import math
from collections import defaultdict, deque
from collections.abc import Callable
from functools import partial
from itertools import count

from oracle.draws import (
    AFTERWARDS,
    chance,
    draw,
    exponential,
    keys_of,
    name_hash,
    splitmix,
    uniform,
)
from oracle.draws import part as chosen
from oracle.people import Person, Row
from oracle.rates import reached

from iopkit.criteria.evaluate import evaluate
from iopkit.criteria.place import place
from iopkit.criteria.verdict import Verdict
from iopkit.model.arrivals import PLACED, Arrivals, Dates
from iopkit.model.assessment import Value
from iopkit.model.client import Stay
from iopkit.model.outcome import COMMUNITY
from iopkit.model.scenario import Scenario
from iopkit.model.transition import Kind, Transition


class Flow:
    """One replication of a scenario. `rows` in the order that `iopkit.simulate.visits` states."""

    def __init__(self, scenario: Scenario, replication: int = 0) -> None:
        """Simulate."""
        self.scenario = scenario
        self.rows: list[Row] = []
        self.unplaced = self.stuck = 0
        self._block = chance(scenario.seed, replication)
        self._keys = keys_of([(edge.start, edge.to) for edge in scenario.pathway.transitions])
        self._by_rules = any(one.answers or one.to == PLACED for one in scenario.streams)
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()
        self._now = 0.0
        self._taken: defaultdict[str, int] = defaultdict(int)
        self._queues: defaultdict[str, deque[Person]] = defaultdict(deque)
        self._present: set[Person] = set()
        self._run()

    def _run(self) -> None:
        for stream in self.scenario.streams:
            self._expect(stream, 0)
        while self._events and self._events[0][0] <= self.scenario.days:
            self._now, _, event = heapq.heappop(self._events)
            event()
        ranks = {stream.id: i for i, stream in enumerate(self.scenario.streams)}
        for person in sorted(self._present, key=lambda one: (ranks[one.stream], one.number)):
            self._write(person, self.scenario.days, None)

    def _schedule(self, time: float, event: Callable[[], None]) -> None:
        heapq.heappush(self._events, (time, next(self._order), event))

    def _expect(self, stream: Arrivals, number: int) -> None:
        if isinstance(stream.when, Dates):
            time = stream.when.days[number] if number < len(stream.when.days) else math.inf
        else:
            first, _ = self._block(stream.id, number, 0)
            time = reached(stream.when, self._now, exponential(first))
        if time < math.inf:
            self._schedule(time, lambda: self._arrive(stream, number))

    def _arrive(self, stream: Arrivals, number: int) -> None:
        self._expect(stream, number + 1)
        person = Person(stream.id, number, self._facts(stream, number))
        level = self._placed(person) if stream.to == PLACED else stream.to
        if level:
            self._enter(person, level)
        else:
            self.unplaced += 1

    def _facts(self, stream: Arrivals, number: int) -> dict[str, Value]:
        _, second = self._block(stream.id, number, 0)
        facts: dict[str, Value] = {}
        for answer in stream.answers:
            words = splitmix(second ^ name_hash(f"fact:{answer.fact}"))
            if answer.amount is not None:
                facts[answer.fact] = draw(answer.amount, words)
            else:
                weighted = [(weight, option) for option, weight in answer.weights]
                facts[answer.fact] = chosen(weighted, uniform(next(words)))
        return facts

    def _placed(self, person: Person) -> str:
        placement = place(self.scenario.pathway, person.as_client(0.0, 0.0))
        assert placement.is_settled
        return placement.level

    def _enter(self, person: Person, level: str) -> None:
        person.visit += 1
        person.level, person.queued_at, person.started_at = level, self._now, None
        self._present.add(person)
        places = self.scenario.places_of(level)
        if places is None or self._taken[level] < places:
            self._begin(person)
        else:
            self._queues[level].append(person)

    def _begin(self, person: Person) -> None:
        self._taken[person.level] += 1
        person.started_at = self._now
        if person.care_began is None:
            person.care_began = self._now
        first, second = self._block(person.stream, person.number, person.visit)
        care = self._now - person.care_began
        plans = self._open(person, person.level, second, care)
        if not sum(share for share, _ in plans):
            self.stuck += 1
            return
        stay, edge = chosen(plans, uniform(first))
        self._schedule(self._now + stay, lambda: self._end(person, edge))

    def _open(
        self, person: Person, start: str, second: int, care: float | None
    ) -> list[tuple[float, tuple[float, Transition]]]:
        """Return shares, stays and transitions of what is open from here; None: out of care."""
        found = []
        for i, edge in enumerate(self.scenario.pathway.transitions):
            if edge.start != start or edge.share is None or edge.stay is None:
                continue
            stay = draw(edge.stay, splitmix(second ^ self._keys[i]))
            if self._by_rules and edge.when is not None:
                seen = person.as_client(stay, 0.0 if care is None else care + stay)
                verdict = evaluate(edge.when, seen, self.scenario.pathway.assessment)
                if verdict is not Verdict.MET:
                    assert verdict is Verdict.NOT_MET
                    continue
            found.append((edge.share.value, (stay, edge)))
        return found

    def _end(self, person: Person, edge: Transition) -> None:
        self._write(person, self._now, edge.to)
        self._present.remove(person)
        self._taken[person.level] -= 1
        if self._queues[person.level]:
            self._begin(self._queues[person.level].popleft())
        is_level = self.scenario.pathway.is_level(edge.to)
        completes = (
            edge.kind is Kind.STEP_DOWN
            if is_level
            else self.scenario.pathway.outcome(edge.to).completes
        )
        person.history.append(Stay(level=person.level, completed=completes))
        if is_level:
            self._enter(person, edge.to)
        else:
            self._leave(person, edge.to)

    def _leave(self, person: Person, outcome: str) -> None:
        pathway = self.scenario.pathway
        person.care_began, person.level = None, ""
        start = outcome
        if not pathway.leaving(outcome):
            if not pathway.outcome(outcome).returns:
                return
            start = COMMUNITY
        first, second = self._block(person.stream, person.number, person.visit + AFTERWARDS)
        returns = self._open(person, start, second, None)
        stays_away = 1 - sum(edge.share.value for edge in pathway.leaving(start) if edge.share)
        total = max(0.0, stays_away) + sum(share for share, _ in returns)
        added = 0.0
        for share, (away, edge) in returns:
            added += share
            if added > uniform(first) * total:
                self._schedule(self._now + away, partial(self._enter, person, edge.to))
                return

    def _write(self, person: Person, end: float, to: str | None) -> None:
        who = (person.stream, person.number, person.visit, person.level)
        self.rows.append(Row(*who, person.queued_at, person.started_at, end, to))
