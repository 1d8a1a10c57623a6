"""The week as a part of a page, and as a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.criteria.logic.verdict import Verdict
from iopkit.describe.wording import counted
from iopkit.model.schedule.weekday import clock
from iopkit.pages.document import html_document
from iopkit.pages.template import filled, part
from iopkit.pages.week.table import DAY_NAMES, day_lists, week_table
from iopkit.terminal.week.sections import section_weeks, where_and_who
from iopkit.terminal.week.week_text import in_short, left_out, taken_for_granted
from iopkit.terminal.week.workload import (
    CLIENT_HEAD,
    ROOM_HEAD,
    STAFF_HEAD,
    assumed_note,
    books_by_section,
    client_rows,
    room_rows,
    staff_note,
    staff_rows,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from iopkit.model.pathway import Pathway
    from iopkit.terminal.week.sections import SectionWeek
    from iopkit.week.session import Session
    from iopkit.week.timetable import Timetable
    from iopkit.week.workload.workload import WeekWorkload

_VERDICTS: Final[Mapping[Verdict, str]] = {
    Verdict.MET: "Met",
    Verdict.NOT_MET: "Not met",
    Verdict.UNKNOWN: "Open",
}
"""What is said of rule sets; never by a colour or a sign alone."""
_TONES: Final = 6
"""How many colours there are for services. Their names always stand beside them."""


def week_html(timetable: Timetable, *, heading: int = 3) -> Markup:
    """Return the week as a part of a page: for each section its table and its appointments.

    A narrow page shows the sessions day by day in place of the table. The style is in
    ``week.css``. What is shown is text, whatever stands in the pathway.

    Parameters
    ----------
    timetable
        The week.
    heading
        The level of its headings, 2 to 5; the part has one for each section, and the days are one
        level below.

    >>> from iopkit.model.pathway import Pathway
    >>> from iopkit.week.timetable import Timetable
    >>> nothing = Timetable(pathway=Pathway(id="p", title="P"), programs=[], sections=[],
    ...                     sessions=[])
    >>> "<table" in week_html(nothing)
    False
    """
    tones = _tones(timetable)
    return filled(
        "week.html",
        heading=heading,
        weeks=[_shown(week, timetable, tones) for week in section_weeks(timetable)],
        assumed=taken_for_granted(timetable),
        left_out=left_out(timetable),
    )


def week_document(
    timetable: Timetable, load: WeekWorkload | None = None, *, language: str = "en"
) -> str:
    """Return the week as a whole HTML document that asks nobody for anything.

    Parameters
    ----------
    timetable
        The week.
    load
        What it takes, which stands below it; None to leave that out.
    language
        The language of the text, for screen readers.
    """
    title = f"The week of {timetable.pathway.title}"
    body = filled(
        "week_page.html",
        title=title,
        sentence=in_short(timetable),
        week=week_html(timetable, heading=2),
        load="" if load is None else _taken(timetable, load),
    )
    return html_document(title=title, body=body, styles=[part("week.css")], language=language)


def _taken(timetable: Timetable, load: WeekWorkload) -> Markup:
    """Return what a week takes: of the clients, the staff and the rooms."""
    whole = [
        ("What each client has", CLIENT_HEAD, client_rows(load), ""),
        ("Who leads", STAFF_HEAD, staff_rows(load), staff_note(timetable, load)),
        ("Rooms", ROOM_HEAD, room_rows(load), ""),
    ]
    tables = []
    for title, head, rows, note in whole:
        names = [name.replace("\n", " ") for name in head]
        narrow = [
            (
                row[0],
                [f"{name} {cell}" for name, cell in zip(names[1:], row[1:], strict=True) if cell],
            )
            for row in rows
        ]
        if rows:
            tables.append((title, names, rows, narrow, note))
    return filled(
        "week_load.html",
        tables=tables,
        held_against=[
            (names, [(_VERDICTS[verdict], ids, why) for verdict, ids, why in lines])
            for names, lines in books_by_section(load)
        ],
        caution=assumed_note(timetable),
    )


def _shown(week: SectionWeek, timetable: Timetable, tones: Mapping[str, int]) -> dict[str, object]:
    """Return the week of a section as the template asks for it."""
    pathway = timetable.pathway
    return {
        "title": week.title,
        "clients": counted(week.section.clients, "client"),
        "table": week_table(week, pathway, tones),
        "days": day_lists(week, pathway, tones),
        "appointments": [
            {
                "title": each.title,
                "text": each.text(pathway),
                "tone": tones[each.title],
                "rows": [
                    (session.client, _appointment(session, pathway))
                    for session in sorted(each.sessions, key=lambda s: (s.client or 0, s.number))
                ],
            }
            for each in week.alone
        ],
    }


def _appointment(session: Session, pathway: Pathway) -> str:
    when = f"{DAY_NAMES[session.day]} {clock(session.start)} to {clock(session.end)}"
    return ", ".join((when, *where_and_who(session, pathway)))


def _tones(timetable: Timetable) -> dict[str, int]:
    """Return a colour for each service by its title, from 1, in the order of the programs."""
    held = {(each.program, each.service): each.title for each in timetable.sessions}
    order = [each.id for each in timetable.pathway.programs]
    titles = [held[which] for which in sorted(held, key=lambda key: (order.index(key[0]), key[1]))]
    return {title: place % _TONES + 1 for place, title in enumerate(dict.fromkeys(titles))}
