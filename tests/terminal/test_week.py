"""A week at the terminal: a grid where there is room for one, else a list; no name is lost."""

import attrs
import pytest
from rich.cells import cell_len
from weeks import FRI, HOSTILE, MON, SAT, SUN, THU, WED, WEEK, named, session

from iopkit.files.compose.rule_set_file import load_rule_set
from iopkit.files.compose.shipped_files import shipped_rule_sets
from iopkit.model.rule import About
from iopkit.model.service import Need
from iopkit.pages.week.week import week_document
from iopkit.terminal.style import DisplayStyle, harmless, plain
from iopkit.terminal.week.grid import folded, week_grid
from iopkit.terminal.week.sections import section_weeks
from iopkit.terminal.week.week import week_page
from iopkit.terminal.week.week_text import in_one_sentence, in_short, taken_for_granted
from iopkit.week.assumptions import WeekAssumption
from iopkit.week.timetable import Timetable
from iopkit.week.workload.workload import load_of

BOOKS = [
    each for name in shipped_rule_sets() if (each := load_rule_set(name)).about is About.PROGRAM
]
LOAD = load_of(WEEK, BOOKS)
WIDTHS = (60, 72, 80, 100)


def grids(timetable: Timetable, look: DisplayStyle) -> list[str]:
    return [week_grid(week, timetable.pathway, look) for week in section_weeks(timetable)]


def test_the_first_sentence_is_the_result() -> None:
    page = week_page(WEEK, LOAD, DisplayStyle(width=100))

    assert page.splitlines()[0].startswith(
        "The week can be held: 37 sessions in 1 program (20 of them with one client), led by 4"
    )


def test_what_nobody_said_is_counted_at_once() -> None:
    sure = attrs.evolve(WEEK, assumed=())

    assert in_short(WEEK).endswith("It rests on 1 assumption, listed below.")
    assert in_short(sure) == in_one_sentence(sure)


def test_a_week_without_rooms_and_staff_does_not_speak_of_them() -> None:
    without = [attrs.evolve(each, room="", leader="") for each in WEEK.sessions]
    alone = attrs.evolve(WEEK, sessions=without)

    assert in_one_sentence(alone).endswith("(20 of them with one client).")
    grid = grids(alone, DisplayStyle())[0]
    assert "Harbor room" not in grid
    assert "Counselor" not in grid


def test_a_grid_has_days_beside_each_other_and_times_below_each_other() -> None:
    morning = grids(WEEK, DisplayStyle(width=80))[0].splitlines()

    assert morning[0].split() == ["Mon", "Tue", "Wed"]
    assert morning[2].startswith("09:00  Group therapy")
    assert morning[2].count("Group therapy") == 3
    assert morning[3].split() == ["to", "10:30"] * 3
    (second,) = [line for line in morning if line.startswith("10:45")]
    assert second.index("Psychoeducation") == morning[0].index("Mon")
    assert second.rindex("Psychoeducation") == morning[0].index("Wed")


def test_days_that_do_not_fit_stand_below_each_other() -> None:
    days = [session("morning", "", 1, day, 540) for day in (MON, WED, THU, FRI, SAT, SUN)]
    week = attrs.evolve(WEEK, sessions=days)

    (listed,) = grids(week, DisplayStyle(width=80))

    lines = [line.split()[0] for line in listed.splitlines()[2:]]
    assert lines == ["Mon", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert all("09:00-10:00  Psychoeducation" in line for line in listed.splitlines()[2:])


def test_sessions_that_begin_at_one_time_are_all_there() -> None:
    both = [session("morning", "", each, MON, 540) for each in (0, 1, 3)]

    (grid,) = grids(attrs.evolve(WEEK, sessions=both), DisplayStyle())

    for title in ("Group therapy", "Psychoeducation", "Women's group"):
        assert title in grid
    assert grid.count("09:00") == 1


def test_what_is_special_is_said() -> None:
    page = " ".join(week_page(WEEK, LOAD, DisplayStyle(width=100)).split())

    assert "Women's group" in page
    assert "optional" in page
    assert "for all groups" in page
    assert "online" in page
    assert "8 appointments of 50 minutes a week, one for each client; Mon-Thu between" in page
    assert "iop: Crisis support: held when needed" in page
    assert "sessions may be held Mon-Fri 08:00-20:00 [nobody says" in page


def test_hours_are_held_against_rule_sets_and_alike_groups_stand_together() -> None:
    page = " ".join(week_page(WEEK, LOAD, DisplayStyle(width=100)).split())

    assert "iop, evening, groups A and B: held against rule sets" in page
    assert "✗ medicare-iop-2024, plndp-iop, rosewood-iop: hours_per_week >= 9 (is 7.333)" in page


@pytest.mark.parametrize(
    ("path", "is_warned"),
    [
        (("programs", "iop", "services", 0, "sessions"), True),
        (("programs", "iop", "services", 0, "minutes"), True),
        (("programs", "iop", "services", 0, "size"), False),
    ],
)
def test_rule_sets_that_are_held_against_assumed_hours_say_so(
    path: tuple[str | int, ...], *, is_warned: bool
) -> None:
    week = attrs.evolve(
        WEEK, assumed=[WeekAssumption(path=path, program="iop", assumed="as often as said")]
    )
    page = " ".join(week_page(week, LOAD, DisplayStyle(width=100)).split())

    assert ("Some of the hours of iop are assumed:" in page) is is_warned
    assert "are assumed:" not in week_page(week, load_of(week), DisplayStyle(width=100))
    assert ("Some of the hours of iop" in week_document(week, LOAD)) is is_warned


def test_the_staff_and_the_rooms_are_counted() -> None:
    page = week_page(WEEK, LOAD, DisplayStyle(width=100))
    assert "In brackets stand the hours of each person." in " ".join(page.split())

    (counselors,) = [line for line in page.splitlines() if line.startswith("Counselor ")]
    (offices,) = [line for line in page.splitlines() if line.startswith("Office ")]
    assert counselors.split() == ["Counselor", "2", "31", "32.67", "(20.5,", "12.17)", "0.82", "2"]
    assert offices.split()[:5] == ["Office", "2", "3", "clients", "20"]


def test_without_staff_it_says_how_many_people_are_needed() -> None:
    nobody = [attrs.evolve(each, leader="") for each in WEEK.sessions]
    assert WEEK.pathway.week is not None
    house = attrs.evolve(WEEK.pathway, week=attrs.evolve(WEEK.pathway.week, staff=()))
    week = attrs.evolve(WEEK, pathway=house, sessions=nobody)

    page = " ".join(week_page(week, load_of(week), DisplayStyle()).split())

    assert "'people' are as many as this week takes" in page


def test_assumptions_of_one_reason_stand_together() -> None:
    said = [
        WeekAssumption(
            path=("a",), program="iop", assumed="a session lasts 60 minutes", why="a book"
        ),
        WeekAssumption(path=("b",), program="iop", assumed="it is held once", unsaid="how often"),
        WeekAssumption(
            path=("c",), program="php", assumed="a session lasts 60 minutes", why="a book"
        ),
        WeekAssumption(
            path=("d",), program="php", assumed="a class lasts 90 minutes", why="a book"
        ),
    ]

    assert taken_for_granted(attrs.evolve(WEEK, assumed=said)) == (
        "a session lasts 60 minutes (iop and php); a class lasts 90 minutes (php) [a book]",
        "it is held once (iop)",
    )


def test_optional_and_core_differ() -> None:
    core = [attrs.evolve(each, need=Need.CORE) for each in WEEK.sessions]

    assert "optional" not in "".join(grids(attrs.evolve(WEEK, sessions=core), DisplayStyle()))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [None, *HOSTILE])
def test_no_line_is_wider_than_the_terminal(width: int, name: str | None) -> None:
    week = WEEK if name is None else named(name)
    page = week_page(week, load_of(week, BOOKS), DisplayStyle(width=width))

    wide = [line for line in page.splitlines() if len(line) > width]
    # A word without an end is shortened, and stands in a line of its own.
    assert [line for line in wide if len(line.split()) > 3] == []


@pytest.mark.parametrize("name", HOSTILE)
def test_names_come_out_as_text(name: str) -> None:
    page = harmless(week_page(named(name), load_of(named(name)), DisplayStyle(width=100)))

    assert all(char.isprintable() or char == "\n" for char in page)
    start = plain(name).split()[0][:10]
    assert page.count(start) >= 17


def test_plain_ascii_where_the_terminal_has_nothing_else() -> None:
    page = week_page(WEEK, LOAD, DisplayStyle(unicode=False))

    assert page.isascii()


def test_colours_change_no_letter() -> None:
    import re

    painted = week_page(WEEK, LOAD, DisplayStyle(colour=True))

    without = re.sub("\x1b\\[[0-9]+m", "", painted)
    assert [line.rstrip() for line in without.splitlines()] == [
        line.rstrip() for line in week_page(WEEK, LOAD, DisplayStyle()).splitlines()
    ]


@pytest.mark.parametrize(
    "text", ["", "a b", "one two three", "日本語", "re-use it-", "x" * 40, "a" + "語" * 9]
)
@pytest.mark.parametrize("width", [2, 5, 13])
def test_folding_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = folded(text, width)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= width for line in lines)
