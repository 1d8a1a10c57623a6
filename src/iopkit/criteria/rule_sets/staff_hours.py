"""The hours that the services of a program take of the staff, as ranges.

The hours of a service are sessions x minutes x what is held side by side. Side by side are

- for an individual service, a family session or case management without a size: each client's own;
- for a group or a class of a stated size: as many groups as the clients fill;
- for one of which nobody says the size: at least one group, and nobody knows how many.

Clients are as many as the levels have places, all of them taken. One person leads a session.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.model.range import Range
from iopkit.model.service import Format, Need
from iopkit.model.simulation.flow import most_places, places_in_force

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.model.pathway import Pathway
    from iopkit.model.program import Program
    from iopkit.model.service import Service

_HOUR_OF_MINUTES: Final = Range.exactly(1 / 60)
"""[h/minute]"""
_GROUPS: Final = (Format.GROUP, Format.CLASS)


@attrs.frozen(kw_only=True)
class ServiceHours:
    """What one service takes.

    Parameters
    ----------
    service
        The service.
    clients
        How many take part; no more than there are places, all of them taken. [clients]
    side_by_side
        How many groups there are, or clients who have it alone. [1]
    hours
        What that takes of the staff. [h/week]
    """

    service: Service
    clients: Range
    side_by_side: Range
    hours: Range

    @property
    def is_core(self) -> bool:
        """Whether every client of the program takes part, or every one of its audience."""
        return self.service.need is Need.CORE


@attrs.frozen(kw_only=True)
class ProgramHours:
    """What the services of one program take, in the order of the file.

    Parameters
    ----------
    program
        The program.
    clients
        How many follow it when every place is taken. [clients]
    services
        What each service takes.
    """

    program: Program
    clients: Range
    services: tuple[ServiceHours, ...] = attrs.field(converter=tuple["ServiceHours", ...])

    @property
    def core(self) -> Range:
        """What the services take that every client takes part in. [h/week]"""
        return total(each.hours for each in self.services if each.is_core)

    @property
    def optional(self) -> Range:
        """What the services take that are optional or held as needed. [h/week]"""
        return total(each.hours for each in self.services if not each.is_core)

    def by_leader(self) -> dict[tuple[str, ...], tuple[Range, Range]]:
        """Return core and optional hours for each set of people who may lead. [h/week]

        A service that a counselor or a nurse may lead is neither's alone, so it counts for the two
        together; the empty set stands for services of which nobody says who leads them.
        """
        leaders = dict.fromkeys(each.service.led_by for each in self.services)
        found: dict[tuple[str, ...], tuple[Range, Range]] = {}
        for leader in leaders:
            theirs = [each for each in self.services if each.service.led_by == leader]
            found[leader] = (
                total(each.hours for each in theirs if each.is_core),
                total(each.hours for each in theirs if not each.is_core),
            )
        return found


def staff_hours(pathway: Pathway) -> tuple[ProgramHours, ...]:
    """Return what the services of each program take, in the order of the file. [h/week]"""
    found = []
    for program in pathway.programs:
        clients = _clients(pathway, program)
        services = [_of_service(program, each, clients) for each in program.services]
        found.append(ProgramHours(program=program, clients=clients, services=services))
    return tuple(found)


def total(each: Iterable[Range]) -> Range:
    """Return the range of a sum, of which the known part is a lower bound.

    >>> total([Range(2, 3), Range(1, None), Range()])
    Range(low=3, high=None)
    >>> total([])
    Range(low=0, high=0)
    """
    ranges = list(each)
    highs = [one.high for one in ranges]
    low = sum(one.low or 0 for one in ranges)
    if None in highs:
        return Range(low or None, None)
    return Range(low, sum(high for high in highs if high is not None))


def _clients(pathway: Pathway, program: Program) -> Range:
    """Return how many follow a program when every place is taken; a level may have several."""
    levels = [level for level in pathway.levels if program.id in level.programs]
    alone = [places_in_force(level) for level in levels if len(level.programs) == 1]
    low = sum(min((n for n in places if n is not None), default=0) for places in alone)
    most = [most_places(level) for level in levels]
    if not levels or None in most:
        return Range(low or None, None)
    return Range(low, sum(places for places in most if places is not None))


def _of_service(program: Program, service: Service, clients: Range) -> ServiceHours:
    taking = clients if is_for_all(program, service) else clients.or_none()
    beside = _side_by_side(service, taking, tracks=max(len(program.tracks), 1))
    nobody = taking.high == 0
    week = service.sessions * service.minutes
    hours = Range.exactly(0) if nobody else beside * week * _HOUR_OF_MINUTES
    return ServiceHours(service=service, clients=taking, side_by_side=beside, hours=hours)


def is_for_all(program: Program, service: Service) -> bool:
    """Whether every client of a program takes part: it has no audience and stands for no other."""
    replaced = any(each.instead_of == service.therapy for each in program.services)
    return service.is_for_everyone and not service.instead_of and not replaced


def is_held_alone(service: Service) -> bool:
    """Whether each client has the sessions alone, or with the own family."""
    return service.size == 1 or (service.size is None and service.format not in _GROUPS)


def _side_by_side(service: Service, clients: Range, *, tracks: int) -> Range:
    """Return how many groups a service has, or clients who have it alone."""
    if is_held_alone(service):
        return clients
    least = min(clients.low or 0, 1)  # a client makes a group
    if service.size is None:
        return Range(least, 0 if clients.high == 0 else None)
    low = math.ceil((clients.low or 0) / service.size)
    if clients.high is None:
        return Range(low, None)
    # Each track has its own groups, and the last of each may not be full.
    most = math.ceil(clients.high / service.size) + tracks - 1
    return Range(low, min(most, clients.high))
