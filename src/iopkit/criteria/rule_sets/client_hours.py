"""The hours that a client of a program takes of the staff, when their number varies.

`iopkit.criteria.rule_sets.staff_hours` counts groups for a number of clients that stands still.
Over the years
of a simulation the number goes up and down, and only its mean is known. A group of up to n then
takes at least the n-th part of its leader's time for each client, and at most the time of one group
more for each track, because the last one may not be full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.criteria.rule_sets.staff_hours import is_for_all, is_held_alone
from iopkit.model.range import Range
from iopkit.model.service import Need

if TYPE_CHECKING:
    from iopkit.model.program import Program
    from iopkit.model.service import Service

_MINUTES: Final = 60
"""Of an hour."""


@attrs.frozen
class ClientHours:
    """What each client takes of those who may lead a service, and what groups not full add.

    Parameters
    ----------
    low, high
        For each client; `high` is None where nobody knows. [h/week]
    not_full
        For each track at most: one session a week of every group. [h/week]
    """

    low: float = 0.0
    high: float | None = 0.0
    not_full: float = 0.0

    def __add__(self, other: ClientHours) -> ClientHours:
        """Return what two services take together."""
        unknown = self.high is None or other.high is None
        return ClientHours(
            low=self.low + other.low,
            high=None if unknown else (self.high or 0.0) + (other.high or 0.0),
            not_full=self.not_full + other.not_full,
        )


def client_hours(program: Program) -> dict[tuple[str, ...], ClientHours]:
    """Return what a client takes of each set of people who may lead; core services only.

    A service that a counselor or a nurse may lead counts for the two together, as in
    `iopkit.criteria.rule_sets.staff_hours.ProgramHours.by_leader`; the empty set stands for
    services of which
    nobody says who leads them.

    >>> from iopkit.model.program import Program
    >>> from iopkit.model.service import Service
    >>> group = {"therapy": "group", "sessions": Range(3, 3), "minutes": Range(120, 120)}
    >>> groups = Service(**group, size=12, led_by=["counselor"])
    >>> client_hours(Program(id="p", title="P", services=[groups]))
    {('counselor',): ClientHours(low=0.5, high=0.5, not_full=6.0)}
    """
    found: dict[tuple[str, ...], ClientHours] = {}
    for service in program.services:
        if service.need is Need.CORE:
            before = found.get(service.led_by, ClientHours())
            found[service.led_by] = before + _of_service(program, service)
    return found


def _of_service(program: Program, service: Service) -> ClientHours:
    week = service.minutes_of_sessions()
    taking = week if is_for_all(program, service) else week.or_none()
    if is_held_alone(service):
        return _divided(taking, 1)
    if service.size is None:
        return ClientHours(high=None if week != Range.exactly(0) else 0.0)
    hours = _divided(taking, service.size)
    if week.high is None:
        return hours
    return attrs.evolve(hours, not_full=week.high / _MINUTES)


def _divided(minutes: Range, clients: int) -> ClientHours:
    low = (minutes.low or 0.0) / _MINUTES / clients
    high = None if minutes.high is None else minutes.high / _MINUTES / clients
    return ClientHours(low=low, high=high)
