"""Who is on the way, and what is written down about them."""

from typing import NamedTuple

import attrs

from iopkit.model.assessment import Value
from iopkit.model.client import Client, Stay


class Row(NamedTuple):
    """One visit; `started_at` is None for who still waits, `transition_to` for who is cut off."""

    stream: str
    number: int
    visit: int
    level: str
    queued_at: float
    started_at: float | None
    ended_at: float
    transition_to: str | None


@attrs.define(eq=False)
class Person:
    """A client on the way."""

    stream: str
    number: int
    facts: dict[str, Value]
    history: list[Stay] = attrs.field(factory=list)
    visit: int = 0
    level: str = ""
    queued_at: float = 0.0
    started_at: float | None = None
    care_began: float | None = None

    def as_client(self, days_in_level: float, days_in_care: float) -> Client:
        """Return what criteria see at a moment."""
        client = Client(
            facts=self.facts,
            history=tuple(self.history),
            level=self.level,
            days_in_level=days_in_level,
        )
        # Two differences of times may round apart, which a record would never say: the days in
        # care are then less than those at the level by the last bit. Criteria see them as they are.
        object.__setattr__(client, "days_in_care", days_in_care)
        return client
