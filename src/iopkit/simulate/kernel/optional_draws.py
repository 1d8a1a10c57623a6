"""Draws that only some scenarios need: facts, how they progress, and how long clients wait."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from iopkit.simulate.kernel.jit import as_word, compiled, word
from iopkit.simulate.kernel.keyed_random import GOLDEN, MASK, MIXTURE, block, draw, mixed, uniform

if TYPE_CHECKING:
    from iopkit.simulate.kernel.tables import (
        DistributionRow,
        Floats,
        Progress,
        ShortInts,
        Streams,
        Words,
    )

NONE: Final = -1
MOST_DRAWS: Final = 100
AGAIN: Final = word(1 << 32)
ZERO: Final = word(0)


@compiled
def drawn(spread: DistributionRow, which: int, state: int) -> float:
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
def give(
    streams: Streams,
    spread: DistributionRow,
    key: tuple[int, int],
    stream: int,
    number: int,
    name: int,
    facts: Floats,
) -> None:
    """Give a client who arrives the facts that the stream gives.

    Parameters
    ----------
    streams, spread
        Who arrives, and how answers are spread.
    key
        Seed and replication, as words.
    stream, number
        Who it is; of the census, the place in the order in which its clients begin.
    name
        The word that names the client.
    facts
        Is written. (n_facts,)
    """
    _bits, more = block(key[0], key[1], as_word(name), ZERO)
    row = NONE
    first, last = streams.people_first[stream], streams.people_last[stream]
    if first < last:
        if streams.in_order[stream] == 1:
            row = first + number
        else:
            u = uniform(mixed(((more ^ as_word(streams.people_key[0])) + GOLDEN) & MASK))
            row = first + int(u * (last - first))
    for fact in range(len(facts)):
        which = streams.facts[stream, fact]
        if which != NONE:
            facts[fact] = drawn(spread, which, more ^ as_word(streams.fact_key[fact]))
        elif row != NONE:
            facts[fact] = streams.people[row, fact]


@compiled
def give_all(
    streams: Streams,
    spread: DistributionRow,
    key: tuple[int, int],
    who: ShortInts,
    numbers: ShortInts,
    places: ShortInts,
    facts: Floats,
) -> None:
    """Give many clients their facts; see `give`.

    Parameters
    ----------
    streams, spread, key
        As in `give`.
    who, numbers
        The stream of each client, and the number in it. (n_clients,)
    places
        The same as `numbers`, but of the census the place in the order. (n_clients,)
    facts
        Is written. (n_clients, n_facts)
    """
    for i in range(len(who)):
        name = as_word(streams.key[who[i]]) | as_word(numbers[i])
        give(streams, spread, key, who[i], places[i], name, facts[i])


@compiled
def patience(
    spread: DistributionRow,
    which: int,
    purpose: int,
    key: tuple[int, int],
    name: int,
    visit: int,
    waited: float,
) -> float:
    """Return how long a client waits, more than so far; -1 when no draw was that long. [days]"""
    seed, replication = key
    counter = as_word(visit)
    for _ in range(MOST_DRAWS):
        _bits, more = block(seed, replication, as_word(name), counter)
        lasts = drawn(spread, which, more ^ as_word(purpose))
        if lasts > waited or waited == 0.0:
            return lasts
        counter += AGAIN
    return -1.0


@compiled
def progress(
    changes: Progress,
    spread: DistributionRow,
    facts: Floats,
    fact_key: Words,
    level: int,
    second: int,
) -> None:
    """Change the facts of a client at a review.

    Parameters
    ----------
    changes, spread
        How facts progress, and by what amounts.
    facts
        What the client is, as criteria see it; changed in place. (n_facts,)
    fact_key
        The words that key the draws. (n_facts,)
    level
        Where.
    second
        The second word of the review's block.
    """
    for i in range(changes.change_first[level], changes.change_last[level]):
        fact = changes.change_fact[i]
        start = second ^ as_word(fact_key[fact])
        if changes.change_by[i] == NONE:
            u = uniform(mixed((start + GOLDEN) & MASK))
            part, last = changes.becomes_first[i], changes.becomes_last[i]
            while part < last and u >= changes.becomes_up_to[part]:
                part += 1
            if part < last:
                facts[fact] = changes.becomes_value[part]
            continue
        value = facts[fact] + drawn(spread, changes.change_by[i], start)
        if changes.change_whole[i] == 1:
            value = math.floor(value + 0.5)
        facts[fact] = min(max(value, changes.change_low[i]), changes.change_high[i])
