"""A line of the staircase with its coordinates, and where it gives way to another."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.draw.picture.primitives import Point


@attrs.frozen(kw_only=True)
class GridPoint:
    """Where something stands, and how large it is."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends on the right."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    def moved(self, dx: float, dy: float) -> GridPoint:
        """Return it somewhere else."""
        return attrs.evolve(self, x=self.x + dx, y=self.y + dy)

    def widened(self, by: float) -> GridPoint:
        """Return it larger on all sides."""
        twice = 2 * by
        return GridPoint(
            x=self.x - by, y=self.y - by, width=self.width + twice, height=self.height + twice
        )

    def joined(self, other: GridPoint) -> GridPoint:
        """Return the smallest place that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        right, bottom = max(self.right, other.right), max(self.bottom, other.bottom)
        return GridPoint(x=x, y=y, width=right - x, height=bottom - y)

    def meets(self, other: GridPoint) -> bool:
        """Whether the two share more than an edge."""
        aside = self.right <= other.x or other.right <= self.x
        return not aside and self.y < other.bottom and other.y < self.bottom


@attrs.frozen(kw_only=True)
class LineRoute:
    """A line: two straight pieces that meet at a right angle.

    Parameters
    ----------
    points
        Where it begins, turns and ends, as clients go. (3, 2)
    label
        Where its label stands; None when it has none.
    gaps
        Where it is left out, because another line passes: (piece, from, to), in order, counted
        from the beginning of that piece.
    """

    points: tuple[Point, ...] = attrs.field(converter=tuple["Point", ...])
    label: GridPoint | None = None
    gaps: tuple[tuple[int, float, float], ...] = ()

    def moved(self, dx: float, dy: float) -> LineRoute:
        """Return it somewhere else."""
        points = [(x + dx, y + dy) for x, y in self.points]
        label = None if self.label is None else self.label.moved(dx, dy)
        return attrs.evolve(self, points=points, label=label)

    def covers(self) -> tuple[GridPoint, ...]:
        """Return where its straight pieces are."""
        return tuple(
            GridPoint(x=min(a, c), y=min(b, d), width=abs(c - a), height=abs(d - b))
            for (a, b), (c, d) in pairwise(self.points)
        )

    def pieces(self) -> tuple[tuple[Point, ...], ...]:
        """Return what is drawn of it, from the beginning to the end.

        >>> course = LineRoute(points=[(0, 0), (10, 0), (10, 10)], gaps=((0, 4, 6),))
        >>> course.pieces()
        (((0, 0), (4, 0)), ((6, 0), (10, 0), (10, 10)))
        """
        found: list[tuple[Point, ...]] = []
        piece: list[Point] = [self.points[0]]
        for number, (start, end) in enumerate(pairwise(self.points)):
            for which, since, until in self.gaps:
                if which == number:
                    found.append((*piece, _along(start, end, since)))
                    piece = [_along(start, end, until)]
            piece.append(end)
        return (*found, tuple(piece))

    def broken(self, other: LineRoute, gap: float) -> LineRoute:
        """Return it with a gap where another line passes.

        Parameters
        ----------
        other
            The line that goes on.
        gap
            How far it is left out on both sides of the other.
        """
        gaps = list(self.gaps)
        for piece, by in self.crossed(other):
            (x1, y1), (x2, y2) = self.points[piece], self.points[piece + 1]
            length = abs(x2 - x1) + abs(y2 - y1)
            gaps.append((piece, max(by - gap, 0.0), min(by + gap, length)))
        return attrs.evolve(self, gaps=_merged(sorted(gaps)))

    def crossed(self, other: LineRoute) -> Iterator[tuple[int, float]]:
        """Yield on which piece, and how far along it, another line crosses this one."""
        for piece, ends in enumerate(pairwise(self.points)):
            for others in pairwise(other.points):
                by = _crossing(ends, others)
                if by is not None:
                    yield piece, by

    def at(self, piece: int, by: float) -> Point:
        """Return the point so far along a piece."""
        return _along(self.points[piece], self.points[piece + 1], by)


def _merged(gaps: list[tuple[int, float, float]]) -> tuple[tuple[int, float, float], ...]:
    found: list[tuple[int, float, float]] = []
    for number, since, until in gaps:
        if found and found[-1][0] == number and since <= found[-1][2]:
            found[-1] = (number, found[-1][1], max(found[-1][2], until))
        else:
            found.append((number, since, until))
    return tuple(found)


def _crossing(one: tuple[Point, Point], other: tuple[Point, Point]) -> float | None:
    """Return how far along the first piece the second, which stands across, passes it."""
    (x1, y1), (x2, y2) = one
    (x3, y3), (x4, y4) = other
    if (y1 == y2) == (y3 == y4):  # side by side
        return None
    if y1 == y2:
        inside = min(x1, x2) < x3 < max(x1, x2) and min(y3, y4) < y1 < max(y3, y4)
        return abs(x3 - x1) if inside else None
    inside = min(y1, y2) < y3 < max(y1, y2) and min(x3, x4) < x1 < max(x3, x4)
    return abs(y3 - y1) if inside else None


def _along(start: Point, end: Point, by: float) -> Point:
    """Return the point of a straight piece that lies so far from its beginning."""
    (x1, y1), (x2, y2) = start, end
    if y1 == y2:
        return (x1 + by if x2 > x1 else x1 - by, y1)
    return (x1, y1 + by if y2 > y1 else y1 - by)
