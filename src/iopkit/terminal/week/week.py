"""A week on one page: the result, the timetables, what they take, and what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.describe.wording import counted
from iopkit.terminal.style import plain
from iopkit.terminal.week.grid import week_grid
from iopkit.terminal.week.sections import section_weeks
from iopkit.terminal.week.week_text import (
    MOST_DEMANDS,
    demands_left_out,
    in_short,
    left_out,
    taken_for_granted,
)
from iopkit.terminal.week.workload import load_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.terminal.style import DisplayStyle
    from iopkit.terminal.week.sections import SectionWeek
    from iopkit.week.infeasibility.infeasible_week import ImpossibleWeekError
    from iopkit.week.timetable import Timetable
    from iopkit.week.workload.workload import WeekWorkload


def week_page(timetable: Timetable, load: WeekWorkload, look: DisplayStyle) -> str:
    """Return a week as a person at a terminal reads it.

    Parameters
    ----------
    timetable
        The week.
    load
        What it takes; the clients' hours are held against rule sets where it says so.
    look
        How wide it may be, and with which signs.
    """
    lines = [look.strong(look.wrapped(in_short(timetable)))]
    for week in section_weeks(timetable):
        lines += ["", *_section(week, timetable, look)]
    lines += load_lines(timetable, load, look)
    lines += _list("Assumed, since the file does not say", taken_for_granted(timetable), look)
    lines += _list("Not in the timetable", left_out(timetable), look)
    return "\n".join(lines)


def impossible_week(error: ImpossibleWeekError, look: DisplayStyle) -> str:
    """Return why there is no week: the fewest statements that exclude each other.

    >>> from iopkit.terminal.style import DisplayStyle
    >>> from iopkit.week.infeasibility.demands import said
    >>> from iopkit.week.infeasibility.infeasible_week import WeekConstraint, ImpossibleWeekError
    >>> alone = ImpossibleWeekError([WeekConstraint(path=(), said=said("pause", minutes=90))])
    >>> print(impossible_week(alone, DisplayStyle()))
    The week cannot be held. This alone is impossible:
      - there are 90 minutes between two sessions
    """
    many = len(error.demands) > 1
    what = "These cannot be held together:" if many else "This alone is impossible:"
    lines = [look.strong(look.wrapped(f"The week cannot be held. {what}"))]
    for each in error.demands[:MOST_DEMANDS]:
        where = f" [{each.origin}]" if each.origin else ""
        lines.append(look.hanging(f"{each.text}{where}", first="  - "))
    if more := demands_left_out(len(error.demands)):
        lines.append(f"  - {more}")
    if many and error.is_smallest:
        lines.append(look.wrapped("Change any one of them, and the others can be held together."))
    elif many:
        lines.append(look.wrapped("Some of them may not matter; it took too long to find out."))
    return "\n".join(lines)


def _section(week: SectionWeek, timetable: Timetable, look: DisplayStyle) -> Iterator[str]:
    clients = counted(week.section.clients, "client")
    yield look.strong(look.wrapped(plain(f"{week.title}: {clients}")))
    if week.together:
        yield week_grid(week, timetable.pathway, look)
        yield ""
    for each in week.alone:
        yield look.hanging(f"{each.title}: {each.text(timetable.pathway)}.", first="")


def _list(title: str, texts: Sequence[str], look: DisplayStyle) -> Iterator[str]:
    if texts:
        yield ""
        yield look.strong(title)
    for text in texts:
        yield look.hanging(text, first="  ")
