"""The staircase in the cells of a terminal: the same plan, the same layout, other ink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.draw.flows import flows as flows_of
from iopkit.draw.plan import plan
from iopkit.draw.staircase import label, refuse_too_many
from iopkit.draw.staircase_words import words
from iopkit.draw.steps import steps
from iopkit.draw.terminal_grain import GRAINS
from iopkit.draw.terminal_sheet import Sheet
from iopkit.draw.ways import ways

if TYPE_CHECKING:
    from iopkit.draw.terminal_sheet import Drawn
    from iopkit.model.pathway import Pathway
    from iopkit.simulate.run import Run


def drawn(pathway: Pathway, run: Run | None = None, *, width: int, unicode: bool = True) -> Drawn:
    """Return the staircase of a pathway as text, as narrow as it has to be.

    Parameters
    ----------
    pathway, run
        See `iopkit.draw.staircase.staircase`.
    width
        How wide it should be; what cannot be so narrow is wider, as `Drawn.needs` tells. [cells]
    unicode
        Whether characters beyond ASCII can be shown.

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
    labels = [
        label(lane.way, flows).removesuffix(" a year").replace(" %", "%") for lane in planned.lanes
    ]
    sheets = (Sheet.of(planned, told, labels, grain, unicode=unicode) for grain in GRAINS)
    for sheet in sheets:
        if sheet.layout.width <= width:
            return sheet.spread(width).drawn(pathway, flows, width)
    narrowest = Sheet.of(planned, told, labels, GRAINS[-1], unicode=unicode)
    return narrowest.drawn(pathway, flows, width)
