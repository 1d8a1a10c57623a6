"""The benchmark models in SimPy: `python -m benchmarks.peer_simpy DAYS SEED [MODEL]`."""

from __future__ import annotations

import math
import random
import time
from bisect import bisect
from itertools import accumulate, count
from typing import TYPE_CHECKING

import simpy

from benchmarks.report import arguments, report

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from benchmarks.m1 import Level

    Process = Generator[simpy.Event, None, None]
    Visit = list[float]  # client, level, queued, started, ended


def stay_of(level: Level, rng: random.Random) -> Callable[[], float]:
    """Make the function that draws a stay in a level [days]."""
    if level.sd is None:
        rate = 1 / level.mean
        return lambda: rng.expovariate(rate)
    mu, sigma = level.lognormal()
    return lambda: rng.lognormvariate(mu, sigma)


def route_of(level: Level, levels: Sequence[Level], rng: random.Random) -> Callable[[], int]:
    """Make the function that draws the level after a level, -1 for an exit."""
    index = {other.name: number for number, other in enumerate(levels)}
    targets = [index.get(name, -1) for name in level.after]
    steps = list(accumulate(level.after.values()))
    last = len(steps) - 1
    return lambda: targets[bisect(steps, rng.random(), 0, last)]


def simulate(days: float, seed: int, levels: Sequence[Level]) -> list[Visit]:
    """Run a model once.

    Parameters
    ----------
    days
        Horizon.
    seed
        Seed of the random numbers.
    levels
        Levels of the model.

    Returns
    -------
    list
        The visit log, by the day queued. What was not reached is NaN.
    """
    rng = random.Random(seed)  # noqa: S311 (a simulation keeps no secrets)
    env = simpy.Environment()
    places = [simpy.Resource(env, level.places) for level in levels]
    stay = [stay_of(level, rng) for level in levels]
    route = [route_of(level, levels, rng) for level in levels]
    log: list[Visit] = []
    clients = count()

    def client(number: int, level: int) -> Process:
        while level >= 0:
            visit = [number, level, env.now, math.nan, math.nan]
            log.append(visit)
            with places[level].request() as place:
                yield place
                visit[3] = env.now
                yield env.timeout(stay[level]())
                visit[4] = env.now
            level = route[level]()

    def arrivals(level: int, rate: float) -> Process:
        while True:
            yield env.timeout(rng.expovariate(rate))
            env.process(client(next(clients), level))

    for number, level in enumerate(levels):
        if level.arrivals:
            env.process(arrivals(number, level.arrivals))
    env.run(until=days)
    return log


def main() -> None:
    """Run the model that the command line names and print the line of the run."""
    days, seed, levels, _ = arguments()
    start = time.perf_counter()
    log = simulate(days, seed, levels)
    seconds = time.perf_counter() - start
    report(
        days,
        seconds,
        levels,
        ((int(level), queued, begun, ended) for _, level, queued, begun, ended in log),
    )


if __name__ == "__main__":
    main()
