"""How closely a staircase stands in a terminal, from wide to narrow."""

from __future__ import annotations

from typing import Final

import attrs

from iopkit.draw.staircase.sizes import Spacing

_SPACING: Final = Spacing(
    corner=1,
    slot=1,
    port=1,
    clear=2,
    between=2,
    step=0,
    rim=1,
    label_aside=2,
    label_lift=0,
    label_along=1,
    label_rise=0,
    label_height=1,
)


@attrs.frozen
class Density:
    """How closely things stand.

    Parameters
    ----------
    inner
        How wide the words of a box are, at least. [cells]
    clear, aside
        How near lines pass a box, and a label its line. [cells]
    """

    inner: int
    clear: int = 2
    aside: int = 2

    @property
    def spacing(self) -> Spacing:
        """How far things stand apart. [cells]"""
        return attrs.evolve(_SPACING, clear=self.clear, label_aside=self.aside)


GRAINS: Final = (
    *(Density(30), Density(26), Density(22), Density(20), Density(18)),
    *(Density(18, 1, 2), Density(18, 1, 1), Density(16, 1, 1), Density(15, 1, 1)),
)
"""From the widest to the narrowest."""
