"""Settings that a request and a scenario share, and that mean the same in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.errors import InvalidValueError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping


@attrs.frozen(kw_only=True)
class ScenarioSettings:
    """What goes unchanged from a request into each scenario that it makes.

    Parameters
    ----------
    places
        Places that differ from the pathway's, by level; None as a value lifts the limit. [clients]
    starts
        The date of day 0, whose weekday weekly rates then follow; None: some Monday.
    discount
        The share of a year by which money counts less the later it is: 0.03 for 3 %; 0 when it
        always counts the same. [1/year]

    Raises
    ------
    ValueError
        When the discount cannot be one.
    """

    places: Mapping[str, int | None] = attrs.field(factory=dict)
    starts: dt.date | None = None
    discount: float = attrs.field(default=0.0)

    @discount.validator
    def _below_one(self, _attribute: object, discount: float) -> None:
        if not 0 <= discount < 1:
            msg = f"discount must be 0 or more and less than 1 (3 % is 0.03), got {discount:g}"
            raise InvalidValueError(msg)

    def settings(self) -> dict[str, object]:
        """Return these settings by name, and none that a subclass adds."""
        return {each.name: getattr(self, each.name) for each in attrs.fields(ScenarioSettings)}
