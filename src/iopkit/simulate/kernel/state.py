"""What the kernel writes: who is where, what happens next, and the log of visits."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import attrs
import numpy as np

from iopkit.simulate.kernel.event_list import fill
from iopkit.simulate.kernel.event_loop import BUCKET, FREE, SCHEDULED
from iopkit.simulate.kernel.tables import NONE, Floats, Ints, ShortInts, Words, ints

if TYPE_CHECKING:
    import numpy.typing as npt

    from iopkit.simulate.lowering.scenario import LoweredScenario

ROWS: Final = 65_536
"""Visits that the log holds before they are handed on."""

DAYS: Final = 512
"""Days that are held before they are handed on."""

FEWEST_BUCKETS: Final = 1024
MOST_BUCKETS: Final = 1 << 20

Number = TypeVar("Number", bound=np.generic)


class Clients(NamedTuple):
    """Clients in the system, one slot each; a slot is used again when its client is gone for good.

    What only a scenario with extras needs has no elements in others.

    Parameters
    ----------
    stream, number
        Who it is: the stream and the number in it. (n_slots,)
    name
        The word that names the client in the keys of draws. (n_slots,)
    visit
        How many visits the client has begun. (n_slots,)
    node
        Level or outcome where the client is or waits. (n_slots,)
    edge
        The planned transition. (n_slots,)
    ends
        When the plan ends the stay, infinite without a plan; with extras. (n_slots,) [days]
    next
        The slot behind this one in a queue, or in the list of free slots. (n_slots,)
    queued, started
        When the client came to the level, and when the active stay began. (n_slots,) [days]
    next_edge, next_stay
        A plan that was drawn ahead. (n_slots,), (n_slots,) [days]
    drawn_for
        The node where that plan will hold, `NONE` when there is none. (n_slots,)
    in_care_since
        When the first active stay of this time in care began; infinite outside. (n_slots,) [days]
    completed
        One bit for each level that a criterion asks for and the client completed. (n_slots,)
    doing
        Whether the client waits, stays or is away; with extras. (n_slots,)
    held
        The level whose place the client holds while waiting elsewhere, `NONE`; with extras.
    was_queued, was_started, was_ended
        The times of the visit there; with extras. (n_slots,) [days]
    attempt
        How often the plan of the visit was drawn before; with extras. (n_slots,)
    reviews
        Reviews of the active stay so far; with extras. (n_slots,)
    before
        The slot before this one in a queue; with extras. (n_slots,)
    facts
        What was asked on arrival, and changed since. (n_slots, n_facts)
    """

    stream: ShortInts
    number: ShortInts
    name: Words
    visit: ShortInts
    node: ShortInts
    edge: ShortInts
    ends: Floats
    next: ShortInts
    queued: Floats
    started: Floats
    next_edge: ShortInts
    next_stay: Floats
    drawn_for: ShortInts
    in_care_since: Floats
    completed: Words
    doing: ShortInts
    held: ShortInts
    was_queued: Floats
    was_started: Floats
    was_ended: Floats
    attempt: ShortInts
    reviews: ShortInts
    before: ShortInts
    facts: Floats


_ONLY_WITH_EXTRAS: Final = frozenset(
    [
        "ends",
        "doing",
        "held",
        "was_queued",
        "was_started",
        "was_ended",
        "attempt",
        "reviews",
        "before",
    ]
)


class CalendarQueue(NamedTuple):
    """What happens next: a calendar queue of streams, then clocks, then slots.

    Parameters
    ----------
    bucket
        The first of what happens in a stretch of time; the stretches come again after a turn.
        (n_buckets,), a power of two
    next
        What happens in the same stretch, in no order. (n_streams + n_clocks + n_slots,)
    time
        When; infinite for nothing. (n_streams + n_clocks + n_slots,) [days]
    order
        The order of scheduling, for what happens at one instant. (n_streams + n_clocks + n_slots,)
    pace
        Buckets a day: a power of two, so that no rounding moves an event to another. (1,) [1/day]
    """

    bucket: ShortInts
    next: ShortInts
    time: Floats
    order: Ints
    pace: Floats


class Levels(NamedTuple):
    """Levels as they stand.

    Parameters
    ----------
    places
        Places now; the largest int64 for no limit. (n_levels,) [clients]
    busy
        Places taken: active stays, and those who hold a place while they wait. (n_levels,)
    waiting
        Clients in the queue. (n_levels,)
    head, tail
        First and last slot of the queue, `NONE` for an empty one. (n_levels,)
    blocked_at
        Clients who hold a place while they wait. (n_levels,)
    blocked_on
        The same by the edge that they wait to take. (n_moves,)
    due, is_due
        A ring of the levels to be served, and which are in it. (n_levels,)
    left_to_start
        How many of a group that starts are still to begin. (n_levels,)
    changes_at
        When the calendar changes the places next, infinite for never. (n_levels,) [days]
    """

    places: Ints
    busy: Ints
    waiting: Ints
    head: Ints
    tail: Ints
    blocked_at: Ints
    blocked_on: Ints
    due: Ints
    is_due: Ints
    left_to_start: Ints
    changes_at: Floats


class Arriving(NamedTuple):
    """Streams and clocks as they stand.

    Parameters
    ----------
    number
        How many clients of a stream have arrived, -1 before the first is scheduled. (n_streams,)
    step
        The step of a stream's rate that is in force. (n_streams,)
    cycle
        When the steps of a stream's rate last started again. (n_streams,) [days]
    clock_at
        The next step of a calendar, or the next day of groups; -1 at first. (n_clocks,)
    clock_cycle
        When the steps of a calendar last started again. (n_clocks,) [days]
    """

    number: Ints
    step: Ints
    cycle: Floats
    clock_at: Ints
    clock_cycle: Floats


class Log(NamedTuple):
    """A buffer of finished visits, in the order in which clients left.

    Parameters
    ----------
    stream, number, visit
        Whose visit, and which of theirs. (n_rows,)
    level
        Where. (n_rows,)
    edge
        The move. (n_rows,)
    queued, started, ended, left
        When the client came, when the active stay began, when it ended, and when the place was
        given back; the last has no elements where that is always the same. (n_rows,) [days]
    """

    stream: ShortInts
    number: ShortInts
    visit: ShortInts
    level: ShortInts
    edge: ShortInts
    queued: Floats
    started: Floats
    ended: Floats
    left: Floats


class Daily(NamedTuple):
    """A buffer of what there is at the beginning of days.

    Parameters
    ----------
    first_day
        The day of the first row, -1 when nobody asks. (1,)
    active, waiting, blocked
        Clients in active stay, in the queue, and holding a place while they wait elsewhere.
        (n_days, n_levels)
    """

    first_day: Ints
    active: ShortInts
    waiting: ShortInts
    blocked: ShortInts


@attrs.define
class Buffer:
    """Memory that replications use one after the other: touching new memory is slow.

    Parameters
    ----------
    log
        The log; a replication that needs more room puts a longer one here.
    slots, pace
        What the last replication found to suit, where the next one starts.
    """

    log: Log = attrs.field(factory=lambda: empty_log(ROWS))
    slots: int = 256
    pace: float = 8.0

    def make_room(self, n_rows: int) -> None:
        """Let the log hold so many visits."""
        if n_rows > len(self.log.level):
            self.log = empty_log(n_rows)


class State(NamedTuple):
    """Everything that changes.

    Parameters
    ----------
    clients, wheel, levels, arriving
        Who is where, what comes next, who waits, who comes.
    counts
        Numbers, at the positions that `iopkit.simulate.kernel.event_loop` names. (12,)
    """

    clients: Clients
    wheel: CalendarQueue
    levels: Levels
    arriving: Arriving
    counts: Ints


def empty_log(n_rows: int) -> Log:
    """Return a log with room for some visits."""
    return Log(
        stream=np.empty(n_rows, np.int32),
        number=np.empty(n_rows, np.int32),
        visit=np.empty(n_rows, np.int32),
        level=np.empty(n_rows, np.int32),
        edge=np.empty(n_rows, np.int32),
        queued=np.empty(n_rows),
        started=np.empty(n_rows),
        ended=np.empty(n_rows),
        left=np.empty(n_rows),
    )


def empty_daily(n_levels: int, *, is_asked: bool) -> Daily:
    """Return room for some days, or for none."""
    shape = (DAYS if is_asked else 0, n_levels)
    return Daily(
        ints([0 if is_asked else -1]),
        *(np.zeros(shape, np.int32) for _ in ("active", "waiting", "blocked")),
    )


def empty_state(lowered: LoweredScenario, buffer: Buffer, horizon: float) -> State:
    """Return the state in which nobody has arrived."""
    tables, extras = lowered.tables, lowered.extras
    n_levels, n_streams = len(lowered.levels), len(tables.streams.to)
    n_clocks = 0 if extras is None else len(extras.clock_level)
    parties = n_streams + n_clocks
    levels = Levels(
        places=ints(lowered.places),
        busy=np.zeros(n_levels, np.int64),
        waiting=np.zeros(n_levels, np.int64),
        head=np.full(n_levels, NONE),
        tail=np.full(n_levels, NONE),
        blocked_at=np.zeros(n_levels, np.int64),
        blocked_on=np.zeros(len(lowered.moves), np.int64),
        due=np.zeros(n_levels, np.int64),
        is_due=np.zeros(n_levels, np.int64),
        left_to_start=np.zeros(n_levels, np.int64),
        changes_at=np.full(n_levels, math.inf),
    )
    arriving = Arriving(
        number=np.full(n_streams, -1),
        step=tables.streams.first.copy(),
        cycle=np.zeros(n_streams),
        clock_at=np.full(n_clocks, -1),
        clock_cycle=np.zeros(n_clocks),
    )
    # Before anything happens, clocks and then streams schedule what comes first.
    order = np.concatenate([np.arange(-n_streams, 0), np.arange(-parties, -n_streams)])
    wheel = CalendarQueue(
        bucket=np.zeros(0, np.int32),
        next=np.zeros(parties, np.int32),
        time=np.zeros(parties),
        order=order,
        pace=np.array([buffer.pace]),
    )
    counts = np.zeros(12, np.int64)
    counts[FREE] = NONE
    state = State(_nobody(len(tables.streams.fact_key)), wheel, levels, arriving, counts)
    present = 0 if extras is None else len(extras.present.level)
    return with_room(state, max(buffer.slots, present + 1), horizon, plain=extras is None)


def _nobody(n_facts: int) -> Clients:
    def short() -> ShortInts:
        return np.zeros(0, np.int32)

    return Clients(
        stream=short(),
        number=short(),
        name=np.zeros(0, np.uint64),
        visit=short(),
        node=short(),
        edge=short(),
        ends=np.zeros(0),
        next=short(),
        queued=np.zeros(0),
        started=np.zeros(0),
        next_edge=short(),
        next_stay=np.zeros(0),
        drawn_for=short(),
        in_care_since=np.zeros(0),
        completed=np.zeros(0, np.uint64),
        doing=short(),
        held=short(),
        was_queued=np.zeros(0),
        was_started=np.zeros(0),
        was_ended=np.zeros(0),
        attempt=short(),
        reviews=short(),
        before=short(),
        facts=np.zeros((0, n_facts)),
    )


def with_room(state: State, n_slots: int, horizon: float, *, plain: bool) -> State:
    """Return the same state with room for more clients; the new slots are free.

    The columns grow where they are, for two of each would be the most memory that a run takes.
    """
    had, parties = len(state.clients.node), len(state.wheel.time)
    grown = Clients._make(
        getattr(state.clients, name)
        if plain and name in _ONLY_WITH_EXTRAS
        else _longer(getattr(state.clients, name), n_slots)
        for name in Clients._fields
    )
    grown.next[had:] = np.arange(had + 1, n_slots + 1)
    grown.next[-1] = state.counts[FREE]
    grown.doing[had:] = 0  # whoever looks for clients in active stay must not find an empty slot
    state.counts[FREE] = had
    n_parties = parties + n_slots - had
    wheel = state.wheel._replace(
        next=_longer(state.wheel.next, n_parties),
        time=_longer(state.wheel.time, n_parties),
        order=_longer(state.wheel.order, n_parties),
    )
    wheel.time[parties:] = math.inf
    return turned(state._replace(clients=grown, wheel=wheel), float(wheel.pace[0]), horizon)


def slot_bytes(state: State) -> int:
    """Return the memory of one client. [bytes]"""
    wheel = state.wheel
    columns: list[npt.NDArray[Any]] = [*state.clients, wheel.next, wheel.time, wheel.order]
    return sum(column[:1].nbytes for column in columns)


def day_of(state: State) -> float:
    """Return how far the run is. [days]"""
    return int(state.counts[BUCKET]) / float(state.wheel.pace[0])


def turned(state: State, pace: float, horizon: float) -> State:
    """Return the same state, what happens next being kept in stretches of another length."""
    n_parties = len(state.wheel.time)
    n_buckets = min(max(FEWEST_BUCKETS, 1 << (2 * n_parties).bit_length()), MOST_BUCKETS)
    wheel = state.wheel._replace(bucket=np.full(n_buckets, NONE, np.int32), pace=np.array([pace]))
    here = day_of(state)  # the stretch's first instant
    state.counts[BUCKET] = int(here * pace)
    fill(wheel, horizon)
    return state._replace(wheel=wheel)


def suiting_pace(state: State) -> float:
    """Return buckets a day so that about one event falls into each."""
    now = max(day_of(state), 1.0)
    events = max(int(state.counts[SCHEDULED]), 1) / now
    return float(2.0 ** min(max(round(math.log2(events)), -10), 40))


def _longer(column: npt.NDArray[Number], length: int) -> npt.NDArray[Number]:
    column.resize((length, *column.shape[1:]), refcheck=False)
    return column
