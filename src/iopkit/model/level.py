"""A level of care."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.validators import identifier, is_number_of_places, not_negative, text

if TYPE_CHECKING:
    from iopkit.model.basis import Figure
    from iopkit.model.rule import Rule
    from iopkit.model.simulation.capacity_schedule import CapacitySchedule
    from iopkit.model.simulation.cohort_start import CohortStart
    from iopkit.model.simulation.cost import Cost
    from iopkit.model.simulation.fact_change import FactChange
    from iopkit.model.simulation.queue import QueueDiscipline


class CareSetting(StrEnum):
    """Where care takes place."""

    HOSPITAL = "hospital"
    RESIDENTIAL = "residential"
    CLINIC = "clinic"
    COMMUNITY = "community"
    ONLINE = "online"


class Supervision(StrEnum):
    """When somebody of the staff is there for the clients."""

    NONE = "none"
    DAYTIME = "daytime"
    ROUND_THE_CLOCK = "round the clock"


@attrs.frozen(kw_only=True, field_transformer=checked)
class ExternalCode:
    """What a level is called outside: a label only, never a criterion.

    The edition belongs to it: 2.5 is partial hospitalization in one edition of a book and
    high-intensity outpatient in the next.
    """

    system: str = attrs.field(validator=text)
    edition: str = ""
    code: str = attrs.field(validator=text)

    def __str__(self) -> str:
        """Return the label on one line."""
        return " ".join(part for part in (self.system, self.edition, self.code) if part)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Level:
    """A level of care: a place in the graph where a client can stay.

    Parameters
    ----------
    id, title
        Its name in files and for people.
    rank
        Intensity: the higher, the more intensive. Stored, never inferred from a name or a code,
        since texts call detox "lower" than outpatient care. [1]
    setting
        Where it takes place; None if nobody says.
    overnight
        Whether clients sleep there.
    supervision
        When staff is there for the clients; None if nobody says.
    room_and_board
        Whether they live and eat there; None if nobody says.
    on_site
        Who or what is at hand there, such as a psychiatrist; empty if nobody says.
    places
        How many clients can be in active stay at once; None for no limit. [clients]
    calendar
        How the places change in the course of time; None when they stay as they are.
    queue
        Who goes first when clients wait, and how long they do; None: who came first, for ever.
    intake
        When those who wait may begin; None when at any time.
    admit
        Rules of admission; all that are not preferences must be met. Empty admits everybody.
    review
        Time between reviews of a client's progress, with its basis; None when nobody says. [days]
    progress
        What changes about the clients at each review, in this order.
    programs
        Ids of the programs that a client can follow here.
    codes
        What others call it.
    costs
        What it costs.
    """

    id: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=text)
    rank: float = attrs.field(validator=not_negative)
    setting: CareSetting | None = None
    overnight: bool = False
    supervision: Supervision | None = None
    room_and_board: bool | None = None
    on_site: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    places: Figure | None = attrs.field(default=None)
    calendar: CapacitySchedule | None = None
    queue: QueueDiscipline | None = None
    intake: CohortStart | None = None
    admit: tuple[Rule, ...] = attrs.field(default=(), converter=tuple["Rule", ...])
    review: Figure | None = attrs.field(default=None)
    progress: tuple[FactChange, ...] = attrs.field(default=(), converter=tuple["FactChange", ...])
    programs: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    codes: tuple[ExternalCode, ...] = attrs.field(default=(), converter=tuple["ExternalCode", ...])
    costs: tuple[Cost, ...] = attrs.field(default=(), converter=tuple["Cost", ...])

    @review.validator
    def _some_days(self, _attribute: object, review: Figure | None) -> None:
        if review is not None and not 0 < review.value < math.inf:
            msg = f"the time between two reviews must be more than 0, got {review.value:g}"
            raise InvalidValueError(msg)

    @places.validator
    def _whole_places(self, _attribute: object, places: Figure | None) -> None:
        if places is not None and not is_number_of_places(places.value):
            msg = f"places must be a whole number from 0 to a billion, got {places.value:g}"
            raise InvalidValueError(msg, parameter="places")
