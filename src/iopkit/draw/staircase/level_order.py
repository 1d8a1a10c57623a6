"""The staircase before it has any size: the order of the levels, the side of each line, its ports.

Levels stand on a diagonal that falls from left to right. A line between two of them is a right
angle: above the diagonal it joins the right side of the upper level with the top of the lower one,
below it the bottom of the upper with the left side of the lower. Where several lines end at one
side of a level, each has a port of its own, the longer lines outside, so that they never cross.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import permutations, product
from math import factorial, prod
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from iopkit.draw.staircase.drawn_transitions import Direction
from iopkit.draw.staircase.line_sides import LineSpan, choose_sides, crossings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.draw.staircase.drawn_transitions import DrawnTransition
    from iopkit.draw.staircase.line_sides import Sides

Order: TypeAlias = tuple[tuple[str, ...], ...]

_MOST_ORDERS: Final = 6
"""So many orders of levels on the same step are tried; of more, only neighbours are exchanged."""

_LENGTH: Final = 0.001
"""What a step of a line's length costs: of orders that are as good, that with short lines wins."""


@attrs.frozen(kw_only=True)
class Lane:
    """A way with its place in the staircase.

    Parameters
    ----------
    way
        What it stands for.
    upper, lower
        Where its two levels stand on the diagonal; the upper one is more to the left. Counted
        from 0.
    above
        On which side of the diagonal it runs.
    leaves_upper
        Whether it leads from the upper level to the lower one.
    """

    way: DrawnTransition
    upper: int
    lower: int
    above: bool
    leaves_upper: bool

    @property
    def reach(self) -> tuple[int, bool]:
        """What decides which of two lines at one side of a level is the outer one."""
        return self.lower - self.upper, not self.leaves_upper


@attrs.frozen(kw_only=True)
class LevelOrder:
    """What stands where, and on which side the lines run.

    Parameters
    ----------
    steps
        The ids of the levels, step by step, from the top left to the bottom right.
    lanes
        The ways, in the order in which they were given.
    crossings
        Pairs of lanes that cross, by their place in `lanes`; the second one gives way.
    """

    steps: tuple[tuple[str, ...], ...] = attrs.field(converter=tuple[tuple[str, ...], ...])
    lanes: tuple[Lane, ...] = attrs.field(converter=tuple[Lane, ...])
    crossings: tuple[tuple[int, int], ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of the levels along the diagonal."""
        return tuple(level for step in self.steps for level in step)

    def right(self, at: int) -> list[int]:
        """Return the lanes at the right side of a level, from the top."""
        return self._ports[True, "upper", at][::-1]

    def top(self, at: int) -> list[int]:
        """Return the lanes at the top of a level, from the left."""
        return self._ports[True, "lower", at]

    def bottom(self, at: int) -> list[int]:
        """Return the lanes at the bottom of a level, from the left."""
        return self._ports[False, "upper", at][::-1]

    def left(self, at: int) -> list[int]:
        """Return the lanes at the left side of a level, from the top."""
        return self._ports[False, "lower", at]

    @cached_property
    def _ports(self) -> defaultdict[tuple[bool, str, int], list[int]]:
        """The lanes at each side of each level, the inner ones first."""
        found: defaultdict[tuple[bool, str, int], list[int]] = defaultdict(list)
        for i in sorted(range(len(self.lanes)), key=lambda i: self.lanes[i].reach):
            lane = self.lanes[i]
            found[lane.above, "upper", lane.upper].append(i)
            found[lane.above, "lower", lane.lower].append(i)
        return found


def plan(steps: Sequence[Sequence[str]], ways: Sequence[DrawnTransition]) -> LevelOrder:
    """Return the staircase on which the fewest lines cross.

    Parameters
    ----------
    steps
        The ids of the levels, step by step; only those on the same step may change their places.
    ways
        The ways between them.
    """
    most = max((way.amount or 0 for way in ways), default=0) or 1
    order, spans, sides = _best(steps, ways, most)
    at = _places(order)
    lanes = [
        Lane(
            way=way,
            upper=span.first,
            lower=span.last,
            above=above,
            leaves_upper=at[way.start] == span.first,
        )
        for way, span, above in zip(ways, spans, sides.above, strict=True)
    ]
    return LevelOrder(
        steps=order,
        lanes=lanes,
        crossings=crossings(spans, sides.above),
    )


def _best(
    steps: Sequence[Sequence[str]], ways: Sequence[DrawnTransition], most: float
) -> tuple[Order, list[LineSpan], Sides]:
    """Return the order of the levels, and the spans and sides of the ways in it."""

    def judged(order: Order) -> tuple[float, list[LineSpan], Sides]:
        at = _places(order)
        spans = [_span(way, at, most) for way in ways]
        sides = choose_sides(spans)
        length = sum(span.last - span.first for span in spans)
        return sides.cost + _LENGTH * length, spans, sides

    order: Order = tuple(tuple(step) for step in steps)
    cost, spans, sides = judged(order)
    few = prod(factorial(len(step)) for step in steps) <= _MOST_ORDERS
    better = True
    while better:
        better = False
        for other in _every(order) if few else _neighbours(order):
            found = judged(other)
            if found[0] < cost - 1e-9:  # the first among equals
                order, (cost, spans, sides), better = other, found, not few
                if better:
                    break
    return order, spans, sides


def _places(order: Order) -> dict[str, int]:
    return {level: i for i, level in enumerate(level for step in order for level in step)}


def _span(way: DrawnTransition, at: dict[str, int], most: float) -> LineSpan:
    start, to = at[way.start], at[way.to]
    # Between equals, what leads on to the right is drawn as a step down is.
    above = start < to if way.direction is Direction.ACROSS else way.direction is Direction.DOWN
    return LineSpan(min(start, to), max(start, to), above, (way.amount or 0) / most)


def _every(order: Order) -> Iterator[Order]:
    """Yield every order in which each level stays on its step, but the given one."""
    yield from list(product(*(permutations(step) for step in order)))[1:]


def _neighbours(order: Order) -> Iterator[Order]:
    """Yield the orders in which two neighbours on a step have changed their places."""
    for number, step in enumerate(order):
        for i in range(len(step) - 1):
            swapped = (*step[:i], step[i + 1], step[i], *step[i + 2 :])
            yield (*order[:number], swapped, *order[number + 1 :])
