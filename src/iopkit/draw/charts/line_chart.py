"""Lines over time, each with the band in which it may lie, named where it ends."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.draw.picture.axis import AxisScale, Tick, finite, ticks, time_ticks
from iopkit.draw.picture.font import shortened, width
from iopkit.draw.picture.labels import GAP, LINE, SIZE, SMALL, apart, heading
from iopkit.draw.picture.palette import Palette
from iopkit.draw.picture.picture import Picture
from iopkit.draw.picture.primitives import Anchor, Area, Dot, PictureText, Rect, Stroke

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.draw.picture.primitives import Point, Shape

_TOP: Final = 44.0
"""Where the plot begins, below the title and the unit. [pixels]"""

_BELOW: Final = 24.0
"""What the axis of time takes below the plot. [pixels]"""

_GRID: Final = 0.45
"""How much of a line of the grid is seen."""

_BAND: Final = 0.2
"""How much of a band is seen."""

_NAMES: Final = 0.36
"""The share of the width that the names of lines may take."""


@attrs.frozen(kw_only=True)
class Series:
    """One line.

    Parameters
    ----------
    name
        What stands at its end.
    at
        The times, rising. (n,) [days]
    values
        What the line is then; None or NaN where there is nothing, so that it is broken. (n,)
    low, high
        The ends of its band; empty for none. (n,)
    ink
        Its colour; never the only thing that tells it from others.
    dashed
        Whether it is broken up, as for what is given and not simulated.
    thickness
        How thick it is. [pixels]
    """

    name: str
    at: tuple[float, ...] = attrs.field(converter=tuple[float, ...])
    values: tuple[float | None, ...] = attrs.field(converter=tuple["float | None", ...])
    low: tuple[float | None, ...] = attrs.field(default=(), converter=tuple["float | None", ...])
    high: tuple[float | None, ...] = attrs.field(default=(), converter=tuple["float | None", ...])
    ink: Palette = Palette.DOWN
    dashed: bool = False
    thickness: float = 1.75


def line_chart(  # noqa: PLR0913  what a chart of lines consists of
    series: Sequence[Series],
    *,
    title: str,
    days: float,
    unit: str,
    description: str = "",
    uncounted: float = 0,
    wide: float = 360,
    tall: float = 220,
) -> Picture:
    """Return lines over time, from 0 up, with the name of each where it ends.

    Parameters
    ----------
    series
        The lines.
    title
        What is shown.
    days
        How long the time is. [days]
    unit
        What is counted, such as ``clients``; it stands at the top of the axis.
    description
        What there is to be seen, in sentences.
    uncounted
        How much of the start is set off, as a warm-up. [days]
    wide, tall
        The size; it gets taller where so many lines have no room for their names. [pixels]
    """
    shown = [each for each in series if finite(each.values)]
    # One more than there are names: one stands at each end of the axis.
    tall = max(tall, _TOP + _BELOW + LINE * (len(shown) + 1))
    every = [value for each in shown for value in (*each.values, *each.low, *each.high)]
    marks = ticks(every, most=4)
    left = max(width(tick.words, SMALL) for tick in marks) + 8
    names = max((min(width(each.name, SIZE), wide * _NAMES) for each in shown), default=0.0)
    right = max(wide - names - 8, left + 1)
    across = AxisScale(0, max(days, 1e-9), left, right)
    up = AxisScale(marks[0].value, marks[-1].value, tall - _BELOW, _TOP)
    shapes: list[Shape] = [*heading(title, wide)]
    shapes += [
        PictureText(
            x=left,
            y=_TOP - 12,
            text=shortened(unit, wide - left, SMALL),
            size=SMALL,
            ink=Palette.FAINT,
        )
    ]
    shapes += _set_off(uncounted, across, up)
    shapes += _across(marks, up, left, right)
    shapes += _below(time_ticks(days), across, tall, wide)
    if not shown:
        shapes.append(
            PictureText(
                x=left + 8,
                y=(_TOP + tall - _BELOW) / 2,
                text="nothing to show",
                size=SIZE,
                ink=Palette.FAINT,
            )
        )
    banded = sum(bool(each.low) for each in shown)
    for each in shown:
        shapes += _band(each, across, up, _BAND if banded == 1 else _BAND / 2)
    for each in shown:
        shapes += _lines(each, across, up)
    shapes += _names(shown, up, right + 6, wide)
    return Picture(width=wide, height=tall, shapes=shapes, title=title, description=description)


def _set_off(uncounted: float, across: AxisScale, up: AxisScale) -> Iterator[Shape]:
    if uncounted > 0:
        end = across.at(uncounted)
        tall = up.start - up.end
        yield Rect(
            x=across.start, y=up.end, width=end - across.start, height=tall, fill=Palette.PANEL
        )
        yield Stroke(points=[(end, up.end), (end, up.start)], stroke=Palette.LINE, dashed=True)


def _across(marks: Sequence[Tick], up: AxisScale, left: float, right: float) -> Iterator[Shape]:
    """Yield the grid, of which the lowest line is the axis, and its numbers."""
    for tick in marks:
        y = up.at(tick.value)
        seen = 1.0 if tick.value == 0 else _GRID
        yield Stroke(points=[(left, y), (right, y)], opacity=seen)
        yield PictureText(
            x=left - 6, y=y + 4, text=tick.words, size=SMALL, ink=Palette.FAINT, anchor=Anchor.END
        )


def _below(marks: Sequence[Tick], across: AxisScale, tall: float, wide: float) -> Iterator[Shape]:
    """Yield the times below the plot: as many as have room, the last one always."""
    free = wide
    for tick in reversed(marks):
        x, half = across.at(tick.value), width(tick.words, SMALL) / 2
        middle = min(max(x, half), wide - half)
        if middle + half > free:
            continue
        free = middle - half - GAP
        yield Stroke(points=[(x, tall - _BELOW), (x, tall - _BELOW + 4)])
        yield PictureText(
            x=middle,
            y=tall - 4,
            text=tick.words,
            size=SMALL,
            ink=Palette.FAINT,
            anchor=Anchor.MIDDLE,
        )


def _band(of: Series, across: AxisScale, up: AxisScale, seen: float) -> Iterator[Shape]:
    edges = [
        (across.at(at), up.at(low), up.at(high))
        for at, low, high in zip(of.at, of.low, of.high, strict=False)
        if low is not None and high is not None and math.isfinite(low) and math.isfinite(high)
    ]
    if len(edges) > 1:
        top = [(x, high) for x, _, high in edges]
        bottom = [(x, low) for x, low, _ in reversed(edges)]
        yield Area(points=[*top, *bottom], fill=of.ink, opacity=seen)


def _lines(of: Series, across: AxisScale, up: AxisScale) -> Iterator[Shape]:
    """Yield the line, in pieces where it is broken; a point alone is a dot."""
    piece: list[Point] = []
    for at, value in [*zip(of.at, of.values, strict=True), (0.0, None)]:
        if value is not None and math.isfinite(value):
            piece.append((across.at(at), up.at(value)))
            continue
        if len(piece) > 1:
            yield Stroke(points=piece, stroke=of.ink, thickness=of.thickness, dashed=of.dashed)
        elif piece:
            yield Dot(x=piece[0][0], y=piece[0][1], radius=2.5, fill=of.ink)
        piece = []


def _names(shown: Sequence[Series], up: AxisScale, x: float, wide: float) -> Iterator[Shape]:
    ends = [up.at(finite(each.values)[-1]) for each in shown]
    # The middle of small letters is a third of their size above the line that they stand on.
    for each, y in zip(shown, apart(ends, up.end, up.start), strict=True):
        name = shortened(each.name, wide - x, SIZE)
        yield PictureText(x=x, y=y + SIZE / 3, text=name, size=SIZE, ink=each.ink)
