"""The staircase of a pathway as a picture: the levels, the ways between, how stays end."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Final

from iopkit.draw.picture.font import width
from iopkit.draw.staircase.box import boxes
from iopkit.draw.staircase.content import StaircaseContent
from iopkit.draw.staircase.layout import lay_out
from iopkit.draw.staircase.shapes import LABEL, Staircase
from iopkit.draw.staircase.sizes import Sizes, Spacing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.draw.picture.picture import Picture
    from iopkit.draw.staircase.box import Box
    from iopkit.draw.staircase.drawn_transitions import DrawnTransition
    from iopkit.draw.staircase.flow_rates import Flows
    from iopkit.draw.staircase.layout import Layout
    from iopkit.draw.staircase.level_order import LevelOrder
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

_THINNEST: Final = 1.3
_WIDEST: Final = 6.0
"""How wide lines are: of those that hardly anybody goes, and of those that all go. [pixels]"""


def staircase_picture(pathway: Pathway, run: Run | None = None, *, links: bool = False) -> Picture:
    """Return the picture of a pathway.

    Parameters
    ----------
    pathway
        What is drawn.
    run
        A run of it, whose clients a year, places used and waits are shown instead of the numbers
        of the file; None for the file alone.
    links
        Whether each box leads to ``#level-ID`` in the page that the picture stands in, whose
        heading is the title then.

    Raises
    ------
    RunFolderError
        When the run is one of another pathway.
    ScenarioError
        When there are more levels than a picture can hold.
    """
    said = StaircaseContent.of(pathway, run)
    thickness = [_thickness(lane.way, said.plan, said.flows) for lane in said.plan.lanes]
    made = boxes(said.words)
    layout = _laid(said, made, thickness)
    if layout.boxes and layout.boxes[0].width > made[0].outer:
        # Many lines side by side ask for wider boxes, in which the words stand in other lines.
        made = boxes(said.words, layout.boxes[0].width)
        layout = _laid(said, made, thickness)
    return Staircase(
        pathway=pathway,
        flows=said.flows,
        plan=said.plan,
        boxes=made,
        labels=said.labels,
        thickness=thickness,
        layout=layout,
        links=links,
    ).picture()


def _laid(said: StaircaseContent, made: Sequence[Box], thickness: Sequence[float]) -> Layout:
    sizes = Sizes(
        width=made[0].outer if made else 0,
        heights=[box.height for box in made],
        kept=[box.kept for box in made],
        labels=[width(text, LABEL, bold=True) for text in said.labels],
        thickness=thickness,
    )
    return lay_out(said.plan, sizes, SPACING)


def _thickness(way: DrawnTransition, planned: LevelOrder, flows: Flows | None) -> float:
    """Return how wide a line is, by the square root of the share that goes there. [pixels]"""
    most = 1.0
    if flows is not None:
        most = max((lane.way.amount or 0 for lane in planned.lanes), default=0) or 1
    return _THINNEST + (_WIDEST - _THINNEST) * sqrt((way.amount or 0) / most)
