"""A staircase in the cells of a terminal, for one width of its boxes."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.draw.characters.canvas import Canvas
from iopkit.draw.characters.captions import box_lines, fill, key_lines
from iopkit.draw.characters.cells import broken, cells
from iopkit.draw.staircase.captions import placing, subtitle
from iopkit.draw.staircase.drawn_transitions import Direction
from iopkit.draw.staircase.layout import lay_out
from iopkit.draw.staircase.sizes import Sizes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.draw.characters.density import Density
    from iopkit.draw.staircase.box_text import BoxText
    from iopkit.draw.staircase.flow_rates import Flows
    from iopkit.draw.staircase.layout import Layout
    from iopkit.draw.staircase.level_order import LevelOrder
    from iopkit.draw.staircase.sizes import Spacing
    from iopkit.model.pathway import Pathway

_MOST_STEP: Final = 0.6
_BORDERS: Final = 4


@attrs.frozen(kw_only=True)
class DrawnSheet:
    """A staircase in lines of text.

    Parameters
    ----------
    lines
        The picture.
    needs
        How wide it is. [cells]
    """

    lines: tuple[str, ...] = attrs.field(converter=tuple[str, ...], repr=False)
    needs: int


@attrs.frozen(kw_only=True)
class Sheet:
    """A staircase with the words in its boxes and the place of everything.

    Parameters
    ----------
    plan, layout
        What stands where.
    boxes
        The lines in each box, along the diagonal.
    labels
        What stands at the head of each line.
    spacing
        How far things stand apart.
    unicode
        Whether characters beyond ASCII can be shown.
    """

    plan: LevelOrder
    boxes: Sequence[Sequence[str]]
    labels: Sequence[str]
    layout: Layout
    spacing: Spacing
    unicode: bool

    @classmethod
    def of(
        cls,
        planned: LevelOrder,
        told: Sequence[BoxText],
        labels: Sequence[str],
        grain: Density,
        *,
        unicode: bool,
    ) -> Sheet:
        """Return the sheet of a plan, as narrow as it can be."""
        signs = Canvas(0, 0, unicode=unicode).signs
        boxes = [list(box_lines(each, grain.inner, signs)) for each in told]
        return cls(
            plan=planned,
            boxes=boxes,
            labels=labels,
            layout=_laid(planned, boxes, labels, grain.inner + _BORDERS, grain.spacing),
            spacing=grain.spacing,
            unicode=unicode,
        )

    def spread(self, width: int) -> Sheet:
        """Return it with the boxes further apart, if there is room."""
        n = len(self.boxes)
        if n < 2:  # noqa: PLR2004  one box cannot be spread
            return self
        box = int(self.layout.boxes[0].width)
        for tenths in range(int(_MOST_STEP * 10), 0, -1):
            spacing = attrs.evolve(self.spacing, step=tenths / 10)
            layout = _laid(self.plan, self.boxes, self.labels, box, spacing)
            if layout.width <= width:
                return attrs.evolve(self, layout=layout)
        return self

    def drawn(self, pathway: Pathway, flows: Flows | None, width: int) -> DrawnSheet:
        """Return it in lines of text, with a title above and a key below."""
        wide, high = int(self.layout.width), int(self.layout.height)
        canvas = Canvas(wide, high, unicode=self.unicode)
        for lane, course in zip(self.plan.lanes, self.layout.courses, strict=True):
            canvas.line(course.points, dashed=lane.way.direction is Direction.UP)
        self._pass(canvas)
        for text, course in zip(self.labels, self.layout.courses, strict=True):
            if course.label is not None:
                canvas.write(int(course.label.x), int(course.label.y), text)
        for lines, place in zip(self.boxes, self.layout.boxes, strict=True):
            canvas.box(place)
            for row, line in enumerate(lines):
                canvas.write(int(place.x) + 2, int(place.y) + 1 + row, line)
        for course in self.layout.courses:
            canvas.leave(course.points)
        room = max(width, 40)
        head = broken(pathway.title, room, canvas.signs["more"], lines=2)
        told = textwrap.wrap(subtitle(pathway, flows), room)
        if flows is None and placing(pathway):
            told.append(f"{canvas.signs['arrows'][0]} {placing(pathway)}")
        key = key_lines(pathway, self.plan, flows, canvas.signs)
        lines = [*head, *told, "", *canvas.lines(), "", *fill(key, room, canvas.signs["more"])]
        while lines and not lines[-1]:
            lines.pop()
        return DrawnSheet(lines=lines, needs=wide)

    def _pass(self, canvas: Canvas) -> None:
        """Let one of two lines that cross pass over the other."""
        for over, under in self.plan.crossings:
            course = self.layout.courses[over]
            dashed = self.plan.lanes[over].way.direction is Direction.UP
            for piece, by in course.crossed(self.layout.courses[under]):
                x, y = course.at(piece, by)
                upright = course.points[piece][0] == course.points[piece + 1][0]
                canvas.pass_over(int(x), int(y), upright=upright, dashed=dashed)


def _laid(
    planned: LevelOrder,
    boxes: Sequence[Sequence[str]],
    labels: Sequence[str],
    width: int,
    spacing: Spacing,
) -> Layout:
    sizes = Sizes(
        width=width,
        heights=[len(lines) + 2 for lines in boxes],
        kept=[0 for _ in boxes],
        labels=[cells(text) for text in labels],
        thickness=[0 for _ in labels],
    )
    return lay_out(planned, sizes, spacing)
