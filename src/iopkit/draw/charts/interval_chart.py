"""Differences with their intervals around a line at zero."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.draw.picture.axis import AxisScale, Tick, ticks
from iopkit.draw.picture.font import shortened, width
from iopkit.draw.picture.labels import GAP, SIZE, SMALL, heading, pair
from iopkit.draw.picture.palette import Palette
from iopkit.draw.picture.picture import Picture
from iopkit.draw.picture.primitives import Anchor, Dot, PictureText, Rect, Stroke

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.draw.picture.primitives import Shape

_FIRST: Final = 26.0
_EACH: Final = 40.0
_WORDS: Final = 14.0
_MARK: Final = 26.0
"""From the top of a row's room to the middle of its mark. [pixels]"""

_EDGE: Final = 8.0
"""What is left free at both ends of the axis. [pixels]"""

_BELOW: Final = 36.0
"""What the axis takes below the rows: its numbers, and the unit below them. [pixels]"""


@attrs.frozen(kw_only=True)
class ChangeRow:
    """One difference.

    Parameters
    ----------
    label
        What it is about.
    words
        The difference with its interval, as it is said.
    mean
        How large it is; None where nobody knows.
    low, high
        The ends of its interval; None for none.
    least
        The smallest difference that counts in practice; None when nobody says.
    """

    label: str
    words: str
    mean: float | None
    low: float | None = None
    high: float | None = None
    least: float | None = None

    def ends(self) -> Iterator[float | None]:
        """Yield what the axis has to hold: the interval, and what counts for nothing."""
        yield from (self.mean, self.low, self.high)
        if self.least is not None:
            yield from (-self.least, self.least)

    @property
    def is_seen(self) -> bool:
        """Whether the interval leaves out 0; its dot is then full and coloured."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def interval_chart(
    changes: Sequence[ChangeRow],
    *,
    title: str,
    unit: str,
    description: str = "",
    wide: float = 360,
) -> Picture:
    """Return differences, one below the other, to the left and right of a line at zero.

    Parameters
    ----------
    changes
        From top to bottom.
    title
        What is shown.
    unit
        In what it is counted, as it stands at the axis.
    description
        What there is to be seen, in sentences.
    wide
        How wide the picture is. [pixels]
    """
    marks = ticks([end for each in changes for end in each.ends()], most=4)
    across = AxisScale(marks[0].value, marks[-1].value, _EDGE, wide - _EDGE)
    shapes: list[Shape] = [*heading(title, wide)]
    for place, each in enumerate(changes):
        shapes += _drawn(each, across, _FIRST + place * _EACH)
    bottom = _FIRST + max(len(changes), 1) * _EACH
    if not changes:
        words = "nothing to show"
        shapes.append(PictureText(x=0, y=_FIRST + _WORDS, text=words, size=SIZE, ink=Palette.FAINT))
    shapes += _axis(marks, across, bottom, wide, unit)
    return Picture(
        width=wide, height=bottom + _BELOW, shapes=shapes, title=title, description=description
    )


def _drawn(each: ChangeRow, across: AxisScale, top: float) -> Iterator[Shape]:
    yield from pair(each.label, each.words, across.end + _EDGE, top + _WORDS)
    y, zero = top + _MARK, across.at(0)
    if each.least is not None and 0 < each.least < math.inf:
        start, end = across.at(-each.least), across.at(each.least)
        yield Rect(x=start, y=y - 6, width=end - start, height=12, fill=Palette.LINE, opacity=0.28)
    # The line at zero is broken, so that it never crosses a word.
    yield Stroke(points=[(across.start, y), (across.end, y)], opacity=0.35)
    yield Stroke(points=[(zero, y - 7), (zero, y + 7)], stroke=Palette.FAINT)
    if each.mean is None or not math.isfinite(each.mean):
        return
    ink = Palette.FAINT if not each.is_seen else Palette.DOWN if each.mean < 0 else Palette.UP
    ends = (each.low, each.high)
    low, high = (None if end is None or not math.isfinite(end) else across.at(end) for end in ends)
    if low is not None and high is not None and high - low >= 1:
        yield Stroke(points=[(low, y), (high, y)], stroke=ink, thickness=2)
        for x in (low, high):
            yield Stroke(points=[(x, y - 4), (x, y + 4)], stroke=ink, thickness=2)
    yield Dot(x=across.at(each.mean), y=y, radius=4, fill=ink)


def _axis(
    marks: Sequence[Tick], across: AxisScale, bottom: float, wide: float, unit: str
) -> Iterator[Shape]:
    yield Stroke(points=[(across.start, bottom), (across.end, bottom)])
    free = 0.0
    for tick in marks:
        x, words = across.at(tick.value), _with_sign(tick)
        half = width(words, SMALL) / 2
        middle = min(max(x, half), wide - half)
        if middle - half < free:
            continue
        free = middle + half + GAP
        yield Stroke(points=[(x, bottom), (x, bottom + 4)])
        yield PictureText(
            x=middle, y=bottom + 16, text=words, size=SMALL, ink=Palette.FAINT, anchor=Anchor.MIDDLE
        )
    told = shortened(unit, wide, SMALL)
    yield PictureText(
        x=wide, y=bottom + 31, text=told, size=SMALL, ink=Palette.FAINT, anchor=Anchor.END
    )


def _with_sign(tick: Tick) -> str:
    return f"+{tick.words}" if tick.value > 0 else tick.words
