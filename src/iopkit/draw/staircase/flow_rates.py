"""What a run says to a picture: how many clients a year go which way."""

from __future__ import annotations

from collections import defaultdict
from math import fsum
from typing import TYPE_CHECKING

import attrs

from iopkit.errors import RunFolderError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.model.pathway import Pathway
    from iopkit.simulate.measures.summary import LevelSummary
    from iopkit.simulate.run import Run


@attrs.frozen(kw_only=True)
class Flows:
    """The flows of a run, every one a mean over its replications.

    Parameters
    ----------
    moves
        Clients a year from one id to another. [1/year]
    entering
        Clients a year who come to a level from outside: new ones, and those who come back. Each is
        counted when the wait is over, by a place or by giving up, so who still waits is not among
        them. [1/year]
    levels
        What happened at each level.
    days, replications
        How long was counted, and how often it was simulated. [days]
    """

    moves: Mapping[tuple[str, str], float]
    entering: Mapping[str, float]
    levels: Mapping[str, LevelSummary]
    days: float
    replications: int

    def ending(self, start: str, to: str) -> float:
        """Return the share of stays at a level that end in an outcome, as tables have it. [1]"""
        stays = self.levels[start].stays
        return fsum(stay.share.mean for stay in stays if stay.to == to and stay.share is not None)


def flows(pathway: Pathway, run: Run) -> Flows:
    """Return the flows of a run of a pathway.

    Raises
    ------
    RunFolderError
        When it is a run of another pathway, or of this one with other levels or outcomes.
    """
    of = run.scenario.pathway
    _check(pathway, of)
    from iopkit.simulate.lowering.scenario import (
        lower,  # numpy, which a picture without a run does without
    )

    ways = {str(i): (move.start, move.to) for i, move in enumerate(lower(run.scenario).moves)}
    moves: defaultdict[tuple[str, str], float] = defaultdict(float)
    entering: defaultdict[str, float] = defaultdict(float)
    part = 1 / len(run.figures)
    for figures in run.figures:
        for (name, *rest), value in figures.items():
            if name == "share":
                start, number = rest
                moves[ways[number]] += part * value * figures["departures", start]
            elif name in {"admissions", "abandonments"}:
                entering[rest[0]] += part * value
    for (_, to), amount in moves.items():
        if of.is_level(to):
            # Who moves is admitted too; only at the ends of the run do the two differ.
            entering[to] -= amount
    scenario = run.scenario
    return Flows(
        moves=dict(moves),
        entering={level: max(amount, 0.0) for level, amount in entering.items()},
        levels={level.level: level for level in run.summary().levels},
        days=scenario.days - scenario.warm_up,
        replications=len(run.figures),
    )


def _check(pathway: Pathway, of: Pathway) -> None:
    if of.id != pathway.id:
        raise RunFolderError(
            f"the run is one of the pathway '{of.id}', not of '{pathway.id}': "
            "draw the pathway that was simulated"
        )
    here = {level.id for level in pathway.levels} | {each.id for each in pathway.outcomes}
    there = {level.id for level in of.levels} | {each.id for each in of.outcomes}
    ways = {(move.start, move.to) for move in of.transitions if move.share is not None}
    known = {(move.start, move.to) for move in pathway.transitions}
    if here != there or not ways <= known:
        names = sorted(here ^ there) or sorted(" to ".join(way) for way in ways - known)
        raise RunFolderError(
            f"the pathway '{pathway.id}' has changed since the run was made: only one of the two "
            f"has {', '.join(names[:5])}; simulate it again"
        )
