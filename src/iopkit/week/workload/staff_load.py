"""What the people who lead sessions do in a week."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import attrs

from iopkit.model.schedule.week import FULL_TIME
from iopkit.week.resource_names import kind_and_number, resource_id
from iopkit.week.workload.resource_use import at_once_of, busy_of, hours_of, pause_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.week.session import Session
    from iopkit.week.timetable import Timetable


@attrs.frozen(kw_only=True)
class StaffLoad:
    """What the people of one kind do in a week.

    Parameters
    ----------
    id
        Id of the group of staff; empty when nobody says who works there.
    title
        What people call them; who may lead the sessions, where nobody says who works there.
    led_by
        The words of ``led_by`` that they stand for; empty for sessions that anybody may lead.
    sessions
        How many sessions they lead. [1/week]
    hours
        The time in them. [h/week]
    full_time
        That time in full-time positions. [1]
    at_once
        The most sessions at the same time.
    people
        How many people there are; where nobody says, the least that are needed: as many as have
        sessions at the same time, and as many as fill their full-time positions.
    is_stated
        Whether the pathway says how many people there are.
    each
        The time of each person, the first one first; empty where nobody says who works there.
        [h/week]
    """

    id: str = ""
    title: str
    led_by: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    sessions: int
    hours: float
    full_time: float
    at_once: int
    people: int
    is_stated: bool
    each: tuple[float, ...] = attrs.field(default=(), converter=tuple[float, ...])

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {
            "id": self.id or None,
            "title": self.title,
            "led_by": list(self.led_by),
            "sessions": self.sessions,
            "hours": self.hours,
            "full_time": self.full_time,
            "peak": self.at_once,
            "people": self.people,
            "stated": self.is_stated,
            "per_person": list(self.each),
        }


def staff_loads(timetable: Timetable) -> list[StaffLoad]:
    """Return what people do, kind by kind; by who may lead, where nobody says who works there."""
    week, sessions = timetable.pathway.week, timetable.sessions
    full_time = week.full_time if week is not None else FULL_TIME
    if week is None or not week.staff:
        leaders = dict.fromkeys(_led_by(timetable, each) for each in sessions)
        return [
            _of_staff(
                [each for each in sessions if _led_by(timetable, each) == led_by],
                full_time,
                pause_of(timetable),
                title=" or ".join(led_by) or "anybody",
                led_by=led_by,
            )
            for led_by in leaders
        ]
    found = []
    for staff in week.staff:
        theirs = [each for each in sessions if kind_and_number(each.leader)[0] == staff.id]
        names = [resource_id(staff.id, who + 1) for who in range(staff.count)]
        each = [
            hours_of(session for session in theirs if session.leader in {name, staff.id})
            for name in names
        ]
        load = _of_staff(
            theirs, full_time, pause_of(timetable), title=staff.title, led_by=staff.leads
        )
        found.append(attrs.evolve(load, id=staff.id, people=staff.count, is_stated=True, each=each))
    return found


def _led_by(timetable: Timetable, session: Session) -> tuple[str, ...]:
    return timetable.pathway.program(session.program).services[session.service].led_by


def _of_staff(
    sessions: Sequence[Session],
    full_time: float,
    pause: int,
    *,
    title: str,
    led_by: tuple[str, ...],
) -> StaffLoad:
    hours = hours_of(sessions)
    at_once = at_once_of(busy_of(sessions, pause))
    return StaffLoad(
        title=title,
        led_by=led_by,
        sessions=len(sessions),
        hours=hours,
        full_time=hours / full_time,
        at_once=at_once_of(busy_of(sessions, 0)),
        people=max(at_once, math.ceil(hours / full_time)),
        is_stated=False,
    )
