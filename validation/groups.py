"""Levels that clients begin together, against closed forms and small chains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import stats

from iopkit.model import CohortStart, Distribution, Scenario
from iopkit.simulate import simulate
from validation.chains import chain, mean_of
from validation.check import About
from validation.estimate import SampleMean
from validation.small import DONE, exponential, level, lognormal, move, pathway, stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.simulate import LevelSummary
    from validation.check import Check
    from validation.effort import Effort

LONGEST_QUEUE: Final = 150
"""Where the chains of this page stop counting those who wait; longer is too rare to matter."""


def full_groups(effort: Effort) -> list[Check]:
    """Check groups that begin as soon as they are full, without and with a limit of places."""
    about = About(
        shows="closed groups that begin when they are full",
        source="the k-th of a group waits for N - k arrivals",
    )
    n = effort.replications(60)
    size, rate = 8, 0.5
    here = _simulated(CohortStart(size=size), None, rate, lognormal(20, 10), n, seed=131)
    wait = SampleMean.from_interval(here.wait_mean, n)
    queue = SampleMean.from_interval(here.queue_length, n)
    found = [
        about.exact("groups of 8: mean wait", (size - 1) / (2 * rate), wait, within=0.02),
        about.exact("groups of 8: clients waiting", (size - 1) / 2, queue, within=0.02),
    ]
    limited = About(
        shows="closed groups that need so many free places",
        source="Markov chain on (active, waiting)",
    )
    n = effort.replications(200)
    for size, places, rate in ((2, 3, 1.5), (3, 4, 1.2)):
        expected = _chain_of_groups(size, places, rate)
        here = _simulated(CohortStart(size=size), places, rate, exponential(1.0), n, seed=132)
        name = f"groups of {size}, {places} places"
        queue = SampleMean.from_interval(here.queue_length, n)
        census = SampleMean.from_interval(here.census, n)
        found += [
            limited.exact(f"{name}: clients waiting", expected[0], queue, within=0.04),
            limited.exact(f"{name}: census", expected[1], census, within=0.01),
        ]
    return found


def admission_days(effort: Effort) -> list[Check]:
    """Check levels that admit every so many days, without and with a limit of places."""
    about = About(
        shows="days of admission",
        source="a client comes uniformly between two days, so waits half the time",
    )
    n = effort.replications(60)
    every, rate = 14.0, 0.5
    here = _simulated(CohortStart(every=every), None, rate, lognormal(20, 10), n, seed=133)
    wait = SampleMean.from_interval(here.wait_mean, n)
    found = [about.exact("every 14 days: mean wait", every / 2, wait, within=0.02)]
    limited = About(
        shows="days of admission with few places",
        source="chain on those left waiting from one day to the next",
    )
    places, rate = 8, 0.5
    left = _left_waiting(places, rate * every)
    expected = left + rate * every / 2
    # stays that end before the next day, so that every day all places are free
    n = effort.replications(200)
    here = _simulated(CohortStart(every=every), places, rate, Distribution.fixed(10.0), n, seed=134)
    queue = SampleMean.from_interval(here.queue_length, n)
    wait = SampleMean.from_interval(here.wait_mean, n)
    return [
        *found,
        limited.exact("every 14 days, 8 places: clients waiting", expected, queue, within=0.05),
        limited.exact("every 14 days, 8 places: mean wait", expected / rate, wait, within=0.05),
    ]


def _simulated(  # noqa: PLR0913  what differs between these checks
    intake: CohortStart,
    places: int | None,
    rate: float,
    stay: Distribution,
    n: int,
    *,
    seed: int,
) -> LevelSummary:
    one = pathway(
        [level("iop", places, intake=intake)], [move("iop", DONE, 1.0, stay)], [stream("iop", rate)]
    )
    # the window holds whole rounds of 14 days
    scenario = Scenario(pathway=one, days=9100, warm_up=1400, replications=n, seed=seed)
    return simulate(scenario).summary().level("iop")


def _chain_of_groups(size: int, places: int, rate: float) -> tuple[float, float]:
    """Return clients waiting and clients active, with exponential stays of a day."""

    def settled(active: int, waiting: int) -> tuple[int, int]:
        while waiting >= size and places - active >= size:
            active, waiting = active + size, waiting - size
        return active, waiting

    def leads(state: tuple[int, int]) -> Iterator[tuple[tuple[int, int], float]]:
        active, waiting = state
        yield settled(active, waiting + 1), rate
        if active:
            yield settled(active - 1, waiting), float(active)

    states = [(active, waiting) for active in range(places + 1) for waiting in range(LONGEST_QUEUE)]
    states = [state for state in states if settled(*state) == state]
    shares = chain(states, leads).stationary()
    return (
        mean_of(shares, (waiting for _, waiting in states)),
        mean_of(shares, (active for active, _ in states)),
    )


def _left_waiting(places: int, arrivals: float) -> float:
    """Return how many still wait just after a day of admission, when so many may begin at most."""
    counts = np.arange(LONGEST_QUEUE)
    moves = np.zeros((LONGEST_QUEUE, LONGEST_QUEUE))
    for waiting in range(LONGEST_QUEUE):
        for came in range(80):
            to = min(max(waiting + came - places, 0), LONGEST_QUEUE - 1)
            moves[waiting, to] += stats.poisson.pmf(came, arrivals)
    shares = np.linalg.matrix_power(moves, 4096)[0]
    return float(shares @ counts / shares.sum())
