"""One replication: the kernel, called until the end of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from iopkit.simulate import _kernel
from iopkit.simulate._jit import word
from iopkit.simulate.state import empty_log, empty_state, resize, with_room
from iopkit.simulate.tables import NONE
from iopkit.simulate.visits import Visits

if TYPE_CHECKING:
    from iopkit.simulate.lower import Lowered
    from iopkit.simulate.state import Log, State
    from iopkit.simulate.tables import Ints

ROWS: Final = 16_384
"""Visits there is room for at first."""

SLOTS: Final = 256
"""Clients there is room for at first; the room doubles when it is short."""


def replicate(
    lowered: Lowered, *, seed: int, replication: int, days: float, rows: int = ROWS
) -> Visits:
    """Return the visits of one replication. Safe to call from several threads.

    Parameters
    ----------
    lowered
        The scenario as numbers.
    seed, replication
        What keys chance.
    days
        The end of the run. [days]
    rows
        Visits there is room for at first; the result does not depend on it.
    """
    state = empty_state(lowered.tables, SLOTS)
    log = empty_log(rows)
    key = (word(seed), word(replication))
    horizon = float(days)
    while True:
        status = _kernel.advance(lowered.tables, lowered.codes, state, log, key, horizon)
        if status == _kernel.CLIENTS_FULL:
            state = with_room(state, 2 * len(state.clients.node))
        elif status == _kernel.LOG_FULL:
            resize(log, _rows_expected(len(log.level), state.agenda.time[0], horizon))
        else:
            break
    _log_cut_off(state, log, len(lowered.levels), horizon)
    return Visits(
        stream=log.stream,
        number=log.number,
        visit=log.visit,
        level=log.level,
        queued_at=log.queued,
        started_at=log.started,
        ended_at=log.ended,
        edge=log.edge,
        unplaced=int(state.counts[_kernel.UNPLACED]),
        stuck=int(state.counts[_kernel.STUCK]),
    )


def _rows_expected(rows: int, now: float, horizon: float) -> int:
    """Return how many visits a run will have that goes on as it did: half more to eight times."""
    expected = int(1.05 * rows * horizon / max(now, 1.0))
    return min(max(expected, rows + rows // 2), 8 * rows) + 1  # a cohort at day 0 does not go on


def _log_cut_off(state: State, log: Log, n_levels: int, horizon: float) -> None:
    """Log the visits that the end of the run cuts off, by client, and end the log there."""
    clients = state.clients
    slots = _slots_at_levels(state, n_levels)
    slots = slots[np.lexsort((clients.number[slots], clients.stream[slots]))]
    first = int(state.counts[_kernel.ROWS])
    resize(log, first + len(slots))
    log.stream[first:] = clients.stream[slots]
    log.number[first:] = clients.number[slots]
    log.visit[first:] = clients.visit[slots]
    log.level[first:] = clients.node[slots]
    log.queued[first:] = clients.queued[slots]
    is_waiting = np.isin(slots, _slots_waiting(state))
    log.started[first:] = np.where(is_waiting, np.nan, clients.started[slots])
    log.ended[first:] = horizon
    log.edge[first:] = NONE


def _slots_at_levels(state: State, n_levels: int) -> Ints:
    is_used = np.ones(len(state.clients.node), np.bool_)
    free = int(state.counts[_kernel.FREE])
    while free != NONE:
        is_used[free] = False
        free = int(state.clients.next[free])
    return np.flatnonzero(is_used & (state.clients.node < n_levels))


def _slots_waiting(state: State) -> Ints:
    waiting = []
    for head in state.queues.head.tolist():
        slot = head
        while slot != NONE:
            waiting.append(slot)
            slot = int(state.clients.next[slot])
    return np.array(waiting, np.int64)
