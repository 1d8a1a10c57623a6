"""Where the key of the staircase stands: in an empty corner if there is one, else below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.draw.staircase.legend import GUTTER, WIDTH, key_size
from iopkit.draw.staircase.line_routes import GridPoint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.draw.staircase.layout import Layout
    from iopkit.draw.staircase.legend import LegendEntry

_CLEAR: Final = 28.0
"""Between the key and whatever else there is. [pixels]"""

_MOST_COLUMNS: Final = 3


def place_key(entries: Sequence[LegendEntry], layout: Layout, margin: float) -> GridPoint:
    """Return where the key stands.

    Parameters
    ----------
    entries
        What it explains.
    layout
        Where everything else stands.
    margin
        How far from the edge of the picture things stand. [pixels]
    """
    if not layout.boxes or not entries:
        lowest = layout.boxes[-1].bottom if layout.boxes else 3 * margin
        return GridPoint(x=margin, y=lowest, width=0, height=0)
    first, last = layout.boxes[0], layout.boxes[-1]
    taken = [place.widened(_CLEAR) for place in _taken(layout)]
    for count in (1, 2):
        wide, high = key_size(entries, count)
        corners = (
            GridPoint(x=margin, y=last.bottom - high, width=wide, height=high),
            GridPoint(x=last.right - wide, y=first.y, width=wide, height=high),
        )
        for corner in corners:
            inside = corner.x >= margin and corner.y >= first.y
            if inside and not any(corner.meets(place) for place in taken):
                return corner
    fit = int((last.right - margin + GUTTER) / (WIDTH + GUTTER))
    wide, high = key_size(entries, max(1, min(_MOST_COLUMNS, fit, len(entries))))
    below = max([last.bottom, *(step.bottom for step in layout.steps)])
    return GridPoint(x=margin, y=below + margin, width=wide, height=high)


def _taken(layout: Layout) -> Iterator[GridPoint]:
    yield from layout.boxes
    yield from layout.steps
    for course in layout.courses:
        yield from course.covers()
        if course.label is not None:
            yield course.label
