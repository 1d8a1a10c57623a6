"""The staircase in the cells of a terminal: the same plan, the same layout, other ink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.draw.characters.density import GRAINS
from iopkit.draw.characters.sheet import Sheet
from iopkit.draw.staircase.content import StaircaseContent

if TYPE_CHECKING:
    from iopkit.draw.characters.sheet import DrawnSheet
    from iopkit.model.pathway import Pathway
    from iopkit.simulate.run import Run


def drawn(
    pathway: Pathway, run: Run | None = None, *, width: int, unicode: bool = True
) -> DrawnSheet:
    """Return the staircase of a pathway as text, as narrow as it has to be.

    Parameters
    ----------
    pathway, run
        See `iopkit.draw.staircase.staircase.staircase`.
    width
        How wide it should be; what cannot be so narrow is wider, see `DrawnSheet.needs`. [cells]
    unicode
        Whether characters beyond ASCII can be shown.

    Raises
    ------
    RunFolderError
        When the run is one of another pathway.
    ScenarioError
        When there are more levels than a picture can hold.
    """
    said = StaircaseContent.of(pathway, run)
    planned, told, flows = said.plan, said.words, said.flows
    labels = said.short_labels
    sheets = (Sheet.of(planned, told, labels, grain, unicode=unicode) for grain in GRAINS)
    for sheet in sheets:
        if sheet.layout.width <= width:
            return sheet.spread(width).drawn(pathway, flows, width)
    narrowest = Sheet.of(planned, told, labels, GRAINS[-1], unicode=unicode)
    return narrowest.drawn(pathway, flows, width)
