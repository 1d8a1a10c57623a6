"""One line of a program."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from iopkit.model.field_types import checked
from iopkit.model.range import Range
from iopkit.model.validators import at_least_one, identifier, text, within_reach

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


@attrs.frozen(kw_only=True, field_transformer=checked)
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
    mode
        Whether clients come or join online; None if nobody says.
    produces
        What a client takes away: a written relapse-prevention plan, worksheets.
    instead_of
        The `therapy` of another service of the program that this one may replace: clients of
        `audience`, or anybody, take the one or the other; empty for none.
    varies_with
        Ids of the facts by which its time or content is set; empty if nobody says.
    may_change
        What it can change: a medication regimen.
    basis
        Where it is described.
    """

    therapy: str = attrs.field(validator=identifier)
    title: str = ""
    format: Format = Format.GROUP
    sessions: Range = attrs.field(default=Range(), validator=within_reach)
    minutes: Range = attrs.field(default=Range(), validator=within_reach)
    need: Need = Need.CORE
    size: int | None = attrs.field(default=None, validator=at_least_one)
    led_by: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    group: str = ""
    audience: Criterion | None = None
    mode: Mode | None = None
    produces: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    instead_of: str = ""
    varies_with: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    may_change: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    basis: Basis | None = None

    @property
    def is_for_everyone(self) -> bool:
        """Whether every client of the program takes part."""
        return self.need is Need.CORE and self.audience is None and not self.group

    def for_a_client(self, amount: Range) -> Range:
        """Return how much of an amount a client takes; what is not for everyone may be left out."""
        return amount if self.is_for_everyone else amount.or_none()

    def minutes_of_sessions(self) -> Range:
        """Return the time of its sessions, as a range. [minutes/week]"""
        return self.sessions * self.minutes

    def minutes_per_week(self) -> Range:
        """Return the time that a client spends in it, as a range. [minutes/week]

        A service that is not for every client may take no time at all.
        """
        return self.for_a_client(self.minutes_of_sessions())


@attrs.frozen(kw_only=True, field_transformer=checked)
class Therapy:
    """A therapy that services name: DBT, ACT, yoga, art.

    A service may also name a therapy that nobody describes.

    Parameters
    ----------
    id, title
        Its name in files and for people.
    about
        What it is, in words; empty if nobody says.
    basis
        Where it is described; None when the file's author simply describes it.
    """

    id: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=text)
    about: str = ""
    basis: Basis | None = None


class Mode(StrEnum):
    """How a client takes part in a service, or in a track of a program."""

    IN_PERSON = "in person"
    ONLINE = "online"
    HYBRID = "hybrid"
