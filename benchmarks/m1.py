"""The two models of the benchmark as plain data: one place for all programs in Python.

M1 is a step-down network of six levels. Each level has places and a first-come queue without
limit; nothing blocks: a client leaves the place when the stay ends, and then queues for the next
level. Clients arrive by Poisson streams, and nobody is there on day 0.

M2 is one queue M/M/10 with a known answer, `ERLANG_C_WAIT`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Final

ERLANG_C_WAIT: Final = 0.66873
"""Mean wait in M2 [days], by the formula of Erlang C."""


@dataclass(frozen=True)
class Level:
    """One level of care.

    Attributes
    ----------
    name
        Name of the level.
    places
        Clients that can stay at the same time.
    mean
        Mean stay [days].
    sd
        Standard deviation of the lognormal stay [days]. None: the stay is exponential.
    arrivals
        Clients from outside [1/day].
    after
        Where clients go when the stay ends, with probabilities. A name that is no level is an
        exit.
    """

    name: str
    places: int
    mean: float
    sd: float | None
    arrivals: float = 0.0
    after: dict[str, float] = field(default_factory=dict)

    def lognormal(self) -> tuple[float, float]:
        """Give the mean and the standard deviation of the logarithm of the stay."""
        if self.sd is None:
            raise ValueError(f"The stay in {self.name} is exponential.")
        variance = math.log1p((self.sd / self.mean) ** 2)
        return math.log(self.mean) - variance / 2, math.sqrt(variance)


M1: Final = (
    Level(
        "detox",
        places=10,
        mean=6.0,
        sd=3.0,
        arrivals=1.2,
        after={"residential": 0.45, "php": 0.1, "iop": 0.25, "dropout": 0.2},
    ),
    Level(
        "residential",
        places=40,
        mean=30.0,
        sd=12.0,
        arrivals=0.15,
        after={"php": 0.35, "iop": 0.35, "outpatient": 0.1, "dropout": 0.2},
    ),
    Level(
        "php",
        places=20,
        mean=15.0,
        sd=7.0,
        after={"iop": 0.65, "residential": 0.08, "dropout": 0.27},
    ),
    Level(
        "iop",
        places=60,
        mean=40.0,
        sd=20.0,
        arrivals=0.35,
        after={
            "outpatient": 0.5,
            "php": 0.05,
            "residential": 0.05,
            "aftercare": 0.05,
            "dropout": 0.35,
        },
    ),
    Level(
        "outpatient",
        places=120,
        mean=90.0,
        sd=50.0,
        arrivals=0.3,
        after={"aftercare": 0.4, "iop": 0.1, "completed": 0.3, "dropout": 0.2},
    ),
    Level(
        "aftercare",
        places=400,
        mean=180.0,
        sd=120.0,
        after={"out": 0.75, "detox": 0.1, "iop": 0.15},
    ),
)

M2: Final = (Level("queue", places=10, mean=1.0, sd=None, arrivals=9.0, after={"served": 1.0}),)

MODELS: Final = {"m1": M1, "m2": M2}

DAYS: Final = {"m1": 36_500.0, "m2": 1_000_000 / 9}
"""Horizon of each model [days]; about 1,000,000 clients arrive in that of M2."""
