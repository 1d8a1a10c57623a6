"""Bars, each below its own name and number, so that no axis has to be read."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.draw.picture.axis import AxisScale, finite
from iopkit.draw.picture.labels import LINE, SIZE, heading, pair
from iopkit.draw.picture.palette import Palette
from iopkit.draw.picture.picture import Picture
from iopkit.draw.picture.primitives import PictureText, Rect, Stroke

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iopkit.draw.picture.primitives import Shape

_FIRST: Final = 26.0
"""Where the first bar's words begin, below the title. [pixels]"""

_EACH: Final = 38.0
"""From one bar to the next. [pixels]"""

_WORDS: Final = 14.0
"""From the top of a bar's room to what its words stand on. [pixels]"""

_THICK: Final = 7.0
"""How thick a bar is. [pixels]"""

_RANGE: Final = 0.4
"""How much is seen of the part of a bar that may or may not be."""


@attrs.frozen(kw_only=True)
class Bar:
    """One bar.

    Parameters
    ----------
    label
        What it is about.
    words
        Its number with its unit and its interval, as it is said.
    value
        How long it is; None for no bar.
    until
        Where a bar ends that is known as a range; None for one that is known.
    low, high
        The ends of its interval, for a whisker; None for none.
    ink
        Its colour; never the only thing that tells it from others.
    """

    label: str
    words: str
    value: float | None
    until: float | None = None
    low: float | None = None
    high: float | None = None
    ink: Palette = Palette.DOWN

    @property
    def has_whisker(self) -> bool:
        """Whether its interval is drawn: one that can be, of a bar that is no range."""
        return self.until is None and len(finite([self.low, self.high])) == 2  # noqa: PLR2004


def bar_chart(  # noqa: PLR0913  what a chart of bars consists of
    bars: Sequence[Bar],
    *,
    title: str,
    description: str = "",
    about: str = "",
    most: float | None = None,
    reach: tuple[float, float] | None = None,
    wide: float = 360,
) -> Picture:
    """Return bars from 0 to the right, one below the other.

    Parameters
    ----------
    bars
        From top to bottom.
    title
        What is shown.
    description
        What there is to be seen, in sentences.
    about
        What the numbers at the right are, below the title; empty where the title says it.
    most
        What there is in all, such as 1 for the places of a level; it is seen behind each bar, and a
        bar that is longer goes on beyond it. None where the bars are no parts of anything.
    reach
        From where to where the pictures reach that this one is compared with; None for this one
        alone.
    wide
        How wide the picture is. [pixels]
    """
    low, high = reach_of(bars)
    for least, largest in (reach or (0.0, 0.0), (0.0, most or 0.0)):
        low, high = min(low, least), max(high, largest)
    across = AxisScale(low, high if high > low else 1, 0, wide)
    shapes: list[Shape] = [*heading(title, wide, about)]
    first = _FIRST + (LINE if about else 0)
    for place, bar in enumerate(bars):
        shapes += _drawn(bar, across, first + place * _EACH, most)
    if not bars:
        words = "nothing to show"
        shapes.append(PictureText(x=0, y=first + _WORDS, text=words, size=SIZE, ink=Palette.FAINT))
    tall = first + max(len(bars), 1) * _EACH
    return Picture(width=wide, height=tall, shapes=shapes, title=title, description=description)


def reach_of(bars: Iterable[Bar]) -> tuple[float, float]:
    """Return from where to where bars and their whiskers reach, 0 included."""
    known = [0.0]
    for bar in bars:
        whisker = (bar.low, bar.high) if bar.has_whisker else ()
        known += finite([bar.value, bar.until, *whisker])
    return min(known), max(known)


def _drawn(bar: Bar, across: AxisScale, top: float, most: float | None) -> Iterator[Shape]:
    yield from pair(bar.label, bar.words, across.end, top + _WORDS)
    y, start = top + _WORDS + 7, across.at(0)
    if bar.value is None or not math.isfinite(bar.value):
        return
    if most is not None:  # what there is in all is seen only where the end means that
        yield Rect(x=start, y=y, width=across.at(most) - start, height=_THICK, fill=Palette.PANEL)
    end = across.at(bar.value)
    yield Rect(x=min(start, end), y=y, width=abs(end - start), height=_THICK, fill=bar.ink)
    if most is not None and bar.value > most:  # where that ends is seen in front of the bar
        at = across.at(most)
        yield Stroke(
            points=[(at, y - 3), (at, y + _THICK + 3)], stroke=Palette.TEXT, thickness=1.25
        )
    if bar.until is not None and math.isfinite(bar.until) and bar.until > bar.value:
        more = across.at(bar.until) - end
        yield Rect(x=end, y=y, width=more, height=_THICK, fill=bar.ink, opacity=_RANGE)
    if bar.has_whisker and bar.low is not None and bar.high is not None:
        yield from whisker(across.at(bar.low), across.at(bar.high), y + _THICK / 2)


def whisker(start: float, end: float, y: float) -> Iterator[Shape]:
    """Yield the mark of an interval: a line with a foot at each end. [pixels]"""
    if end - start < 1:  # narrower than a line
        return
    yield Stroke(points=[(start, y), (end, y)], stroke=Palette.TEXT, thickness=1.25)
    for x in (start, end):
        yield Stroke(points=[(x, y - 4), (x, y + 4)], stroke=Palette.TEXT, thickness=1.25)
