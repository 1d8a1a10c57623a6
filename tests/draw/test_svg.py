"""A picture in SVG: well-formed, repeatable, and whatever is written in it stays text."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopkit.draw.picture.palette import DARK, LIGHT, Palette, rules, variables
from iopkit.draw.picture.picture import Picture
from iopkit.draw.picture.primitives import (
    Anchor,
    Area,
    Dot,
    PictureGroup,
    PictureText,
    Rect,
    Shape,
    Stroke,
)
from iopkit.draw.picture.svg import rounded

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert(1)</script>",
    '"]]>&amp;',
    "x" * 300,
    "مرحبا",
    "🏥",
    "[bold]",
    "a\x00\x1b\u202eb",
]


def picture(words: str) -> Picture:
    box = Rect(x=1, y=2, width=30, height=20, radius=3, fill=Palette.PANEL, stroke=Palette.LINE)
    way = Stroke(
        points=[(0, 0), (9, 0), (9, 9)], stroke=Palette.DOWN, radius=4, dashed=True, arrow=True
    )
    about = PictureText(x=4, y=5, text=words, bold=True, anchor=Anchor.MIDDLE)
    linked = PictureGroup(shapes=[box, about], title=words, href=f"#{words}")
    area = Area(points=[(0, 0), (1, 0), (1, 1)], fill=Palette.UP, opacity=0.5)
    shapes: list[Shape] = [linked, way, area, Dot(x=3, y=3, radius=2)]
    return Picture(width=40, height=30, shapes=shapes, title=words, description=words)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_out_as_text(words: str) -> None:
    root = ET.fromstring(picture(words).svg())  # noqa: S314  our own
    assert {each.tag.removeprefix(SVG) for each in root.iter()} == {
        *("svg", "title", "desc", "rect", "a", "text", "path", "polygon", "circle")
    }
    seen = "".join(each if each.isprintable() else " " for each in words)
    assert root.findtext(f"{SVG}title") == seen
    assert root.findtext(f"{SVG}a/{SVG}text") == seen


@given(st.text(max_size=30))
def test_any_words_make_a_well_formed_picture_twice_the_same(words: str) -> None:
    svg = picture(words).svg(name="one")
    assert svg == picture(words).svg(name="one")
    ET.fromstring(svg)  # noqa: S314  our own


def test_two_pictures_of_a_page_share_no_id_and_leave_the_paper_to_it() -> None:
    one, other = picture("a").svg(name="one"), picture("a").svg(name="other")
    assert 'id="one-title"' in one
    assert 'id="one-title"' not in other
    assert "fill-paper" not in one
    assert "fill-paper" in picture("a").svg()


def test_a_picture_with_links_is_no_image_for_a_screen_reader() -> None:
    assert 'role="group"' in picture("a").svg()
    assert 'role="img"' in Picture(width=1, height=1, shapes=[], title="t").svg()


@given(st.lists(st.tuples(st.floats(-99, 99), st.floats(-99, 99)), min_size=2, max_size=6))
def test_rounding_corners_keeps_both_ends(points: list[tuple[float, float]]) -> None:
    path = rounded(points, 5)
    assert path == rounded(points, 5)
    numbers = [float(each) for each in path.replace("L", " ").replace("Q", " ")[1:].split()]
    assert numbers[:2] == pytest.approx(points[0], abs=0.006)
    assert numbers[-2:] == pytest.approx(points[-1], abs=0.006)


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it. [1]"""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("ink", [ink for ink in Palette if ink not in {"paper", "panel", "line"}])
def test_words_in_every_ink_stand_out(colours: dict[Palette, str], ink: Palette) -> None:
    assert contrast(colours[ink], colours[Palette.PAPER]) >= 4.5
    assert contrast(colours[ink], colours[Palette.PANEL]) >= 4.5


@pytest.mark.parametrize("ink", Palette)
def test_a_page_can_colour_every_ink(ink: Palette) -> None:
    assert f".fill-{ink}{{fill:var(--{ink})}}" in rules()
    assert f"--{ink}:" in variables(DARK)
