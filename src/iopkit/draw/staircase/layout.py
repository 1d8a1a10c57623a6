"""The staircase with sizes: where each box, line and label stands.

The same for pixels and for the cells of a terminal: whoever asks says how large the boxes and the
labels are, and how far things stand apart. The first box begins at (0, 0).
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import attrs

from iopkit.draw.staircase.line_routes import GridPoint, LineRoute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.draw.staircase.level_order import Lane, LevelOrder
    from iopkit.draw.staircase.sizes import Sizes, Spacing


@attrs.frozen(kw_only=True)
class Layout:
    """Where everything stands.

    Parameters
    ----------
    boxes
        The levels, along the diagonal.
    courses
        The lines, as the plan has them.
    steps
        Around the boxes of each step on which more than one level stands.
    """

    boxes: tuple[GridPoint, ...] = attrs.field(converter=tuple[GridPoint, ...])
    courses: tuple[LineRoute, ...] = attrs.field(converter=tuple[LineRoute, ...])
    steps: tuple[GridPoint, ...] = attrs.field(default=(), converter=tuple[GridPoint, ...])

    @property
    def width(self) -> float:
        """How far it reaches to the right."""
        return self.boxes[-1].right if self.boxes else 0

    @property
    def height(self) -> float:
        """How far it reaches down."""
        return self.boxes[-1].bottom if self.boxes else 0

    def moved(self, dx: float, dy: float) -> Layout:
        """Return it somewhere else."""
        return Layout(
            boxes=(box.moved(dx, dy) for box in self.boxes),
            courses=(course.moved(dx, dy) for course in self.courses),
            steps=(step.moved(dx, dy) for step in self.steps),
        )


def lay_out(plan: LevelOrder, sizes: Sizes, spacing: Spacing) -> Layout:
    """Return where everything stands: as near to the top left corner as it can."""
    return _Builder(plan, sizes, spacing).layout()


@attrs.frozen
class _Builder:
    plan: LevelOrder
    sizes: Sizes
    spacing: Spacing

    def layout(self) -> Layout:
        levels = range(len(self.sizes.heights))
        if not levels:
            return Layout(boxes=(), courses=())
        boxes = self._boxes()
        starts: dict[int, tuple[float, float]] = {}
        corners: dict[int, float] = {}
        for at in levels:
            box = boxes[at]
            starts |= {i: (box.right, y) for i, y in self._right(at, box).items()}
            starts |= {i: (x, box.bottom) for i, x in self._bottom(at, boxes).items()}
            corners |= self._top(at, boxes) | self._left(at, box)
        courses = []
        for i, lane in enumerate(self.plan.lanes):
            (x, y), corner = starts[i], corners[i]
            lower = boxes[lane.lower]
            if lane.above:
                points = [(x, y), (corner, y), (corner, lower.y)]
            else:
                points = [(x, y), (x, corner), (lower.x, corner)]
            if not lane.leaves_upper:
                points.reverse()
            courses.append(LineRoute(points=points, label=self._label(i, lane, points[-1])))
        for over, under in self.plan.crossings:
            gap = self.spacing.label_rise / 2 + self.sizes.thickness[over] / 2
            courses[under] = courses[under].broken(courses[over], gap)
        return Layout(boxes=boxes, courses=courses, steps=self._steps(boxes))

    def _boxes(self) -> list[GridPoint]:
        n = len(self.sizes.heights)
        width = max([self.sizes.width, *(self._needed(i, top=True) for i in range(n))])
        width = max([width, *(self._needed(i, top=False) for i in range(n))])
        heights = [self._height(at) for at in range(n)]
        moved = [0.0]
        for at in range(1, n):
            above = self._clear(at - 1, above=True) + self._row(self.plan.top(at), top=True)
            below = self._clear(at, above=False) + self._row(self.plan.bottom(at - 1), top=False)
            above += self._margin(self.plan.top(at), top=True)
            below += self.spacing.corner
            moved.append(max(int(self.spacing.step * width), above, below))
        xs = accumulate(moved)
        ys = accumulate(height + self.spacing.between for height in heights)
        tops = [0.0, *ys][:n]
        return [
            GridPoint(x=x, y=y, width=width, height=height)
            for x, y, height in zip(xs, tops, heights, strict=True)
        ]

    def _clear(self, at: int, *, above: bool) -> float:
        """Return how near the right or the left of a box lines may pass: labels need room."""
        lanes = self.plan.right(at) if above else self.plan.left(at)
        wide = [self.sizes.labels[i] for i in lanes if self._is_labelled(i, upper=above)]
        room = max(wide) + 2 * self.spacing.label_along if wide else 0.0
        return max(self.spacing.clear, room)

    def _height(self, at: int) -> float:
        right = self._pile(self.plan.right(at), entering=False)
        left = self._pile(self.plan.left(at), entering=True) + self.sizes.kept[at]
        return max(self.sizes.heights[at], right, left)

    def _pile(self, lanes: Sequence[int], *, entering: bool) -> float:
        if not lanes:
            return 0.0
        apart = (len(lanes) - 1) * self._port(lanes, entering=entering)
        return 2 * self.spacing.corner + self.spacing.rim + apart

    def _port(self, lanes: Sequence[int], *, entering: bool) -> float:
        """Return how far lines at a side stand apart: some have labels between them."""
        labelled = any(self._is_labelled(i, upper=not entering) for i in lanes)
        room = self.spacing.label_rise + self.spacing.label_height if labelled else 0.0
        return self.spacing.port + room

    def _is_labelled(self, lane: int, *, upper: bool) -> bool:
        """Whether the label of a line stands at its upper level, or else at its lower one."""
        return self.sizes.labels[lane] > 0 and self.plan.lanes[lane].leaves_upper != upper

    def _needed(self, at: int, *, top: bool) -> float:
        """Return how wide the top or the bottom of a box must be for its lines."""
        lanes = self.plan.top(at) if top else self.plan.bottom(at)
        if not lanes:
            return 0.0
        return self.spacing.corner + self._row(lanes, top=top) + self._margin(lanes, top=top)

    def _row(self, lanes: Sequence[int], *, top: bool) -> float:
        """Return how wide lines with their labels are, side by side."""
        if not lanes:
            return 0.0
        return sum(self._slot(i, top=top) for i in lanes) - self.spacing.slot

    def _margin(self, lanes: Sequence[int], *, top: bool) -> float:
        """Return what is kept free right of a row: a label keeps its line off the corner."""
        label = self._slot(lanes[-1], top=top) - self.spacing.slot if lanes else 0.0
        return max(self.spacing.corner + self.spacing.rim - label, 0.0)

    def _slot(self, lane: int, *, top: bool) -> float:
        labelled = self._is_labelled(lane, upper=not top)
        label = self.spacing.label_aside + self.sizes.labels[lane] if labelled else 0.0
        return self.spacing.slot + max(label, self.sizes.thickness[lane] / 2)

    def _right(self, at: int, box: GridPoint) -> dict[int, float]:
        return self._piled(self.plan.right(at), box.y, box.height, entering=False)

    def _left(self, at: int, box: GridPoint) -> dict[int, float]:
        kept = self.sizes.kept[at]
        return self._piled(self.plan.left(at), box.y + kept, box.height - kept, entering=True)

    def _piled(
        self, lanes: Sequence[int], start: float, room: float, *, entering: bool
    ) -> dict[int, float]:
        apart = self._port(lanes, entering=entering)
        first = start + (room - (len(lanes) - 1) * apart) // 2
        return {i: first + number * apart for number, i in enumerate(lanes)}

    def _top(self, at: int, boxes: Sequence[GridPoint]) -> dict[int, float]:
        lanes = self.plan.top(at)
        start = boxes[at].x + self.spacing.corner
        end = boxes[at].right - self._margin(lanes, top=True)
        if at:
            start = max(start, boxes[at - 1].right + self._clear(at - 1, above=True))
        return self._in_a_row(lanes, start, end, top=True)

    def _bottom(self, at: int, boxes: Sequence[GridPoint]) -> dict[int, float]:
        lanes = self.plan.bottom(at)
        start = boxes[at].x + self.spacing.corner
        end = boxes[at].right - self._margin(lanes, top=False)
        if at + 1 < len(boxes):
            end = min(end, boxes[at + 1].x - self._clear(at + 1, above=False))
        return self._in_a_row(lanes, start, end, top=False)

    def _in_a_row(
        self, lanes: Sequence[int], start: float, end: float, *, top: bool
    ) -> dict[int, float]:
        x = start + max(end - start - self._row(lanes, top=top), 0) // 2
        found = {}
        for i in lanes:
            found[i] = x
            x += self._slot(i, top=top)
        return found

    def _label(self, number: int, lane: Lane, tip: tuple[float, float]) -> GridPoint | None:
        width, spacing = self.sizes.labels[number], self.spacing
        if not width:
            return None
        x, y = tip
        height = spacing.label_height
        if lane.above == lane.leaves_upper:  # the tip is at a top or a bottom
            x += spacing.label_aside
            y += -spacing.label_lift - height if lane.above else spacing.label_lift
        else:
            x += spacing.label_along if lane.above else -spacing.label_along - width
            y -= spacing.label_rise + height
        return GridPoint(x=x, y=y, width=width, height=height)

    def _steps(self, boxes: Sequence[GridPoint]) -> list[GridPoint]:
        found, at = [], 0
        for step in self.plan.steps:
            first, last = boxes[at], boxes[at + len(step) - 1]
            at += len(step)
            if len(step) > 1:
                found.append(first.joined(last))
        return found
