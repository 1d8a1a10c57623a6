"""The staircase in characters: the same picture, every word whole, no line through a box."""

from __future__ import annotations

import os
from pathlib import Path

import attrs
import pytest
from draw.staircase_pathways import HOSTILE, drawable
from hypothesis import given, settings

from iopkit.draw.characters.cells import broken, cells
from iopkit.draw.characters.picture import drawn
from iopkit.files.compose.load import load
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway

GOLDEN = Path(__file__).parent / "golden"


def plain(pathway: Pathway) -> Pathway:
    """Return a pathway whose titles take a cell for each letter."""
    levels = [attrs.evolve(each, title=f"Level {each.id}") for each in pathway.levels]
    return attrs.evolve(pathway, title="Any", levels=levels)


@given(drawable(most_levels=8, most_moves=14))
@settings(max_examples=30)
def test_every_level_is_one_whole_box(pathway: Pathway) -> None:
    made = drawn(plain(pathway), width=400)
    text = "\n".join(made.lines)

    assert made.needs <= 400
    assert text.count("┌") == text.count("└") == len(pathway.levels)
    for row, line in enumerate(made.lines):
        for column, sign in enumerate(line):
            if sign == "┌":
                check_box(made.lines, row, column)
    for level in pathway.levels:
        assert text.count(f"Level {level.id} ") == 1


def check_box(lines: tuple[str, ...], top: int, left: int) -> None:
    right = lines[top].index("┐", left)
    assert set(lines[top][left + 1 : right]) <= set("─┴")
    bottom = next(row for row in range(top, len(lines)) if lines[row][left] == "└")
    assert set(lines[bottom][left + 1 : right]) <= set("─┬")
    assert lines[bottom][right] == "┘"
    for row in range(top + 1, bottom):
        assert lines[row][left] in "│┤"
        assert lines[row][right] in "│├"
        assert not set(lines[row][left + 1 : right]) & set("│─┆┄╭╮╰╯")


@given(drawable(most_levels=8, most_moves=14))
@settings(max_examples=30)
def test_every_move_has_one_arrow_head_and_every_share_its_label(pathway: Pathway) -> None:
    quiet = attrs.evolve(plain(pathway), arrivals=())
    back = [move for move in quiet.transitions if move.start == "community"]
    quiet = attrs.evolve(quiet, transitions=[t for t in quiet.transitions if t not in back])
    lines = drawn(quiet, width=400).lines
    heads = sum(line.count(head) for line in lines for head in "▶◀▼▲" if "step" not in line)
    between = {(move.start, move.to) for move in quiet.transitions if quiet.is_level(move.to)}

    assert heads == len(between)


@given(drawable())
@settings(max_examples=40)
def test_no_line_is_wider_than_it_says(pathway: Pathway) -> None:
    made = drawn(pathway, width=100)

    assert all(cells(line) <= max(made.needs, 100) for line in made.lines)


@given(drawable(most_levels=6, most_moves=8))
@settings(max_examples=30)
def test_without_unicode_nothing_of_ours_goes_beyond_ascii(pathway: Pathway) -> None:
    lines = drawn(plain(pathway), width=400, unicode=False).lines

    assert all(line.isascii() for line in lines)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_moves_no_border(title: str) -> None:
    level = Level(id="iop", title=title, rank=1)
    lines = drawn(Pathway(id="p", title=title, levels=[level]), width=80).lines
    box = [line for line in lines if line[:1] in set("┌│└")]

    assert len({cells(line) for line in box}) == 1
    assert all(line.isprintable() for line in lines)


def test_levels_of_one_intensity_are_told_apart_whatever_their_titles() -> None:
    titles = ("PHP, north", "PHP, south")
    levels = [Level(id=f"l{place}", title=each, rank=1) for place, each in enumerate(titles)]
    lines = drawn(Pathway(id="p", title="P", levels=levels), width=100, unicode=True).lines

    assert lines[-1] == "Equally intensive: PHP, north; PHP, south."


def test_it_gets_narrower_where_there_is_less_room() -> None:
    wide, narrow = (drawn(load("standard"), width=width) for width in (140, 80))

    assert wide.needs > narrow.needs
    assert narrow.needs <= 80
    assert drawn(load("standard"), width=40).needs > 40


@pytest.mark.parametrize("width", [80, 100])
def test_standard_looks_as_a_person_has_seen_it(width: int) -> None:
    page = GOLDEN / f"standard-{width}.txt"
    made = "\n".join(drawn(load("standard"), width=width).lines) + "\n"
    if os.environ.get("IOPKIT_RENEW_GOLDEN"):
        page.write_text(made, encoding="utf-8")

    assert made == page.read_text(encoding="utf-8")


def test_a_long_word_is_shortened_and_a_wide_letter_takes_two_cells() -> None:
    assert broken("x" * 50, 10, "~") == ["xxxxxxxxx~"]
    assert [cells(line) for line in broken("日本日本日本", 7, "~")] == [7]
