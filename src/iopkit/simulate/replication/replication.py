"""One replication: the kernel, called until the end of the run."""

from __future__ import annotations

from concurrent.futures import CancelledError
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from iopkit.diagnostics.catalogue.scenarios import (
    CLIENTS_AT_ONCE,
    DEADLOCKED,
    EVENTS_OF_A_RUN,
    TIMELESS_INSTANT,
)
from iopkit.errors import DeadlockError, ScenarioError
from iopkit.simulate.kernel import event_loop as _kernel
from iopkit.simulate.kernel.jit import word
from iopkit.simulate.kernel.state import (
    Buffer,
    day_of,
    empty_daily,
    empty_state,
    slot_bytes,
    suiting_pace,
    turned,
    with_room,
)
from iopkit.simulate.kernel.tables import NONE
from iopkit.simulate.kernel.visits import Visits
from iopkit.simulate.lowering.endless_stays import never_ending
from iopkit.simulate.lowering.scenario_checks import MOST_EVENTS
from iopkit.simulate.replication.budget import Budget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

    from iopkit.diagnostics.kind import DiagnosticMessage
    from iopkit.simulate.kernel.state import Daily, Log, State
    from iopkit.simulate.kernel.tables import Ints, ShortInts
    from iopkit.simulate.lowering.scenario import LoweredScenario

MOST_MEMORY: Final = 320 << 20
"""What all clients in the system at once may take: of one replication, and two side by side keep
below a GB. An assumption: a million clients and more, thrice a whole country. [bytes]"""

EVENTS: Final = 1 << 18
"""Events after which the kernel comes back, whatever happened: less than a second."""

FIRST_ROWS: Final = 2048
"""Visits after which the kernel first comes back, to find its pace."""

MOST_AT_ONCE: Final = 4_000_000
"""Visits that may end at one instant; a cohort has a million clients at most."""


@attrs.define
class StopSignal:
    """A wish to give up, for all who share it. In another process it is a copy nobody asks."""

    is_asked: bool = False


@attrs.frozen(kw_only=True)
class ReplicationEnd:
    """What is known of a replication when it is over.

    Parameters
    ----------
    unplaced
        How many arriving clients no level admitted. [clients]
    stuck
        How many stays had not ended, and no transition could end any more. [visits]
    returns
        How many visits began with a return, counted from the moment that was asked for. [visits]
    """

    unplaced: int
    stuck: int
    returns: int


@attrs.frozen(kw_only=True, eq=False)
class DayCounts:
    """What there is at the beginning of some days, before anything else of that instant happens.

    Parameters
    ----------
    first_day
        The day of the first row.
    active, waiting, blocked
        Clients in active stay, in the queue, and holding a place while they wait elsewhere.
        (n_days, n_levels)
    """

    first_day: int
    active: ShortInts
    waiting: ShortInts
    blocked: ShortInts


@attrs.frozen(kw_only=True)
class Chunk:
    """A part of a replication. The arrays are used again for the next.

    Parameters
    ----------
    visits
        Visits in the order of the whole.
    daily
        What there was at the beginning of some days; None when nobody asked.
    ends
        What is known at the end; None before.
    """

    visits: Visits
    daily: DayCounts | None
    ends: ReplicationEnd | None = None


def chunks(  # noqa: PLR0913  what keys chance, what to count, and two that only save time
    lowered: LoweredScenario,
    *,
    seed: int,
    replication: int,
    days: float,
    since: float = 0.0,
    daily: bool = False,
    buffer: Buffer | None = None,
    stop: StopSignal | None = None,
) -> Iterator[Chunk]:
    """Yield the visits of one replication, part by part, in memory that follows the clients.

    Parameters
    ----------
    lowered
        The scenario as numbers.
    seed, replication
        What keys chance.
    days
        The end of the run. [days]
    since
        From when on returns are counted. [days]
    daily
        Whether to tell what there is at the beginning of each day.
    buffer
        Memory of an earlier replication, which is used again, by one thread at a time. None for
        memory of its own.
    stop
        Looked at now and then; None when nobody will ask.

    Raises
    ------
    ScenarioError
        When more clients are in the system at once than there is memory for, or they move without
        time passing, or so often that the run would not end.
    DeadlockError
        When clients wait for each other's places for ever.
    CancelledError
        When it was asked to stop.
    """
    buffer, budget = buffer or Buffer(), Budget(expected=lowered.events, days=days)
    horizon, since = float(days), float(since)  # whole numbers would compile the kernel anew
    state = empty_state(lowered, buffer, horizon)
    room = empty_daily(len(lowered.levels), is_asked=daily)
    key = (word(seed), word(replication))
    is_paced, at_once, counts = False, 0, state.counts

    def go_on(state: State) -> int:
        limit = len(buffer.log.level) if is_paced else min(FIRST_ROWS, len(buffer.log.level))
        tables, codes, extras = lowered.tables, lowered.codes, lowered.extras
        counts[_kernel.PAUSE] = counts[_kernel.SCHEDULED] + EVENTS
        status = _kernel.advance(
            tables, codes, extras, state, buffer.log, room, limit, key, horizon, since
        )
        if stop is not None and stop.is_asked:
            raise CancelledError
        if budget.is_exceeded(int(counts[_kernel.SCHEDULED]), day_of(state)):
            raise ScenarioError(_endless(lowered, state, replication))
        return status

    while (status := go_on(state)) != _kernel.DONE:
        rows = int(counts[_kernel.ROWS])
        if status == _kernel.DEADLOCK:
            raise DeadlockError(_deadlock(lowered, state, replication))
        if status == _kernel.CLIENTS_FULL:
            state = _grown(state, lowered, horizon)
            buffer.slots = len(state.clients.node)
        elif status == _kernel.PAUSED:
            continue
        elif status == _kernel.LOG_FULL and rows == 0:  # one event ends more visits than that
            buffer.make_room(2 * len(buffer.log.level))
            is_paced = True
        else:
            if not is_paced:
                is_paced, buffer.pace = True, suiting_pace(state)
                state = turned(state, buffer.pace, horizon)
            visits = _visits(lowered, buffer.log, rows)
            at_once = _moving(visits, at_once, lowered, replication)
            yield Chunk(visits=visits, daily=_handed(room, counts) if daily else None)
            counts[_kernel.ROWS] = 0
    rows = int(counts[_kernel.ROWS])
    yield Chunk(
        visits=_visits(lowered, buffer.log, rows), daily=_handed(room, counts) if daily else None
    )
    yield Chunk(
        visits=_cut_off(lowered, state, horizon),
        daily=_handed(room, counts) if daily else None,
        ends=ReplicationEnd(
            unplaced=int(counts[_kernel.UNPLACED]),
            stuck=_stuck(lowered, state),
            returns=int(counts[_kernel.RETURNS]),
        ),
    )


def replicate(  # noqa: PLR0913  what keys chance, and two that only save time
    lowered: LoweredScenario,
    *,
    seed: int,
    replication: int,
    days: float,
    buffer: Buffer | None = None,
    stop: StopSignal | None = None,
) -> Visits:
    """Return all visits of one replication at once; see `chunks` for the parameters and errors."""
    parts: list[Visits] = []
    ends = ReplicationEnd(unplaced=0, stuck=0, returns=0)
    for chunk in chunks(
        lowered, seed=seed, replication=replication, days=days, buffer=buffer, stop=stop
    ):
        visits = chunk.visits
        parts.append(_made(partial(_copy, visits)))
        ends = chunk.ends or ends
    found = _made(lambda name: np.concatenate([getattr(part, name) for part in parts]))
    return attrs.evolve(found, unplaced=ends.unplaced, stuck=ends.stuck, returns=ends.returns)


def _copy(visits: Visits, name: str) -> npt.NDArray[Any]:
    column: npt.NDArray[Any] = getattr(visits, name)
    return column.copy()


def _made(column: Callable[[str], npt.NDArray[Any]]) -> Visits:
    """Return visits of which each column is made by its name."""
    return Visits(
        stream=column("stream"),
        number=column("number"),
        visit=column("visit"),
        level=column("level"),
        queued_at=column("queued_at"),
        started_at=column("started_at"),
        ended_at=column("ended_at"),
        left_at=column("left_at"),
        edge=column("edge"),
    )


def _moving(visits: Visits, at_once: int, lowered: LoweredScenario, replication: int) -> int:
    """Return how many visits ended at one instant by now; refuse it when that will not stop."""
    if not len(visits):
        return at_once
    now = float(visits.left_at[-1])
    at_once = at_once + len(visits) if visits.left_at[0] == now else 0
    if at_once > MOST_AT_ONCE:
        levels = tuple(lowered.levels[level] for level in np.unique(visits.level))
        raise ScenarioError(TIMELESS_INSTANT(levels=levels, day=int(now), replication=replication))
    return at_once


def _visits(lowered: LoweredScenario, log: Log, rows: int) -> Visits:
    return Visits(
        stream=log.stream[:rows],
        number=log.number[:rows],
        visit=log.visit[:rows],
        level=log.level[:rows],
        queued_at=log.queued[:rows],
        started_at=log.started[:rows],
        ended_at=log.ended[:rows],
        left_at=(log.ended if lowered.extras is None else log.left)[:rows],
        edge=log.edge[:rows],
    )


def _handed(room: Daily, counts: Ints) -> DayCounts:
    """Return the days that are there, and let the next begin after them."""
    n_days = int(counts[_kernel.DAY])
    handed = DayCounts(
        first_day=int(room.first_day[0]),
        active=room.active[:n_days],
        waiting=room.waiting[:n_days],
        blocked=room.blocked[:n_days],
    )
    room.first_day[0] += n_days
    counts[_kernel.DAY] = 0
    return handed


def _grown(state: State, lowered: LoweredScenario, horizon: float) -> State:
    n_slots = 2 * len(state.clients.node)
    if n_slots * slot_bytes(state) > MOST_MEMORY:
        raise ScenarioError(CLIENTS_AT_ONCE(clients=n_slots // 2))
    return with_room(state, n_slots, horizon, plain=lowered.extras is None)


def _endless(lowered: LoweredScenario, state: State, replication: int) -> DiagnosticMessage:
    """Return that there would be far too many events, naming the levels where most clients are."""
    slots = _slots_at_levels(state, len(lowered.levels))
    there = np.bincount(state.clients.node[slots], minlength=len(lowered.levels))
    levels = tuple(lowered.levels[i] for i in np.argsort(-there, kind="stable")[:2] if there[i])
    return EVENTS_OF_A_RUN(
        replication=replication,
        day=int(day_of(state)),
        events=int(state.counts[_kernel.SCHEDULED]),
        most=MOST_EVENTS,
        levels=levels or "no level",
    )


def _deadlock(lowered: LoweredScenario, state: State, replication: int) -> DiagnosticMessage:
    """Return what happened, naming the levels that wait for each other."""
    found, levels = [int(state.counts[_kernel.WHERE])], state.levels
    for level in found:
        for number, move in enumerate(lowered.moves):
            if move.start == lowered.levels[level] and levels.blocked_on[number]:
                to = lowered.levels.index(move.to)
                if to not in found:
                    found.append(to)
    clients, slots = state.clients, _slots_at_levels(state, len(lowered.levels))
    # Looked for whenever somebody is blocked, it is as old as the last block.
    day = clients.was_ended[slots[clients.held[slots] != NONE]].max(initial=0.0)
    names = tuple(lowered.levels[level] for level in found)
    return DEADLOCKED(day=int(day), replication=replication, levels=names)


def _cut_off(lowered: LoweredScenario, state: State, horizon: float) -> Visits:
    """Return the visits that the end of the run cuts off, by client."""
    clients = state.clients
    slots = _slots_at_levels(state, len(lowered.levels))
    stream = clients.stream[slots]
    census = len(lowered.streams) - 1
    if lowered.extras is not None and len(lowered.extras.present.level):
        stream = np.where(stream == census, -1, stream)  # the census comes first
    slots = slots[np.lexsort((clients.number[slots], stream))]
    is_waiting = np.isin(slots, _slots_waiting(state))
    here = Visits(
        stream=clients.stream[slots].astype(np.int32),
        number=clients.number[slots],
        visit=clients.visit[slots].astype(np.int32),
        level=clients.node[slots].astype(np.int32),
        queued_at=clients.queued[slots],
        started_at=np.where(is_waiting, np.nan, clients.started[slots]),
        ended_at=np.full(len(slots), horizon),
        left_at=np.full(len(slots), horizon),
        edge=np.full(len(slots), NONE, np.int32),
    )
    if lowered.extras is None:
        return here
    holding = clients.held[slots] != NONE
    who = slots[holding]
    if not len(who):
        return here
    held = Visits(
        stream=clients.stream[who].astype(np.int32),
        number=clients.number[who],
        visit=(clients.visit[who] - 1).astype(np.int32),
        level=clients.held[who].astype(np.int32),
        queued_at=clients.was_queued[who],
        started_at=clients.was_started[who],
        ended_at=clients.was_ended[who],
        left_at=np.full(len(who), horizon),
        edge=np.full(len(who), NONE, np.int32),
    )
    at = np.flatnonzero(holding)  # the held visit first
    return _made(lambda name: np.insert(getattr(here, name), at, getattr(held, name)))


def _stuck(lowered: LoweredScenario, state: State) -> int:
    """Return how many stays no transition can end any more; most often nobody is without a plan."""
    if not state.counts[_kernel.STUCK]:
        return 0
    slots = _slots_at_levels(state, len(lowered.levels))
    active = slots[~np.isin(slots, _slots_waiting(state))]
    return never_ending(lowered, state.clients, active)


def _slots_at_levels(state: State, n_levels: int) -> Ints:
    is_used = np.ones(len(state.clients.node), np.bool_)
    free = int(state.counts[_kernel.FREE])
    while free != NONE:
        is_used[free] = False
        free = int(state.clients.next[free])
    return np.flatnonzero(is_used & (state.clients.node < n_levels))


def _slots_waiting(state: State) -> Ints:
    waiting = []
    for head in state.levels.head.tolist():
        slot = head
        while slot != NONE:
            waiting.append(slot)
            slot = int(state.clients.next[slot])
    return np.array(waiting, np.int64)
