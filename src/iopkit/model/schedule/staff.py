"""Who leads sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.schedule.weekday import some_hours_a_week, some_minutes_a_day
from iopkit.model.validators import at_least_one, identifier, text

if TYPE_CHECKING:
    from attrs import Attribute

    from iopkit.model.basis import Basis
    from iopkit.model.schedule.weekday import Hours
    from iopkit.model.service import Service


@attrs.frozen(kw_only=True, field_transformer=checked)
class Staff:
    """A group of people who may lead the same sessions at the same times: "counselors".

    Nobody in it is told from the others, and it is no place for the name of a person. Who differs
    in what they may lead or in when they work is a group of one.

    Parameters
    ----------
    id, title
        Its name in files and for people.
    leads
        The words of `Service.led_by` for which these people stand; the id alone if left out. In
        files: ``as``.
    count
        How many people they are.
    hours
        The most time in sessions, each of them; None for no limit. [h/week]
    at
        When they work; empty for whenever the facility is open.
    a_day
        The most time in sessions on one day, each of them; None for no limit. [minutes]
    basis
        Where this is described; None when the file's author simply states it.

    Raises
    ------
    ValueError
        When a number cannot be, or they stand for nothing.

    >>> Staff(id="counselor", title="Counselors", count=2).leads
    ('counselor',)
    """

    id: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=text)
    leads: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    count: int = attrs.field(default=1, validator=at_least_one)
    hours: float | None = attrs.field(default=None, validator=some_hours_a_week)
    at: tuple[Hours, ...] = attrs.field(default=(), converter=tuple["Hours", ...])
    a_day: int | None = attrs.field(default=None, validator=some_minutes_a_day)
    basis: Basis | None = None

    @leads.default
    def _itself(self) -> tuple[str, ...]:
        return (self.id,)

    @leads.validator
    def _something(self, _attribute: Attribute[tuple[str, ...]], leads: tuple[str, ...]) -> None:
        if not leads or not all(word.strip() for word in leads):
            msg = f"leads must name something; left out it is '{self.id}'"
            raise InvalidValueError(msg, parameter="leads")

    def may_lead(self, service: Service) -> bool:
        """Whether they may lead a service; one that does not say by whom may be led by anybody.

        >>> from iopkit.model.service import Service
        >>> staff = Staff(id="counselor", title="Counselors")
        >>> staff.may_lead(Service(therapy="group", led_by=["nurse", "counselor"]))
        True
        """
        return not service.led_by or any(word in self.leads for word in service.led_by)
