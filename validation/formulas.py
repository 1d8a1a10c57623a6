"""What queueing theory proves, as functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt


def erlang_b(places: int, load: float) -> float:
    """Return the share of clients who find all places taken, when those are lost. [1]

    Erlang (1917); by the usual recursion. It holds for any distribution of stays.

    Parameters
    ----------
    places
        How many there are. [clients]
    load
        Arrivals a day times the mean stay. [1]

    >>> round(erlang_b(10, 8.3555), 4)
    0.1379
    """
    blocked = 1.0
    for place in range(1, places + 1):
        blocked = load * blocked / (place + load * blocked)
    return blocked


def erlang_c(places: int, load: float) -> float:
    """Return the share of clients who have to wait in M/M/c. [1]

    >>> round(erlang_c(10, 9.0), 5)
    0.66873
    """
    blocked = erlang_b(places, load)
    return blocked / (1 - load / places * (1 - blocked))


def priority_waits(
    places: int, mean_stay: float, rates: Sequence[float]
) -> tuple[list[float], float]:
    """Return the mean wait of each class in M/M/c with priorities that interrupt nobody. [days]

    Cobham (1954), equation for several channels: with W0 = (share who wait) / (c * mu), class k
    waits W0 / ((1 - s(k-1)) (1 - s(k))), where s(k) is the load per place of the classes up to k.

    Parameters
    ----------
    places, mean_stay
        How many, and for how long a place is taken. [clients], [days]
    rates
        Arrivals by class, the most urgent first. [1/day]

    Returns
    -------
    tuple
        The waits by class, and the wait over all.

    >>> waits, over_all = priority_waits(1, 1.0, [0.4, 0.4])
    >>> [round(wait, 4) for wait in waits], round(over_all, 4)
    ([1.3333, 6.6667], 4.0)
    """
    load = sum(rates) * mean_stay
    start = erlang_c(places, load) * mean_stay / places
    below, waits = 0.0, []
    for rate in rates:
        upto = below + rate * mean_stay / places
        waits.append(start / ((1 - below) * (1 - upto)))
        below = upto
    over_all = sum(rate * wait for rate, wait in zip(rates, waits, strict=True)) / sum(rates)
    return waits, over_all


def visits_of_a_chain(moves: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the expected visits to each state, by the state where one starts. [visits]

    The fundamental matrix of an absorbing Markov chain (Kemeny and Snell 1960, theorem 3.2.4).

    Parameters
    ----------
    moves
        Probability of each move between the states that are not absorbing. (n, n)
    """
    return np.asarray(np.linalg.inv(np.eye(len(moves)) - moves), np.float64)
