"""The words of a staircase in a terminal: in the boxes, and below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.draw.characters.cells import broken, cells
from iopkit.draw.picture.amounts import percent
from iopkit.draw.picture.font import shown
from iopkit.draw.staircase.captions import returning
from iopkit.draw.staircase.drawn_transitions import Direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iopkit.draw.staircase.box_text import BoxText
    from iopkit.draw.staircase.flow_rates import Flows
    from iopkit.draw.staircase.level_order import LevelOrder
    from iopkit.model.pathway import Pathway

_MOST_LINES: Final = 6
"""In how many lines the longest sentence of the key may stand."""


def box_lines(told: BoxText, inner: int, signs: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a box."""
    more, head = signs["more"], signs["arrows"][0]
    for entry in told.entries:
        first, *rest = broken(entry, inner - 2, more, lines=2)
        yield f"{head} {first}"
        yield from (f"  {line}" for line in rest)
    yield from broken(told.level.title, inner, more)
    ends = [f"{ending} {percent(share)}" for ending, share in told.endings]
    ends = ends or [ending.perhaps for ending in told.unsaid]
    for parts in (*told.about, *((end,) for end in ends)):
        whole = signs["between"].join(parts)
        for part in [whole] if cells(whole) <= inner else parts:
            yield from broken(part, inner, more, lines=2)


def key_lines(
    pathway: Pathway, plan: LevelOrder, flows: Flows | None, signs: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    """Yield how the staircase is read: parts that stand on one line if there is room."""
    kinds = {lane.way.direction for lane in plan.lanes}
    head = signs["arrows"][0]
    told = []
    if kinds & {Direction.DOWN, Direction.ACROSS}:
        same = " or to the same intensity" if Direction.ACROSS in kinds else ""
        told.append(f"{signs['solid'][0] * 2}{head} step down{same}")
    if Direction.UP in kinds:
        told.append(f"{signs['dashed'][0] * 2}{head} step up")
    if any(lane.way.amount is not None for lane in plan.lanes):
        of = "clients a year" if flows is not None else "of those who leave the level"
        told.append(f"number at an arrow: {of}")
    yield tuple(told)
    for step in plan.steps:
        if len(step) > 1:
            titles = "; ".join(pathway.level(level).title for level in step)  # they hold commas
            yield (f"Equally intensive: {titles}.",)
    if flows is None:
        yield (returning(pathway),)


def fill(rows: Iterable[tuple[str, ...]], room: int, more: str) -> Iterator[str]:
    """Yield rows in lines that fit; a row that is too long has a line for each of its parts.

    Parameters
    ----------
    rows
        The parts of each row.
    room
        How wide a line may be. [cells]
    more
        What stands where something is left out.
    """
    for row in rows:
        whole = shown("   ".join(row))
        if whole and cells(whole) <= room:
            yield whole
        elif whole:
            for part in row:
                yield from broken(part, room, more, lines=_MOST_LINES)
