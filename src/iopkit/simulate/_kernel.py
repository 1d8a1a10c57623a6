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
MOST_CLIENTS: Final = 1 << 24
"""An event is one number, order * MOST_CLIENTS + slot; fewer clients are in the system at once."""

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
    limit: int,
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
    limit
        The row before which to stop; at most the length of the log.
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
    key_of, entry, step_first, step_last, period, is_dated = streams[:6]
    step_day, step_end, step_rate, stream_facts, fact_key = streams[6:]
    log_stream, log_number, log_visit, log_level, log_queued, log_started, log_ended, log_edge = log
    clients, agenda, queues, counts = state
    places, edge_first, edge_last, away, up_to, share = network[:6]
    to, stay, edge_key, completes, when = network[6:]
    shape, a, b, c, part_first, part_last, part_up_to, part_of = spread
    stream_of, number_of, name_of, visit_of, node_of, edge_of = clients[:6]
    queued, started, in_care_since, completed, behind, facts = clients[6:]
    times, events = agenda
    ticks = times.view(np.int64)  # times are never negative, so their bits are in the same order
    busy, head, tail, arrived, comes_at, comes_as, step_of, cycle = queues
    seed, replication = key
    n_levels, n_streams, n_facts = len(places), len(entry), len(fact_key)
    size, order, free, rows = counts[EVENTS], counts[ORDER], counts[FREE], counts[ROWS]
    status = DONE
    soonest, next_time, next_event, is_stale = NONE, NEVER, 0, True

    while True:
        if is_stale:  # which stream's client comes next?
            is_stale = False
            next_time, next_event = NEVER, 0
            for s in range(n_streams):
                if comes_at[ix(s)] < next_time or (
                    comes_at[ix(s)] == next_time and comes_as[ix(s)] < next_event
                ):
                    soonest, next_time, next_event = s, comes_at[ix(s)], comes_as[ix(s)]
        now, event = next_time, next_event
        is_arrival = True
        if size > 0 and (times[0] < now or (times[0] == now and events[0] < event)):
            now, event = times[0], events[0]
            is_arrival = False
        if now > horizon:
            break
        first, second = NONE, NONE  # who begins something now, in this order
        entering, target = NONE, NONE

        if is_arrival:
            who = soonest
            number = arrived[ix(who)]
            if event >= MOST_CLIENTS:
                if free == NONE:
                    status = CLIENTS_FULL
                    break
                slot = free
                target = entry[ix(who)]
                name = as_word(key_of[ix(who)]) | as_word(number)
                if codes is not None:
                    bits, more = block(seed, replication, name, ZERO)
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
                    name_of[ix(slot)] = name
                    in_care_since[ix(slot)], completed[ix(slot)] = -1.0, ZERO
                    entering = slot
                number += 1
            # when does the stream's next client come?
            order += 1
            comes_at[ix(who)], comes_as[ix(who)], is_stale = NEVER, order * MOST_CLIENTS, True
            if is_dated[ix(who)] == 1:
                at = step_first[ix(who)] + number
                if at < step_last[ix(who)]:
                    comes_at[ix(who)] = step_day[ix(at)]
            else:
                name = as_word(key_of[ix(who)]) | as_word(number)
                bits, more = block(seed, replication, name, ZERO)
                gap = exponential(bits)
                at, begin = step_of[ix(who)], now
                while True:
                    rate, end = step_rate[ix(at)], cycle[ix(who)] + step_end[ix(at)]
                    if rate > 0.0 and rate * (end - begin) >= gap:
                        comes_at[ix(who)] = begin + gap / rate
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
            slot = event & (MOST_CLIENTS - 1)
            node, taken = node_of[ix(slot)], edge_of[ix(slot)]
            target = to[ix(taken)]
            if node < n_levels:
                if rows == limit:
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
                if codes is not None:
                    completed[ix(slot)] |= completes[ix(taken)]
                first = head[ix(node)]
                if first == NONE:
                    busy[ix(node)] -= 1
                else:
                    head[ix(node)] = behind[ix(first)]
                    if head[ix(node)] == NONE:
                        tail[ix(node)] = NONE
            if target < n_levels:
                entering = slot
            elif edge_first[ix(target)] == edge_last[ix(target)]:  # nobody returns from there
                behind[ix(slot)], free = free, slot
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
        root_is_free = not is_arrival
        while True:
            if first != NONE or second != NONE:
                if first != NONE:
                    slot, first = first, NONE
                else:
                    slot, second = second, NONE
                node = node_of[ix(slot)]
                visit = as_word(visit_of[ix(slot)])
                if node < n_levels:
                    started[ix(slot)] = now
                    if codes is not None and in_care_since[ix(slot)] < 0.0:
                        in_care_since[ix(slot)] = now
                else:
                    visit |= AFTERWARDS
                bits, more = block(seed, replication, as_word(name_of[ix(slot)]), visit)
                u = uniform(bits)
                edge, stop = edge_first[ix(node)], edge_last[ix(node)]
                if codes is None:
                    for e in range(edge, stop):  # counting has no branch to guess wrongly
                        edge += int(u >= up_to[ix(e)])
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
                        behind[ix(slot)], free = free, slot
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
                event = order * MOST_CLIENTS + slot
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
