"""One replication: the kernel, called until the end of the run."""

from __future__ import annotations

from concurrent.futures import CancelledError
from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

from iopkit.errors import ScenarioError
from iopkit.simulate import _kernel
from iopkit.simulate._jit import word
from iopkit.simulate.state import Buffer, empty_state, with_room
from iopkit.simulate.tables import NONE
from iopkit.simulate.visits import Visits

if TYPE_CHECKING:
    from iopkit.simulate.lower import Lowered
    from iopkit.simulate.state import State
    from iopkit.simulate.tables import Ints

SLOTS: Final = 256
"""Clients there is room for at first; the room doubles when it is short."""


PAUSE: Final = 1_000_000
"""Visits after which the kernel comes back to ask whether to go on; a fraction of a second."""


MOST_VISITS: Final = 50_000_000
"""Visits of one replication; this many take 2.4 GB."""


@attrs.define
class Stop:
    """A wish to give up, for all who share it. In another process it is a copy nobody asks."""

    is_asked: bool = False


def replicate(  # noqa: PLR0913  what keys chance, and two that only save time
    lowered: Lowered,
    *,
    seed: int,
    replication: int,
    days: float,
    buffer: Buffer | None = None,
    stop: Stop | None = None,
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
    buffer
        Memory of an earlier replication, which is used again: the visits are then views of it, and
        hold until the next use. None for memory of their own. One thread at a time.
    stop
        Looked at now and then; None when nobody will ask.

    Raises
    ------
    ScenarioError
        When some millions of clients are in the system at once, or there are too many visits.
    CancelledError
        When it was asked to stop.
    """
    buffer = buffer or Buffer()
    state = empty_state(lowered.tables, SLOTS)
    key = (word(seed), word(replication))
    horizon = float(days)
    while True:
        rows = len(buffer.log.level)
        limit = min(rows, int(state.counts[_kernel.ROWS]) + PAUSE)
        status = _kernel.advance(
            lowered.tables, lowered.codes, state, buffer.log, limit, key, horizon
        )
        if stop is not None and stop.is_asked:
            raise CancelledError
        if status == _kernel.CLIENTS_FULL:
            n_slots = 2 * len(state.clients.node)
            if n_slots > _kernel.MOST_CLIENTS:
                raise ScenarioError(
                    f"more than {n_slots // 2:,} clients are in the system at once; fewer "
                    "arrivals or more places keep the queues short"
                )
            state = with_room(state, n_slots)
        elif status == _kernel.DONE:
            break
        elif limit == rows:
            expected = _rows_expected(rows, state.agenda.time[0], horizon)
            if expected > MOST_VISITS:
                raise ScenarioError(
                    f"one replication would have more than {MOST_VISITS:,} visits, which no memory "
                    "holds; simulate a shorter time"
                )
            buffer.make_room(expected)
    n_visits = _log_cut_off(state, buffer, len(lowered.levels), horizon)
    stream, number, visit, level, queued, started, ended, edge = buffer.log
    return Visits(
        stream=stream[:n_visits],
        number=number[:n_visits],
        visit=visit[:n_visits],
        level=level[:n_visits],
        queued_at=queued[:n_visits],
        started_at=started[:n_visits],
        ended_at=ended[:n_visits],
        edge=edge[:n_visits],
        unplaced=int(state.counts[_kernel.UNPLACED]),
        stuck=int(state.counts[_kernel.STUCK]),
    )


def _rows_expected(rows: int, now: float, horizon: float) -> int:
    """Return how many visits a run will have that goes on as it did: half more to eight times."""
    expected = int(1.05 * rows * horizon / max(now, 1.0))
    return min(max(expected, rows + rows // 2), 8 * rows) + 1  # a cohort at day 0 does not go on


def _log_cut_off(state: State, buffer: Buffer, n_levels: int, horizon: float) -> int:
    """Log the visits that the end of the run cuts off, by client; return how many there are now."""
    clients = state.clients
    slots = _slots_at_levels(state, n_levels)
    slots = slots[np.lexsort((clients.number[slots], clients.stream[slots]))]
    first = int(state.counts[_kernel.ROWS])
    end = first + len(slots)
    buffer.make_room(end)
    log = buffer.log
    log.stream[first:end] = clients.stream[slots]
    log.number[first:end] = clients.number[slots]
    log.visit[first:end] = clients.visit[slots]
    log.level[first:end] = clients.node[slots]
    log.queued[first:end] = clients.queued[slots]
    is_waiting = np.isin(slots, _slots_waiting(state))
    log.started[first:end] = np.where(is_waiting, np.nan, clients.started[slots])
    log.ended[first:end] = horizon
    log.edge[first:end] = NONE
    return end


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
