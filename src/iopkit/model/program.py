"""The template of what a client does at a level."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from iopkit.model.checks import identifier, positive, text
from iopkit.model.range import Range

if TYPE_CHECKING:
    from iopkit.model.basis import Basis
    from iopkit.model.criterion import Criterion


class Format(StrEnum):
    """How a service is held."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    FAMILY = "family"
    CLASS = "class"
    CASE_MANAGEMENT = "case management"


class Need(StrEnum):
    """Whether every client of a program takes part in a service."""

    CORE = "core"
    OPTIONAL = "optional"
    AS_NEEDED = "as needed"


class Weekday(StrEnum):
    """The days of the week, Monday first."""

    MON = "Mon"
    TUE = "Tue"
    WED = "Wed"
    THU = "Thu"
    FRI = "Fri"
    SAT = "Sat"
    SUN = "Sun"


@attrs.frozen(kw_only=True)
class Track:
    """A time of the week at which a program is held.

    Parameters
    ----------
    id
        Its name, such as ``evening``.
    days
        The weekdays, Monday first.
    start, end
        Minutes after midnight. [minutes]
    """

    id: str = attrs.field(validator=identifier)
    days: tuple[Weekday, ...] = attrs.field(converter=tuple["Weekday", ...])
    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        """Refuse a track without days, with days out of order, or that ends before it starts."""
        order = list(Weekday)
        places = [order.index(day) for day in self.days]
        if not places or places != sorted(set(places)):
            msg = f"track '{self.id}' must name its weekdays once each, Monday first"
            raise ValueError(msg)
        if not 0 <= self.start < self.end <= 1440:  # noqa: PLR2004  minutes of a day
            msg = f"track '{self.id}' must end after it starts, on the same day"
            raise ValueError(msg)

    def hours_per_week(self) -> float:
        """Return the time between start and end over a week. [h/week]"""
        return len(self.days) * (self.end - self.start) / 60


@attrs.frozen(kw_only=True)
class Service:
    """One line of a program.

    Parameters
    ----------
    therapy
        What is done: ``group``, ``family``, ``dbt``, ``relapse-prevention``.
    title
        Its name for people; empty to use `therapy`.
    format
        How it is held.
    sessions
        How often. [1/week]
    minutes
        How long one session lasts. [minutes]
    need
        Whether every client takes part.
    size
        The most clients in one session; None if nobody says. [clients]
    led_by
        Who may lead it; empty if nobody says.
    group
        Id of the specialised `Group` whose service this is; empty for none.
    audience
        Who takes part, beside the group's own rule; None for everybody. In files: ``for``.
    basis
        Where it is described.
    """

    therapy: str = attrs.field(validator=identifier)
    title: str = ""
    format: Format = Format.GROUP
    sessions: Range = Range()
    minutes: Range = Range()
    need: Need = Need.CORE
    size: int | None = attrs.field(default=None, validator=positive)
    led_by: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    group: str = ""
    audience: Criterion | None = None
    basis: Basis | None = None

    def minutes_per_week(self) -> Range:
        """Return the time that a client spends in it, as a range. [minutes/week]

        A service that is not for every client may take no time at all.
        """
        minutes = self.sessions * self.minutes
        for_everyone = self.need is Need.CORE and self.audience is None and not self.group
        return minutes if for_everyone else minutes.or_none()


@attrs.frozen(kw_only=True)
class Program:
    """The template of what a client does at a level.

    Parameters
    ----------
    id, title
        Its name in files and for people.
    length
        How long it lasts. [days]
    days
        On how many days a client comes. [1/week]
    hours
        How many hours a client comes, where the source says so in one figure. [h/week]
    services
        What is done, line by line.
    tracks
        When it is held; a client follows one of them.
    basis
        Where it is described.
    """

    id: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=text)
    length: Range = Range()
    days: Range = Range()
    hours: Range = Range()
    services: tuple[Service, ...] = attrs.field(default=(), converter=tuple["Service", ...])
    tracks: tuple[Track, ...] = attrs.field(default=(), converter=tuple["Track", ...])
    basis: Basis | None = None

    def hours_of_services(self) -> Range:
        """Return the weekly time that the services add up to, as a range. [h/week]

        Unknown parts leave a bound open: a program of one 90-minute group three times a week and
        a family session of unknown length takes at least 4.5 hours.
        """
        each = [service.minutes_per_week() for service in self.services]
        # Minutes are added and divided once: 540 of them are 9 hours, not 8.999999999999998.
        low = sum(minutes.low or 0 for minutes in each) / 60
        if not each or any(minutes.high is None for minutes in each):
            return Range(low or None, None)
        return Range(low, sum(minutes.high or 0 for minutes in each) / 60)

    def hours_per_week(self) -> Range:
        """Return a client's weekly hours as a range: the stated ones, else the services'. [h/week]

        >>> dose = {"sessions": Range(3, 3), "minutes": Range(90, 90)}
        >>> groups = Service(therapy="group", **dose)
        >>> str(Program(id="p", title="P", services=[groups]).hours_per_week())
        '4.5'
        """
        return self.hours if self.hours.is_known else self.hours_of_services()
