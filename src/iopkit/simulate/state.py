"""What the kernel writes: who is where, what happens next, and the log of visits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import attrs
import numpy as np

from iopkit.simulate._kernel import FREE
from iopkit.simulate.tables import NONE, Floats, Ints, ShortInts, Words

if TYPE_CHECKING:
    import numpy.typing as npt

    from iopkit.simulate.tables import Tables

ROWS: Final = 65_536
"""Visits there is room for at first."""

Number = TypeVar("Number", bound=np.generic)


class Clients(NamedTuple):
    """Clients in the system, one slot each; a slot is used again when its client is gone for good.

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
    queued, started
        When the client came to the level, and when the active stay began. (n_slots,) [days]
    in_care_since
        When the first active stay of this time in care began; negative outside. (n_slots,) [days]
    completed
        One bit for each level that the client completed. (n_slots,)
    next
        The slot behind this one in a queue, or in the list of free slots. (n_slots,)
    facts
        What was asked on arrival. (n_slots, n_facts)
    """

    stream: Ints
    number: Ints
    name: Words
    visit: Ints
    node: Ints
    edge: Ints
    queued: Floats
    started: Floats
    in_care_since: Floats
    completed: Words
    next: Ints
    facts: Floats


class Agenda(NamedTuple):
    """What happens next to the clients in the system: a heap by time, then by order.

    Arrivals are not in it: the next one of each stream is in `Queues`.

    Parameters
    ----------
    time
        When. (n_slots + 1,) [days]
    event
        The order of scheduling and the slot, as `MOST_CLIENTS` in the kernel says. (n_slots + 1,)
    """

    time: Floats
    event: Ints


class Queues(NamedTuple):
    """Levels and streams as they stand.

    Parameters
    ----------
    busy
        Active stays. (n_levels,) [clients]
    head, tail
        First and last slot of the queue, `NONE` for an empty one. (n_levels,)
    number
        How many clients of a stream have arrived. (n_streams,)
    comes_at
        When a stream's next client comes; 0 before the first was scheduled. (n_streams,) [days]
    comes_as
        The order of scheduling of that arrival, as in the agenda. (n_streams,)
    step
        The step of a stream's rate that is in force. (n_streams,)
    cycle
        When the steps of a stream's rate last started again. (n_streams,) [days]
    """

    busy: Ints
    head: Ints
    tail: Ints
    number: Ints
    comes_at: Floats
    comes_as: Ints
    step: Ints
    cycle: Floats


class Log(NamedTuple):
    """A buffer of finished visits, in the order in which they ended.

    Parameters
    ----------
    stream, number, visit
        Whose visit, and which of theirs. (n_rows,)
    level
        Where. (n_rows,)
    queued, started, ended
        When the client came, when the active stay began, when it ended. (n_rows,) [days]
    edge
        The transition taken. (n_rows,)
    """

    stream: ShortInts
    number: Ints
    visit: ShortInts
    level: ShortInts
    queued: Floats
    started: Floats
    ended: Floats
    edge: ShortInts


@attrs.define
class Buffer:
    """Memory for a log that replications use one after the other: touching new memory is slow.

    Parameters
    ----------
    log
        The log; a replication that needs more room puts a longer one here.
    """

    log: Log = attrs.field(factory=lambda: empty_log(ROWS))

    def make_room(self, n_rows: int) -> None:
        """Let the log hold so many visits, those in it included."""
        if n_rows > len(self.log.level):
            self.log = Log._make(_longer(column, n_rows) for column in self.log)


class State(NamedTuple):
    """Everything that changes.

    Parameters
    ----------
    clients, agenda, queues
        Who is where, what comes next, who waits.
    counts
        Events scheduled, how many ever were, the first free slot, rows written, clients whom the
        rules placed nowhere, stays that no transition could end; at the positions that
        `iopkit.simulate._kernel` names. (6,)
    """

    clients: Clients
    agenda: Agenda
    queues: Queues
    counts: Ints


def empty_log(n_rows: int) -> Log:
    """Return a log with room for some visits."""
    return Log(
        stream=np.empty(n_rows, np.int32),
        number=np.empty(n_rows, np.int64),
        visit=np.empty(n_rows, np.int32),
        level=np.empty(n_rows, np.int32),
        queued=np.empty(n_rows),
        started=np.empty(n_rows),
        ended=np.empty(n_rows),
        edge=np.empty(n_rows, np.int32),
    )


def empty_state(tables: Tables, n_slots: int) -> State:
    """Return the state in which nobody has arrived."""
    n_levels, n_streams = len(tables.network.places), len(tables.streams.to)
    whole, real = np.zeros(0, np.int64), np.zeros(0)
    clients = Clients(
        stream=whole,
        number=whole,
        name=np.zeros(0, np.uint64),
        visit=whole,
        node=whole,
        edge=whole,
        queued=real,
        started=real,
        in_care_since=real,
        completed=np.zeros(0, np.uint64),
        next=whole,
        facts=np.zeros((0, len(tables.streams.fact_key))),
    )
    queues = Queues(
        busy=np.zeros(n_levels, np.int64),
        head=np.full(n_levels, NONE),
        tail=np.full(n_levels, NONE),
        number=np.zeros(n_streams, np.int64),
        comes_at=np.zeros(n_streams),
        comes_as=np.arange(n_streams),
        step=tables.streams.first.copy(),
        cycle=np.zeros(n_streams),
    )
    counts = np.zeros(6, np.int64)
    counts[FREE] = NONE
    return with_room(State(clients, Agenda(real, whole), queues, counts), n_slots)


def with_room(state: State, n_slots: int) -> State:
    """Return the same state with room for more clients; the new slots are free."""
    clients, agenda, queues, counts = state
    had = len(clients.node)
    grown = Clients._make(_longer(column, n_slots) for column in clients)
    grown.next[had:] = np.arange(had + 1, n_slots + 1)
    grown.next[-1] = counts[FREE]
    counts[FREE] = had
    agenda = Agenda._make(_longer(column, n_slots + 1) for column in agenda)
    return State(grown, agenda, queues, counts)


def _longer(column: npt.NDArray[Number], length: int) -> npt.NDArray[Number]:
    grown = np.empty((length, *column.shape[1:]), column.dtype)
    grown[: len(column)] = column
    return grown
