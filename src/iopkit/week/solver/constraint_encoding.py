"""From a plan, and the demands that count, to the numbers that the solver sees.

Leaving out a demand only ever makes more weeks possible. So what a demand needs to know of others
(how many days there are) it knows from the whole plan.
"""

from __future__ import annotations

import math
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, TypeAlias

import attrs

from iopkit.week.infeasibility.demands import demands, most_days
from iopkit.week.requirements import facility_times, track_times
from iopkit.week.solver.instance import DayLimit, Event, Instance, Limit, Supply
from iopkit.week.times import ALWAYS, both, days_of, of_hours, without

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from iopkit.model.schedule.staff import Staff
    from iopkit.model.schedule.track import Track
    from iopkit.week.infeasibility.demands import Key
    from iopkit.week.requirements import WeekRequirements
    from iopkit.week.section import Section
    from iopkit.week.times import Stretches
    from iopkit.week.weekly_activity import WeeklyActivity


Followers: TypeAlias = "tuple[tuple[Section, tuple[int, ...]], ...]"
"""Sections, each with the courses that a client of it may take part in."""


@attrs.frozen(kw_only=True)
class EncodedWeek:
    """A plan as numbers, and which course each session belongs to.

    Parameters
    ----------
    instance
        The numbers.
    owners
        For each session the place of its course in the plan, and which of its sessions it is,
        counted from 0.
    """

    instance: Instance
    owners: tuple[tuple[int, int], ...]


def state(plan: WeekRequirements, active: Collection[Key] | None = None) -> EncodedWeek:
    """Return a plan as numbers.

    Parameters
    ----------
    plan
        What has to be held.
    active
        The demands that count; None for all of them.
    """
    keys = frozenset(demands(plan) if active is None else active)
    return _Stating(plan, keys).stated()


class _Stating:
    """One way from a plan to numbers."""

    def __init__(self, plan: WeekRequirements, keys: frozenset[Key]) -> None:
        self._plan, self._keys = plan, keys
        self._week = plan.pathway.week
        self._owners: list[tuple[int, int]] = []
        self._of: list[tuple[int, ...]] = []
        for place, course in enumerate(plan.courses):
            first = len(self._owners)
            if self._service_key(course) in keys:
                self._owners += [(place, number) for number in range(course.sessions)]
            self._of.append(tuple(range(first, len(self._owners))))
        self._windows: dict[tuple[str, str, bool], Stretches] = {}

    def stated(self) -> EncodedWeek:
        week = self._week
        courses = self._plan.courses
        followed = self._plan.followers
        together: list[tuple[int, ...]] = []
        places: dict[tuple[str, str, str], int] = {}
        for section in self._plan.sections:
            places[section.program, section.track, section.id] = len(together)
            whole = [
                place
                for place, course in enumerate(courses)
                if (course.program.id, course.track_id) == (section.program, section.track)
                and course.section == section.id
                and course.client is None
                and not course.is_shared
            ]
            together.append(self._events(whole))
        instance = Instance(
            step=week.step if week is not None and ("step",) in self._keys else self._fine(),
            pause=week.pause if week is not None and ("pause",) in self._keys else 0,
            events=tuple(self._event(courses[place]) for place, _ in self._owners),
            rooms=self._rooms(),
            staff=self._staff(),
            apart_in_time=self._apart_in_time(followed),
            apart_in_days=self._apart_in_days(),
            days=tuple(self._days(followed)),
            a_day=tuple(self._a_day(followed)),
            in_order=tuple(self._in_order()),
            rows=tuple(row for row in self._of if len(row) > 1),
            together=tuple(together),
            beside=tuple(
                (
                    event,
                    places[course.program.id, course.track_id, course.section],
                    self._best(course),
                )
                for course, row in zip(courses, self._of, strict=True)
                if course.client is not None
                for event in row
            ),
        )
        return EncodedWeek(instance=instance, owners=tuple(self._owners))

    @staticmethod
    def _service_key(course: WeeklyActivity) -> Key:
        return ("service", course.program.id, course.track_id, course.service)

    def _fine(self) -> int:
        """Return the step when no step is demanded: as fine as a clock, or as is taken."""
        return 1 if self._week is not None else 15

    def _events(self, courses: Iterable[int]) -> tuple[int, ...]:
        return tuple(event for place in courses for event in self._of[place])

    # -- when

    def _open(self, track: Track | None) -> Stretches:
        return facility_times(self._plan, track) if ("open",) in self._keys else ALWAYS

    def _window(self, course: WeeklyActivity, *, everything: bool = False) -> Stretches:
        """Return when a course can be; by all demands, or by those that count."""
        program, track = course.program.id, course.track
        alone = course.client is not None
        if track is None:
            return facility_times(self._plan, None) if everything else self._open(None)
        keys = self._keys
        there = facility_times(self._plan, track) if everything else self._open(track)
        if not alone and (everything or ("track", program, track.id) in keys):
            there = both(there, track_times(track, there))
        if track.busy and (everything or ("busy", program, track.id) in keys):
            there = without(there, of_hours(track.busy))
        return there

    def _best(self, course: WeeklyActivity) -> Stretches:
        """Return when a session of one client would best be: when the track is held."""
        there = self._window(course)
        return both(there, track_times(course.track, there)) if course.track else there

    # -- where, and who

    def _event(self, course: WeeklyActivity) -> Event:
        track = (course.program.id, course.track_id, course.client is not None)
        if track not in self._windows:
            self._windows[track] = self._window(course)
        return Event(
            minutes=course.minutes,
            inside=self._windows[track],
            rooms=self._fitting(course),
            staff=self._leading(course),
        )

    def _fitting(self, course: WeeklyActivity) -> tuple[int, ...] | None:
        if self._week is None or not self._week.rooms or course.is_online:
            return None
        return tuple(
            place
            for place, room in enumerate(self._week.rooms)
            if room.size is None
            or room.size >= course.clients
            or ("size", room.id) not in self._keys
        )

    def _leading(self, course: WeeklyActivity) -> tuple[int, ...] | None:
        if self._week is None or not self._week.staff:
            return None
        anybody = ("lead", course.program.id, course.service) not in self._keys
        return tuple(
            place
            for place, staff in enumerate(self._week.staff)
            if anybody or staff.may_lead(course.line)
        )

    def _rooms(self) -> tuple[Supply, ...]:
        return tuple(
            Supply(
                count=room.count if ("room", room.id) in self._keys else None,
                inside=of_hours(room.open)
                if room.open and ("room_open", room.id) in self._keys
                else None,
            )
            for room in (self._week.rooms if self._week else ())
        )

    def _staff(self) -> tuple[Supply, ...]:
        return tuple(self._people(staff) for staff in (self._week.staff if self._week else ()))

    def _people(self, staff: Staff) -> Supply:
        keys, hours, a_day = self._keys, staff.hours, staff.a_day
        return Supply(
            count=staff.count if ("staff", staff.id) in keys else None,
            inside=of_hours(staff.at) if staff.at and ("at", staff.id) in keys else None,
            a_week=None if hours is None or ("hours", staff.id) not in keys else int(hours * 60),
            a_day=a_day if ("staff_day", staff.id) in keys else None,
        )

    # -- nobody in two places

    def _choices(self, taken: tuple[int, ...]) -> tuple[list[int], list[list[list[int]]]]:
        """Return the courses that a client takes anyway, and those that replace each other."""
        courses = self._plan.courses
        replaced = {courses[each].line.instead_of for each in taken} - {""}
        always: list[int] = []
        choices: dict[str, dict[int, list[int]]] = {}
        for place in taken:
            line = courses[place].line
            if line.instead_of:
                service = courses[place].service
                choices.setdefault(line.instead_of, {}).setdefault(service, []).append(place)
            elif line.therapy in replaced:
                choices.setdefault(line.therapy, {}).setdefault(-1, []).append(place)
            else:
                always.append(place)
        return always, [list(rows.values()) for rows in choices.values()]

    def _apart_in_time(self, followed: Followers) -> tuple[tuple[int, ...], ...]:
        found: dict[tuple[int, ...], None] = {}
        for _, taken in followed:
            always, choices = self._choices(taken)
            if not choices:
                found[self._events(always)] = None
            for rows in choices:
                for row in rows:
                    found[self._events(sorted(always + row))] = None
            for some, others in combinations(choices, 2):
                for row in some:
                    for other in others:
                        found[self._events(sorted(row + other))] = None
        return tuple(row for row in found if len(row) > 1)

    def _apart_in_days(self) -> tuple[tuple[int, ...], ...]:
        found = []
        for course, row in zip(self._plan.courses, self._of, strict=True):
            if len(row) < 2 or ("apart", course.program.id, course.service) not in self._keys:  # noqa: PLR2004
                continue
            days = len(days_of(self._window(course, everything=True), course.minutes, self._step()))
            if course.is_core and course.program.days.high is not None:
                days = min(days, most_days(course.program))
            if len(row) <= days:
                found.append(row)
        return tuple(found)

    def _step(self) -> int:
        return self._week.step if self._week is not None else 15

    def _days(self, followed: Followers) -> Iterator[Limit]:
        courses = self._plan.courses
        for section, taken in followed:
            program = courses[taken[0]].program if taken else None
            if program is None or not program.days.is_known:
                continue
            core = [place for place in taken if courses[place].is_core]
            events = self._events(core)
            there = sum(courses[place].sessions for place in core)
            low = high = None
            if program.days.low and ("days_low", section.program) in self._keys:
                # Fewer sessions than days are said elsewhere, and each left out may be a day less.
                low = min(math.ceil(program.days.low), there) - (there - len(events))
            if program.days.high is not None and ("days_high", section.program) in self._keys:
                high = most_days(program)
            if (low is not None and low > 0) or (high is not None and events):
                yield Limit(events, low if low and low > 0 else None, high)

    def _a_day(self, followed: Followers) -> Iterator[DayLimit]:
        courses = self._plan.courses
        for section, taken in followed:
            track = courses[taken[0]].track if taken else None
            if track is None or track.a_day is None:
                continue
            if ("a_day", section.program, section.track) in self._keys:
                always, choices = self._choices(taken)
                rows = tuple(tuple(self._events(row) for row in each) for each in choices)
                yield DayLimit(self._events(always), rows, track.a_day)

    # -- what might as well change places

    def _in_order(self) -> Iterator[tuple[int, int]]:
        for row in self._of:
            yield from pairwise(row)
        courses = self._plan.courses
        first: dict[tuple[str, str, str], int] = {}
        for course, row in zip(courses, self._of, strict=True):
            if course.client is None or not row:
                continue
            whose = (course.program.id, course.track_id, course.section)
            if first.setdefault(whose, course.service) == course.service and course.client > 1:
                # The client before this one has the same courses, and stands as many places ahead.
                yield row[0] - len(row), row[0]
