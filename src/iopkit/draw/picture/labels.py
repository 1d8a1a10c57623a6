"""Labels that stand beside what they name, and never on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.draw.picture.font import shortened, width
from iopkit.draw.picture.palette import Palette
from iopkit.draw.picture.primitives import Anchor, PictureText

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = 12.0
"""The letters of labels and values. [pixels]"""

SMALL = 11.0
"""The letters at an axis. [pixels]"""

TITLE = 13.0
"""The letters of a title. [pixels]"""

LINE = 16.0
"""From one label to the next one below it. [pixels]"""

GAP = 10.0
"""What is left free between two texts on one line. [pixels]"""


def apart(wanted: Sequence[float], low: float, high: float, room: float = LINE) -> list[float]:
    """Return where labels stand that would like to stand somewhere else, in the order given.

    They keep their order, stay between the ends where these leave room for all, and move as little
    as possible.

    Parameters
    ----------
    wanted
        Where each should stand. [pixels]
    low, high
        Between what. [pixels]
    room
        How far they must be apart. [pixels]

    >>> apart([50, 52, 90], 0, 100)
    [43.0, 59.0, 90.0]
    >>> apart([99, 99], 0, 100)
    [84.0, 100.0]
    """
    order = sorted(range(len(wanted)), key=lambda each: wanted[each])
    # Where the n-th label stands n rooms lower, labels may meet: then each is at the mean of those
    # that it has met, and the order holds by itself.
    blocks: list[tuple[float, int]] = []
    for place, each in enumerate(order):
        total, count = wanted[each] - place * room, 1
        while blocks and blocks[-1][0] / blocks[-1][1] >= total / count:
            before, of = blocks.pop()
            total, count = total + before, count + of
        blocks.append((total, count))
    bottom = max(high - (len(wanted) - 1) * room, low)
    level = [min(max(total / count, low), bottom) for total, count in blocks for _ in range(count)]
    found = dict(zip(order, (at + place * room for place, at in enumerate(level)), strict=True))
    return [float(found[each]) for each in range(len(wanted))]


def heading(words: str, wide: float, about: str = "") -> tuple[PictureText, ...]:
    """Return the title of a chart, and below it what its numbers are."""
    title = shortened(words, wide, TITLE, bold=True)
    told = shortened(about, wide, SMALL)
    texts = (
        PictureText(x=0, y=TITLE, text=title, size=TITLE, bold=True),
        PictureText(x=0, y=TITLE + LINE, text=told, size=SMALL, ink=Palette.FAINT),
    )
    return tuple(each for each in texts if each.text)


def pair(label: str, words: str, wide: float, y: float) -> tuple[PictureText, ...]:
    """Return a label at the left and what is said about it at the right, on one line.

    Parameters
    ----------
    label, words
        The two; where there is no room for both, the words have at most two thirds of it.
    wide
        Where the line ends. [pixels]
    y
        What the letters stand on. [pixels]
    """
    told = shortened(words, wide * (2 / 3 if label else 1), SIZE)
    left = wide - width(told, SIZE) - (GAP if told else 0)
    name = PictureText(x=0, y=y, text=shortened(label, left, SIZE) if label else "", size=SIZE)
    said = PictureText(x=wide, y=y, text=told, size=SIZE, anchor=Anchor.END)
    return tuple(each for each in (name, said) if each.text)
