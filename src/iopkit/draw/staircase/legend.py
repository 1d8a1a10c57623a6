"""How the staircase is read: the signs it uses, each with its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.draw.picture.font import shortened, wrapped
from iopkit.draw.picture.palette import Palette
from iopkit.draw.picture.primitives import PictureText, Rect, Stroke
from iopkit.draw.staircase.captions import returning
from iopkit.draw.staircase.drawn_transitions import Direction
from iopkit.draw.staircase.endings import Ending, ending

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.draw.picture.primitives import Shape
    from iopkit.draw.staircase.box_text import BoxText
    from iopkit.draw.staircase.flow_rates import Flows
    from iopkit.draw.staircase.level_order import LevelOrder
    from iopkit.draw.staircase.line_routes import GridPoint
    from iopkit.model.pathway import Pathway

INK: Final = {
    Direction.DOWN: Palette.DOWN,
    Direction.UP: Palette.UP,
    Direction.ACROSS: Palette.FAINT,
}
"""The colours of the ways."""

WIDTH: Final = 330.0
"""How wide one column of the key is. [pixels]"""

GUTTER: Final = 40.0
"""Between two columns of the key. [pixels]"""

_HEAD: Final = "How to read this picture"
_HEAD_LINE: Final = 24.0
_SIGN: Final = 40.0
_SIZE: Final = 11.5
_LINE: Final = 15.0
_APART: Final = 9.0
_MOST_LINES: Final = 6
_SEEN: Final = 0.005
"""From which share on a part of a bar can be seen. [1]"""

_MEANING: Final = {
    Direction.DOWN: "Step down to less intensive care",
    Direction.UP: "Step up to more intensive care",
    Direction.ACROSS: "Move to a level of the same intensity",
}


@attrs.frozen
class LegendEntry:
    """A sign and what it means.

    Parameters
    ----------
    sign
        A direction, an ending, or the name of another sign.
    lines
        What it means.
    """

    sign: Direction | Ending | str
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """How much room it takes. [pixels]"""
        return _LINE * len(self.lines) + _APART


def key(
    pathway: Pathway, plan: LevelOrder, words: Sequence[BoxText], flows: Flows | None = None
) -> tuple[LegendEntry, ...]:
    """Return what the picture has to explain, and nothing else."""
    told: list[tuple[Direction | Ending | str, str]] = []
    for direction, meaning in _MEANING.items():
        here = [lane.way for lane in plan.lanes if lane.way.direction is direction]
        if here:
            told.append((direction, meaning))
    if any(lane.way.amount is not None for lane in plan.lanes):
        of = "clients a year" if flows is not None else "the share of those who leave the level"
        without = any(lane.way.amount is None for lane in plan.lanes)
        unsaid = "; without one nobody says how many" if without else ""
        told.append(("wide", f"The wider a line, the more clients; its label is {of}{unsaid}"))
    if any(each.entries for each in words):
        more = returning(pathway) if flows is None else "Each is counted when the wait is over"
        told.append(("entry", f"Clients come from outside the levels. {more}".rstrip(". ")))
    if flows is not None and any(each.used is not None for each in words):
        beyond = any(each.used is not None and each.used > 1 for each in words)
        mark = "; a mark shows where they end" if beyond else ""
        told.append(("used", f"How many of the places are used, on average{mark}"))
    if any(len(step) > 1 for step in plan.steps):
        told.append(("step", "Levels on one panel are equally intensive"))
    told += _endings(pathway, words)
    return tuple(
        LegendEntry(sign, wrapped(text, WIDTH - _SIGN, _SIZE, lines=_MOST_LINES))
        for sign, text in told
    )


def key_size(entries: Sequence[LegendEntry], count: int) -> tuple[float, float]:
    """Return how wide and high the key is in so many columns. [pixels]"""
    high = max(sum(entry.height for entry in column) for column in _columns(entries, count))
    return count * (WIDTH + GUTTER) - GUTTER, _HEAD_LINE + high - _APART


def key_shapes(entries: Sequence[LegendEntry], place: GridPoint) -> Iterator[Shape]:
    """Yield the shapes of the key, in as many columns as its place is wide."""
    if not entries:
        return
    x, y = place.x, place.y
    count = round((place.width + GUTTER) / (WIDTH + GUTTER))
    yield PictureText(x=x, y=y + 10, text=_HEAD, size=_SIZE, bold=True)
    y += _HEAD_LINE
    for number, column in enumerate(_columns(entries, count)):
        left, top = x + number * (WIDTH + GUTTER), y
        for entry in column:
            yield from _sign(entry.sign, left, top + _LINE / 2)
            for at, line in enumerate(entry.lines):
                baseline = top + _LINE * (at + 1) - 4
                yield PictureText(
                    x=left + _SIGN, y=baseline, text=line, size=_SIZE, ink=Palette.FAINT
                )
            top += entry.height


def _columns(entries: Sequence[LegendEntry], count: int) -> list[list[LegendEntry]]:
    """Return the entries in columns of about the same height."""
    columns: list[list[LegendEntry]] = [[] for _ in range(count)]
    share = sum(entry.height for entry in entries) / count
    so_far = 0.0
    for entry in entries:
        columns[min(int((so_far + entry.height / 2) / share), len(columns) - 1)].append(entry)
        so_far += entry.height
    return columns


def _endings(
    pathway: Pathway, words: Sequence[BoxText]
) -> Iterator[tuple[Direction | Ending | str, str]]:
    ends = {move.to for move in pathway.transitions if pathway.is_level(move.start)}
    for which in Ending:
        titles = [
            shortened(outcome.title, WIDTH - _SIGN, _SIZE)
            for outcome in pathway.outcomes
            if outcome.id in ends and ending(outcome) is which
        ]
        if titles:
            told = "; ".join(titles)
            same = told.casefold().startswith(which.value)
            yield which, told if same else f"{which.capitalize()}: {told}"
    if any(each.endings and each.going_on > _SEEN for each in words):
        yield "on", "The rest of those who leave go on to another level"


def _sign(sign: Direction | Ending | str, x: float, y: float) -> Iterator[Shape]:
    end = x + _SIGN - 12
    if isinstance(sign, Direction):
        ends = ((x, y), (end, y))
        dashed = sign is Direction.UP
        yield Stroke(points=ends, stroke=INK[sign], thickness=2, dashed=dashed, arrow=True)
    elif isinstance(sign, Ending):
        yield Rect(x=x, y=y - 3, width=end - x, height=6, radius=1, fill=sign.ink, opacity=0.75)
    elif sign == "entry":
        yield Stroke(points=((x, y), (end, y)), stroke=Palette.ACCENT, thickness=1.6, arrow=True)
    elif sign == "wide":
        yield Stroke(points=((x, y - 3.5), (end, y - 3.5)), stroke=Palette.LINE, thickness=1.2)
        yield Stroke(points=((x, y + 2.5), (end, y + 2.5)), stroke=Palette.LINE, thickness=5)
    elif sign == "used":
        yield Rect(x=x, y=y - 3, width=end - x, height=6, radius=1, fill=Palette.LINE, opacity=0.3)
        part = (end - x) * 0.7
        yield Rect(x=x, y=y - 3, width=part, height=6, radius=1, fill=Palette.ACCENT, opacity=0.75)
    elif sign == "step":
        yield Rect(x=x, y=y - 6, width=end - x, height=12, radius=3, fill=Palette.PANEL)
    elif sign == "on":
        yield Rect(x=x, y=y - 3, width=end - x, height=6, radius=1, fill=Palette.LINE, opacity=0.3)
