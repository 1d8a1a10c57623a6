"""What a staircase says, and in which order, before anybody knows how wide a letter is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self

import attrs

from iopkit.diagnostics.catalogue.scenarios import LEVELS_OF_A_PICTURE
from iopkit.draw.picture.amounts import percent
from iopkit.draw.picture.short_numbers import a_year, amount
from iopkit.draw.staircase.box_text import words
from iopkit.draw.staircase.drawn_transitions import ways
from iopkit.draw.staircase.flow_rates import flows as flows_of
from iopkit.draw.staircase.level_order import plan
from iopkit.draw.staircase.rank_rows import steps
from iopkit.errors import ScenarioError

if TYPE_CHECKING:
    from iopkit.draw.staircase.box_text import BoxText
    from iopkit.draw.staircase.drawn_transitions import DrawnTransition
    from iopkit.draw.staircase.flow_rates import Flows
    from iopkit.draw.staircase.level_order import LevelOrder
    from iopkit.model.pathway import Pathway
    from iopkit.simulate.run import Run

MOST_LEVELS: Final = 60
"""Of more levels no picture can be read."""


@attrs.frozen(kw_only=True)
class StaircaseContent:
    """The words of a staircase, the same in every ink.

    Parameters
    ----------
    flows
        What a run says; None for the file alone.
    plan
        Which level stands where, and which lines there are.
    words
        What each box says, in the order of the plan.
    labels, short_labels
        What stands at the head of each line, in the order of the plan, empty for nothing; and the
        same in as few characters as can be.
    """

    flows: Flows | None
    plan: LevelOrder
    words: tuple[BoxText, ...] = attrs.field(converter=tuple["BoxText", ...])
    labels: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    short_labels: tuple[str, ...] = attrs.field(converter=tuple[str, ...])

    @classmethod
    def of(cls, pathway: Pathway, run: Run | None = None) -> Self:
        """Return what the staircase of a pathway says.

        Raises
        ------
        RunFolderError
            When the run is one of another pathway.
        ScenarioError
            When there are more levels than a picture can hold.
        """
        if len(pathway.levels) > MOST_LEVELS:
            raise ScenarioError(LEVELS_OF_A_PICTURE(number=len(pathway.levels), most=MOST_LEVELS))
        flows = None if run is None else flows_of(pathway, run)
        planned = plan(
            [[level.id for level in step] for step in steps(pathway)],
            ways(pathway, None if flows is None else flows.moves),
        )
        return cls(
            flows=flows,
            plan=planned,
            words=[words(pathway, pathway.level(name), flows) for name in planned.order],
            labels=[_label(lane.way, flows) for lane in planned.lanes],
            short_labels=[_short_label(lane.way, flows) for lane in planned.lanes],
        )


def _label(way: DrawnTransition, flows: Flows | None) -> str:
    """Return what stands at the head of a line; nothing when nobody knows how many go there."""
    if way.amount is None:
        return ""
    return percent(way.amount) if flows is None else a_year(way.amount)


def _short_label(way: DrawnTransition, flows: Flows | None) -> str:
    if way.amount is None:
        return ""
    return percent(way.amount, gap="") if flows is None else amount(way.amount)
