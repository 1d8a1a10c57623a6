"""Everything that a week has to keep to, one by one, each in a sentence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

from iopkit.model.schedule.weekday import clock, week_time_text
from iopkit.week.infeasibility.infeasible_week import WeekConstraint, origin_of
from iopkit.week.requirements import USUALLY_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.basis import Path
    from iopkit.model.program import Program
    from iopkit.model.schedule.weekday import Hours
    from iopkit.week.requirements import WeekRequirements
    from iopkit.week.weekly_activity import WeeklyActivity

Key: TypeAlias = tuple[str | int, ...]
"""What a demand is known by: its kind first, then whom it is about."""


def demands(plan: WeekRequirements) -> dict[Key, WeekConstraint]:
    """Return all demands of a plan by their keys, in the order of the file.

    What nobody can leave out is not among them: that nobody is in two places at a time.
    """
    found: dict[Key, WeekConstraint] = {}
    for key, path, text in (*_of_programs(plan), *_of_week(plan)):
        origin = origin_of(path, plan.pathway)
        if key not in found:
            found[key] = WeekConstraint(path=path, text=text, origin=origin)
    return found


def most_days(program: Program) -> int:
    """Return on how many days of a week clients come at most.

    A day of every other week is kept free in each, as the sessions on it are.
    """
    return math.ceil(program.days.high or 0)


def _of_programs(plan: WeekRequirements) -> Iterator[tuple[Key, Path, str]]:
    services: dict[tuple[str, str, int], list[WeeklyActivity]] = {}
    for course in plan.courses:
        services.setdefault((course.program.id, course.track_id, course.service), []).append(course)
    for (program, track, place), courses in services.items():
        course = courses[0]
        path: Path = ("programs", program, "services", place)
        yield ("service", program, track, place), path, _held(courses)
        if any(each.sessions > 1 for each in courses):
            text = f"sessions of {course.title} are on different days"
            yield ("apart", program, place), path, text
        if plan.pathway.week is not None and plan.pathway.week.staff and course.line.led_by:
            text = f"{course.title} is led by {' or '.join(course.line.led_by)}"
            yield ("lead", program, place), (*path, "led_by"), text
    for program_ in plan.programs:
        yield from _of_tracks(program_)


def _of_tracks(program: Program) -> Iterator[tuple[Key, Path, str]]:
    whose = f"clients of {program.title}"
    path: Path = ("programs", program.id, "days")
    if program.days.low:
        number = math.ceil(program.days.low)
        text = f"{whose} come on at least {_many(number, 'day')} a week"
        yield ("days_low", program.id), path, text
    if program.days.high is not None:
        text = f"{whose} come on at most {_many(most_days(program), 'day')}"
        yield ("days_high", program.id), path, text
    for track in program.tracks:
        way: Path = ("programs", program.id, "tracks", track.id)
        name = f"the {track.id} track"
        times = week_time_text(track.days, track.start, track.end) if track.days else ""
        if track.start is not None and track.end is not None and not track.days:
            times = f"{clock(track.start)}-{clock(track.end)}"
        if times:
            yield ("track", program.id, track.id), way, f"{name} is {times}"
        if track.busy:
            text = f"clients of {name} are busy {_hours(track.busy)}"
            yield ("busy", program.id, track.id), (*way, "busy"), text
        if track.a_day is not None:
            text = f"a client of {name} has at most {track.a_day} minutes of sessions a day"
            yield ("a_day", program.id, track.id), (*way, "a_day"), text


def _of_week(plan: WeekRequirements) -> Iterator[tuple[Key, Path, str]]:
    week = plan.pathway.week
    if week is None:
        yield ("open",), ("week", "open"), f"sessions are {USUALLY_OPEN}, which is assumed"
        return
    text = f"sessions are {_hours(week.open)}"
    yield (
        ("open",),
        ("week", "open"),
        text if week.open else f"sessions are {USUALLY_OPEN}, which is assumed",
    )
    yield ("step",), ("week", "step"), f"sessions begin every {_many(week.step, 'minute')}"
    if week.pause:
        text = f"there are {_many(week.pause, 'minute')} between two sessions"
        yield ("pause",), ("week", "pause"), text
    for room in week.rooms:
        way: Path = ("week", "rooms", room.id)
        yield ("room", room.id), way, f"{room.title}: {_many(room.count, 'room')}"
        if room.size is not None:
            text = f"{room.title} holds at most {_many(room.size, 'client')}"
            yield ("size", room.id), (*way, "size"), text
        if room.open:
            text = f"{room.title} is open {_hours(room.open)}"
            yield ("room_open", room.id), (*way, "open"), text
    for staff in week.staff:
        way = ("week", "staff", staff.id)
        people = "1 person" if staff.count == 1 else f"{staff.count} people"
        yield ("staff", staff.id), way, f"{staff.title}: {people}"
        if staff.hours is not None:
            text = f"{staff.title}: at most {staff.hours:g} hours a week in sessions each"
            yield ("hours", staff.id), (*way, "hours"), text
        if staff.a_day is not None:
            text = f"{staff.title}: at most {staff.a_day} minutes a day in sessions each"
            yield ("staff_day", staff.id), (*way, "a_day"), text
        if staff.at:
            text = f"{staff.title} work {_hours(staff.at)}"
            yield ("at", staff.id), (*way, "at"), text


def _held(courses: list[WeeklyActivity]) -> str:
    """Return what is held of one service in one track."""
    course = courses[0]
    sessions = _many(course.sessions, "session")
    times = f"{sessions} of {course.minutes} minutes of {course.title} a week"
    track = f" of the {course.track_id} track" if course.track else f" of {course.program.title}"
    if course.client is not None:
        return f"{times} for each of {_many(len(courses), 'client')}{track}, one by one"
    if len(courses) > 1:
        most = max(each.clients for each in courses)
        return f"{times} for each of {len(courses)} sections{track}, up to {most} clients each"
    return f"{times} for {_many(course.clients, 'client')}{track}"


def _hours(hours: tuple[Hours, ...]) -> str:
    return ", ".join(map(str, hours))


def _many(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
