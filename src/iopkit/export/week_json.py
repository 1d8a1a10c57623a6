"""A week and what it takes as plain values, which become JSON unchanged.

The names in them are part of what `--json` promises; a new one may be added, none changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iopkit.export.pathway_json import Plain
    from iopkit.model.range import Range
    from iopkit.week.timetable import Timetable
    from iopkit.week.workload.client_load import ClientLoad
    from iopkit.week.workload.room_load import RoomLoad
    from iopkit.week.workload.staff_load import StaffLoad
    from iopkit.week.workload.workload import WeekWorkload


def week_values(timetable: Timetable, load: WeekWorkload) -> Plain:
    """Return the sessions of a week, what they rest on, and what they take."""
    return {**timetable.as_json(), "impossible": None, "load": load_values(load)}


def load_values(load: WeekWorkload) -> Plain:
    """Return what a week takes of the staff, the rooms and the clients. [h/week]"""
    return {
        "hours": load.hours,
        "staff": [_staff(each) for each in load.staff],
        "rooms": [_room(each) for each in load.rooms],
        "clients": [_clients(each) for each in load.clients],
    }


def _staff(load: StaffLoad) -> Plain:
    return {
        "id": load.id or None,
        "title": load.title,
        "led_by": list(load.led_by),
        "sessions": load.sessions,
        "hours": load.hours,
        "full_time": load.full_time,
        "at_once": load.at_once,
        "people": load.people,
        "stated": load.is_stated,
        "each": list(load.each),
    }


def _room(load: RoomLoad) -> Plain:
    return {
        "id": load.id or None,
        "title": load.title or None,
        "size": load.size,
        "count": load.count,
        "at_once": load.at_once,
        "sessions": load.sessions if load.id else None,
        "hours": load.hours if load.id else None,
    }


def _clients(load: ClientLoad) -> Plain:
    return {
        **load.section.as_json(),
        "hours": _range(load.hours),
        "hours_with_optional": load.with_optional,
        "days": _range(load.days),
        "hours_a_day": _range(load.hours_a_day),
        "rule_sets": [
            {
                "rule_set": each.rule_set.id,
                "level": each.level or None,
                "label": each.rule_set.is_label,
                "verdict": each.verdict.value,
            }
            for each in load.judged
        ],
    }


def _range(of: Range) -> Plain:
    return {"low": of.low, "high": of.high}
