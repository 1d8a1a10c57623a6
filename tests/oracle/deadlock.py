"""Clients who hold the places that they wait for."""

import math
from collections.abc import Mapping

from oracle.people import Person
from oracle.ward import Ward


class DeadlockError(Exception):
    """Nothing can happen at some levels any more.

    Parameters
    ----------
    levels
        Their ids.
    """

    def __init__(self, levels: set[str]) -> None:
        """Keep the levels."""
        super().__init__(", ".join(sorted(levels)))
        self.levels = levels


def look_for_deadlock(person: Person, wards: Mapping[str, Ward]) -> None:
    """Raise when a client who was just blocked waits for what can never come."""
    levels = {person.level}
    unseen = [person.level]
    while unseen:
        ward = wards[unseen.pop()]
        if _can_move(ward):
            return
        further = {blocked.level for blocked in ward.blocked} - levels
        levels |= further
        unseen += further
    raise DeadlockError(levels)


def _can_move(ward: Ward) -> bool:
    """Whether something can still happen at a level, or nobody is there to hold anything up."""
    queue = ward.level.queue
    has_patience = queue is not None and queue.patience is not None
    has_day = ward.next_change < math.inf
    return bool(ward.active) or not ward.blocked or ward.free > 0 or has_patience or has_day
