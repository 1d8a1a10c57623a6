"""The same models in SimPy 4.1: every client is a process, every rule written out by hand."""

from __future__ import annotations

import math
import random
from itertools import count
from typing import TYPE_CHECKING

import numpy as np
import simpy

from benchmarks.m1 import M1
from benchmarks.peer_simpy import simulate as benchmark
from validation.rows import Rows
from validation.same_models import (
    TO_IOP,
    TO_RESIDENTIAL,
    WHOLE_ARRIVALS,
    WHOLE_PATIENCE,
    WHOLE_PLACES,
    WHOLE_STAYS,
    WHOLE_URGENT,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    Process = Generator[simpy.Event, None, None]


def m1(*, days: float, seeds: Sequence[int]) -> Iterator[Rows]:
    """Yield the visits of the step-down network of the benchmarks."""
    names = np.array([each.name for each in M1])
    for seed in seeds:
        log = np.array(benchmark(days, seed, M1))
        yield Rows(
            level=names[log[:, 1].astype(np.int64)],
            who=np.full(len(log), ""),
            queued=log[:, 2],
            started=log[:, 3],
            ended=log[:, 4],
            left=log[:, 4],
            days=days,
        )


class Facility:
    """Three levels with priority, patience and holding at once: one replication.

    Parameters
    ----------
    seed
        Seed of all draws.
    """

    def __init__(self, seed: int) -> None:
        """Open the levels, empty, and let the clients come."""
        self.rng = random.Random(seed)  # noqa: S311  a simulation keeps no secrets
        self.env = simpy.Environment()
        self.places = {
            name: simpy.PriorityResource(self.env, places) for name, places in WHOLE_PLACES.items()
        }
        self.order = count()
        self.log: list[tuple[str, bool, list[float]]] = []
        for name, rate in WHOLE_ARRIVALS.items():
            self.env.process(self.arrivals(name, rate))

    def arrivals(self, name: str, rate: float) -> Process:
        """Let clients come to a level at a rate. [1/day]"""
        while True:
            yield self.env.timeout(self.rng.expovariate(rate))
            urgent = self.rng.random() < WHOLE_URGENT
            self.env.process(self.client(name, urgent=urgent))

    def client(self, name: str, *, urgent: bool) -> Process:
        """Go from level to level, holding the place in detox until there is one after it."""
        held: tuple[simpy.PriorityResource, simpy.Request, list[float]] | None = None
        at = name
        while at:
            visit = [self.env.now, math.nan, math.nan, math.nan]
            self.log.append((at, urgent, visit))
            first = 0 if urgent and at == "detox" else 1
            request = self.places[at].request(priority=first)
            if at in WHOLE_PATIENCE:
                patience = self.env.timeout(self.rng.expovariate(1 / WHOLE_PATIENCE[at]))
                yield request | patience
                if not request.triggered:
                    request.cancel()
                    visit[2] = visit[3] = self.env.now
                    return
            else:
                yield request
            if held is not None:
                place, old, earlier = held
                earlier[3] = self.env.now
                place.release(old)
                held = None
            visit[1] = self.env.now
            yield self.env.timeout(self._stay(at))
            visit[2] = self.env.now
            onward = self._onward(at)
            if at == "detox" and onward:
                held = (self.places[at], request, visit)
            else:
                visit[3] = self.env.now
                self.places[at].release(request)
            at = onward

    def _stay(self, name: str) -> float:
        mean, sd = WHOLE_STAYS[name]
        variance = math.log1p((sd / mean) ** 2)
        return self.rng.lognormvariate(math.log(mean) - variance / 2, math.sqrt(variance))

    def _onward(self, name: str) -> str:
        chance = self.rng.random()
        if name == "detox":
            return "residential" if chance < TO_RESIDENTIAL else ""
        if name == "residential":
            return "iop" if chance < TO_IOP else ""
        return ""


def whole(*, days: float, seeds: Sequence[int]) -> Iterator[Rows]:
    """Yield the visits of the whole facility."""
    for seed in seeds:
        facility = Facility(seed)
        facility.env.run(until=days)
        queued, started, ended, left = np.array([visit for _, _, visit in facility.log]).T
        yield Rows(
            level=np.array([name for name, _, _ in facility.log]),
            who=np.array(["soon" if urgent else "later" for _, urgent, _ in facility.log]),
            queued=queued,
            started=started,
            ended=ended,
            left=left,
            days=days,
        )
