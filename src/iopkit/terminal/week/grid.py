"""The sessions of a section as a grid of days and times, or as a list where it is too narrow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iopkit.describe.wording import brief
from iopkit.model.schedule.weekday import clock
from iopkit.terminal.style import plain
from iopkit.terminal.tables import table
from iopkit.terminal.week.sections import remarks, where_and_who

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.model.pathway import Pathway
    from iopkit.terminal.style import DisplayStyle
    from iopkit.terminal.week.sections import SectionWeek
    from iopkit.week.session import Session

_TIME: Final = 5
"""How wide a time of day is. [characters]"""
_GAP: Final = 2
_WIDEST: Final = 24
"""A column is never wider, or a line of the grid is hard to follow. [characters]"""
_SPACE: Final = re.compile(r"\s+")
_HYPHEN: Final = re.compile(r"(?<=\w-)(?=\w)")
"""Where a word may be broken."""
_WORD: Final = 20
"""A word that is longer is folded, and decides nothing. [characters]"""


def week_grid(week: SectionWeek, pathway: Pathway, look: DisplayStyle) -> str:
    """Return the sessions that a section has together, days beside each other.

    Where the days do not fit beside each other without breaking words, the sessions stand below
    each other.

    Parameters
    ----------
    week
        The week of the section.
    pathway
        Whose rooms they are in.
    look
        How wide it may be.
    """
    room = look.width - _TIME - _GAP * len(week.days)
    width = min(room // max(len(week.days), 1), _WIDEST)
    cells = {
        (day, start): [_cell(each, week, pathway) for each in week.at(day, start)]
        for day in week.days
        for start in week.starts
    }
    words = [
        word
        for some in cells.values()
        for cell in some
        for line in cell
        for whole in line.split()
        for word in _HYPHEN.split(whole)
        if len(word) <= _WORD
    ]
    if width < max(map(_cells, words), default=0):
        return _as_list(week, pathway, look)
    lines = [_line([" " * _TIME, *(look.strong(day.value.ljust(width)) for day in week.days)])]
    dash = "─" if look.unicode else "-"
    lines.append(dash * (_TIME + len(week.days) * (width + _GAP)))
    for place, start in enumerate(week.starts):
        lines += [""] if place else []
        columns = [list(_shown(cells[day, start], width, look)) for day in week.days]
        for row in range(max(map(len, columns))):
            head = clock(start) if not row else " " * _TIME
            lines.append(
                _line([head, *(c[row] if row < len(c) else " " * width for c in columns)]),
            )
    return "\n".join(lines)


def _cell(session: Session, week: SectionWeek, pathway: Pathway) -> tuple[str, ...]:
    """Return a session in a few lines: what, until when, where and with whom."""
    special = remarks(session, week.section, pathway)
    said = (brief(session.title), f"to {clock(session.end)}", *special)
    return tuple(plain(each) for each in (*said, *where_and_who(session, pathway)))


def _shown(cells: Sequence[tuple[str, ...]], width: int, look: DisplayStyle) -> Iterator[str]:
    """Yield the lines of all sessions that begin at one time, each as wide as the column."""
    for place, (title, *rest) in enumerate(cells):
        if place:
            yield " " * width
        for line in folded(title, width):
            yield look.strong(line) + " " * (width - _cells(line))
        for text in rest:
            for line in folded(text, width):
                yield line + " " * (width - _cells(line))


def folded(text: str, width: int) -> list[str]:
    """Return a text in lines of so many cells at most: between words, else within one.

    >>> folded("Relapse prevention", 10), folded("日本語の部屋", 5)
    (['Relapse', 'prevention'], ['日本', '語の', '部屋'])
    """
    lines = [""]
    for word in _SPACE.split(text.strip()):
        for place, piece in enumerate(_HYPHEN.split(word)):
            blank = " " if lines[-1] and not place else ""
            if lines[-1] and _cells(lines[-1] + blank + piece) > width:
                lines.append("")
                blank = ""
            rest = blank + piece
            while _cells(lines[-1] + rest) > width:  # some letters take the room of two
                most = next(n for n in range(len(rest), 0, -1) if _cells(rest[:n]) <= width)
                lines[-1] += rest[:most]
                lines.append("")
                rest = rest[most:]
            lines[-1] += rest
    return [line for line in lines if line]


def _as_list(week: SectionWeek, pathway: Pathway, look: DisplayStyle) -> str:
    rows = []
    before = None
    for each in week.together:
        day = "" if each.day is before else each.day.value
        special = remarks(each, week.section, pathway)
        title = f"{each.title} ({', '.join(special)})" if special else each.title
        time = f"{clock(each.start)}-{clock(each.end)}"
        rows.append((day, time, title, ", ".join(where_and_who(each, pathway))))
        before = each.day
    head = ("day", "time", "session", "where and with whom")
    wide = len(head) if any(row[-1] for row in rows) else len(head) - 1
    return table(head[:wide], [row[:wide] for row in rows], look)


def _line(parts: Sequence[str]) -> str:
    return (" " * _GAP).join(parts).rstrip()


def _cells(text: str) -> int:
    from rich.cells import cell_len  # 70 ms, which no --help and no --json pays

    return cell_len(text)
