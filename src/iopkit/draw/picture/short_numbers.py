"""Numbers in as few letters as a box of the staircase has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.model.simulation.flow import places_in_force
from iopkit.model.units import DAYS_IN

if TYPE_CHECKING:
    from iopkit.model.level import Level
    from iopkit.model.program import Program
    from iopkit.model.range import Range


def amount(value: float) -> str:
    """Return a number of clients with the digits that matter.

    >>> amount(118.4), amount(6.25), amount(0.42), amount(9.0), amount(0), amount(12345)
    ('118', '6.2', '0.4', '9', '0', '12,345')
    """
    return f"{value:,.0f}" if value >= 9.95 else number(value)  # noqa: PLR2004  two digits suffice


def a_year(value: float) -> str:
    """Return a flow of clients. [1/year]

    >>> a_year(118.4)
    '118 a year'
    """
    return f"{amount(value)} a year"


def number(value: float) -> str:
    """Return a mean without digits that nobody reads.

    >>> number(27.31), number(31.0), number(9.9999), number(0.04), number(1204.2)
    ('27.3', '31', '10', '<0.1', '1,204')
    """
    if 0 < value < 0.05:  # noqa: PLR2004  what would be 0.0
        return "<0.1"
    whole = value >= 100 or round(value, 1) == round(value)  # noqa: PLR2004  three digits suffice
    return f"{value:,.0f}" if whole else f"{value:.1f}"


def of_places(level: Level) -> str:
    """Return how many places a level has when it begins, and whether that changes."""
    places, *later = places_in_force(level)
    changing = ", changing" if {*later} - {places} else ""
    if places is None:
        return f"no limit of places{changing}"
    return f"{places:,} place{'' if places == 1 else 's'}{changing}"


def hours(program: Program) -> str:
    """Return the weekly hours of a program, or nothing.

    >>> from iopkit.model.program import Program
    >>> from iopkit.model.range import Range
    >>> hours(Program(id="iop", title="IOP", hours=Range(9, 19))), hours(Program(id="p", title="P"))
    ('9 to 19 h a week', '')
    """
    told = _ends(program.hours_per_week(), 1, 1)
    return f"{told} h a week" if told else ""


def length(program: Program) -> str:
    """Return how long a program is, or nothing."""
    of = program.length
    ends = [end for end in (of.low, of.high) if end is not None]
    for unit, least in (("month", 3), ("week", 2), ("day", 0)):
        scaled = [end / DAYS_IN[unit] for end in ends]
        whole = all(abs(end - round(end)) < 1e-6 for end in scaled)  # noqa: PLR2004  rounding
        if scaled and max(scaled) >= least and (whole or unit == "day"):
            one = {round(end, 6) for end in scaled} == {1}
            return f"{_ends(of, DAYS_IN[unit], 1)} {unit}{'' if one else 's'}"
    return ""


def _ends(of: Range, unit: float, digits: int) -> str:
    """Return a range in some unit: 9 to 19, 20+, up to 8; nothing when it is unknown."""
    low, high = (
        None if end is None else f"{round(end / unit, digits):g}" for end in (of.low, of.high)
    )
    if low is None:
        return "" if high is None else f"up to {high}"
    if high is None:
        return f"{low}+"
    return low if low == high else f"{low} to {high}"
