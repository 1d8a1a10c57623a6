"""What only some scenarios need, and seldom: whose turn it is, whom a cut displaces, deadlocks.

Arrays go in one by one, and only those that are needed: to pass a tuple of many costs more, in
every call and in compiling, than what is done here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from iopkit.simulate.kernel.criterion_bytecode import holds
from iopkit.simulate.kernel.jit import compiled

if TYPE_CHECKING:
    from iopkit.simulate.kernel.tables import Codes, Floats, Ints, ShortInts, Words

NONE: Final = -1
NEVER: Final = float("inf")
ACTIVE: Final = 2  # as in the kernel
LAST: Final = 1


@compiled
def turn(
    codes: Codes,
    rules: tuple[int, int],
    first: int,
    behind: ShortInts,
    queued: Floats,
    in_care_since: Floats,
    completed: Words,
    facts: Floats,
    now: float,
) -> int:
    """Return the client whose turn it is: who meets the earliest rule, and came first among these.

    Parameters
    ----------
    codes, rules
        Criteria, and the first and last of the queue.
    first, behind
        The first client in the queue, and who follows each.
    queued, in_care_since, completed, facts
        The clients, as in `iopkit.simulate.kernel.state.Clients`.
    now
        The moment. [days]
    """
    start, end = rules
    best, least = first, end + 1
    slot = first
    while slot != NONE:
        in_care = 0.0
        if in_care_since[slot] < NEVER:
            in_care = now - in_care_since[slot]
        rule = start
        while rule < end and not holds(
            codes, rule, facts[slot], 0.0, in_care, now - queued[slot], completed[slot]
        ):
            rule += 1
        if rule < least:
            best, least = slot, rule
        if least == start:
            break
        slot = behind[slot]
    return best


@compiled
def victim(
    level: int,
    who: int,
    census: int,
    doing: ShortInts,
    node: ShortInts,
    started: Floats,
    stream: ShortInts,
    number: ShortInts,
) -> int:
    """Return the client in active stay at a level who leaves when places go; -1 when none is.

    Parameters
    ----------
    level
        Where places go.
    who
        `LAST` for who began last, else who began first; of equal ones by stream and number.
    census
        The number of the stream that comes before all others.
    doing, node, started, stream, number
        The clients, as in `iopkit.simulate.kernel.state.Clients`.
    """
    found = NONE
    sign = 1.0 if who == LAST else -1.0
    for slot in range(len(node)):
        if doing[slot] != ACTIVE or node[slot] != level:
            continue
        if found == NONE:
            found = slot
            continue
        order = sign * (started[slot] - started[found])
        if order == 0.0 and stream[slot] != stream[found]:
            order = 1.0
            if stream[slot] != census and (stream[found] == census or stream[found] < stream[slot]):
                order = -1.0
        elif order == 0.0:
            order = float(number[found] - number[slot])
        if order > 0.0:
            found = slot
    return found


@compiled
def is_deadlock(
    level: int,
    first: Ints,
    last: Ints,
    to: Ints,
    places: Ints,
    busy: Ints,
    blocked_at: Ints,
    blocked_on: Ints,
    patience: Ints,
    changes_at: Floats,
) -> bool:
    """Whether nothing can ever happen again at a level that a blocked client waits for.

    All places of some levels are held by clients who wait for places of these levels, and neither
    patience nor a calendar will free one. Starts from all levels that might be among them and takes
    out, until nothing changes, those from which somebody waits for a level that is not.

    Parameters
    ----------
    level
        What the client waits for.
    first, last, to
        The edges that leave each level, and where they lead. (n_levels,), (n_moves,)
    places, busy, blocked_at, blocked_on
        The levels as they stand, as in `iopkit.simulate.kernel.state.Levels`.
    patience
        -1 where nobody gives up. (n_levels,)
    changes_at
        When places change next, infinite for never. (n_levels,) [days]
    """
    n_levels = len(busy)
    is_stuck = np.zeros(n_levels, np.bool_)
    for i in range(n_levels):
        is_stuck[i] = (
            busy[i] > 0
            and busy[i] >= places[i]
            and busy[i] == blocked_at[i]
            and patience[i] == NONE
            and changes_at[i] == NEVER
        )
    changed = True
    while changed and is_stuck[level]:
        changed = False
        for i in range(n_levels):
            if not is_stuck[i]:
                continue
            for e in range(first[i], last[i]):
                if blocked_on[e] > 0 and not is_stuck[to[e]]:
                    is_stuck[i], changed = False, True
    return bool(is_stuck[level])
