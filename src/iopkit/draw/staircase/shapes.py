"""From a staircase with sizes to the shapes of a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.draw.picture.font import wrapped
from iopkit.draw.picture.palette import Palette
from iopkit.draw.picture.picture import Picture
from iopkit.draw.picture.primitives import PictureGroup, PictureText, Rect, Stroke
from iopkit.draw.staircase.box import ENTRY, box_shapes
from iopkit.draw.staircase.captions import placing, returning, subtitle
from iopkit.draw.staircase.drawn_transitions import Direction
from iopkit.draw.staircase.legend import INK, key, key_shapes
from iopkit.draw.staircase.legend_position import place_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.draw.picture.primitives import Shape
    from iopkit.draw.staircase.box import Box
    from iopkit.draw.staircase.flow_rates import Flows
    from iopkit.draw.staircase.layout import Layout
    from iopkit.draw.staircase.level_order import LevelOrder
    from iopkit.model.pathway import Pathway

LABEL: Final = 12.0
"""The size of the letters of a label. [pixels]"""

_MARGIN: Final = 40.0
_TITLE: Final = 24.0
_SUBTITLE: Final = 13.0
_SMALL: Final = 12.0
_LEAST_WIDTH: Final = 560.0
_PANEL: Final = 16.0
"""How far the panel of a step reaches around its boxes. [pixels]"""
_ROUND: Final = 10.0

_VERB: Final = {
    Direction.DOWN: "step down to",
    Direction.UP: "step up to",
    Direction.ACROSS: "move to",
}


@attrs.frozen(kw_only=True)
class Staircase:
    """Everything that a picture of a pathway is made of.

    Parameters
    ----------
    pathway, flows
        What is drawn, and what a run says about it.
    plan, layout
        What stands where; the first box begins at (0, 0).
    boxes
        The words of the levels, along the diagonal.
    labels, thickness
        What stands at the head of each line, and how wide it is. (n_lanes,)
    links
        Whether each box leads to its level in a page.
    """

    pathway: Pathway
    flows: Flows | None
    plan: LevelOrder
    boxes: tuple[Box, ...] = attrs.field(converter=tuple["Box", ...])
    labels: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    thickness: tuple[float, ...] = attrs.field(converter=tuple[float, ...])
    layout: Layout
    links: bool = False

    def picture(self) -> Picture:
        """Return the picture."""
        entries = key(self.pathway, self.plan, [box.words for box in self.boxes], self.flows)
        left = _MARGIN + max(_PANEL if self.layout.steps else 0, self._entry_at_first())
        wide = max(left + self.layout.width + _MARGIN, _LEAST_WIDTH)
        head = self._head(wide)
        layout = self.layout.moved(
            left, max(each.y for each in head if isinstance(each, PictureText)) + _MARGIN
        )
        key_place = place_key(entries, layout, _MARGIN)
        shapes: list[Shape] = [*head, *self._panels(layout), *self._lines(layout)]
        shapes += [*self._levels(layout), *self._labels(layout)]
        shapes += key_shapes(entries, key_place)
        lowest = max([box.bottom for box in layout.boxes[-1:]], default=0.0)
        lowest += _PANEL if self.layout.steps else 0
        return Picture(
            width=max(wide, key_place.right + _MARGIN),
            height=max(lowest, key_place.bottom) + _MARGIN,
            shapes=shapes,
            title=self.pathway.title,
            description=" ".join(filter(None, self._sentences())),
        )

    def _entry_at_first(self) -> float:
        return ENTRY if self.boxes and self.boxes[0].words.entries else 0.0

    def _head(self, wide: float) -> list[Stroke | PictureText]:
        found: list[Stroke | PictureText] = []
        y = _MARGIN - 8
        room = wide - 2 * _MARGIN
        # A page has the title as its heading.
        title = "" if self.links else self.pathway.title
        for line in wrapped(title, room, _TITLE, lines=2, bold=True):
            y += _TITLE + 4
            found.append(PictureText(x=_MARGIN, y=y, text=line, size=_TITLE, bold=True))
        y += 4
        for line in wrapped(subtitle(self.pathway, self.flows), room, _SUBTITLE, lines=3):
            y += _SUBTITLE + 6
            found.append(PictureText(x=_MARGIN, y=y, text=line, size=_SUBTITLE, ink=Palette.FAINT))
        mark = placing(self.pathway)
        if mark and self.flows is None:
            y += _SUBTITLE + 10
            ends = ((_MARGIN, y - 4), (_MARGIN + ENTRY, y - 4))
            found.append(Stroke(points=ends, stroke=Palette.ACCENT, thickness=1.6, arrow=True))
            x = _MARGIN + ENTRY + 8
            found.append(PictureText(x=x, y=y, text=mark, size=_SMALL, ink=Palette.ACCENT))
        return found

    def _panels(self, layout: Layout) -> Iterator[Shape]:
        for step in layout.steps:
            place = step.widened(_PANEL)
            yield Rect(
                x=place.x,
                y=place.y,
                width=place.width,
                height=place.height,
                radius=16,
                fill=Palette.PANEL,
            )

    def _lines(self, layout: Layout) -> Iterator[Shape]:
        for lane, course, thick, label in zip(
            self.plan.lanes, layout.courses, self.thickness, self.labels, strict=True
        ):
            start, to = (self.pathway.level(end).title for end in (lane.way.start, lane.way.to))
            pieces = course.pieces()
            yield PictureGroup(
                title=": ".join(
                    filter(None, (f"{start}, {_VERB[lane.way.direction]} {to}", label))
                ),
                shapes=[
                    Stroke(
                        points=piece,
                        stroke=INK[lane.way.direction],
                        thickness=thick,
                        radius=_ROUND,
                        dashed=lane.way.direction is Direction.UP,
                        arrow=piece is pieces[-1],
                    )
                    for piece in pieces
                ],
            )

    def _levels(self, layout: Layout) -> Iterator[Shape]:
        for box, place in zip(self.boxes, layout.boxes, strict=True):
            level = box.words.level
            yield PictureGroup(
                shapes=box_shapes(box, place),
                title=" ".join(box.words.sentences()),
                href=f"#level-{level.id}" if self.links else "",
            )

    def _labels(self, layout: Layout) -> Iterator[Shape]:
        for lane, course, label in zip(self.plan.lanes, layout.courses, self.labels, strict=True):
            if course.label is not None:
                yield PictureText(
                    x=course.label.x,
                    y=course.label.bottom - 2,
                    text=label,
                    size=LABEL,
                    ink=INK[lane.way.direction],
                    bold=True,
                )

    def _sentences(self) -> Iterator[str]:
        yield subtitle(self.pathway, self.flows)
        if self.flows is None:
            yield placing(self.pathway)
        for box in self.boxes:
            yield from box.words.sentences()
            level = box.words.level.id
            ways = [
                f"{_VERB[lane.way.direction]} {self.pathway.level(lane.way.to).title}"
                + (f" ({label})" if label else "")
                for lane, label in zip(self.plan.lanes, self.labels, strict=True)
                if lane.way.start == level
            ]
            if ways:
                yield f"From there clients {', '.join(ways)}."
        if self.flows is None:
            yield returning(self.pathway)
