"""A measure: one kind of figure that a simulation counts, and everything that is said of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import attrs

from iopkit.model.field_types import checked

AT_LEAST: Final = "_at_least"
AT_MOST: Final = "_at_most"
"""What follows the name of a measure that is known as a range: two figures, one for each end."""

SHARE_THAT_COUNTS: Final = 0.05
"""A difference below this share of the figure it changes counts for nothing in practice. [1]"""


class MeasuredOver(StrEnum):
    """What a measure has one figure for."""

    CARE = "all of care"
    LEVEL = "each level"
    OUTCOME = "each outcome"
    DEPARTURE = "each way to leave a level"
    MONEY = "each level and all of care, by kind of money"
    LEADERS = "each staff that may lead"


class Absence(StrEnum):
    """What a figure counts as in a replication that lacks it, beside others that have it."""

    LEFT_OUT = "the mean of those that have it"
    ZERO = "0, for it did not happen"
    IMPOSSIBLE = "none, for the file does not make it possible; 0 beside one where it can happen"


class Better(StrEnum):
    """Which way a measure is good news, where that can be said of it alone."""

    LESS = "less"
    MORE = "more"


class MeasureTable(StrEnum):
    """The tables of a run in which measures are columns."""

    LEVELS = "Levels"
    WAITS = "Waiting for a place"
    ABANDONMENTS = "Gave up waiting"
    BLOCKED = "Blocked in their old place"
    STAYS = "How stays end"


@attrs.frozen(kw_only=True, field_transformer=checked)
class MeasureColumn:
    """Where a measure stands in the tables of a run.

    Parameters
    ----------
    table
        In which.
    name, qualifier
        What its column is called, on two lines.
    decimals
        How many are written.
    optional
        Whether a page that is too narrow may do without it.
    """

    table: MeasureTable
    name: str
    qualifier: str = ""
    decimals: int = 1
    optional: bool = False


@attrs.frozen(kw_only=True, field_transformer=checked)
class MeasureSubject:
    """How sentences speak of a measure that rises or falls.

    Parameters
    ----------
    before, after
        What stands before and after the name of the level or outcome.
    unit
        What follows an amount by which it changes.
    sign
        What follows the figure itself, where that is not said otherwise.
    listed
        Whether lists of what does not change name it; others follow from these.
    """

    before: str
    after: str = ""
    unit: str = ""
    sign: str = ""
    listed: bool = True


@attrs.frozen(kw_only=True, field_transformer=checked)
class Measure:
    """One kind of figure that a simulation counts.

    Parameters
    ----------
    name
        What JSON, tables of numbers and ``--show`` call it.
    title
        What people call it.
    unit
        Its unit; ``1`` for a share.
    definition
        How it is counted in one replication.
    over
        What it has one figure for.
    absence
        What a replication counts as that lacks it, in the mean over replications.
    is_range
        Whether it may be known as a range, and then has a figure for each end.
    better
        Which way is good news; None where that depends.
    worth
        The difference from which somebody who runs a facility would care; None for a figure that
        is too fine for a first page. These are a convention of this project, no measurements.
        [unit]
    subject
        How sentences speak of it; None where they do not.
    column
        Where it stands in the tables of a run; None where it does not, or by itself.
    former
        What version 0.1 called it; empty for the same.
    """

    name: str
    title: str
    unit: str
    definition: str
    over: MeasuredOver
    absence: Absence = Absence.LEFT_OUT
    is_range: bool = False
    better: Better | None = None
    worth: float | None = None
    subject: MeasureSubject | None = None
    column: MeasureColumn | None = None
    former: str = ""

    @property
    def is_share(self) -> bool:
        """Whether it is a share, which people read in percent."""
        return self.unit == "1"

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of its figures: its own, and of a range those of the two ends."""
        ends = (f"{self.name}{AT_LEAST}", f"{self.name}{AT_MOST}") if self.is_range else ()
        return (self.name, *ends)

    def counts_from(self, base: float) -> float | None:
        """Return the smallest difference from a mean that counts in practice."""
        if self.worth is None:
            return None
        # Of a share, five points are five points, however small it is.
        return self.worth if self.is_share else max(self.worth, SHARE_THAT_COUNTS * abs(base))
