"""What a week takes: the clients' hours against rule sets, the staff's time, the rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.criteria.logic.verdict import Verdict
from iopkit.describe.conformance import deciding_lines
from iopkit.describe.names import NO_NAMES
from iopkit.describe.wording import brief, counted, listed
from iopkit.model.range import Range
from iopkit.model.schedule.week import FULL_TIME
from iopkit.terminal.renderer import line_text
from iopkit.terminal.style import DisplayStyle
from iopkit.terminal.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.criteria.rule_sets.conformance import RuleSetResult
    from iopkit.week.section import Section
    from iopkit.week.timetable import Timetable
    from iopkit.week.workload.staff_load import StaffLoad
    from iopkit.week.workload.workload import WeekWorkload

CLIENT_HEAD = ("clients", "hours\na week", "with\noptional", "days", "hours\na day")
STAFF_HEAD = ("staff", "people", "sessions", "hours\na week", "full-time\npositions", "at once")
ROOM_HEAD = ("room", "how\nmany", "holds", "sessions", "hours\na week", "at once")
"""The heads of the tables; an end of a line is a blank where there is room."""

_HOURS = {"sessions", "minutes", "hours", "days"}
"""What the hours and days of a client follow from, as the pathway file calls it."""


def load_lines(timetable: Timetable, load: WeekWorkload, look: DisplayStyle) -> Iterator[str]:
    """Yield the lines that say what a week takes, each part below its heading."""
    for title, head, rows, spare in (
        ("What each client has", CLIENT_HEAD, client_rows(load), ()),
        ("Who leads", STAFF_HEAD, staff_rows(load), (5, 2)),
        ("Rooms", ROOM_HEAD, room_rows(load), (5, 3)),
    ):
        if rows:
            yield ""
            yield look.strong(title)
            yield table(head, rows, look, numbers=range(1, len(head)), spare=spare)
        match title:
            case "What each client has":
                yield from _held_against(timetable, load, look)
            case "Who leads" if rows:
                yield look.wrapped(staff_note(timetable, load))
            case _:
                pass


def client_rows(load: WeekWorkload) -> list[tuple[str, ...]]:
    """Return for each section what its clients have: hours, days, hours a day."""
    return [
        (
            section_name(each.section),
            _rounded(each.hours),
            _number(each.with_optional),
            _rounded(each.days),
            _rounded(each.hours_a_day),
        )
        for each in load.clients
    ]


def staff_rows(load: WeekWorkload) -> list[tuple[str, ...]]:
    """Return for each kind of people what they lead; those who lead nothing too, if stated."""
    return [
        (
            brief(each.title),
            f"{each.people}",
            f"{each.sessions}",
            _hours(each),
            f"{each.full_time:.2f}",
            f"{each.at_once}",
        )
        for each in load.staff
    ]


def room_rows(load: WeekWorkload) -> list[tuple[str, ...]]:
    """Return for each kind of room how it is used, or which rooms are needed."""
    return [
        (
            brief(each.title) or "needed",
            f"{each.count}",
            "" if each.size is None else counted(each.size, "client"),
            f"{each.sessions}" if each.id else "",
            _number(each.hours) if each.id else "",
            f"{each.at_once}",
        )
        for each in load.rooms
    ]


def staff_note(timetable: Timetable, load: WeekWorkload) -> str:
    """Return how to read the table of the staff."""
    week = timetable.pathway.week
    full_time = FULL_TIME if week is None else week.full_time
    said = f"Only time in sessions is counted. A full-time position is {full_time:g} hours a week."
    if any(len(each.each) > 1 for each in load.staff):
        said += " In brackets stand the hours of each person."
    if any(not each.is_stated for each in load.staff):
        said += (
            " Nobody says who works here, so 'people' are as many as this week takes; with 'staff' "
            "under 'week' in the file it is laid out for those who are there."
        )
    return said


def assumed_note(timetable: Timetable) -> str:
    """Return a warning when rule sets are held against hours that are assumed, else nothing."""
    unsure = {each.program for each in timetable.assumed if each.path[-1] in _HOURS}
    names = [brief(each) for each in timetable.programs if each in unsure]
    if not names:
        return ""
    return (
        f"Some of the hours of {listed(names)} are assumed: what is really held may meet what "
        "these do not, or the other way round."
    )


def books_by_section(
    load: WeekWorkload,
) -> list[tuple[str, list[tuple[Verdict, tuple[str, ...], tuple[str, ...]]]]]:
    """Return for sections, those that are judged alike together, what comes of the rule sets.

    Each verdict comes with the rule sets and, unless they are met, with the reason.
    """
    alike: dict[tuple[tuple[str, Verdict, tuple[str, ...]], ...], list[Section]] = {}
    for each in load.clients:
        judged = [judgement for judgement in each.judged if not judgement.rule_set.is_label]
        if judged:
            found = tuple((j.rule_set.id, j.verdict, _why(j)) for j in judged)
            alike.setdefault(found, []).append(each.section)
    whole = []
    for judgements, sections in alike.items():
        by_why: dict[tuple[Verdict, tuple[str, ...]], list[str]] = {}
        for name, verdict, why in judgements:
            by_why.setdefault((verdict, why), []).append(name)
        order = sorted(by_why.items(), key=lambda item: list(Verdict).index(item[0][0]))
        lines = [(verdict, tuple(ids), why) for (verdict, why), ids in order]
        whole.append((_names(sections), lines))
    return whole


def section_name(section: Section) -> str:
    """Return a section in a few words: program, track, group."""
    return ", ".join([*_track(section), *([f"group {section.id}"] if section.id else [])])


def _track(section: Section) -> list[str]:
    return [part for part in (brief(section.program), brief(section.track)) if part]


def _names(sections: Sequence[Section]) -> str:
    """Return sections in a few words, the groups of one track together."""
    tracks: dict[tuple[str, str], list[Section]] = {}
    for each in sections:
        tracks.setdefault((each.program, each.track), []).append(each)
    names = []
    for some in tracks.values():
        groups = f"groups {listed([each.id for each in some])}"
        is_one = len(some) == 1
        names.append(section_name(some[0]) if is_one else ", ".join([*_track(some[0]), groups]))
    return "; ".join(names)


def _held_against(timetable: Timetable, load: WeekWorkload, look: DisplayStyle) -> Iterator[str]:
    books = books_by_section(load)
    caution = assumed_note(timetable) if books else ""
    if caution:
        yield ""
        yield look.wrapped(caution)
    for names, lines in books:
        yield ""
        yield look.wrapped(f"{names}: held against rule sets by these hours and days")
        for verdict, ids, why in lines:
            reason = f": {'; '.join(why)}" if why else ""
            yield look.hanging(f"{', '.join(ids)}{reason}", first=f"  {look.sign(verdict)} ")


def _why(judgement: RuleSetResult) -> tuple[str, ...]:
    if judgement.verdict is Verdict.MET:
        return ()
    return tuple(line_text(each, DisplayStyle()) for each in deciding_lines(judgement, NO_NAMES))


def _hours(staff: StaffLoad) -> str:
    """Return the hours of some people, and of each of them where there are several."""
    each = ", ".join(map(_number, staff.each)) if len(staff.each) > 1 else ""
    return f"{_number(staff.hours)} ({each})" if each else _number(staff.hours)


def _rounded(of: Range) -> str:
    return str(Range(*(None if end is None else round(end, 2) for end in (of.low, of.high))))


def _number(hours: float) -> str:
    return f"{round(hours, 2):g}"
