"""The pass over the visits that adds up everything figures are made of.

Knows numbers only. A visit costs one look at each of its columns, and nothing is allocated for it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from iopkit.simulate.kernel.jit import as_word, compiled, inlined

if TYPE_CHECKING:
    from iopkit.simulate.kernel.sums import Sums, VisitRows
    from iopkit.simulate.kernel.tables import Floats

ix: Final = as_word
"""Marks an index, as in the kernel."""

NONE: Final = -1

ACTIVE: Final = 0  # where each sum stands in `Sums.levels`
WAITING: Final = 1
BLOCKED: Final = 2
ADMISSIONS: Final = 3
WAITED: Final = 4
WORTH_ACTIVE: Final = 5
WORTH_BLOCKED: Final = 6
WORTH_ADMISSIONS: Final = 7
N_OF_LEVEL: Final = 8

TAKEN: Final = 0  # in `Sums.moves`
LASTED: Final = 1
N_OF_MOVE: Final = 2

ARRIVALS: Final = 0  # in `Sums.all`
FIRST_ADMISSIONS: Final = 1
CUT_OFF: Final = 2
N_OF_ALL: Final = 3

COUNT: Final = 0  # in a bin
SUM: Final = 1

FRACTION_BITS: Final = 52
"""The bits of a float behind its exponent."""

LOWEST: Final = -10
"""The bins begin at 2 to this power, a minute and a half. [days]"""

OCTAVES: Final = 25
"""They end so many doublings later, after 90 years."""

FIRST_EXPONENT: Final = 1023 + LOWEST
BELOW: Final = 2
"""The bins below: one for 0, one for what is shorter than the shortest."""


@inlined
def bin_of(tick: int, bits: int, last: int) -> int:
    """Return the bin that the highest bits of a time name.

    Parameters
    ----------
    tick
        The bits of the time, which is 0 or more, as a whole number.
    bits
        How many bits of the fraction tell bins apart.
    last
        The number of the last bin.
    """
    at = (tick >> (FRACTION_BITS - bits)) - (FIRST_EXPONENT << bits) + BELOW
    if at < BELOW:
        return 1 if tick > 0 else 0
    return min(at, last)


@inlined
def worth(start: float, end: float, rate: float) -> float:
    """Return the time between two instants, of which each counts less the later it is. [days]"""
    return math.exp(-rate * start) * -math.expm1(-rate * (end - start)) / rate


@compiled
def add(
    rows: VisitRows,
    sums: Sums,
    since: float,
    until: float,
    rate: float,
    bits: int,
    census: int,
) -> None:
    """Add some visits to the sums.

    Parameters
    ----------
    rows
        The visits.
    sums
        What is changed in place.
    since, until
        What counts lies between, both included. [days]
    rate
        How fast later money loses worth, counted from `since`; 0 for not at all. [1/day]
    bits
        How many bits of the fraction tell bins apart.
    census
        The stream of those who were there at the start and never arrived, `NONE` for none.
    """
    streams, visits, levels, edges, queued, started, ended, left = rows
    of_level, of_move, of_all, waits, stays = sums
    spare = np.empty(1)
    ticks = spare.view(np.int64)  # a time written to the one is read from the other as its bits
    last = waits.shape[1] - 1
    for row in range(len(levels)):
        level, move = levels[ix(row)], edges[ix(row)]
        came, began, end = queued[ix(row)], started[ix(row)], ended[ix(row)]
        has_begun = began == began  # noqa: PLR0124  not a number: still waiting, or gave up
        waited_until = began if has_begun else end
        inside = min(waited_until, until) - max(came, since)
        if inside > 0.0:
            of_level[ix(level), WAITING] += inside
        if has_begun:
            low, high = max(began, since), min(end, until)
            if high > low:
                of_level[ix(level), ACTIVE] += high - low
                if rate > 0.0:
                    of_level[ix(level), WORTH_ACTIVE] += worth(low - since, high - since, rate)
            if left[ix(row)] > end:
                low, high = max(end, since), min(left[ix(row)], until)
                if high > low:
                    of_level[ix(level), BLOCKED] += high - low
                    if rate > 0.0:
                        of_level[ix(level), WORTH_BLOCKED] += worth(low - since, high - since, rate)
            if since <= began <= until:
                of_level[ix(level), ADMISSIONS] += 1.0
                of_level[ix(level), WAITED] += began - came
                spare[0] = began - came
                at = bin_of(ticks[0], bits, last)
                waits[ix(level), ix(at), COUNT] += 1.0
                waits[ix(level), ix(at), SUM] += began - came
                if rate > 0.0:
                    of_level[ix(level), WORTH_ADMISSIONS] += math.exp(-rate * (began - since))
                if visits[ix(row)] == 1:
                    of_all[FIRST_ADMISSIONS] += 1.0
        if move == NONE:
            of_all[CUT_OFF] += 1.0
        elif since <= end <= until:
            lasted = end - waited_until if has_begun else end - came  # of who gave up, the wait
            of_move[ix(move), TAKEN] += 1.0
            of_move[ix(move), LASTED] += lasted
            spare[0] = lasted
            at = bin_of(ticks[0], bits, last)
            stays[ix(move), ix(at), COUNT] += 1.0
            stays[ix(move), ix(at), SUM] += lasted
        if visits[ix(row)] == 1 and since <= came <= until and streams[ix(row)] != census:
            of_all[ARRIVALS] += 1.0


@compiled
def ranked(bins: Floats, tenths: int) -> Floats:
    """Return the quantile of each set of bins: the mean of the bin that holds it.

    Parameters
    ----------
    bins
        Count and sum of each bin. (n, n_bins, 2)
    tenths
        Which: at least so many tenths of the values do not exceed it.

    Returns
    -------
    Floats
        NaN where nothing is in the bins. (n,)
    """
    n, n_bins = bins.shape[0], bins.shape[1]
    found = np.full(n, np.nan)
    for which in range(n):
        count = 0.0
        for at in range(n_bins):
            count += bins[which, at, COUNT]
        if count == 0.0:
            continue
        rank = (int(count) * tenths + 9) // 10  # the smallest rank that has enough below it
        count = 0.0
        for at in range(n_bins):
            count += bins[which, at, COUNT]
            if count >= rank:
                found[which] = bins[which, at, SUM] / bins[which, at, COUNT]
                break
    return found
