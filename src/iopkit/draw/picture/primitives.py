"""The shapes that a picture consists of, before any ink.

Coordinates are pixels from the top left corner, x to the right and y down.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

import attrs

from iopkit.draw.picture.palette import Palette

Point: TypeAlias = tuple[float, float]


class Anchor(StrEnum):
    """Which part of a text stands at its point."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@attrs.frozen(kw_only=True)
class Rect:
    """A rectangle; one without fill and stroke is not seen."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0
    fill: Palette | None = None
    stroke: Palette | None = None
    thickness: float = 1
    opacity: float = 1


@attrs.frozen(kw_only=True)
class Stroke:
    """A line through points.

    Parameters
    ----------
    points
        At least two. (n_points, 2)
    stroke, thickness
        Its colour and width.
    radius
        How far its corners are rounded.
    dashed
        Whether it is broken.
    arrow
        Whether it ends in an arrow head whose tip is the last point.
    opacity
        1 for a line that hides what is behind it.
    """

    points: tuple[Point, ...] = attrs.field(converter=tuple[Point, ...])
    stroke: Palette = Palette.LINE
    thickness: float = 1
    radius: float = 0
    dashed: bool = False
    arrow: bool = False
    opacity: float = 1


@attrs.frozen(kw_only=True)
class Area:
    """A filled polygon. (n_points, 2)"""

    points: tuple[Point, ...] = attrs.field(converter=tuple[Point, ...])
    fill: Palette = Palette.LINE
    opacity: float = 1


@attrs.frozen(kw_only=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    fill: Palette = Palette.TEXT


@attrs.frozen(kw_only=True)
class PictureText:
    """One line of text.

    Parameters
    ----------
    x, y
        Where it stands; y is the line that the letters stand on.
    text
        The words; whatever they are, they come out as text.
    size
        Of the letters. [pixels]
    ink, bold
        How it is set.
    anchor
        Which part of it stands at x.
    """

    x: float
    y: float
    text: str
    size: float = 13
    ink: Palette = Palette.TEXT
    bold: bool = False
    anchor: Anchor = Anchor.START


@attrs.frozen(kw_only=True)
class PictureGroup:
    """Shapes that belong together.

    Parameters
    ----------
    shapes
        What it holds.
    title
        What it is, for those who cannot see it, and for who points at it; empty for nothing.
    href
        Where it leads, such as ``#level-iop``; empty for nowhere.
    """

    shapes: tuple[Shape, ...] = attrs.field(converter=tuple["Shape", ...])
    title: str = ""
    href: str = ""


Shape: TypeAlias = "Rect | Stroke | Area | Dot | PictureText | PictureGroup"
