"""Which levels stand on which step of the staircase."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway


def steps(pathway: Pathway) -> tuple[tuple[Level, ...], ...]:
    """Return the levels step by step, the most intensive first.

    Levels of equal rank stand on the same step, in the order of the file.

    >>> from iopkit.model.level import Level
    >>> from iopkit.model.pathway import Pathway
    >>> ranks = {"outpatient": 20, "day": 40, "php": 40}
    >>> levels = [Level(id=name, title=name, rank=rank) for name, rank in ranks.items()]
    >>> [[level.id for level in step] for step in steps(Pathway(id="p", title="P", levels=levels))]
    [['day', 'php'], ['outpatient']]
    """
    order = sorted(pathway.levels, key=lambda level: -level.rank)
    return tuple(tuple(step) for _, step in groupby(order, key=lambda level: level.rank))
