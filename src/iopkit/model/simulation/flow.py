"""How clients flow through a pathway when it is simulated."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from iopkit.model.criterion import facts_in
from iopkit.model.outcome import COMMUNITY
from iopkit.model.simulation.arrivals import PLACED, Rate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.criterion import Criterion
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.simulation.arrivals import ArrivalStream
    from iopkit.model.simulation.census import Census
    from iopkit.model.transition import Transition


class Routing(StrEnum):
    """How clients find their way: by probabilities alone, or by what is true of each of them."""

    PROBABILISTIC = "probabilistic"
    RULES = "rules"

    @property
    def words(self) -> str:
        """What people call it."""
        return "shares alone" if self is Routing.PROBABILISTIC else "by the rules"


@attrs.frozen(kw_only=True)
class Flow:
    """Who comes to a pathway, and what is asked and done on their way.

    Parameters
    ----------
    pathway
        Where they come to.
    streams
        Those who come.
    census
        Those who are there already; None for nobody.
    """

    pathway: Pathway
    streams: tuple[ArrivalStream, ...] = attrs.field(converter=tuple["ArrivalStream", ...])
    census: Census | None = None

    @property
    def by_rules(self) -> bool:
        """Whether clients move by the rules, and not on shares alone: somebody has facts."""
        known = () if self.census is None else self.census.clients
        return any(client.facts for client in known) or any(
            stream.answers or stream.people or stream.to == PLACED for stream in self.streams
        )

    @property
    def is_placing(self) -> bool:
        """Whether somebody is placed on arrival."""
        return any(stream.to == PLACED for stream in self.streams)

    def moves(self) -> tuple[Transition, ...]:
        """Return the transitions that can be taken, by what they leave in the order of the file.

        Those with a share come first, then those at review, which are held by the rules only.
        """
        names = [level.id for level in self.pathway.levels]
        names += [outcome.id for outcome in self.pathway.outcomes]
        leaving: dict[str, tuple[list[Transition], list[Transition]]] = {
            name: ([], []) for name in names
        }
        is_reviewing = self.by_rules
        for move in self.pathway.transitions:
            if move.at_review and is_reviewing:
                leaving[move.start][1].append(move)
            elif move.share and move.stay:
                leaving[move.start][0].append(move)
        return tuple(move for name in names for some in leaving[name] for move in some)

    def criteria(self) -> Iterator[tuple[str, Criterion]]:
        """Yield every criterion that is asked, and where it stands."""
        yield from self._in_care()
        for level in self.pathway.levels if self.is_placing else ():
            for rule in level.admit:
                yield f"the admission to '{level.id}'", rule.criterion
        for floor in self.pathway.floors if self.is_placing else ():
            yield f"the floor at '{floor.level}'", floor.criterion

    def asked(self) -> frozenset[str]:
        """Return the facts that some criterion asks for, those of the clock included."""
        return _facts(self.criteria()) if self.by_rules else frozenset()

    def asked_in_care(self) -> frozenset[str]:
        """Return the facts that are asked after arrival, so that a change of them can matter."""
        return _facts(self._in_care()) if self.by_rules else frozenset()

    def _in_care(self) -> Iterator[tuple[str, Criterion]]:
        """Yield the criteria that are asked after arrival."""
        for move in self.moves() if self.by_rules else ():
            if move.when is not None:
                yield f"the transition from '{move.start}' to '{move.to}'", move.when
        for level in self.pathway.levels:
            for rule in level.queue.first if level.queue else ():
                yield f"the queue of '{level.id}'", rule.criterion

    def reached(self) -> frozenset[str]:
        """Return the levels and outcomes to which clients can come."""
        ways: dict[str, set[str]] = {}
        for move in self.moves():
            if move.share is None or move.share.value > 0:
                ways.setdefault(move.start, set()).add(move.to)
        for level in self.pathway.levels:
            if level.queue is not None and level.queue.gives_up and can_wait(level):
                ways.setdefault(level.id, set()).add(level.queue.gives_up)
            if level.calendar is not None and level.calendar.displaced_to:
                ways.setdefault(level.id, set()).add(level.calendar.displaced_to)
        for outcome in self.pathway.outcomes:
            if outcome.returns and outcome.id not in ways:
                ways[outcome.id] = ways.get(COMMUNITY, set())
        found = list(self._entered())
        seen = set(found)
        while found:
            more = ways.get(found.pop(), set()) - seen
            seen |= more
            found += more
        return frozenset(seen)

    def is_whole(self) -> bool:
        """Whether clients come and can go on from wherever they come to, as a simulation needs."""
        leaving = {move.start for move in self.moves()}
        reached = self.reached()
        return bool(reached) and all(
            level.id in leaving for level in self.pathway.levels if level.id in reached
        )

    def _entered(self) -> set[str]:
        levels = {level.id for level in self.pathway.levels}
        coming = {stream.to for stream in self.streams if brings_somebody(stream)}
        if self.census is not None:
            coming |= {client.level for client in self.census.clients}
        return levels if PLACED in coming else coming


def _facts(criteria: Iterator[tuple[str, Criterion]]) -> frozenset[str]:
    return frozenset(fact for _, criterion in criteria for fact in facts_in(criterion))


def brings_somebody(stream: ArrivalStream) -> bool:
    """Whether any client ever comes by a stream."""
    if isinstance(stream.when, Rate):
        return any(rate > 0 for _, rate in stream.when.steps)
    return bool(stream.when.days)


def can_wait(level: Level) -> bool:
    """Whether anybody could ever have to wait for a level."""
    return level.intake is not None or not is_always_unlimited(level)


def is_always_unlimited(level: Level) -> bool:
    """Whether a level has no limit of places at any time."""
    return all(places is None for places in places_in_force(level))


def places_in_force(level: Level) -> tuple[int | None, ...]:
    """Return the places that a level has in the course of time, first those at the start.

    The level's own where a calendar lets them hold, then those of its steps; None for no limit.
    """
    steps = () if level.calendar is None else tuple(places for _, places in level.calendar.steps)
    if not are_places_hidden(level):
        return (None if level.places is None else int(level.places.value), *steps)
    begins_at_once = level.calendar is not None and level.calendar.steps[0][0] == 0
    return steps if begins_at_once else (steps[-1], *steps)


def most_places(level: Level) -> int | None:
    """Return how many places a level ever has; None where there is no limit at some time."""
    places = [number for number in places_in_force(level) if number is not None]
    return max(places) if len(places) == len(places_in_force(level)) else None


def are_places_hidden(level: Level) -> bool:
    """Whether a calendar is in force instead of a level's own places, for good.

    With a period, what holds at its end holds until the first step of the next, so that the level's
    own places are in force before the very first step only.
    """
    calendar = level.calendar
    return calendar is not None and (calendar.steps[0][0] == 0 or calendar.period is not None)
