"""The event loop: clients arrive, wait, stay, move on, leave and return.

Knows numbers only; nothing is allocated in the loop. What comes next is found in a calendar queue:
a wheel of short lists, one for each stretch of time, so that an event is put in and taken out in a
time that does not grow with their number (Brown, "Calendar queues", CACM 31(10), 1988). Where
clients move on shares alone, a plan is a pure function of client, visit and place, and is drawn
ahead, while nobody waits for it. The order of things at one instant is that of
`docs/explanation/simulation.md`.
"""

# mypy: disable-error-code=possibly-undefined
# What extras unpack to is used only where there are extras, which the compiler knows and mypy not.
from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.simulate.kernel.criterion_bytecode import holds, placed
from iopkit.simulate.kernel.event_list import take_out
from iopkit.simulate.kernel.jit import as_word, compiled, word
from iopkit.simulate.kernel.keyed_random import (
    GOLDEN,
    MASK,
    MIXTURE,
    block,
    draw,
    exponential,
    mixed,
    uniform,
)
from iopkit.simulate.kernel.optional_draws import drawn, give, patience, progress
from iopkit.simulate.kernel.queue_discipline import is_deadlock, turn, victim

if TYPE_CHECKING:
    from iopkit.simulate.kernel.state import Daily, Log, State
    from iopkit.simulate.kernel.tables import Codes, OptionalTables, Tables

ix: Final = as_word
"""Marks an index: a signed one would be tested for a minus sign each time, a fifth of all time."""

DONE: Final = 0
LOG_FULL: Final = 1
CLIENTS_FULL: Final = 2
DAYS_FULL: Final = 3
DEADLOCK: Final = 4
PAUSED: Final = 5

SCHEDULED: Final = 0  # where each count stands in `State.counts`
FREE: Final = 1
ROWS: Final = 2
UNPLACED: Final = 3
STUCK: Final = 4
RETURNS: Final = 5
PRESENT: Final = 6
BUCKET: Final = 7
DAY: Final = 8
BLOCKED: Final = 9
WHERE: Final = 10
PAUSE: Final = 11

WAITING: Final = 1  # what a client does
ACTIVE: Final = 2
AWAY: Final = 3

NONE: Final = -1
NEVER: Final = float("inf")
UNKNOWN: Final = float("nan")
MOST_DRAWS: Final = 100
GUIDES: Final = 64

ZERO: Final = word(0)
ONE: Final = word(1)
AGAIN: Final = word(1 << 32)  # counts the draws of one plan
AFTERWARDS: Final = word(1 << 63)  # marks draws for the time after a visit
AT_REVIEW: Final = word(1 << 62)


@compiled
def advance(  # one loop over the local state: to split it would pass arrays, and halve the speed
    tables: Tables,
    codes: Codes | None,
    extras: OptionalTables | None,
    state: State,
    log: Log,
    daily: Daily,
    limit: int,
    key: tuple[int, int],
    horizon: float,
    since: float,
) -> int:
    """Run events until the horizon, or until there is no room; the next call goes on from there.

    Parameters
    ----------
    tables
        The scenario.
    codes
        Its criteria; None when none is asked.
    extras
        What only some scenarios have; None when this one does not.
    state
        Where the system stands; changed in place.
    log
        Finished visits are written here, from row ``counts[ROWS]`` on.
    daily
        What there is at the beginning of each day is written here, from day ``counts[DAY]`` on.
    limit
        The row before which to stop; at most the length of the log.
    key
        Seed and replication, as words.
    horizon
        The last instant. [days]
    since
        Returns are counted from here on. [days]

    Returns
    -------
    int
        `DONE`, `LOG_FULL`, `CLIENTS_FULL`, `DAYS_FULL`, `PAUSED` when ``counts[PAUSE]`` things
        are scheduled, or `DEADLOCK`, found at the level ``counts[WHERE]``.
    """
    network, spread, streams = tables
    key_of, entry, step_first, step_last, period, is_dated = streams[:6]
    step_day, step_end, step_rate, fact_key = streams[6], streams[7], streams[8], streams[10]
    log_stream, log_number, log_visit, log_level, log_edge = log[:5]
    log_queued, log_started, log_ended, log_left = log[5:]
    clients, wheel, levels, arriving, counts = state
    edge_first, edge_last, away, guide, up_to, share, to, stay, edge_key, completes, when = network
    shape, a, b, c, part_first, part_last, part_up_to, part_of = spread
    stream_of, number_of, name_of, visit_of, node_of, edge_of, ends, behind = clients[:8]
    queued, started, next_edge, next_stay, drawn_for, in_care_since = clients[8:14]
    completed, doing, held, was_queued, was_started, was_ended = clients[14:20]
    attempt, reviews, before, facts = clients[20:]
    bucket, later, at, order_of, pace = wheel
    places, busy, waiting, head, tail, blocked_at, blocked_on = levels[:7]
    due, is_due, left_to_start, changes_at = levels[7:]
    arrived, step_of, cycle, clock_at, clock_cycle = arriving
    if extras is not None:
        keeps, rule_first, rule_last, waits_for, waits_key, gives_up_by = extras[:6]
        group_size, by_date, displaces, displaced_by = extras[6:10]
        clock_level, clock_first, clock_last, clock_start, clock_every = extras[10:15]
        clock_day, clock_places, review_every, review_first, review_last = extras[15:20]
        present_level, present_waiting, present_since, present_care = extras.present[:4]
        present_completed, present_number = extras.present[4:]
    seed, replication = key
    n_levels, n_streams, n_facts = len(busy), len(entry), len(fact_key)
    base = n_streams + len(clock_at)
    scheduled, free, rows, here = counts[SCHEDULED], counts[FREE], counts[ROWS], counts[BUCKET]
    mask, per_day, width = len(bucket) - 1, pace[0], 1.0 / pace[0]
    last_bucket = int(horizon * per_day)
    next_day = float(daily.first_day[0] + counts[DAY]) if daily.first_day[0] >= 0 else NEVER
    status = DONE

    while True:
        if scheduled >= counts[PAUSE]:  # whoever called may want to stop
            status = PAUSED
            break
        # what comes next?
        party, found, turns = NONE, NONE, 0
        now = NEVER
        if extras is not None and counts[PRESENT] < len(present_level):
            now = 0.0
        else:
            while here <= last_bucket:
                end_of_bucket = (here + 1) * width
                now, party, found, last = end_of_bucket, NONE, NONE, NONE
                i = bucket[ix(here & mask)]
                while i != NONE:
                    time = at[ix(i)]
                    if time < now or (
                        time == now and party != NONE and order_of[ix(i)] < order_of[ix(party)]
                    ):
                        now, party, found = time, i, last
                    last = i
                    i = later[ix(i)]
                if party != NONE:
                    break
                here += 1
                turns += 1
                if turns > mask:  # a whole turn of the wheel without an event: look further ahead
                    now = NEVER
                    for j in range(len(at)):
                        now = min(now, at[ix(j)])
                    if now > horizon:
                        break
                    here, turns = int(now * per_day), 0
            if party == NONE:
                now = NEVER
            while next_day <= now and next_day < horizon:
                row = counts[DAY]
                if row == len(daily.active):
                    status = DAYS_FULL
                    break
                for level in range(n_levels):
                    daily.active[ix(row), ix(level)] = busy[ix(level)] - blocked_at[ix(level)]
                    daily.waiting[ix(row), ix(level)] = waiting[ix(level)]
                    daily.blocked[ix(row), ix(level)] = blocked_at[ix(level)]
                counts[DAY] = row + 1
                next_day += 1.0
            if status == DAYS_FULL or now > horizon:
                break
        slot, entering, target, freed = NONE, NONE, NONE, NONE
        is_new, n_due, first_due, cutting, opening = False, 0, 0, NONE, NONE
        leaver, row_visit, row_level, row_edge, gives_up = NONE, 0, 0, NONE, NONE
        row_queued, row_started, row_ended = 0.0, 0.0, 0.0

        if extras is not None:  # one event can end this many visits
            room = rows + 2 + counts[BLOCKED]
            if party >= n_streams and party < base:
                room += busy[ix(clock_level[ix(party - n_streams)])]
            if room > limit:
                status = LOG_FULL
                break
        if party < n_streams:  # somebody arrives
            if free == NONE:
                status = CLIENTS_FULL
                break
            slot = free
            who, number = party, 0
            if party == NONE:
                if extras is not None:
                    number = counts[PRESENT]
                    who = n_streams
                    counts[PRESENT] += 1
                    target = present_level[ix(number)]
            else:
                number = arrived[ix(who)]  # -1: only to schedule the stream's first client
                arrived[ix(who)] = number + 1
                target = entry[ix(who)]
            name = as_word(key_of[ix(who)]) | as_word(number)
            if party == NONE and extras is not None:
                name = as_word(key_of[ix(who)]) | as_word(present_number[ix(number)])
            if codes is not None and n_facts > 0 and number >= 0:
                give(streams, spread, key, who, number, name, facts[ix(slot)])
            if party != NONE:  # when does the stream's next client come?
                if found == NONE:
                    bucket[ix(here & mask)] = later[ix(party)]
                else:
                    later[ix(found)] = later[ix(party)]
                number += 1
                time = NEVER
                if is_dated[ix(who)] == 1:
                    step = step_first[ix(who)] + number
                    if step < step_last[ix(who)]:
                        time = step_day[ix(step)]
                else:
                    more_name = as_word(key_of[ix(who)]) | as_word(number)
                    bits, more = block(seed, replication, more_name, ZERO)
                    gap = exponential(bits)
                    step, begin = step_of[ix(who)], now
                    while True:
                        rate, end = step_rate[ix(step)], cycle[ix(who)] + step_end[ix(step)]
                        if rate > 0.0 and rate * (end - begin) >= gap:
                            time = begin + gap / rate
                            break
                        if end == NEVER or end > horizon:
                            break
                        if rate > 0.0:
                            gap -= rate * (end - begin)
                        begin = end
                        step += 1
                        if step == step_last[ix(who)]:
                            step = step_first[ix(who)]
                            cycle[ix(who)] += period[ix(who)]
                    step_of[ix(who)] = step
                number -= 1
                scheduled += 1
                at[ix(party)], order_of[ix(party)] = time, scheduled
                if time <= horizon:
                    i = int(time * per_day) & mask
                    later[ix(party)], bucket[ix(i)] = bucket[ix(i)], party
            if number < 0:
                continue
            if target == NONE and codes is not None:
                target = placed(codes, facts[ix(slot)])
            if target == NONE:
                counts[UNPLACED] += 1
                continue
            free = behind[ix(slot)]
            stream_of[ix(slot)], number_of[ix(slot)], visit_of[ix(slot)] = who, number, 0
            name_of[ix(slot)], drawn_for[ix(slot)] = name, NONE
            if codes is not None:
                in_care_since[ix(slot)], completed[ix(slot)] = NEVER, ZERO
            at[ix(base + slot)] = NEVER
            entering, slot = slot, NONE
            if extras is not None:
                held[ix(entering)], attempt[ix(entering)], reviews[ix(entering)] = NONE, 0, 0
        elif party < base:  # a calendar or a group's day
            if extras is not None:
                clock = party - n_streams
                level = clock_level[ix(clock)]
                if found == NONE:
                    bucket[ix(here & mask)] = later[ix(party)]
                else:
                    later[ix(found)] = later[ix(party)]
                step = clock_at[ix(clock)]  # -1: only to schedule the first
                time = NEVER
                if clock_last[ix(clock)] > clock_first[ix(clock)]:  # a calendar
                    if step < 0:
                        step = clock_first[ix(clock)]
                    else:
                        if places[ix(level)] < clock_places[ix(step)]:
                            due[ZERO], is_due[ix(level)], n_due = level, 1, 1
                        if displaces[ix(level)] != 0:
                            cutting = level
                        places[ix(level)] = clock_places[ix(step)]
                        step += 1
                    if step == clock_last[ix(clock)] and clock_every[ix(clock)] < NEVER:
                        step = clock_first[ix(clock)]
                        clock_cycle[ix(clock)] += clock_every[ix(clock)]
                    if step < clock_last[ix(clock)]:
                        time = clock_cycle[ix(clock)] + clock_day[ix(step)]
                    changes_at[ix(level)] = time
                else:
                    if step >= 0 and waiting[ix(level)] >= group_size[ix(level)]:
                        opening = level
                        due[ZERO], is_due[ix(level)], n_due = level, 1, 1
                    step += 1
                    time = clock_start[ix(clock)]
                    if step > 0:
                        time = now + clock_every[ix(clock)]
                clock_at[ix(clock)] = step
                scheduled += 1
                at[ix(party)], order_of[ix(party)] = time, scheduled
                if time <= horizon:
                    i = int(time * per_day) & mask
                    later[ix(party)], bucket[ix(i)] = bucket[ix(i)], party
        else:  # something happens to a client
            slot = party - base
            node = node_of[ix(slot)]
            if rows == limit and node < n_levels:
                status = LOG_FULL
                break
            if found == NONE:
                bucket[ix(here & mask)] = later[ix(party)]
            else:
                later[ix(found)] = later[ix(party)]
            at[ix(party)] = NEVER
            taken = edge_of[ix(slot)]
            is_leaving = True
            if extras is not None:
                if doing[ix(slot)] == WAITING:  # gives up
                    is_leaving = False
                    leaver, row_visit, row_level, row_edge = slot, visit_of[ix(slot)], node, NONE
                    row_queued, row_started, row_ended = queued[ix(slot)], UNKNOWN, now
                    if held[ix(slot)] != NONE:
                        level = held[ix(slot)]
                        row_visit, row_level, row_edge = row_visit - 1, level, taken
                        row_queued, row_started = was_queued[ix(slot)], was_started[ix(slot)]
                        row_ended = was_ended[ix(slot)]
                        held[ix(slot)] = NONE
                        busy[ix(level)] -= 1
                        blocked_at[ix(level)] -= 1
                        blocked_on[ix(taken)] -= 1
                        counts[BLOCKED] -= 1
                        due[ZERO], is_due[ix(level)], n_due = level, 1, 1
                    taken, drawn_for[ix(slot)] = gives_up_by[ix(node)], NONE
                    if row_edge == NONE:
                        row_edge = taken
                    else:
                        gives_up = taken  # the held visit is written first
                    waiting[ix(node)] -= 1
                    i, j = before[ix(slot)], behind[ix(slot)]
                    if i == NONE:
                        head[ix(node)] = j
                    else:
                        behind[ix(i)] = j
                    if j == NONE:
                        tail[ix(node)] = i
                    else:
                        before[ix(j)] = i
                    entering, target = slot, to[ix(taken)]
                elif doing[ix(slot)] == ACTIVE and now < ends[ix(slot)]:  # a review
                    is_leaving = False
                    reviews[ix(slot)] += 1
                    if codes is not None:
                        visit = as_word(visit_of[ix(slot)]) + AT_REVIEW
                        visit += AGAIN * as_word(reviews[ix(slot)])
                        bits, more = block(seed, replication, as_word(name_of[ix(slot)]), visit)
                        progress(extras.progress, spread, facts[ix(slot)], fact_key, node, more)
                        lasted = reviews[ix(slot)] * review_every[ix(node)]
                        in_care = started[ix(slot)] - in_care_since[ix(slot)]
                        taken = NONE
                        for e in range(review_first[ix(node)], review_last[ix(node)]):
                            if taken == NONE and (
                                when[ix(e)] == NONE
                                or holds(
                                    codes,
                                    when[ix(e)],
                                    facts[ix(slot)],
                                    lasted,
                                    in_care + lasted,
                                    0.0,
                                    completed[ix(slot)],
                                )
                            ):
                                taken = e
                        if taken != NONE:
                            if edge_of[ix(slot)] == NONE:
                                counts[STUCK] -= 1
                            edge_of[ix(slot)], ends[ix(slot)] = taken, now
                            is_leaving = True
                        else:
                            e = edge_of[ix(slot)]
                            lasts = next_stay[ix(slot)]
                            if e != NONE and (
                                when[ix(e)] == NONE
                                or holds(
                                    codes,
                                    when[ix(e)],
                                    facts[ix(slot)],
                                    lasts,
                                    in_care + lasts,
                                    0.0,
                                    completed[ix(slot)],
                                )
                            ):
                                drawn_for[ix(slot)] = node  # the plan stands
                                next_edge[ix(slot)], next_stay[ix(slot)] = e, lasts
                            else:
                                if e == NONE:
                                    counts[STUCK] -= 1
                                drawn_for[ix(slot)] = NONE
                                attempt[ix(slot)] += 1
            if is_leaving:
                target = to[ix(taken)]
                is_moving = True
                if node < n_levels:
                    if codes is not None:
                        completed[ix(slot)] |= completes[ix(taken)]
                    if extras is not None and keeps[ix(taken)] == 1:
                        size = max(group_size[ix(target)], 1)  # with this client, a group starts
                        is_moving = (
                            by_date[ix(target)] == 0
                            and waiting[ix(target)] + 1 >= size
                            and places[ix(target)] - busy[ix(target)] >= size
                        )
                    if is_moving:
                        leaver, row_visit, row_level, row_edge = (
                            slot,
                            visit_of[ix(slot)],
                            node,
                            taken,
                        )
                        row_queued, row_started, row_ended = (
                            queued[ix(slot)],
                            started[ix(slot)],
                            now,
                        )
                        freed = node
                    elif extras is not None:
                        held[ix(slot)] = node
                        was_queued[ix(slot)], was_started[ix(slot)] = (
                            queued[ix(slot)],
                            started[ix(slot)],
                        )
                        was_ended[ix(slot)] = now
                        blocked_at[ix(node)] += 1
                        blocked_on[ix(taken)] += 1
                        counts[BLOCKED] += 1
                elif now >= since:
                    counts[RETURNS] += 1
                entering, slot = slot, NONE
            elif entering != NONE:
                slot = NONE
            else:
                is_new = False  # slot is at its review, and is scheduled again

        # what follows from the event, one beginning or leaving after the other
        if freed != NONE:
            if extras is not None:
                busy[ix(freed)] -= 1
                due[ZERO], is_due[ix(freed)], n_due, freed = freed, 1, 1, NONE
        while True:
            while leaver != NONE:
                log_stream[ix(rows)], log_number[ix(rows)] = (
                    stream_of[ix(leaver)],
                    number_of[ix(leaver)],
                )
                log_visit[ix(rows)], log_level[ix(rows)] = row_visit, row_level
                log_edge[ix(rows)], log_queued[ix(rows)] = row_edge, row_queued
                log_started[ix(rows)], log_ended[ix(rows)] = row_started, row_ended
                if extras is not None:
                    log_left[ix(rows)] = now
                rows += 1
                leaver, who = NONE, leaver
                if extras is not None and gives_up != NONE:
                    leaver, row_visit, row_level = who, row_visit + 1, node_of[ix(who)]
                    row_edge, row_queued, gives_up = gives_up, queued[ix(who)], NONE
                    row_started, row_ended = UNKNOWN, now
            if slot == NONE:  # who is next?
                is_new = True
                if extras is None:
                    if freed != NONE:
                        slot = head[ix(freed)]
                        if slot == NONE:
                            busy[ix(freed)] -= 1
                        else:
                            waiting[ix(freed)] -= 1
                            head[ix(freed)] = behind[ix(slot)]
                            if head[ix(freed)] == NONE:
                                tail[ix(freed)] = NONE
                        freed = NONE
                else:
                    while n_due > 0 and slot == NONE:
                        level = due[ix(first_due)]
                        is_open = waiting[ix(level)] > 0 and busy[ix(level)] < places[ix(level)]
                        if is_open and by_date[ix(level)] == 1:
                            is_open = opening == level
                        elif is_open and group_size[ix(level)] > 0:
                            if left_to_start[ix(level)] == 0 and (
                                waiting[ix(level)] >= group_size[ix(level)]
                                and places[ix(level)] - busy[ix(level)] >= group_size[ix(level)]
                            ):
                                left_to_start[ix(level)] = group_size[ix(level)]
                            is_open = left_to_start[ix(level)] > 0
                            left_to_start[ix(level)] -= int(is_open)
                        if not is_open:
                            is_due[ix(level)] = 0
                            if opening == level:
                                opening = NONE
                            n_due -= 1
                            first_due = first_due + 1 if first_due + 1 < n_levels else 0
                            continue
                        slot = head[ix(level)]
                        if rule_first[ix(level)] < rule_last[ix(level)]:
                            if codes is not None:
                                rules = (rule_first[ix(level)], rule_last[ix(level)])
                                slot = turn(
                                    codes,
                                    rules,
                                    slot,
                                    behind,
                                    queued,
                                    in_care_since,
                                    completed,
                                    facts,
                                    now,
                                )
                        waiting[ix(level)] -= 1
                        busy[ix(level)] += 1
                        i, j = before[ix(slot)], behind[ix(slot)]
                        if i == NONE:
                            head[ix(level)] = j
                        else:
                            behind[ix(i)] = j
                        if j == NONE:
                            tail[ix(level)] = i
                        else:
                            before[ix(j)] = i
                        if at[ix(base + slot)] < NEVER:  # the patience is not needed any more
                            take_out(bucket, later, at, base + slot, per_day, horizon)
                        if held[ix(slot)] != NONE:
                            node, taken = held[ix(slot)], edge_of[ix(slot)]
                            leaver, row_visit, row_level = slot, visit_of[ix(slot)] - 1, node
                            row_edge, row_queued = taken, was_queued[ix(slot)]
                            row_started, row_ended = was_started[ix(slot)], was_ended[ix(slot)]
                            held[ix(slot)] = NONE
                            busy[ix(node)] -= 1
                            blocked_at[ix(node)] -= 1
                            blocked_on[ix(taken)] -= 1
                            counts[BLOCKED] -= 1
                            if is_due[ix(node)] == 0:
                                i = first_due + n_due
                                i = i if i < n_levels else i - n_levels
                                due[ix(i)], is_due[ix(node)] = node, 1
                                n_due += 1
                    if slot == NONE and entering == NONE and cutting != NONE:
                        entering = NONE
                        if busy[ix(cutting)] > places[ix(cutting)]:
                            entering = victim(
                                cutting,
                                displaces[ix(cutting)],
                                n_streams,
                                doing,
                                node_of,
                                started,
                                stream_of,
                                number_of,
                            )
                        if entering == NONE:
                            cutting = NONE
                        else:
                            taken = displaced_by[ix(cutting)]
                            target, drawn_for[ix(entering)] = to[ix(taken)], NONE
                            if ends[ix(entering)] == NEVER:
                                counts[STUCK] -= 1
                            leaver, row_visit, row_level = entering, visit_of[ix(entering)], cutting
                            row_edge, row_queued = taken, queued[ix(entering)]
                            row_started, row_ended = started[ix(entering)], now
                            busy[ix(cutting)] -= 1
                            take_out(bucket, later, at, base + entering, per_day, horizon)
                if slot == NONE:
                    if entering == NONE:
                        break
                    who, entering = entering, NONE
                    node_of[ix(who)] = target
                    if target < n_levels:
                        visit_of[ix(who)] += 1
                        queued[ix(who)] = now
                        is_open = busy[ix(target)] < places[ix(target)]
                        if extras is not None:
                            attempt[ix(who)], reviews[ix(who)] = 0, 0
                            if party == NONE:  # of the census
                                i = number_of[ix(who)]
                                queued[ix(who)] = -present_since[ix(i)]
                                if codes is not None:
                                    in_care_since[ix(who)] = present_care[ix(i)]
                                    completed[ix(who)] = present_completed[ix(i)]
                                number_of[ix(who)] = present_number[ix(i)]
                                is_open = present_waiting[ix(i)] == 0 or (
                                    is_open
                                    and group_size[ix(target)] == 0
                                    and by_date[ix(target)] == 0
                                )
                            elif (
                                group_size[ix(target)] > 0
                                or by_date[ix(target)] == 1
                                or held[ix(who)] != NONE
                            ):
                                is_open = False
                        if is_open:
                            busy[ix(target)] += 1
                            slot = who
                        else:
                            waiting[ix(target)] += 1
                            behind[ix(who)] = NONE
                            i = tail[ix(target)]
                            if i == NONE:
                                head[ix(target)] = who
                            else:
                                behind[ix(i)] = who
                            tail[ix(target)] = who
                            if extras is not None:
                                before[ix(who)], doing[ix(who)] = i, WAITING
                                if waits_for[ix(target)] != NONE:
                                    time = now
                                    lasts = patience(
                                        spread,
                                        waits_for[ix(target)],
                                        waits_key[ix(target)],
                                        key,
                                        name_of[ix(who)],
                                        visit_of[ix(who)],
                                        now - queued[ix(who)],
                                    )
                                    if lasts >= 0.0:
                                        time = queued[ix(who)] + lasts
                                    scheduled += 1
                                    i = base + who
                                    at[ix(i)], order_of[ix(i)] = time, scheduled
                                    if time <= horizon:
                                        j = int(time * per_day) & mask
                                        later[ix(i)], bucket[ix(j)] = bucket[ix(j)], i
                                if group_size[ix(target)] > 0 and by_date[ix(target)] == 0:
                                    due[ix(first_due)], is_due[ix(target)], n_due = target, 1, 1
                                if (
                                    held[ix(who)] != NONE
                                    and busy[ix(target)] == blocked_at[ix(target)]
                                ):
                                    if is_deadlock(
                                        target,
                                        edge_first,
                                        review_last,
                                        to,
                                        places,
                                        busy,
                                        blocked_at,
                                        blocked_on,
                                        waits_for,
                                        changes_at,
                                    ):
                                        counts[WHERE], status = target, DEADLOCK
                                        break
                            continue
                    elif (
                        edge_first[ix(target)] == edge_last[ix(target)]
                    ):  # nobody returns from there
                        behind[ix(who)], free = free, who
                        continue
                    else:
                        if codes is not None:
                            in_care_since[ix(who)] = NEVER
                        slot = who

            node = node_of[ix(slot)]
            visit = as_word(visit_of[ix(slot)])
            if drawn_for[ix(slot)] == node:  # the plan is there: begin
                edge, lasts = next_edge[ix(slot)], next_stay[ix(slot)]
                drawn_for[ix(slot)] = NONE
                edge_of[ix(slot)] = edge
                time = now
                if node < n_levels:
                    if is_new:
                        started[ix(slot)] = now
                        if extras is not None and party == NONE and queued[ix(slot)] < 0.0:
                            if present_waiting[ix(counts[PRESENT] - 1)] == 0:
                                started[ix(slot)] = queued[ix(slot)]
                        if codes is not None and in_care_since[ix(slot)] == NEVER:
                            in_care_since[ix(slot)] = started[ix(slot)]
                    time = started[ix(slot)]
                time = time + lasts if lasts >= 0.0 else now
                if extras is not None:
                    doing[ix(slot)] = ACTIVE if node < n_levels else AWAY
                    ends[ix(slot)] = time if edge != NONE else NEVER
                    if node < n_levels and codes is not None and review_every[ix(node)] < NEVER:
                        step = reviews[ix(slot)] + 1
                        review = started[ix(slot)] + step * review_every[ix(node)]
                        while is_new and review <= now:  # reviews before the census
                            step += 1
                            review = started[ix(slot)] + step * review_every[ix(node)]
                        reviews[ix(slot)] = step - 1
                        if edge == NONE or review < time:
                            time, edge = review, 0
                if edge != NONE:
                    scheduled += 1
                    i = base + slot
                    at[ix(i)], order_of[ix(i)] = time, scheduled
                    if time <= horizon:
                        j = int(time * per_day) & mask
                        later[ix(i)], bucket[ix(j)] = bucket[ix(j)], i
                elif node >= n_levels:  # gone for good
                    behind[ix(slot)], free = free, slot
                    slot = NONE
                    continue
                if codes is not None:
                    slot = NONE
                    continue
                # on shares alone the next plan is drawn ahead, while nobody waits for it
                node = to[ix(edge)] if edge != NONE else NONE
                if time > horizon or edge_first[ix(node)] == edge_last[ix(node)]:
                    slot = NONE
                    continue
                visit = visit + ONE if node < n_levels else visit | AFTERWARDS
                who, slot, begun = slot, NONE, now
            else:
                who, begun = slot, now
                if node >= n_levels:
                    visit |= AFTERWARDS
                if extras is not None and node < n_levels:
                    if not is_new:
                        begun = started[ix(slot)]
                        visit += AGAIN * as_word(attempt[ix(slot)])
                    elif party == NONE and present_waiting[ix(counts[PRESENT] - 1)] == 0:
                        begun = queued[ix(slot)]

            # the plan: which transition, after how long
            tries, lasted = 0, now - begun
            if extras is not None and not is_new:
                lasted = reviews[ix(who)] * review_every[ix(node)]
            while True:
                bits, more = block(seed, replication, as_word(name_of[ix(who)]), visit)
                u = uniform(bits)
                edge, stop = edge_first[ix(node)], edge_last[ix(node)]
                is_ruled = False
                if codes is not None:
                    is_ruled = codes.on_shares[ZERO] == 0
                    if is_ruled:
                        in_care = 0.0
                        if node < n_levels and in_care_since[ix(who)] < NEVER:
                            in_care = begun - in_care_since[ix(who)]
                        total, is_free = away[ix(node)], ZERO
                        for e in range(edge, stop):
                            if share[ix(e)] == 0.0:
                                continue
                            lasts = drawn(spread, stay[ix(e)], more ^ as_word(edge_key[ix(e)]))
                            if when[ix(e)] == NONE or holds(
                                codes,
                                when[ix(e)],
                                facts[ix(who)],
                                lasts,
                                in_care + lasts if node < n_levels else 0.0,
                                0.0,
                                completed[ix(who)],
                            ):
                                total += share[ix(e)]
                                is_free |= ONE << as_word(e - edge)
                        u *= total
                        e, edge, total = edge, NONE, 0.0
                        while e < stop and u >= total:
                            if is_free >> as_word(e - edge_first[ix(node)]) & ONE:
                                total += share[ix(e)]
                                edge = e
                            e += 1
                        if u >= total and node >= n_levels:
                            edge = NONE
                if not is_ruled:
                    edge = guide[ix(node), ix(int(u * GUIDES))]  # seldom far from it
                    while edge < stop and u >= up_to[ix(edge)]:
                        edge += 1
                    if edge == stop:
                        edge = NONE
                lasts = 0.0
                if edge != NONE:
                    seq = more ^ as_word(edge_key[ix(edge)])
                    d = stay[ix(edge)]
                    while shape[ix(d)] == MIXTURE:
                        seq = (seq + GOLDEN) & MASK
                        u = uniform(mixed(seq))
                        part = part_first[ix(d)]
                        while part < part_last[ix(d)] - 1 and u >= part_up_to[ix(part)]:
                            part += 1
                        d = part_of[ix(part)]
                    lasts = draw(shape[ix(d)], a[ix(d)], b[ix(d)], c[ix(d)], seq)
                if extras is None:
                    break
                if lasted == 0.0 or (edge != NONE and lasts > lasted):
                    break
                tries += 1
                if tries == MOST_DRAWS:
                    lasts = -1.0  # at once
                    break
                attempt[ix(who)] += 1
                visit += AGAIN
            if codes is not None and edge == NONE and node < n_levels:
                counts[STUCK] += 1
            drawn_for[ix(who)], next_edge[ix(who)], next_stay[ix(who)] = node, edge, lasts
        if status == DEADLOCK:
            break

    counts[SCHEDULED], counts[FREE], counts[ROWS], counts[BUCKET] = scheduled, free, rows, here
    return status
