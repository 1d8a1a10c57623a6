"""What a facility says of its week, as `iopkit show` says it."""

from described import detail, staircase

from iopkit.files.compose.load import loads
from iopkit.terminal.style import DisplayStyle

TEXT = """
iopkit: 1
id: here
title: Here
levels: {iop: {title: IOP, rank: 2, program: day}}
programs:
  day:
    title: Day
    tracks:
      late:
        at: Mon-Tue 17:30-20:30
        clients: 1
        a_day: 180
        busy: [Mon-Fri 08:00-17:00, Sat 08:00-12:00]
      early: {clients: 9}
week:
  zone: America/Denver
  open: [Mon-Fri 08:00-21:00, Sat 09:00-13:00]
  rooms:
    hall: {title: Hall, size: 14}
    yard: {title: Yard, open: Sat 09:00-13:00}
    office: {title: Office, size: 1, count: 2}
  staff:
    nurse: {title: Nurse, a_day: 240}
    lpc: {title: Counselors, count: 2, hours: 12.5, at: ["Mon, Wed 09:00-12:00", Fri 09:00-17:00]}
"""
LOOK = DisplayStyle(width=100)


def test_the_staircase_ends_with_rooms_and_staff() -> None:
    page = staircase(loads(TEXT), DisplayStyle(width=90))

    assert page.partition("When and where sessions are held\n")[2].splitlines() == [
        "  Sessions can be held Mon-Fri 08:00-21:00 and Sat 09:00-13:00, in the time of",
        "      America/Denver",
        "  Hall: up to 14 clients",
        "  Yard: Sat 09:00-13:00",
        "  Office: up to 1 client, 2 rooms",
        "  Nurse: up to 240 minutes a day each",
        "  Counselors: 2 people, up to 12.5 hours a week each, Mon, Wed 09:00-12:00 and Fri",
        "      09:00-17:00",
    ]


def test_a_week_that_says_nothing_is_not_there() -> None:
    empty = TEXT.partition("week:")[0]

    assert "When and where sessions" not in staircase(loads(empty), LOOK)
    assert "When and where sessions" not in staircase(loads(empty + "week: {}\n"), LOOK)


def test_a_track_says_who_follows_it_and_when_they_cannot_come() -> None:
    lines = [line.strip() for line in detail(loads(TEXT), "iop", LOOK).splitlines()]
    said = " ".join(lines)

    assert (
        "late: Mon, Tue 17:30-20:30, 1 client, busy Mon-Fri 08:00-17:00 and Sat "
        "08:00-12:00, at most 180 minutes of sessions a day"
    ) in said
    assert "early: times not stated, 9 clients" in lines


def test_names_are_text_and_never_marks() -> None:
    hostile = TEXT.replace("title: Hall", "title: '[bold]Hall[/bold] <script>'").replace(
        "title: Nurse", f"title: {'N' * 300}"
    )
    page = staircase(loads(hostile), LOOK)

    assert "[bold]Hall[/bold] <script>" in page
    assert "N" * 300 not in page
