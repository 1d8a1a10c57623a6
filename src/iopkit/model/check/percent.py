"""Percentages that are written as if they were shares: 0.85 where 85 % is meant.

The one rule of criteria, client files and tables. Nobody can know that it is a mistake, because
0.5 % can be true; so it is told and never refused. With its sign, as in ``0.5%``, a number says
what it means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.model.assessment import NumberFact

if TYPE_CHECKING:
    from iopkit.model.assessment import FactType

PERCENT: Final = "%"

LARGEST_SHARE: Final = 1.0
"""Up to this, and above 0, a number in percent looks like a share. [%]"""


def is_percentage(kind: FactType) -> bool:
    """Whether a question is answered in percent, and nothing says that the answers are small.

    >>> is_percentage(NumberFact(low=0, high=100, unit="%")), is_percentage(NumberFact(unit="days"))
    (True, False)
    >>> is_percentage(NumberFact(low=0, high=1, unit="%"))  # alcohol in the blood
    False
    """
    if not isinstance(kind, NumberFact) or kind.unit != PERCENT:
        return False
    return (kind.low is None or kind.low <= 0) and (kind.high is None or kind.high >= 100)  # noqa: PLR2004  percent


def looks_like_share(value: float) -> bool:
    """Whether a number in percent that is written without its sign is probably a share.

    >>> [looks_like_share(value) for value in (0, 0.85, 1, 1.5, 85)]
    [False, True, True, False, False]
    """
    return 0 < value <= LARGEST_SHARE
