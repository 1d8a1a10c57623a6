"""What every chart must be, whatever numbers it is made of."""

import math
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from iopkit.draw.picture.font import width
from iopkit.draw.picture.picture import Picture
from iopkit.draw.picture.primitives import Anchor, Area, Dot, PictureText, Rect, Stroke

HOSTILE = ("<script>alert(1)</script>", "x" * 300, "مرحبا", "🏥", "[bold]", "a\x00\x1b\u202eb", "")
"""Names that want to be something else than text."""

LEAST = 0.5
"""What is too small to be seen. [pixels]"""

numbers = st.one_of(
    st.none(),
    st.sampled_from([math.nan, math.inf, -math.inf, 0.0, -0.0, 1e-320, 1e300, 7.0]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(0, 100),
)
"""Numbers as they come, and as they never should."""

names = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))


class Box(NamedTuple):
    """A rectangle around something. [pixels]"""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > LEAST
            and min(self.bottom, other.bottom) - max(self.top, other.top) > LEAST
        )


def around(text: PictureText) -> Box:
    """Return the room that the letters of a text take."""
    wide = width(text.text, text.size, bold=text.bold)
    left = text.x - {Anchor.START: 0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[text.anchor]
    return Box(left, text.y - 0.76 * text.size, left + wide, text.y + 0.2 * text.size)


def texts(picture: Picture) -> list[PictureText]:
    return [shape for shape in picture.flat() if isinstance(shape, PictureText)]


def check(picture: Picture) -> None:
    """Check what must hold for every chart: all is inside, no words lie on words, all is XML."""
    for shape in picture.flat():
        for x, y in points(shape):
            assert math.isfinite(x), shape
            assert math.isfinite(y), shape
            assert -LEAST <= x <= picture.width + LEAST, shape
            assert -LEAST <= y <= picture.height + LEAST, shape
        if isinstance(shape, Rect):
            assert shape.width >= 0
            assert shape.height > 0
    boxes = [(around(text), text) for text in texts(picture)]
    for (one, first), (other, second) in combinations(boxes, 2):
        assert not one.meets(other), (first.text, second.text)
    ET.fromstring(picture.svg())  # noqa: S314  our own
    assert picture.svg() == picture.svg()


def points(shape: object) -> list[tuple[float, float]]:
    """Return the corners of a shape."""
    match shape:
        case PictureText():
            box = around(shape)
            return [(box.left, box.top), (box.right, box.bottom)]
        case Rect():
            end = (shape.x + shape.width, shape.y + shape.height)
            return [(shape.x, shape.y), end]
        case Dot():
            far = shape.radius
            return [(shape.x - far, shape.y - far), (shape.x + far, shape.y + far)]
        case Stroke() | Area():
            return list(shape.points)
        case _:
            raise TypeError(shape)
