"""What only some scenarios need, and seldom: whose turn it is, whom a cut displaces, deadlocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from iopkit.simulate._holds import holds
from iopkit.simulate._jit import compiled

if TYPE_CHECKING:
    from iopkit.simulate.state import Clients, State
    from iopkit.simulate.tables import Codes, Extras, Tables

NONE: Final = -1
NEVER: Final = float("inf")
ACTIVE: Final = 2  # as in the kernel
LAST: Final = 1


@compiled
def turn(codes: Codes, extras: Extras, clients: Clients, first: int, level: int, now: float) -> int:
    """Return the client whose turn it is: who meets the earliest rule, and came first among these.

    Parameters
    ----------
    codes, extras, clients
        Criteria, rules of the queues, who is where.
    first
        The first in the queue.
    level
        Whose queue.
    now
        The moment. [days]
    """
    start, end = extras.rule_first[level], extras.rule_last[level]
    best, least = first, end + 1
    slot = first
    while slot != NONE:
        in_care = 0.0
        if clients.in_care_since[slot] < NEVER:
            in_care = now - clients.in_care_since[slot]
        rule = start
        while rule < end and not holds(
            codes,
            rule,
            clients.facts[slot],
            0.0,
            in_care,
            now - clients.queued[slot],
            clients.completed[slot],
        ):
            rule += 1
        if rule < least:
            best, least = slot, rule
        if least == start:
            break
        slot = clients.next[slot]
    return best


@compiled
def victim(clients: Clients, level: int, who: int, census: int) -> int:
    """Return the client in active stay at a level who leaves when places go; -1 when none is.

    Parameters
    ----------
    clients
        Who is where.
    level
        Where places go.
    who
        `LAST` for who began last, else who began first; of equal ones by stream and number.
    census
        The number of the stream that comes before all others.
    """
    found = NONE
    sign = 1.0 if who == LAST else -1.0
    for slot in range(len(clients.node)):
        if clients.doing[slot] != ACTIVE or clients.node[slot] != level:
            continue
        if found == NONE:
            found = slot
            continue
        order = sign * (clients.started[slot] - clients.started[found])
        if order == 0.0 and clients.stream[slot] != clients.stream[found]:
            order = 1.0
            if clients.stream[slot] != census and (
                clients.stream[found] == census or clients.stream[found] < clients.stream[slot]
            ):
                order = -1.0
        elif order == 0.0:
            order = float(clients.number[found] - clients.number[slot])
        if order > 0.0:
            found = slot
    return found


@compiled
def is_deadlock(extras: Extras, tables: Tables, state: State, level: int) -> bool:
    """Whether the clients at a level can never move again.

    All places of some levels are held by clients who wait for places of these levels, and neither
    patience nor a calendar will free one. Starts from all levels that might be among them and takes
    out, until nothing changes, those from which somebody waits for a level that is not.
    """
    network, levels = tables.network, state.levels
    n_levels = len(levels.busy)
    is_stuck = np.zeros(n_levels, np.bool_)
    for i in range(n_levels):
        clock = extras.calendar[i]
        is_stuck[i] = (
            levels.busy[i] > 0
            and levels.busy[i] >= levels.places[i]
            and levels.busy[i] == levels.blocked_at[i]
            and extras.patience[i] == NONE
            and (clock == NONE or state.wheel.time[len(tables.streams.to) + clock] == NEVER)
        )
    changed = True
    while changed and is_stuck[level]:
        changed = False
        for i in range(n_levels):
            if not is_stuck[i]:
                continue
            for e in range(network.first[i], extras.review_last[i]):
                to = network.to[e]
                if levels.blocked_on[e] > 0 and not is_stuck[to]:
                    is_stuck[i], changed = False, True
    return bool(is_stuck[level])
