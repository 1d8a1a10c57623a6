"""A picture in the cells of a terminal."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from iopkit.draw.characters.cells import cells
from iopkit.draw.picture.font import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.draw.picture.primitives import Point
    from iopkit.draw.staircase.line_routes import GridPoint

_UNICODE: Final = {
    "solid": "─│",
    "dashed": "┄┆",
    "box": "┌┐└┘",
    "turn": "╭╮╰╯",
    "leave": "├┤┬┴",
    "arrows": "▶◀▼▲",
    "more": "…",
    "between": " · ",
}
_ASCII: Final = {
    "solid": "-|",
    "dashed": ".:",
    "box": "++++",
    "turn": "++++",
    "leave": "++++",
    "arrows": "><v^",
    "more": "~",
    "between": ", ",
}

_RIGHT, _LEFT, _DOWN, _UP = range(4)
"""The order of the signs for arrow heads, and for lines that leave a box."""


class Canvas:
    """Cells to draw on.

    Parameters
    ----------
    width, height
        How many columns and rows there are.
    unicode
        Whether characters beyond ASCII can be shown.
    """

    def __init__(self, width: int, height: int, *, unicode: bool) -> None:
        self.signs = _UNICODE if unicode else _ASCII
        self._rows = [[" "] * width for _ in range(height)]

    def write(self, x: int, y: int, text: str) -> None:
        """Write a line of text; a character that takes two cells leaves the second one empty."""
        for each in shown(text):
            wide = cells(each)
            if wide == 0:
                self._rows[y][x - 1] += each
                continue
            self._rows[y][x] = each
            if wide > 1:
                self._rows[y][x + 1] = ""
            x += wide

    def box(self, place: GridPoint) -> None:
        """Draw the border of a box."""
        level, upright = self.signs["solid"][0], self.signs["solid"][1]
        corners = self.signs["box"]
        left, top, right, bottom = (
            int(place.x),
            int(place.y),
            int(place.right) - 1,
            int(place.bottom) - 1,
        )
        for x in range(left + 1, right):
            self._rows[top][x] = self._rows[bottom][x] = level
        for y in range(top + 1, bottom):
            self._rows[y][left] = self._rows[y][right] = upright
        self._rows[top][left], self._rows[top][right] = corners[0], corners[1]
        self._rows[bottom][left], self._rows[bottom][right] = corners[2], corners[3]

    def line(self, points: Sequence[Point], *, dashed: bool) -> None:
        """Draw a line with one turn, and an arrow head at its end.

        Parameters
        ----------
        points
            Where it begins, turns and ends; its ends are edges of boxes. (3, 2)
        dashed
            Whether it is broken.
        """
        path = _path(points)
        signs = self.signs["dashed" if dashed else "solid"]
        for (x, y), (next_x, _) in pairwise(path):
            self._rows[y][x] = signs[x == next_x]
        for before, at, after in zip(path, path[1:], path[2:], strict=False):
            if before[0] != after[0] and before[1] != after[1]:
                self._rows[at[1]][at[0]] = self._turn(before, at, after)
        x, y = path[-1]
        self._rows[y][x] = self.signs["arrows"][_heading(path[-2], path[-1])]

    def leave(self, points: Sequence[Point]) -> None:
        """Draw where a line begins into the border of its box, once the box is there."""
        path = _path(points)
        heading = _heading(path[0], path[1])
        x, y = path[0]
        x, y = x - (heading == _RIGHT) + (heading == _LEFT), y - (heading == _DOWN)
        self._rows[y + (heading == _UP)][x] = self.signs["leave"][heading]

    def pass_over(self, x: int, y: int, *, upright: bool, dashed: bool) -> None:
        """Draw one cell of a straight line again, over what crosses it."""
        self._rows[y][x] = self.signs["dashed" if dashed else "solid"][upright]

    def lines(self) -> list[str]:
        """Return the rows as text."""
        return ["".join(row).rstrip() for row in self._rows]

    def _turn(self, before: tuple[int, int], at: tuple[int, int], after: tuple[int, int]) -> str:
        ends = (before, after)
        to_right = any(x > at[0] for x, _ in ends)
        down = any(y > at[1] for _, y in ends)
        return self.signs["turn"][(not to_right) + 2 * (not down)]


def _path(points: Sequence[Point]) -> list[tuple[int, int]]:
    """Return the cells that a line goes through.

    A box ends where its last cell ends, so a line that leaves or enters it on the left or at the
    top is one cell further out than the edge says.
    """
    (x1, y1), (x2, y2), (x3, y3) = ((int(x), int(y)) for x, y in points)
    if y1 == y2:  # level, then upright
        x1, y3 = x1 - (x2 < x1), y3 - (y3 > y2)
        y1 = y2
    else:
        y1, x3 = y1 - (y2 < y1), x3 - (x3 > x2)
    first = [(x, y) for x in _steps(x1, x2) for y in _steps(y1, y2)]
    second = [(x, y) for x in _steps(x2, x3) for y in _steps(y2, y3)]
    return [*first, *second[1:]]


def _heading(start: tuple[int, int], end: tuple[int, int]) -> int:
    """Return where a step leads: `_RIGHT`, `_LEFT`, `_DOWN` or `_UP`."""
    (x, y), (next_x, next_y) = start, end
    if y == next_y:
        return _RIGHT if next_x > x else _LEFT
    return _DOWN if next_y > y else _UP


def _steps(start: int, end: int) -> range:
    return range(start, end + 1) if end >= start else range(start, end - 1, -1)
