"""Everything that a week has to keep to, one by one, each in a sentence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

from iopkit.diagnostics.catalogue.weeks import CONSTRAINTS
from iopkit.model.schedule.weekday import clock, week_time_text
from iopkit.week.infeasibility.infeasible_week import WeekConstraint, origin_of
from iopkit.week.requirements import USUALLY_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.diagnostics.kind import DiagnosticMessage
    from iopkit.model.basis import Path
    from iopkit.model.program import Program
    from iopkit.model.schedule.staff import Staff
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
    for key, path, said in (*_of_programs(plan), *_of_week(plan)):
        origin = origin_of(path, plan.pathway)
        if key not in found:
            found[key] = WeekConstraint(path=path, said=said, origin=origin)
    return found


def most_days(program: Program) -> int:
    """Return on how many days of a week clients come at most.

    A day of every other week is kept free in each, as the sessions on it are.
    """
    return math.ceil(program.days.high or 0)


def _of_programs(plan: WeekRequirements) -> Iterator[tuple[Key, Path, DiagnosticMessage]]:
    services: dict[tuple[str, str, int], list[WeeklyActivity]] = {}
    for course in plan.courses:
        services.setdefault((course.program.id, course.track_id, course.service), []).append(course)
    for (program, track, place), courses in services.items():
        course = courses[0]
        path: Path = ("programs", program, "services", place)
        yield ("service", program, track, place), path, _held(courses)
        if any(each.sessions > 1 for each in courses):
            yield ("apart", program, place), path, said("apart", service=course.title)
        if plan.pathway.week is not None and plan.pathway.week.staff and course.line.led_by:
            led = said("lead", service=course.title, led_by=course.line.led_by)
            yield ("lead", program, place), (*path, "led_by"), led
    for program_ in plan.programs:
        yield from _of_tracks(program_)


def _of_tracks(program: Program) -> Iterator[tuple[Key, Path, DiagnosticMessage]]:
    path: Path = ("programs", program.id, "days")
    if program.days.low:
        least = said("days-low", program=program.title, days=math.ceil(program.days.low))
        yield ("days_low", program.id), path, least
    if program.days.high is not None:
        most = said("days-high", program=program.title, days=most_days(program))
        yield ("days_high", program.id), path, most
    for track in program.tracks:
        way: Path = ("programs", program.id, "tracks", track.id)
        times = week_time_text(track.days, track.start, track.end) if track.days else ""
        if track.start is not None and track.end is not None and not track.days:
            times = f"{clock(track.start)}-{clock(track.end)}"
        if times:
            yield ("track", program.id, track.id), way, said("track", track=track.id, times=times)
        if track.busy:
            busy = said("busy", track=track.id, hours=_hours(track.busy))
            yield ("busy", program.id, track.id), (*way, "busy"), busy
        if track.a_day is not None:
            a_day = said("a-day", track=track.id, minutes=track.a_day)
            yield ("a_day", program.id, track.id), (*way, "a_day"), a_day


def _of_week(plan: WeekRequirements) -> Iterator[tuple[Key, Path, DiagnosticMessage]]:
    week = plan.pathway.week
    if week is None or not week.open:
        yield ("open",), ("week", "open"), said("open-assumed", hours=USUALLY_OPEN)
    if week is None:
        return
    if week.open:
        yield ("open",), ("week", "open"), said("open", hours=_hours(week.open))
    yield ("step",), ("week", "step"), said("step", minutes=week.step)
    if week.pause:
        yield ("pause",), ("week", "pause"), said("pause", minutes=week.pause)
    for room in week.rooms:
        way: Path = ("week", "rooms", room.id)
        yield ("room", room.id), way, said("room", room=room.title, count=room.count)
        if room.size is not None:
            size = said("size", room=room.title, clients=room.size)
            yield ("size", room.id), (*way, "size"), size
        if room.open:
            open_ = said("room-open", room=room.title, hours=_hours(room.open))
            yield ("room_open", room.id), (*way, "open"), open_
    for staff in week.staff:
        yield from _of_staff(staff)


def _of_staff(staff: Staff) -> Iterator[tuple[Key, Path, DiagnosticMessage]]:
    way: Path = ("week", "staff", staff.id)
    people = said(
        "staff" if staff.count > 1 else "staff-alone", staff=staff.title, count=staff.count
    )
    yield ("staff", staff.id), way, people
    if staff.hours is not None:
        hours = said("hours", staff=staff.title, hours=staff.hours)
        yield ("hours", staff.id), (*way, "hours"), hours
    if staff.a_day is not None:
        a_day = said("staff-day", staff=staff.title, minutes=staff.a_day)
        yield ("staff_day", staff.id), (*way, "a_day"), a_day
    if staff.at:
        yield ("at", staff.id), (*way, "at"), said("at", staff=staff.title, hours=_hours(staff.at))


def _held(courses: list[WeeklyActivity]) -> DiagnosticMessage:
    """Return what is held of one service in one track."""
    course = courses[0]
    form, clients = "service", course.clients
    if course.client is not None:
        form, clients = "service-by-client", len(courses)
    elif len(courses) > 1:
        form, clients = "service-by-section", max(each.clients for each in courses)
    return said(
        form,
        sessions=course.sessions,
        minutes=course.minutes,
        service=course.title,
        clients=clients,
        sections=len(courses),
        whose=f"the {course.track_id} track" if course.track else course.program.title,
    )


def said(kind: str, **args: object) -> DiagnosticMessage:
    """Return something that a week has to keep to.

    >>> said("size", room="Office", clients=1).text
    'Office holds at most 1 client'
    """
    return CONSTRAINTS[kind](**args)


def _hours(hours: tuple[Hours, ...]) -> tuple[str, ...]:
    return tuple(map(str, hours))
