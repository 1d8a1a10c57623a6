"""A week in parts that have nothing to do with each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.week.solver.instance import DayLimit, Instance


def parts(instance: Instance) -> list[tuple[tuple[int, ...], Instance]]:
    """Return the parts of a week that share neither clients nor rooms nor people.

    Each with the places of its sessions in the whole, in the order of the first of them. What is
    possible in each is possible in all, and a small part takes less time than its share.
    """
    group = list(range(len(instance.events)))

    def root(place: int) -> int:
        while group[place] != place:
            group[place] = group[group[place]]
            place = group[place]
        return place

    for row in _joining(instance):
        for one, other in pairwise(row):
            low, high = sorted((root(one), root(other)))
            group[high] = low
    members: dict[int, list[int]] = {}
    for place in range(len(instance.events)):
        members.setdefault(root(place), []).append(place)
    return [(tuple(row), _part(instance, row)) for row in members.values()]


def _joining(instance: Instance) -> Iterable[tuple[int, ...]]:
    """Yield sessions that have to do with each other."""
    yield from instance.apart_in_time
    yield from instance.apart_in_days
    yield from instance.in_order
    yield from instance.rows
    yield from instance.together
    for limit in instance.days:
        yield limit.events
    for most in instance.a_day:
        yield _of_limit(most)
    for event, which, _ in instance.beside:
        yield (event, *instance.together[which])
    for supplies, had in (
        (instance.rooms, [event.rooms for event in instance.events]),
        (instance.staff, [event.staff for event in instance.events]),
    ):
        for each, supply in enumerate(supplies):
            if supply.count is not None:
                yield tuple(place for place, some in enumerate(had) if some and each in some)


def _of_limit(most: DayLimit) -> tuple[int, ...]:
    return most.events + tuple(each for choice in most.choices for row in choice for each in row)


def _part(instance: Instance, row: list[int]) -> Instance:
    new = {old: place for place, old in enumerate(row)}

    def renamed(events: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(new[each] for each in events)

    def mine(events: tuple[int, ...]) -> bool:
        return bool(events) and events[0] in new

    together = [events for events in instance.together if mine(events)]
    which = {
        old: place
        for place, old in enumerate(
            old for old, events in enumerate(instance.together) if mine(events)
        )
    }
    # A client who has nothing with others: the day is empty but for the client's own sessions.
    empty = len(together)
    return attrs.evolve(
        instance,
        events=tuple(instance.events[place] for place in row),
        apart_in_time=tuple(renamed(each) for each in instance.apart_in_time if mine(each)),
        apart_in_days=tuple(renamed(each) for each in instance.apart_in_days if mine(each)),
        days=tuple(
            attrs.evolve(each, events=renamed(each.events))
            for each in instance.days
            if mine(each.events)
        ),
        a_day=tuple(
            attrs.evolve(
                each,
                events=renamed(each.events),
                choices=tuple(tuple(map(renamed, rows)) for rows in each.choices),
            )
            for each in instance.a_day
            if mine(_of_limit(each))
        ),
        in_order=tuple((new[a], new[b]) for a, b in instance.in_order if a in new),
        rows=tuple(renamed(each) for each in instance.rows if mine(each)),
        together=(*(renamed(each) for each in together), ()),
        beside=tuple(
            (new[event], which.get(old, empty), best)
            for event, old, best in instance.beside
            if event in new
        ),
    )
