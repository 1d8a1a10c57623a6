"""Who is on the way, and what is written down about them."""

from typing import NamedTuple

import attrs

from iopkit.model.assessment import DAYS_WAITING, Value
from iopkit.model.client import Client, Stay
from iopkit.model.transition import Transition


class Row(NamedTuple):
    """One visit.

    `started_at` is None for who never began; `transition_to` and `why` for who is cut off.
    """

    stream: str
    client: int
    visit: int
    level: str
    queued_at: float
    started_at: float | None
    ended_at: float
    left_at: float
    transition_to: str | None
    why: str | None


class Plan(NamedTuple):
    """What will end an active stay: after so many days, by a transition, at a time."""

    stay: float
    edge: Transition
    ends_at: float


@attrs.frozen
class Held:
    """A visit whose active stay ended, while the client waits for the next level in its place."""

    visit: int
    level: str
    queued_at: float
    started_at: float
    ended_at: float
    edge: Transition


@attrs.define(eq=False)
class Person:
    """A client on the way.

    `draws` counts the draws of plans in this visit, `reviews` the reviews of this active stay that
    are over, `changes` whatever makes events that were scheduled before pointless.
    """

    stream: str
    number: int
    facts: dict[str, Value]
    history: list[Stay] = attrs.field(factory=list)
    visit: int = 0
    level: str = ""
    queued_at: float = 0.0
    started_at: float | None = None
    care_began: float | None = None
    held: Held | None = None
    plan: Plan | None = None
    draws: int = 0
    reviews: int = 0
    changes: int = 0

    def comes_to(self, level: str, queued_at: float) -> None:
        """Make the next visit."""
        self.visit += 1
        self.level, self.queued_at, self.started_at = level, queued_at, None
        self.plan, self.draws, self.reviews = None, 0, 0
        self.changes += 1

    def has_completed(self, level: str, *, completed: bool) -> None:
        """Write an active stay into the history."""
        self.history.append(Stay(level=level, completed=completed))

    @property
    def care_before(self) -> float:
        """The time in care when the active stay began. [days]"""
        assert self.started_at is not None
        assert self.care_began is not None
        return self.started_at - self.care_began

    def as_client(self, in_level: float, in_care: float, waiting: float | None = None) -> Client:
        """Return what criteria see at a moment; `waiting` in the rules of a queue alone."""
        facts = self.facts if waiting is None else {**self.facts, DAYS_WAITING: waiting}
        client = Client(
            facts=facts, history=tuple(self.history), level=self.level, days_in_level=in_level
        )
        # Two differences of times may round apart, which a record would never say: the days in
        # care are then less than those at the level by the last bit. Criteria see them as they are.
        object.__setattr__(client, "days_in_care", in_care)
        return client
