"""What anybody can see in the picture: nothing overlaps, nothing is cut, nothing crosses idly."""

from __future__ import annotations

import os
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import attrs
import pytest
from draw.staircase_pathways import HOSTILE, STAY, drawable, leaving
from hypothesis import given, settings

from iopkit.draw.picture.font import width
from iopkit.draw.picture.palette import Palette
from iopkit.draw.picture.primitives import PictureGroup, PictureText, Rect, Stroke
from iopkit.draw.staircase.content import MOST_LEVELS
from iopkit.draw.staircase.staircase import staircase_picture
from iopkit.errors import ScenarioError
from iopkit.files.compose.load import load
from iopkit.model.basis import Figure
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.model.simulation.arrivals import PLACED, ArrivalStream, Rate
from iopkit.model.simulation.capacity_schedule import CapacitySchedule
from iopkit.model.transition import Transition, TransitionKind

if TYPE_CHECKING:
    from iopkit.draw.picture.picture import Picture
    from iopkit.draw.picture.primitives import Point

SVG = "{http://www.w3.org/2000/svg}"


@attrs.frozen
class Area:
    """A rectangle, by its ends."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area) -> bool:
        aside = self.right <= other.left or other.right <= self.left
        return not aside and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Area) -> bool:
        level = self.left <= other.left and other.right <= self.right
        return level and self.top <= other.top and other.bottom <= self.bottom


def area(rect: Rect) -> Area:
    return Area(rect.x, rect.y, rect.x + rect.width, rect.y + rect.height)


def written(text: PictureText) -> Area:
    """Return where the letters of a text are; half of what hangs below the line is enough."""
    wide = width(text.text, text.size, bold=text.bold)
    assert text.anchor == "start"
    return Area(text.x, text.y - 0.74 * text.size, text.x + wide, text.y + 0.2 * text.size)


def inked(line: Stroke) -> list[Area]:
    """Return where the straight pieces of a line are."""
    half = line.thickness / 2
    return [
        Area(min(a, c) - half, min(b, d) - half, max(a, c) + half, max(b, d) + half)
        for (a, b), (c, d) in pairwise(line.points)
    ]


def boxes(picture: Picture) -> list[Area]:
    return [
        area(each)
        for each in picture.flat()
        if isinstance(each, Rect) and each.fill is Palette.PAPER and each.stroke is Palette.LINE
    ]


def ways(picture: Picture) -> list[list[Stroke]]:
    """Return the lines between levels, each in the pieces that it is drawn in."""
    found = []
    for each in picture.shapes:
        if isinstance(each, PictureGroup):
            lines = [shape for shape in each.shapes if isinstance(shape, Stroke)]
            if len(lines) == len(each.shapes):
                found.append(lines)
    return found


@given(drawable())
@settings(max_examples=40)
def test_no_two_boxes_overlap_and_each_level_has_one(pathway: Pathway) -> None:
    found = boxes(staircase_picture(pathway))

    assert len(found) == len(pathway.levels)
    assert not any(a.meets(b) for a, b in combinations(found, 2))


@given(drawable())
@settings(max_examples=40)
def test_no_text_touches_another_text_or_a_line_or_the_border_of_a_box(pathway: Pathway) -> None:
    picture = staircase_picture(pathway)
    texts = [(text.text, written(text)) for text in picture.flat() if isinstance(text, PictureText)]
    lines = [ink for line in picture.flat() if isinstance(line, Stroke) for ink in inked(line)]
    around = boxes(picture)

    for (one, here), (other, there) in combinations(texts, 2):
        assert not here.meets(there), (one, other)
    for text, here in texts:
        assert not any(here.meets(ink) for ink in lines), text
        assert all(box.holds(here) or not box.meets(here) for box in around), text


@given(drawable())
@settings(max_examples=40)
def test_every_line_joins_the_borders_of_its_boxes_and_passes_through_none(
    pathway: Pathway,
) -> None:
    picture = staircase_picture(pathway)
    around = boxes(picture)
    joined = {(move.start, move.to) for move in pathway.transitions}
    between = [pair for pair in joined if all(map(pathway.is_level, pair))]
    lines = ways(picture)

    assert len(lines) == len(between)
    for pieces in lines:
        ends = (pieces[0].points[0], pieces[-1].points[-1])
        for end in ends:
            assert sum(on_border(end, box) for box in around) == 1
        for piece in pieces:
            assert not any(ink.meets(shrunk(box)) for ink in inked(piece) for box in around)
        assert [piece.arrow for piece in pieces] == [False] * (len(pieces) - 1) + [True]


def on_border(point: Point, box: Area) -> bool:
    x, y = point
    beside = x in {box.left, box.right} and box.top < y < box.bottom
    return beside or (y in {box.top, box.bottom} and box.left < x < box.right)


def shrunk(box: Area) -> Area:
    return Area(box.left + 4, box.top + 4, box.right - 4, box.bottom - 4)


@given(drawable())
@settings(max_examples=30)
def test_everything_lies_within_the_picture(pathway: Pathway) -> None:
    picture = staircase_picture(pathway)
    paper = Area(0, 0, picture.width, picture.height)
    shapes = list(picture.flat())

    assert all(paper.holds(written(text)) for text in shapes if isinstance(text, PictureText))
    assert all(paper.holds(area(rect)) for rect in shapes if isinstance(rect, Rect))
    assert all(
        paper.holds(ink) for line in shapes if isinstance(line, Stroke) for ink in inked(line)
    )


@given(drawable())
@settings(max_examples=40)
def test_lines_that_cross_do_not_touch_because_one_has_a_gap(pathway: Pathway) -> None:
    lines = ways(staircase_picture(pathway))

    for one, other in combinations(lines, 2):
        assert not any(a.meets(b) for p in one for q in other for a in inked(p) for b in inked(q))


@given(drawable())
@settings(max_examples=40)
def test_the_same_pathway_is_drawn_to_the_same_bytes_as_well_formed_xml(pathway: Pathway) -> None:
    one, other = (
        staircase_picture(pathway, links=True).svg(),
        staircase_picture(pathway, links=True).svg(),
    )

    assert one == other
    ET.fromstring(one)  # noqa: S314  it is our own


def test_standard_looks_as_a_person_has_seen_it() -> None:
    page = Path(__file__).parent / "golden" / "standard.svg"
    made = staircase_picture(load("standard")).svg()
    if os.environ.get("IOPKIT_RENEW_GOLDEN"):
        page.write_text(made, encoding="utf-8")

    assert made == page.read_text(encoding="utf-8")


@pytest.mark.parametrize("title", HOSTILE)
def test_whatever_a_title_holds_comes_out_as_text(title: str) -> None:
    level = Level(id="iop", title=title, rank=1)
    svg = staircase_picture(Pathway(id="p", title=title, levels=[level]), links=True).svg()
    root = ET.fromstring(svg)  # noqa: S314  it is our own
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}

    assert tags <= {"svg", "title", "desc", "rect", "path", "polygon", "text", "g", "a"}
    assert "<script" not in svg
    assert "\x1b" not in svg


def test_the_picture_speaks_to_those_who_cannot_see_it() -> None:
    picture = staircase_picture(load("standard"))
    root = ET.fromstring(picture.svg())  # noqa: S314  it is our own

    assert root.get("role") == "img"
    assert picture.title == "Standard levels of addiction care"
    assert "Partial hospitalization (PHP): 2 places" in picture.description
    assert "step up to Residential treatment (9 %)" in picture.description
    for level in load("standard").levels:
        assert level.title in picture.description


def test_each_box_leads_to_its_level_when_a_page_asks_for_links() -> None:
    root = ET.fromstring(staircase_picture(load("standard"), links=True).svg(name="p"))  # noqa: S314
    links = [(each.get("href"), each.get("aria-label") or "") for each in root.iter(f"{SVG}a")]

    assert [href for href, _ in links] == [f"#level-{each.id}" for each in load("standard").levels]
    assert all(name for _, name in links)
    assert root.get("role") != "img"


def test_wider_lines_mean_more_clients_and_dashes_mean_up() -> None:
    high, low = (Level(id=name, title=name, rank=rank) for name, rank in (("hi", 2), ("lo", 1)))
    rest = Figure(0.7)
    moves = [
        Transition(
            start="hi", to="lo", kind=TransitionKind.STEP_DOWN, share=Figure(0.9), stay=STAY
        ),
        Transition(
            start="hi", to="done", kind=TransitionKind.DISCHARGE, share=Figure(0.1), stay=STAY
        ),
        Transition(start="lo", to="hi", kind=TransitionKind.STEP_UP, share=Figure(0.3), stay=STAY),
        Transition(start="lo", to="done", kind=TransitionKind.DISCHARGE, share=rest, stay=STAY),
    ]
    outcome = load("standard").outcome("completed")
    pathway = Pathway(
        id="p",
        title="P",
        levels=[high, low],
        outcomes=[attrs.evolve(outcome, id="done")],
        transitions=moves,
    )
    (down,), (up,) = ways(staircase_picture(pathway))

    assert down.thickness > up.thickness
    assert (down.dashed, up.dashed) == (False, True)
    assert down.stroke is not up.stroke


def words_of(picture: Picture) -> str:
    return "\n".join(text.text for text in picture.flat() if isinstance(text, PictureText))


def test_a_pathway_without_anything_says_so() -> None:
    assert "no levels" in words_of(staircase_picture(Pathway(id="p", title="Nothing yet")))


def test_one_level_without_moves_is_one_box() -> None:
    picture = staircase_picture(
        Pathway(id="p", title="P", levels=[Level(id="iop", title="IOP", rank=1)])
    )

    assert len(boxes(picture)) == 1
    assert "1 level of care." in words_of(picture)


def test_a_stream_that_the_rules_place_is_said_once() -> None:
    level = Level(id="iop", title="IOP", rank=1)
    stream = ArrivalStream(id="s", to=PLACED, when=Rate.constant(1.0))
    words = words_of(
        staircase_picture(Pathway(id="p", title="P", levels=[level], arrivals=[stream]))
    )

    assert words.count("New clients are placed by the rules.") == 1
    assert "365 new clients a year" in words


def test_of_several_streams_the_mark_says_how_many_the_rules_place() -> None:
    level = Level(id="iop", title="IOP", rank=1)
    to = {"iop": 3.0, PLACED: 1.0}
    streams = [
        ArrivalStream(id=f"to-{name}", to=name, when=Rate.constant(r)) for name, r in to.items()
    ]
    words = words_of(
        staircase_picture(Pathway(id="p", title="P", levels=[level], arrivals=streams))
    )

    assert "25 % of new clients are placed by the rules." in words
    assert "75 % of new clients" in words


def test_places_that_change_say_so() -> None:
    calendar = CapacitySchedule(steps=[(100.0, 12)])
    level = Level(id="iop", title="IOP", rank=1, places=Figure(8.0), calendar=calendar)

    assert "8 places, changing" in words_of(
        staircase_picture(Pathway(id="p", title="P", levels=[level]))
    )


def test_shares_that_nobody_states_are_not_made_up() -> None:
    level = Level(id="iop", title="IOP", rank=1)
    pathway = Pathway(
        id="p",
        title="P",
        levels=[level],
        outcomes=load("standard").outcomes,
        transitions=leaving(level, [], ["completed", "dropped_out"], None),
    )
    words = words_of(staircase_picture(pathway))

    assert "may be completed" in words
    assert "%" not in words


def test_so_many_levels_that_nobody_could_read_them_are_refused() -> None:
    levels = [Level(id=f"l{i}", title=f"L {i}", rank=i) for i in range(MOST_LEVELS + 1)]

    with pytest.raises(ScenarioError, match="iopkit show"):
        staircase_picture(Pathway(id="p", title="P", levels=levels))
