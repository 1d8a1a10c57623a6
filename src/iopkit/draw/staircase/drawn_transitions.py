"""The ways between levels: what the lines of the staircase stand for."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.model.pathway import Pathway


class Direction(StrEnum):
    """Where a way leads, by the ranks of its ends."""

    DOWN = "down"
    UP = "up"
    ACROSS = "across"


@attrs.frozen(kw_only=True)
class DrawnTransition:
    """Every transition from one level to another, as one line.

    Parameters
    ----------
    start, to
        The ids of the two levels.
    direction
        Whether `to` is less intensive than `start`, more, or equally so.
    amount
        The share of those who leave `start`, or clients a year; None when nobody says.
        [1], [1/year]
    """

    start: str
    to: str
    direction: Direction
    amount: float | None = None


def ways(
    pathway: Pathway, a_year: Mapping[tuple[str, str], float] | None = None
) -> tuple[DrawnTransition, ...]:
    """Return the ways between levels, in the order of the file.

    Parameters
    ----------
    pathway
        Whose transitions.
    a_year
        How many clients a year go from one id to another; a way that is not in it goes nobody.
        None to take the shares that the pathway states.
    """
    rank = {level.id: level.rank for level in pathway.levels}
    amounts: dict[tuple[str, str], float | None] = {}
    for move in pathway.transitions:
        ends = (move.start, move.to)
        if move.start not in rank or move.to not in rank:
            continue
        share = move.share.value if move.share else None
        known = amounts.get(ends)
        amounts[ends] = share if known is None else known + (share or 0)
    if a_year is not None:
        # A calendar that cuts places may move clients where no transition does.
        between = {ends for ends in a_year if ends[0] in rank and ends[1] in rank}
        amounts = {ends: a_year.get(ends, 0.0) for ends in [*amounts, *sorted(between)]}
    return tuple(
        DrawnTransition(
            start=start, to=to, direction=_direction(rank[start], rank[to]), amount=amount
        )
        for (start, to), amount in amounts.items()
    )


def _direction(start: float, to: float) -> Direction:
    if start == to:
        return Direction.ACROSS
    return Direction.DOWN if to < start else Direction.UP
