"""A picture in the ink of SVG. Any text stays text, whatever is in it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from iopkit.draw.picture.font import FAMILY, shown
from iopkit.draw.picture.palette import LIGHT, Palette
from iopkit.draw.picture.primitives import Area, Dot, PictureGroup, PictureText, Rect, Stroke

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.draw.picture.picture import Picture
    from iopkit.draw.picture.primitives import Point, Shape

DASHES: Final = "6 4"


def svg(picture: Picture, *, name: str = "") -> str:
    """Return a picture as SVG, see `Picture.svg`.

    >>> from iopkit.draw.picture.picture import Picture
    >>> from iopkit.draw.picture.primitives import PictureText
    >>> tiny = Picture(width=9, height=9, title="<T>", shapes=[PictureText(x=1, y=8, text="<b>")])
    >>> "&lt;b&gt;</text>" in svg(tiny)
    True
    """
    width, height = number(picture.width), number(picture.height)
    has_links = any(isinstance(each, PictureGroup) and each.href for each in picture.shapes)
    role = "group" if has_links else "img"
    title, about = f"{name or 'picture'}-title", f"{name or 'picture'}-description"
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="{role}" aria-labelledby="{title}" aria-describedby="{about}" '
        f'font-family="{FAMILY}">'
    )
    lines = [
        opening,
        f'<title id="{title}">{escape(shown(picture.title))}</title>',
        f'<desc id="{about}">{escape(shown(picture.description))}</desc>',
    ]
    if not name:
        lines.append(f'<rect width="{width}" height="{height}"{_inked(Palette.PAPER)}/>')
    for shape in picture.shapes:
        lines.extend(_drawn(shape))
    return "\n".join([*lines, "</svg>"]) + "\n"


def number(value: float) -> str:
    """Return a coordinate, to a hundredth of a pixel.

    >>> number(12.0), number(0.126), number(-0.001)
    ('12', '0.13', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _drawn(shape: Shape) -> Iterator[str]:
    match shape:
        case PictureGroup():
            yield from _group(shape)
        case Rect():
            radius = f' rx="{number(shape.radius)}"' if shape.radius else ""
            box = _attributes(x=shape.x, y=shape.y, width=shape.width, height=shape.height)
            ink = _inked(shape.fill, shape.stroke, shape.thickness)
            yield f"<rect{box}{radius}{ink}{_opacity(shape.opacity)}/>"
        case Stroke():
            yield from _line(shape)
        case Area():
            path = " ".join(f"{number(x)},{number(y)}" for x, y in shape.points)
            yield f'<polygon points="{path}"{_inked(shape.fill)}{_opacity(shape.opacity)}/>'
        case Dot():
            at = _attributes(cx=shape.x, cy=shape.y, r=shape.radius)
            yield f"<circle{at}{_inked(shape.fill)}/>"
        case PictureText():
            at = _attributes(x=shape.x, y=shape.y) + f' font-size="{number(shape.size)}"'
            anchor = "" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"'
            bold = ' font-weight="bold"' if shape.bold else ""
            words = escape(shown(shape.text))
            yield f"<text{at}{anchor}{bold}{_inked(shape.ink)}>{words}</text>"


def _group(group: PictureGroup) -> Iterator[str]:
    title = escape(shown(group.title))
    if group.href:
        label = f" aria-label={quoteattr(shown(group.title))}" if group.title else ""
        yield f"<a href={quoteattr(shown(group.href))}{label}>"
    else:
        yield "<g>"
    if group.title:
        yield f"<title>{title}</title>"
    for shape in group.shapes:
        yield from _drawn(shape)
    yield "</a>" if group.href else "</g>"


def _line(line: Stroke) -> Iterator[str]:
    points = list(line.points)
    head = _head(points, line.thickness) if line.arrow else ()
    if head:
        points[-1] = _towards(points[-1], points[-2], _head_length(line.thickness) - 1)
    dashed = f' stroke-dasharray="{DASHES}"' if line.dashed else ""
    ink = _inked(None, line.stroke, line.thickness) + _opacity(line.opacity)
    yield f'<path d="{rounded(points, line.radius)}"{ink}{dashed}/>'
    if head:
        yield from _drawn(Area(points=head, fill=line.stroke, opacity=line.opacity))


def rounded(points: Sequence[Point], radius: float) -> str:
    """Return the path through some points, its corners rounded as far as there is room.

    >>> rounded([(0, 0), (10, 0), (10, 10)], 4)
    'M0 0L6 0Q10 0 10 4L10 10'
    """
    parts = [f"M{_pair(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        room = min(radius, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        if room <= 0:
            parts.append(f"L{_pair(corner)}")
            continue
        start, end = _towards(corner, before, room), _towards(corner, after, room)
        parts.append(f"L{_pair(start)}Q{_pair(corner)} {_pair(end)}")
    parts.append(f"L{_pair(points[-1])}")
    return "".join(parts)


def _head_length(thickness: float) -> float:
    return 5 + 1.6 * thickness


def _head(points: Sequence[Point], thickness: float) -> tuple[Point, ...]:
    """Return the triangle of an arrow head whose tip is the last point."""
    (x, y), length = points[-1], _head_length(thickness)
    back_x, back_y = _towards(points[-1], points[-2], length)
    # The back of the head lies across the line.
    across_x, across_y = (y - back_y) * 0.45, (back_x - x) * 0.45
    return (
        (x, y),
        (back_x + across_x, back_y + across_y),
        (back_x - across_x, back_y - across_y),
    )


def _towards(start: Point, end: Point, by: float) -> Point:
    """Return the point at some distance from one point on the way to another."""
    far = math.dist(start, end)
    if far == 0:
        return start
    return (
        start[0] + (end[0] - start[0]) * by / far,
        start[1] + (end[1] - start[1]) * by / far,
    )


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _attributes(**values: float) -> str:
    return "".join(f' {name}="{number(value)}"' for name, value in values.items())


def _inked(fill: Palette | None, stroke: Palette | None = None, thickness: float = 1) -> str:
    """Return the colours on white, and the classes by which a page gives its own."""
    classes = [f"fill-{fill}"] if fill else []
    said = f' fill="{LIGHT[fill]}"' if fill else ' fill="none"'
    if stroke:
        classes.append(f"stroke-{stroke}")
        said += f' stroke="{LIGHT[stroke]}" stroke-width="{number(thickness)}"'
    return said + (f' class="{" ".join(classes)}"' if classes else "")


def _opacity(opacity: float) -> str:
    return "" if opacity == 1 else f' opacity="{number(opacity)}"'
