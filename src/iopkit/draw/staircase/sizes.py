"""How large the parts of a staircase are, and how far they stand apart."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Spacing:
    """How far things stand apart. [pixels], [cells]

    Parameters
    ----------
    corner
        From the corner of a box to its first line.
    slot
        Between two lines that end side by side at the top or the bottom of a box.
    port
        Between two lines that end one below the other at a side of a box.
    clear
        Between a box and the nearest line that passes it.
    between
        From the bottom of a box to the top of the next one.
    step
        How far the next box is moved to the right, at least, as a share of the width. [1]
    rim
        How much of a box its border takes at the right and at the bottom.
    label_aside, label_lift
        From an upright line to the label right of it; from the box to the label's bottom.
    label_along, label_rise
        From the box to the label above a level line; from the line to the label's bottom.
    label_height
        How high a label is.
    """

    corner: float
    slot: float
    port: float
    clear: float
    between: float
    step: float
    rim: float
    label_aside: float
    label_lift: float
    label_along: float
    label_rise: float
    label_height: float


@attrs.frozen(kw_only=True)
class Sizes:
    """How much room things need. [pixels], [cells]

    Parameters
    ----------
    width
        The width of the boxes, at least.
    heights
        The height of each box, at least, along the diagonal. (n_levels,)
    kept
        How much of the left side of each box is kept free, from the top. (n_levels,)
    labels
        The width of the label of each line; 0 for none. (n_lanes,)
    thickness
        How wide each line is. (n_lanes,)
    """

    width: float
    heights: tuple[float, ...] = attrs.field(converter=tuple[float, ...])
    kept: tuple[float, ...] = attrs.field(converter=tuple[float, ...])
    labels: tuple[float, ...] = attrs.field(converter=tuple[float, ...])
    thickness: tuple[float, ...] = attrs.field(converter=tuple[float, ...])
