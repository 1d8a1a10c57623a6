"""The box of a level: its words set in lines, then in shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.draw.picture.amounts import percent
from iopkit.draw.picture.font import shortened, width, wrapped
from iopkit.draw.picture.palette import Palette
from iopkit.draw.picture.primitives import PictureText, Rect, Stroke
from iopkit.draw.staircase.endings import Ending

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.draw.picture.primitives import Shape
    from iopkit.draw.staircase.box_text import BoxText
    from iopkit.draw.staircase.line_routes import GridPoint

PADDING: Final = 14.0
"""Between the border of a box and its words. [pixels]"""

NARROWEST: Final = 190.0
WIDEST: Final = 250.0
"""The widths that boxes may have for the sake of their words. [pixels]"""

ENTRY: Final = 22.0
"""How long the arrow of an entry is. [pixels]"""

BETWEEN: Final = " · "
"""What stands between two parts of a line."""

_TITLE: Final = 14.5
_WORDS: Final = 12.0
_SMALL: Final = 11.5
_ENTRY_LINE: Final = 20.0
_TITLE_LINE: Final = 18.0
_WORDS_LINE: Final = 17.0
_BAR: Final = 6.0
_USED: Final = 12.0
_APART: Final = 12.0
"""Between the words of two endings. [pixels]"""


@attrs.frozen(kw_only=True)
class Box:
    """The words of a level in lines of a certain width.

    Parameters
    ----------
    words
        What it says.
    inner
        How wide a line may be. [pixels]
    title
        The title in lines.
    endings
        The endings, a row for each line.
    """

    words: BoxText
    inner: float
    title: tuple[str, ...]
    endings: tuple[tuple[tuple[Ending, str], ...], ...]

    @property
    def outer(self) -> float:
        """How wide it is. [pixels]"""
        return self.inner + 2 * PADDING

    @property
    def height(self) -> float:
        """How high it is. [pixels]"""
        lines = _TITLE_LINE * len(self.title) + _WORDS_LINE * len(self.words.about)
        lines += _ENTRY_LINE * bool(self.words.entries) + _USED * (self.words.used is not None)
        if self.endings:
            lines += (_BAR + 10) * bool(self.words.endings) + _WORDS_LINE * len(self.endings)
        return lines + 2 * PADDING - 4

    @property
    def kept(self) -> float:
        """How much of its left side an entry takes. [pixels]"""
        return PADDING + _ENTRY_LINE if self.words.entries else 0.0


def boxes(words: Sequence[BoxText], least: float = NARROWEST) -> tuple[Box, ...]:
    """Return the boxes, all as wide as the longest line asks for, within limits.

    Parameters
    ----------
    words
        What they say.
    least
        How wide they are at least. [pixels]
    """
    wanted = max((_wanted(each) for each in words), default=0.0)
    inner = max(min(wanted, WIDEST), least) - 2 * PADDING
    return tuple(_box(each, inner) for each in words)


def box_shapes(box: Box, place: GridPoint) -> Iterator[Shape]:
    """Yield the shapes of a box at its place, which may be higher than the box asks for."""
    words, left = box.words, place.x + PADDING
    yield Rect(
        x=place.x,
        y=place.y,
        width=place.width,
        height=place.height,
        radius=8,
        fill=Palette.PAPER,
        stroke=Palette.LINE,
        thickness=1.2,
    )
    y = place.y + PADDING + (place.height - box.height) / 2
    if words.entries:
        # Where the layout keeps the left side free, whatever the height of the box.
        y = place.y + PADDING
        at = y + 4
        ends = ((place.x - ENTRY, at), (place.x + PADDING - 5, at))
        yield Stroke(points=ends, stroke=Palette.ACCENT, thickness=1.6, arrow=True)
        text = shortened(BETWEEN.join(words.entries), box.inner, _SMALL)
        yield PictureText(x=left, y=at + 4, text=text, size=_SMALL, ink=Palette.ACCENT)
        y += _ENTRY_LINE
    for line in box.title:
        y += _TITLE_LINE
        yield PictureText(x=left, y=y - 6, text=line, size=_TITLE, bold=True)
    for number, parts in enumerate(words.about):
        y += _WORDS_LINE
        text = shortened(BETWEEN.join(parts), box.inner, _WORDS)
        yield PictureText(x=left, y=y - 4, text=text, size=_WORDS, ink=Palette.FAINT)
        if number == 0 and words.used is not None:
            yield from _used(left, y + 3, box.inner, words.used)
            y += _USED
    yield from _ends(box, left, y)


def _ends(box: Box, left: float, y: float) -> Iterator[Shape]:
    words = box.words
    if words.endings:
        y += 8
        yield from _bar(left, y, box.inner, _parts(words))
        y += _BAR + 2
    for row in box.endings:
        y += _WORDS_LINE
        x = left
        for ending, text in row:
            yield PictureText(x=x, y=y - 4, text=text, size=_SMALL, ink=ending.ink)
            x += width(text, _SMALL) + _APART


def _parts(words: BoxText) -> list[tuple[Palette | None, float]]:
    """Return the parts of the bar of endings, from the left; who goes on stands in the middle."""
    parts: list[tuple[Palette | None, float]] = [(each.ink, share) for each, share in words.endings]
    done = 1 if words.endings[0][0] is Ending.COMPLETED else 0
    return [*parts[:done], (None, words.going_on), *parts[done:]]


def _bar(
    x: float, y: float, length: float, parts: Sequence[tuple[Palette | None, float]]
) -> Iterator[Shape]:
    yield Rect(x=x, y=y, width=length, height=_BAR, radius=1, fill=Palette.LINE, opacity=0.3)
    start = x
    for ink, share in parts:
        part = min(share * length, x + length - start)
        if ink is not None and part > 0:
            yield Rect(x=start, y=y, width=part, height=_BAR, radius=1, fill=ink, opacity=0.75)
        start += part


def _used(x: float, y: float, length: float, used: float) -> Iterator[Shape]:
    """Yield how much of the places is used; where they end, if that is more than there are."""
    if used <= 1:
        yield from _bar(x, y, length, [(Palette.ACCENT, used)])
        return
    yield from _bar(x, y, length, [(Palette.ACCENT, 1.0)])
    end = x + length / used
    yield Stroke(points=[(end, y - 3), (end, y + _BAR + 3)], stroke=Palette.TEXT, thickness=1.25)


def _wanted(words: BoxText) -> float:
    lines = [width(BETWEEN.join(words.entries), _SMALL)]
    lines += [width(BETWEEN.join(line), _WORDS) for line in words.about]
    lines.append(sum(width(text, _SMALL) + _APART for _, text in _told(words)) - _APART)
    longest = max((width(word, _TITLE, bold=True) for word in words.level.title.split()), default=0)
    return max([*lines, longest]) + 2 * PADDING + 1


def _told(words: BoxText) -> list[tuple[Ending, str]]:
    told = [(ending, f"{ending} {percent(share)}") for ending, share in words.endings]
    return told or [(ending, ending.perhaps) for ending in words.unsaid]


def _box(words: BoxText, inner: float) -> Box:
    rows: list[list[tuple[Ending, str]]] = []
    room = 0.0
    for ending, text in _told(words):
        wide = width(text, _SMALL)
        if not rows or wide > room:
            rows.append([])
            room = inner
        rows[-1].append((ending, text))
        room -= wide + _APART
    return Box(
        words=words,
        inner=inner,
        title=wrapped(words.level.title, inner, _TITLE, lines=3, bold=True),
        endings=tuple(tuple(row) for row in rows),
    )
