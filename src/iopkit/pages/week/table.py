"""The sessions of a section as the rows and cells of a table: days are columns, times are rows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.model.schedule.weekday import Weekday, clock
from iopkit.terminal.week.sections import remarks, where_and_who

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iopkit.model.pathway import Pathway
    from iopkit.terminal.week.sections import SectionWeek
    from iopkit.week.session import Session

DAY_NAMES: Final[Mapping[Weekday, str]] = {
    Weekday.MON: "Monday",
    Weekday.TUE: "Tuesday",
    Weekday.WED: "Wednesday",
    Weekday.THU: "Thursday",
    Weekday.FRI: "Friday",
    Weekday.SAT: "Saturday",
    Weekday.SUN: "Sunday",
}
"""The days of the week as a page writes them."""

_QUARTER: Final = 15
"""What a row is high by. [minutes]"""
_HIGHEST: Final = 12
"""No row is higher than this. [quarters of an hour]"""


@attrs.frozen(kw_only=True)
class Card:
    """A session as a page shows it.

    Parameters
    ----------
    title, time
        What it is and when.
    remarks
        What is special about it: optional, online.
    where
        The room and who leads it, as far as they are known.
    tone
        Which colour goes with the service; those of one service are alike.
    """

    title: str
    time: str
    remarks: tuple[str, ...]
    where: tuple[str, ...]
    tone: int


@attrs.frozen(kw_only=True)
class SessionCell:
    """A cell of the table: sessions that overlap stand in one.

    Parameters
    ----------
    cards
        The sessions, at least one; none for an empty cell.
    rows
        How many rows it is high.
    """

    cards: tuple[Card, ...] = ()
    rows: int = 1


@attrs.frozen(kw_only=True)
class TimeRow:
    """A row of the table, from one time at which something begins or ends to the next.

    Parameters
    ----------
    time
        When it begins.
    begins
        Whether any session begins then.
    quarters
        How long it is, rounded. [quarters of an hour]
    cells
        One for each day, but for those into which a cell above reaches.
    """

    time: str
    begins: bool
    quarters: int
    cells: tuple[SessionCell, ...]


@attrs.frozen(kw_only=True)
class WeekTable:
    """The week of a section as a table.

    Parameters
    ----------
    days
        The names of the columns.
    rows
        The rows, the earliest first.
    """

    days: tuple[str, ...]
    rows: tuple[TimeRow, ...]


def week_table(week: SectionWeek, pathway: Pathway, tones: Mapping[str, int]) -> WeekTable:
    """Return the sessions that a section has together as a table."""
    edges = sorted({edge for each in week.together for edge in (each.start, each.end)})
    beginnings = set(week.starts)
    columns = [_column(week, day, edges, pathway, tones) for day in week.days]
    rows = []
    for place, (start, end) in enumerate(pairwise(edges)):
        cells = [column[place] for column in columns]
        rows.append(
            TimeRow(
                time=clock(start),
                begins=start in beginnings,
                quarters=min(max(round((end - start) / _QUARTER), 1), _HIGHEST),
                cells=tuple(cell for cell in cells if cell is not None),
            )
        )
    return WeekTable(days=tuple(DAY_NAMES[day] for day in week.days), rows=tuple(rows))


def day_lists(
    week: SectionWeek, pathway: Pathway, tones: Mapping[str, int]
) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """Return each day that has sessions with these, for a page too narrow for a table."""
    found = []
    for day in week.days:
        cards = tuple(card(s, week, pathway, tones) for s in week.together if s.day is day)
        if cards:
            found.append((DAY_NAMES[day], cards))
    return tuple(found)


def card(session: Session, week: SectionWeek, pathway: Pathway, tones: Mapping[str, int]) -> Card:
    """Return a session as a page shows it to a section."""
    return Card(
        title=session.title,
        time=f"{clock(session.start)} to {clock(session.end)}",
        remarks=remarks(session, week.section, pathway),
        where=where_and_who(session, pathway),
        tone=tones[session.title],
    )


def _column(
    week: SectionWeek,
    day: Weekday,
    edges: list[int],
    pathway: Pathway,
    tones: Mapping[str, int],
) -> list[SessionCell | None]:
    """Return the cells of a day from row to row; None where one from above reaches."""
    found: list[SessionCell | None] = [SessionCell() for _ in edges[1:]]
    for some in _overlapping([each for each in week.together if each.day is day]):
        first = edges.index(some[0].start)
        last = edges.index(max(each.end for each in some))
        cards = tuple(card(each, week, pathway, tones) for each in some)
        found[first] = SessionCell(cards=cards, rows=last - first)
        found[first + 1 : last] = [None] * (last - first - 1)
    return found


def _overlapping(sessions: list[Session]) -> Iterator[list[Session]]:
    """Yield the sessions of a day, those that overlap together, the earliest first."""
    some: list[Session] = []
    for each in sorted(sessions, key=lambda session: (session.start, session.end)):
        if some and each.start >= max(other.end for other in some):
            yield some
            some = []
        some.append(each)
    if some:
        yield some
