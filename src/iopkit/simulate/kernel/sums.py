"""What a tally adds up, as arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from iopkit.simulate.kernel import accumulation as _tally

if TYPE_CHECKING:
    from iopkit.simulate.kernel.tables import Floats, ShortInts

MOST_BITS: Final = 7
"""The bits of a time's fraction that tell bins apart, if memory allows: 128 bins to a doubling."""

MOST_MEMORY: Final = 1 << 28
"""What all bins together may take. [bytes]"""

_OF_A_BIN: Final = 16  # a count and a sum [bytes]


class VisitRows(NamedTuple):
    """The columns of visits that a tally reads; each as in `visits.Visits`."""

    stream: ShortInts
    visit: ShortInts
    level: ShortInts
    edge: ShortInts
    queued: Floats
    started: Floats
    ended: Floats
    left: Floats


class Sums(NamedTuple):
    """Everything that was added up, at the positions that `kernel.accumulation` names.

    Parameters
    ----------
    levels
        Times in days and counts, level by level; a level's sums share one line of the cache.
        (n_levels, 8)
    moves
        How many took a move, and their stays in days, added up. (n_moves, 2)
    all
        Counts of the whole facility. (3,)
    waits, stays
        Count and sum of each bin of waits, by level, and of stays, by move; of those who gave up,
        how long they waited. (n_levels, n_bins, 2), (n_moves, n_bins, 2)
    """

    levels: Floats
    moves: Floats
    all: Floats
    waits: Floats
    stays: Floats


def bits_for(n_levels: int, n_moves: int) -> int:
    """Return how many bits of a time's fraction tell bins apart, so that memory holds them all.

    A quantile is then within one part in 2 to so many of the exact one.

    >>> bits_for(6, 30), bits_for(20_000, 100_000)
    (7, 2)
    """
    bits = MOST_BITS
    while bits > 0 and (n_levels + n_moves) * n_bins(bits) * _OF_A_BIN > MOST_MEMORY:
        bits -= 1
    return bits


def n_bins(bits: int) -> int:
    """Return how many bins there are: those of all doublings, two below them and one above."""
    return (_tally.OCTAVES << bits) + _tally.BELOW + 1


def no_sums(n_levels: int, n_moves: int, bits: int) -> Sums:
    """Return the sums of no visits; memory that nothing is added to is not taken."""
    return Sums(
        levels=np.zeros((n_levels, _tally.N_OF_LEVEL)),
        moves=np.zeros((n_moves, _tally.N_OF_MOVE)),
        all=np.zeros(_tally.N_OF_ALL),
        waits=np.zeros((n_levels, n_bins(bits), 2)),
        stays=np.zeros((n_moves, n_bins(bits), 2)),
    )
