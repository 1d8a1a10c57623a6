"""The staircase of a pathway as a picture: the levels, the ways between, how stays end."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Final

from iopkit.draw.flows import flows as flows_of
from iopkit.draw.font import width
from iopkit.draw.layout import lay_out
from iopkit.draw.layout_sizes import Sizes, Spacing
from iopkit.draw.plan import plan
from iopkit.draw.staircase_box import boxes
from iopkit.draw.staircase_numbers import a_year, percent
from iopkit.draw.staircase_shapes import LABEL, Staircase
from iopkit.draw.staircase_words import words
from iopkit.draw.steps import steps
from iopkit.draw.ways import ways
from iopkit.errors import ScenarioError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.draw.flows import Flows
    from iopkit.draw.layout import Layout
    from iopkit.draw.picture import Picture
    from iopkit.draw.plan import Plan
    from iopkit.draw.staircase_box import Box
    from iopkit.draw.ways import Way
    from iopkit.model.pathway import Pathway
    from iopkit.simulate.run import Run

SPACING: Final = Spacing(
    corner=16,
    slot=16,
    port=16,
    clear=30,
    between=48,
    step=0.58,
    rim=0,
    label_aside=10,
    label_lift=8,
    label_along=8,
    label_rise=8,
    label_height=12,
)

MOST_LEVELS: Final = 60
"""Of more levels no picture can be read."""

_THINNEST: Final = 1.3
_WIDEST: Final = 6.0
"""How wide lines are: of those that hardly anybody goes, and of those that all go. [pixels]"""


def staircase(pathway: Pathway, run: Run | None = None, *, links: bool = False) -> Picture:
    """Return the picture of a pathway.

    Parameters
    ----------
    pathway
        What is drawn.
    run
        A run of it, whose clients a year, places used and waits are shown instead of the numbers
        of the file; None for the file alone.
    links
        Whether each box leads to ``#level-ID`` in the page that the picture stands in.

    Raises
    ------
    RunFolderError
        When the run is one of another pathway.
    ScenarioError
        When there are more levels than a picture can hold.
    """
    refuse_too_many(pathway)
    flows = None if run is None else flows_of(pathway, run)
    planned = plan(
        [[level.id for level in step] for step in steps(pathway)],
        ways(pathway, None if flows is None else flows.moves),
    )
    told = [words(pathway, pathway.level(name), flows) for name in planned.order]
    labels = [label(lane.way, flows) for lane in planned.lanes]
    thickness = [_thickness(lane.way, planned, flows) for lane in planned.lanes]
    made = boxes(told)
    layout = _laid(planned, made, labels, thickness)
    if layout.boxes and layout.boxes[0].width > made[0].outer:
        # Many lines side by side ask for wider boxes, in which the words stand in other lines.
        made = boxes(told, layout.boxes[0].width)
        layout = _laid(planned, made, labels, thickness)
    return Staircase(
        pathway=pathway,
        flows=flows,
        plan=planned,
        boxes=made,
        labels=labels,
        thickness=thickness,
        layout=layout,
        links=links,
    ).picture()


def refuse_too_many(pathway: Pathway) -> None:
    """Refuse a pathway of which no picture could be read.

    Raises
    ------
    ScenarioError
        When it has more than `MOST_LEVELS` levels.
    """
    if len(pathway.levels) > MOST_LEVELS:
        raise ScenarioError(
            f"{len(pathway.levels):,} levels; a picture of more than {MOST_LEVELS} cannot be read. "
            "`iopkit show` lists them all"
        )


def label(way: Way, flows: Flows | None = None) -> str:
    """Return what stands at the head of a line; nothing when nobody knows how many go there."""
    if way.amount is None:
        return ""
    return percent(way.amount) if flows is None else a_year(way.amount)


def _laid(
    planned: Plan, made: Sequence[Box], labels: Sequence[str], thickness: Sequence[float]
) -> Layout:
    sizes = Sizes(
        width=made[0].outer if made else 0,
        heights=[box.height for box in made],
        kept=[box.kept for box in made],
        labels=[width(text, LABEL, bold=True) for text in labels],
        thickness=thickness,
    )
    return lay_out(planned, sizes, SPACING)


def _thickness(way: Way, planned: Plan, flows: Flows | None) -> float:
    """Return how wide a line is, by the square root of the share that goes there. [pixels]"""
    most = 1.0
    if flows is not None:
        most = max((lane.way.amount or 0 for lane in planned.lanes), default=0) or 1
    return _THINNEST + (_WIDEST - _THINNEST) * sqrt((way.amount or 0) / most)
