"""Whether the hours of a week fit into its days."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iopkit.model.range import Range


def impossible_dose(hours: Range, days: Range) -> str:
    """Return why so many hours do not fit into so many days of a week; nothing when they do.

    Parameters
    ----------
    hours
        Of a week. [h/week]
    days
        Of a week; all seven where nobody says how many at the most. [1/week]

    >>> from iopkit.model.range import Range
    >>> impossible_dose(Range(9, 12), Range(3, 3))
    ''
    >>> impossible_dose(Range.exactly(100), Range.exactly(1))
    '100 hours a week cannot be on 1 day a week, which has 24'
    """
    most = days.high if days.high is not None else 7.0
    asked = hours.high if hours.high is not None else hours.low
    if asked is None or asked <= 24 * most:
        return ""
    have = "has" if most == 1 else "have"
    day = f"{most:g} day{'' if most == 1 else 's'}"
    return f"{asked:g} hours a week cannot be on {day} a week, which {have} {24 * most:g}"
