"""Continuous-time Markov chains, solved as linear equations."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

import attrs
import numpy as np
import numpy.typing as npt
from scipy.linalg import expm

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

Matrix: TypeAlias = npt.NDArray[np.float64]
S = TypeVar("S", bound="Hashable")


@attrs.frozen(eq=False)
class Chain:
    """States, and the rates at which one becomes another.

    Parameters
    ----------
    states
        The states.
    rates
        The generator: rates off the diagonal, rows that add up to 0. (n, n) [1/day]
    """

    states: tuple[Hashable, ...]
    rates: Matrix

    def stationary(self) -> Matrix:
        """Return the share of time in each state in the long run. (n,) [1]"""
        equations = np.vstack([self.rates.T, np.ones(len(self.states))])
        target = np.zeros(len(self.states) + 1)
        target[-1] = 1.0
        return np.asarray(np.linalg.lstsq(equations, target, rcond=None)[0], np.float64)

    def after(self, days: float) -> tuple[Matrix, Matrix]:
        """Return how states change over a time, and the time spent in each meanwhile.

        Two matrices with a row for the state at the start: the chance of each state at the end, and
        the mean time in each. (n, n) [1], (n, n) [days]
        """
        n = len(self.states)
        block = np.zeros((2 * n, 2 * n))
        block[:n, :n] = self.rates
        block[:n, n:] = np.eye(n)
        grown = expm(block * days)
        return grown[:n, :n], grown[:n, n:]


def chain(states: Iterable[S], leads: Callable[[S], Iterable[tuple[S, float]]]) -> Chain:
    """Return the chain of some states; a move to a state that is not among them is left out.

    Parameters
    ----------
    states
        All states.
    leads
        The moves from a state, with their rates. [1/day]
    """
    listed = tuple(states)
    number = {state: place for place, state in enumerate(listed)}
    rates = np.zeros((len(listed), len(listed)))
    for state in listed:
        for to, rate in leads(state):
            if to in number:
                rates[number[state], number[to]] += rate
    rates -= np.diag(rates.sum(axis=1))
    return Chain(listed, rates)


def jump(states: tuple[S, ...], to: Callable[[S], S]) -> Matrix:
    """Return the matrix of a change that happens at once. (n, n)"""
    number = {state: place for place, state in enumerate(states)}
    matrix = np.zeros((len(states), len(states)))
    for state in states:
        matrix[number[state], number[to(state)]] = 1.0
    return matrix


def mean_of(shares: Matrix, values: Iterable[float]) -> float:
    """Return the mean of a figure of the states, weighted by shares of time."""
    return float(np.dot(shares, np.fromiter(values, np.float64)))
