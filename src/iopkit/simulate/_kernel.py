"""The event loop: clients arrive, wait, stay, move on, leave and return.

Knows numbers only. Nothing is allocated in the loop; one event costs one draw of chance and one
change of the agenda for each stay that begins. The order of things at one instant is that of
`docs/explanation/simulation.md`: a stay that ends frees its place, the first in the queue takes it,
then the client who left goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from iopkit.simulate._draws import GOLDEN, MASK, MIXTURE, block, draw, exponential, mixed, uniform
from iopkit.simulate._holds import holds, placed
from iopkit.simulate._jit import as_word, compiled, word

if TYPE_CHECKING:
    from iopkit.simulate.state import Log, State
    from iopkit.simulate.tables import Codes, Spread, Tables

ix: Final = as_word
"""Marks an index: a signed one would be tested for a minus sign each time, a fifth of all time."""

DONE: Final = 0
LOG_FULL: Final = 1
CLIENTS_FULL: Final = 2

EVENTS: Final = 0  # where each count stands in `State.counts`
ORDER: Final = 1
FREE: Final = 2
ROWS: Final = 3
UNPLACED: Final = 4
STUCK: Final = 5

NONE: Final = -1
NEVER: Final = float("inf")
N_WHO: Final = 1 << 24
"""An event is one number, order * N_WHO + who: clients in the system are fewer than this."""

ZERO: Final = word(0)
ONE: Final = word(1)
AFTERWARDS: Final = word(1 << 63)  # marks draws for the time after a visit


@compiled
def drawn(spread: Spread, which: int, state: int) -> float:
    """Return a number of a distribution, mixtures included."""
    while spread.shape[which] == MIXTURE:  # a part may be empirical, a mixture of fixed values
        state = (state + GOLDEN) & MASK
        u = uniform(mixed(state))
        part = spread.first[which]
        while part < spread.last[which] - 1 and u >= spread.up_to[part]:
            part += 1
        which = spread.part[part]
    return draw(spread.shape[which], spread.a[which], spread.b[which], spread.c[which], state)


@compiled
def advance(
    tables: Tables,
    codes: Codes | None,
    state: State,
    log: Log,
    key: tuple[int, int],
    horizon: float,
) -> int:
    """Run events until the horizon, or until there is no room; the next call goes on from there.

    Parameters
    ----------
    tables
        The scenario.
    codes
        Its criteria; None when clients move on shares alone.
    state
        Where the system stands; changed in place.
    log
        Finished visits are written here, from row ``counts[ROWS]`` on.
    key
        Seed and replication, as words.
    horizon
        The last instant. [days]

    Returns
    -------
    int
        `DONE`, `LOG_FULL` or `CLIENTS_FULL`.
    """
    network, spread, streams = tables
    key_of, entry, step_first, step_last, period, is_dated, step_day, step_end, step_rate = streams[
        :9
    ]
    stream_facts, fact_key = streams[9:]
    log_stream, log_number, log_visit, log_level, log_queued, log_started, log_ended, log_edge = log
    clients, agenda, queues, counts = state
    (places, edge_first, edge_last, away, up_to, share, to, stay, edge_key, completes, when) = (
        network
    )
    shape, a, b, c, part_first, part_last, part_up_to, part_of = spread
    stream_of, number_of, visit_of, node_of, edge_of = clients[:5]
    queued, started, in_care_since, completed, behind, facts = clients[5:]
    times, events = agenda
    ticks = times.view(np.int64)  # times are never negative, so their bits are in the same order
    busy, head, tail, arrived, step_of, cycle = queues
    seed, replication = key
    n_levels, n_streams, n_facts = len(places), len(entry), len(fact_key)
    n_rows = len(log_level)
    size, order, free, rows = counts[EVENTS], counts[ORDER], counts[FREE], counts[ROWS]
    status = DONE

    if order == 0:  # nothing was ever scheduled: let every stream begin
        for s in range(n_streams):
            times[ix(size)], events[ix(size)] = 0.0, s
            size += 1

    while size > 0 and times[0] <= horizon:
        now = times[0]
        event = events[0]
        who = event % N_WHO
        next_time, next_who = NEVER, NONE
        first, second = NONE, NONE  # who begins something now, in this order
        entering, target = NONE, NONE

        if who < n_streams:
            number = arrived[ix(who)]
            name = as_word(key_of[ix(who)]) | as_word(number)
            bits, more = block(seed, replication, name, ZERO)
            if event >= N_WHO:
                if free == NONE:
                    status = CLIENTS_FULL
                    break
                slot = free
                target = entry[ix(who)]
                if codes is not None:
                    for f in range(n_facts):
                        if stream_facts[ix(who), ix(f)] != NONE:
                            start = more ^ as_word(fact_key[ix(f)])
                            facts[ix(slot), ix(f)] = drawn(
                                spread, stream_facts[ix(who), ix(f)], start
                            )
                    if target == NONE:
                        target = placed(codes, facts[ix(slot)])
                arrived[ix(who)] = number + 1
                if target == NONE:
                    counts[UNPLACED] += 1
                else:
                    free = behind[ix(slot)]
                    stream_of[ix(slot)], number_of[ix(slot)], visit_of[ix(slot)] = who, number, 0
                    in_care_since[ix(slot)], completed[ix(slot)] = -1.0, ZERO
                    entering = slot
                number += 1
                name = as_word(key_of[ix(who)]) | as_word(number)
                bits, more = block(seed, replication, name, ZERO)
            # when does the stream's next client come?
            next_who = who
            if is_dated[ix(who)] == 1:
                at = step_first[ix(who)] + number
                if at < step_last[ix(who)]:
                    next_time = step_day[ix(at)]
            else:
                gap = exponential(bits)
                at, begin = step_of[ix(who)], now
                while True:
                    rate, end = step_rate[ix(at)], cycle[ix(who)] + step_end[ix(at)]
                    if rate > 0.0 and rate * (end - begin) >= gap:
                        next_time = begin + gap / rate
                        break
                    if end == NEVER or end > horizon:
                        break
                    if rate > 0.0:
                        gap -= rate * (end - begin)
                    begin = end
                    at += 1
                    if at == step_last[ix(who)]:
                        at = step_first[ix(who)]
                        cycle[ix(who)] += period[ix(who)]
                step_of[ix(who)] = at
        else:
            slot = who - n_streams
            node, taken = node_of[ix(slot)], edge_of[ix(slot)]
            target = to[ix(taken)]
            if node < n_levels:
                if rows == n_rows:
                    status = LOG_FULL
                    break
                log_stream[ix(rows)], log_number[ix(rows)] = (
                    stream_of[ix(slot)],
                    number_of[ix(slot)],
                )
                log_visit[ix(rows)], log_level[ix(rows)], log_edge[ix(rows)] = (
                    visit_of[ix(slot)],
                    node,
                    taken,
                )
                log_queued[ix(rows)], log_started[ix(rows)] = queued[ix(slot)], started[ix(slot)]
                log_ended[ix(rows)] = now
                rows += 1
                completed[ix(slot)] = as_word(completed[ix(slot)]) | as_word(completes[ix(taken)])
                first = head[ix(node)]
                if first == NONE:
                    busy[ix(node)] -= 1
                else:
                    head[ix(node)] = behind[ix(first)]
                    if head[ix(node)] == NONE:
                        tail[ix(node)] = NONE
            if target < n_levels:
                entering = slot
            else:
                node_of[ix(slot)], in_care_since[ix(slot)] = target, -1.0
                second = slot

        if entering != NONE:
            visit_of[ix(entering)] += 1
            node_of[ix(entering)], queued[ix(entering)] = target, now
            if busy[ix(target)] < places[ix(target)]:
                busy[ix(target)] += 1
                second = entering
            else:
                behind[ix(entering)] = NONE
                if tail[ix(target)] == NONE:
                    head[ix(target)] = entering
                else:
                    behind[ix(tail[ix(target)])] = entering
                tail[ix(target)] = entering

        # what follows from the event goes into the agenda, the first of it in the event's own place
        root_is_free = True
        while True:
            if next_who != NONE:
                order += 1
                time, event = next_time, order * N_WHO + next_who
                next_who = NONE
            elif first != NONE or second != NONE:
                if first != NONE:
                    slot, first = first, NONE
                else:
                    slot, second = second, NONE
                node = node_of[ix(slot)]
                visit = as_word(visit_of[ix(slot)])
                if node < n_levels:
                    started[ix(slot)] = now
                    if in_care_since[ix(slot)] < 0.0:
                        in_care_since[ix(slot)] = now
                else:
                    visit |= AFTERWARDS
                name = as_word(key_of[ix(stream_of[ix(slot)])]) | as_word(number_of[ix(slot)])
                bits, more = block(seed, replication, name, visit)
                u = uniform(bits)
                edge, stop = edge_first[ix(node)], edge_last[ix(node)]
                if codes is None:
                    while edge < stop and u >= up_to[ix(edge)]:
                        edge += 1
                    if edge == stop:
                        edge = NONE
                else:
                    in_care = now - in_care_since[ix(slot)] if node < n_levels else 0.0
                    total, is_open = away[ix(node)], ZERO
                    for e in range(edge, stop):
                        if share[ix(e)] == 0.0:
                            continue
                        lasts = drawn(spread, stay[ix(e)], more ^ as_word(edge_key[ix(e)]))
                        if when[ix(e)] == NONE or holds(
                            codes,
                            when[ix(e)],
                            facts[ix(slot)],
                            lasts,
                            in_care + lasts if node < n_levels else 0.0,
                            completed[ix(slot)],
                        ):
                            total += share[ix(e)]
                            is_open |= ONE << as_word(e - edge)
                    u *= total
                    e, edge, total = edge, NONE, 0.0
                    while e < stop and u >= total:
                        if is_open >> as_word(e - edge_first[ix(node)]) & ONE:
                            total += share[ix(e)]
                            edge = e
                        e += 1
                    if u >= total and node >= n_levels:
                        edge = NONE
                    elif edge == NONE:
                        counts[STUCK] += 1
                if edge == NONE:
                    if node >= n_levels:  # gone for good
                        behind[ix(slot)] = free
                        free = slot
                    continue
                edge_of[ix(slot)] = edge
                seq = more ^ as_word(edge_key[ix(edge)])
                d = stay[ix(edge)]
                while shape[ix(d)] == MIXTURE:
                    seq = (seq + GOLDEN) & MASK
                    u = uniform(mixed(seq))
                    part = part_first[ix(d)]
                    while part < part_last[ix(d)] - 1 and u >= part_up_to[ix(part)]:
                        part += 1
                    d = part_of[ix(part)]
                time = now + draw(shape[ix(d)], a[ix(d)], b[ix(d)], c[ix(d)], seq)
                order += 1
                event = order * N_WHO + n_streams + slot
            elif root_is_free and size > 1:  # nothing follows: the last event fills the gap
                size -= 1
                time, event = times[ix(size)], events[ix(size)]
            else:
                if root_is_free:
                    size = 0
                break

            times[ix(size)] = time  # the spare last element turns a time into a tick
            tick = ticks[ix(size)]
            if root_is_free:
                root_is_free = False
                at, child = 0, 1
                while child < size:
                    if child + 1 < size:
                        left, right = ticks[ix(child)], ticks[ix(child + 1)]
                        if left == right:
                            child += int(events[ix(child + 1)] < events[ix(child)])
                        else:
                            child += int(right < left)
                    after = ticks[ix(child)]
                    if tick < after or (tick == after and event < events[ix(child)]):
                        break
                    times[ix(at)], events[ix(at)] = times[ix(child)], events[ix(child)]
                    at, child = child, 2 * child + 1
            else:
                at = size
                size += 1
                while at > 0:
                    above = (at - 1) // 2
                    if ticks[ix(above)] <= tick:  # what was scheduled earlier goes first
                        break
                    times[ix(at)], events[ix(at)] = times[ix(above)], events[ix(above)]
                    at = above
            times[ix(at)], events[ix(at)] = time, event

    counts[EVENTS], counts[ORDER], counts[FREE], counts[ROWS] = size, order, free, rows
    return status
