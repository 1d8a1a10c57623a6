"""How often something took how long: a row for each class of times."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from iopkit.draw.picture.amounts import NOTHING, percent
from iopkit.draw.picture.axis import AxisScale, finite
from iopkit.draw.picture.font import shortened, width
from iopkit.draw.picture.labels import GAP, SIZE, heading
from iopkit.draw.picture.palette import Palette
from iopkit.draw.picture.picture import Picture
from iopkit.draw.picture.primitives import Anchor, PictureText, Rect, Stroke

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.draw.picture.primitives import Shape

_FIRST: Final = 28.0
_EACH: Final = 22.0
_THICK: Final = 12.0


def histogram(
    classes: Sequence[tuple[str, float | None]],
    *,
    title: str,
    description: str = "",
    largest: float | None = None,
    wide: float = 360,
) -> Picture:
    """Return one bar for each class, its name at the left and its share at the right.

    Parameters
    ----------
    classes
        What each is called, and its share; None where there is none. [1]
    title
        What is shown.
    description
        What there is to be seen, in sentences.
    largest
        The share that has the longest bar, so that several pictures can be compared; None for the
        largest of these. [1]
    wide
        How wide the picture is. [pixels]
    """
    shares = finite([share for _, share in classes])
    names = max((width(name, SIZE) for name, _ in classes), default=0.0)
    left = min(names + 1, wide * 0.45) + GAP
    words = [_said(share) for _, share in classes]
    right = wide - max((width(each, SIZE) for each in words), default=0.0) - 6
    end = largest or max(shares, default=0.0)
    across = AxisScale(0, end if end > 0 else 1, left, max(right, left + 1))
    shapes: list[Shape] = [*heading(title, wide)]
    for place, ((name, share), said) in enumerate(zip(classes, words, strict=True)):
        shapes += _row(name, share, said, across, _FIRST + place * _EACH)
    bottom = _FIRST + max(len(classes), 1) * _EACH
    if classes:
        shapes.append(Stroke(points=[(left, _FIRST), (left, bottom - (_EACH - _THICK) / 2)]))
    else:
        shapes.append(
            PictureText(x=0, y=_FIRST + SIZE, text="nothing to show", size=SIZE, ink=Palette.FAINT)
        )
    return Picture(width=wide, height=bottom, shapes=shapes, title=title, description=description)


def _row(
    name: str, share: float | None, words: str, across: AxisScale, top: float
) -> Iterator[Shape]:
    base = top + _THICK / 2 + SIZE * 0.36
    room = across.start - GAP
    yield PictureText(
        x=room, y=base, text=shortened(name, room, SIZE), size=SIZE, anchor=Anchor.END
    )
    end = across.start
    if share is not None and math.isfinite(share):
        end = across.at(share)
        yield Rect(
            x=across.start, y=top, width=end - across.start, height=_THICK, fill=Palette.DOWN
        )
    yield PictureText(x=end + 6, y=base, text=words, size=SIZE)


def _said(share: float | None) -> str:
    return NOTHING if share is None or not math.isfinite(share) else percent(share)
