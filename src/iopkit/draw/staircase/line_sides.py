"""On which side of the diagonal each line runs, so that as few as possible cross.

Lines are arcs over a row of points. Two that run on the same side cross exactly when one begins
inside the other and ends outside, so that the best sides are the best colouring of a graph with two
colours: without any crossing where that is possible, else with few and light ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CROSSING: Final = 1000.0
"""What a crossing costs, besides the weight of the lighter line: more than all else together."""

_WRONG_SIDE: Final = 0.1
"""What the side that is not preferred costs, besides the weight."""

_EXACT: Final = 16
"""Of so many lines that hang together every colouring is considered."""


@attrs.frozen
class LineSpan:
    """An arc over a row of points.

    Parameters
    ----------
    first, last
        Where it begins and ends.
    above
        Which side it prefers.
    weight
        How much it matters. [1]
    """

    first: int
    last: int
    above: bool
    weight: float = 0.0

    def meets(self, other: LineSpan) -> bool:
        """Whether the two cross when they run on the same side.

        >>> outer = LineSpan(0, 3, True)
        >>> LineSpan(0, 2, True).meets(LineSpan(1, 3, True)), outer.meets(LineSpan(1, 2, True))
        (True, False)
        """
        a, b, c, d = self.first, self.last, other.first, other.last
        return a < c < b < d or c < a < d < b


@attrs.frozen
class Sides:
    """Which arcs run above, and what that costs."""

    above: tuple[bool, ...]
    cost: float


def crossings(spans: Sequence[LineSpan], above: Sequence[bool]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of arcs that cross; the second of a pair is the lighter one."""
    return tuple(
        (i, j) if one.weight >= spans[j].weight else (j, i)
        for i, one in enumerate(spans)
        for j in range(i + 1, len(spans))
        if above[i] == above[j] and one.meets(spans[j])
    )


def choose_sides(spans: Sequence[LineSpan]) -> Sides:
    """Return the best sides; the same for the same arcs.

    Nothing crosses when there are sides so that nothing does. Otherwise the number of crossings is
    the least there is as long as no more than sixteen arcs hang together, else a small one.
    """
    graph = _Graph.of(spans)
    above = [span.above for span in spans]
    for part in graph.parts():
        graph.colour(part, above)
    return Sides(tuple(above), graph.cost(range(len(spans)), above))


@attrs.frozen
class _Graph:
    """Which arcs meet when they run on the same side.

    Parameters
    ----------
    prefers
        The side that each prefers.
    aside
        What the other side costs.
    near
        For each arc: those that it meets, and what a crossing with it costs.
    """

    prefers: list[bool]
    aside: list[float]
    near: list[list[tuple[int, float]]]

    @classmethod
    def of(cls, spans: Sequence[LineSpan]) -> _Graph:
        near: list[list[tuple[int, float]]] = [[] for _ in spans]
        order = sorted(range(len(spans)), key=lambda i: spans[i].first)
        for at, i in enumerate(order):
            one = spans[i]
            for j in order[at + 1 :]:
                other = spans[j]
                if other.first >= one.last:
                    break
                if other.first > one.first and other.last > one.last:
                    cost = CROSSING + min(one.weight, other.weight)
                    near[i].append((j, cost))
                    near[j].append((i, cost))
        aside = [_WRONG_SIDE + span.weight for span in spans]
        return cls([span.above for span in spans], aside, near)

    def parts(self) -> Iterator[list[int]]:
        """Yield the arcs that hang together, each after one that it meets."""
        seen: set[int] = set()
        for start in range(len(self.near)):
            if start in seen or not self.near[start]:
                continue
            seen.add(start)
            part = [start]
            for i in part:  # grows on the way
                for j, _ in self.near[i]:
                    if j not in seen:
                        seen.add(j)
                        part.append(j)
            yield part

    def cost(self, part: Sequence[int], above: Sequence[bool]) -> float:
        total = 0.0
        for i in part:
            if above[i] != self.prefers[i]:
                total += self.aside[i]
            total += sum(cost for j, cost in self.near[i] if i < j and above[i] == above[j])
        return total

    def colour(self, part: Sequence[int], above: list[bool]) -> None:
        """Give the arcs of a part their sides."""
        self._alternate(part, above)
        if self.cost(part, above) < CROSSING:
            # The only other way without a crossing is to turn all of them over.
            wrong = sum(self.aside[i] for i in part if above[i] != self.prefers[i])
            if 2 * wrong > sum(self.aside[i] for i in part):
                for i in part:
                    above[i] = not above[i]
            return
        self._improve(part, above)
        best, least = [above[i] for i in part], self.cost(part, above)
        for i in part:
            above[i] = self.prefers[i]
        self._improve(part, above)
        cost = self.cost(part, above)
        if cost < least:
            best, least = [above[i] for i in part], cost
        if len(part) <= _EXACT:
            best = self._exact(part, best, least)
        for i, side in zip(part, best, strict=True):
            above[i] = side

    def _alternate(self, part: Sequence[int], above: list[bool]) -> None:
        """Give each arc another side than the one it was reached from."""
        given = {part[0]: self.prefers[part[0]]}
        for i in part:
            above[i] = given[i]
            for j, _ in self.near[i]:
                given.setdefault(j, not given[i])

    def _improve(self, part: Sequence[int], above: list[bool]) -> None:
        """Turn arcs over to the other side, one by one, as long as that is better."""
        turned = True
        while turned:
            turned = False
            for i in part:
                side = above[i]
                gain = -self.aside[i] if side == self.prefers[i] else self.aside[i]
                for j, cost in self.near[i]:
                    gain += cost if above[j] == side else -cost
                if gain > 1e-9:  # noqa: PLR2004  more than what arithmetic leaves over
                    above[i] = not side
                    turned = True

    def _exact(self, part: Sequence[int], best: list[bool], least: float) -> list[bool]:
        """Return the best sides of all, looking only where they can be better than known ones."""
        at = {i: number for number, i in enumerate(part)}
        earlier = [[(at[j], cost) for j, cost in self.near[i] if at[j] < at[i]] for i in part]
        waiting: list[tuple[list[bool], float]] = [([], 0.0)]
        while waiting:
            given, cost = waiting.pop()
            if cost >= least:
                continue
            if len(given) == len(part):
                best, least = given, cost
                continue
            i = part[len(given)]
            for side in (not self.prefers[i], self.prefers[i]):  # the last is looked at first
                more = cost + (0.0 if side == self.prefers[i] else self.aside[i])
                more += sum(extra for j, extra in earlier[len(given)] if given[j] == side)
                waiting.append(([*given, side], more))
        return best
