"""The template of what a client does at a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.range import Range
from iopkit.model.schedule.track import Track, Weekday
from iopkit.model.service import Format, Need, Service
from iopkit.model.validators import identifier, text, within_reach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from iopkit.model.basis import Basis
    from iopkit.model.criterion import Criterion
    from iopkit.model.review import ProgressReview

__all__ = ["Format", "Need", "Program", "Service", "Track", "Weekday"]  # a program and its lines


@attrs.frozen(kw_only=True, field_transformer=checked)
class Program:
    """The template of what a client does at a level.

    Parameters
    ----------
    id, title
        Its name in files and for people.
    goals
        What it is meant to reach.
    length
        How long it lasts. [days]
    lengths
        How long it lasts for some clients, where that is not `length`.
    days
        On how many days a client comes. [1/week]
    hours
        How many hours a client comes, where the source says so in one figure. [h/week]
    services
        What is done, line by line.
    tracks
        When it is held; a client follows one of them.
    review
        How often it looks at a client's progress; None if nobody says. The reviews of the level,
        at which clients may move on, are the level's own.
    taper
        How what is asked of a client changes over time; empty if nobody says.
    varies_with
        Ids of the facts by which the dose or the times of all of it are set; empty if nobody says.
    basis
        Where it is described.
    """

    id: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=text)
    goals: tuple[Goal, ...] = attrs.field(default=(), converter=tuple["Goal", ...])
    length: Range = attrs.field(default=Range(), validator=within_reach)
    lengths: tuple[Length, ...] = attrs.field(default=(), converter=tuple["Length", ...])
    days: Range = attrs.field(default=Range(), validator=within_reach)
    hours: Range = attrs.field(default=Range(), validator=within_reach)
    services: tuple[Service, ...] = attrs.field(default=(), converter=tuple["Service", ...])
    tracks: tuple[Track, ...] = attrs.field(default=(), converter=tuple["Track", ...])
    review: ProgressReview | None = None
    taper: str = ""
    varies_with: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    basis: Basis | None = None

    def hours_of_services(self) -> Range:
        """Return the weekly time that the services add up to, as a range. [h/week]

        Unknown parts leave a bound open: a program of one 90-minute group three times a week and
        a family session of unknown length takes at least 4.5 hours. Of a service and another
        `instead_of` it a client takes one.
        """
        # Minutes are added and divided once: 540 of them are 9 hours, not 8.999999999999998.
        minutes = _added(self._taken(Service.minutes_of_sessions))
        return Range(*(None if end is None else end / 60 for end in (minutes.low, minutes.high)))

    def sessions_of_services(self) -> Range:
        """Return the weekly sessions that a client takes part in, as a range. [1/week]

        Counted as `hours_of_services` counts time.

        >>> weekly = Service(therapy="group", sessions=Range(3, 3))
        >>> yoga = Service(therapy="yoga", sessions=Range(1, 2), need=Need.OPTIONAL)
        >>> str(Program(id="p", title="P", services=[weekly, yoga]).sessions_of_services())
        '3 to 5'
        """
        return _added(self._taken(lambda service: service.sessions))

    def _taken(self, measure: Callable[[Service], Range]) -> Iterator[Range]:
        """Yield a measure of what a client takes part in, a service or what replaces it.

        Who takes a replacement has its time in place of that of all services it stands for.
        """
        replaced = {service.instead_of for service in self.services if service.instead_of}
        for service in self.services:
            if not service.instead_of and service.therapy not in replaced:
                yield service.for_a_client(measure(service))
        for therapy in sorted(replaced):
            time = Range.exactly(0)
            for service in self.services:
                if service.therapy == therapy and not service.instead_of:
                    taken = service.for_a_client(measure(service))
                    time += Range(taken.low or 0, taken.high)
            for service in self.services:
                if service.instead_of == therapy:
                    time = time.either(measure(service))
            yield time

    def hours_per_week(self) -> Range:
        """Return a client's weekly hours as a range: the stated ones, else the services'. [h/week]

        >>> dose = {"sessions": Range(3, 3), "minutes": Range(90, 90)}
        >>> groups = Service(therapy="group", **dose)
        >>> str(Program(id="p", title="P", services=[groups]).hours_per_week())
        '4.5'
        """
        return self.hours if self.hours.is_known else self.hours_of_services()


def _added(each: Iterable[Range]) -> Range:
    """Return the range of a sum, of which the known parts are a lower bound."""
    parts = list(each)
    low = sum(part.low or 0 for part in parts)
    if not parts or any(part.high is None for part in parts):
        return Range(low or None, None)
    return Range(low, sum(part.high or 0 for part in parts))


@attrs.frozen(kw_only=True, field_transformer=checked)
class Goal:
    """Something that a program is meant to reach: to handle triggers, to go back to work.

    Parameters
    ----------
    goal
        What is to be reached, in words.
    basis
        Where it is stated; None when the file's author simply states it.
    """

    goal: str = attrs.field(validator=text)
    basis: Basis | None = None


@attrs.frozen(kw_only=True, field_transformer=checked)
class Length:
    """Another length than the usual one: "up to 90 days when the addiction is severe".

    An extension is one too: "at least 4 weeks" has no upper end.

    Parameters
    ----------
    when
        For whom, or in which case.
    length
        How long the program lasts then. [days]
    basis
        Where it is stated; None when the file's author simply states it.
    """

    when: Criterion
    length: Range = attrs.field()
    basis: Basis | None = None

    @length.validator
    def _says_something(self, _attribute: object, length: Range) -> None:
        if not length.is_known:
            msg = "length must be a time here, such as up to 90 days or at least 4 weeks"
            raise InvalidValueError(msg, parameter="length")


@attrs.frozen(kw_only=True, field_transformer=checked)
class SpecialtyGroup:
    """A specialised group: women, men, LGBTQ clients, veterans.

    Parameters
    ----------
    id, title
        Its name in files and for people.
    audience
        Who can join; None for everybody. In files: ``for``.
    basis
        Where it is described.
    """

    id: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=text)
    audience: Criterion | None = None
    basis: Basis | None = None
