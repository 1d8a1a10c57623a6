"""What every program of the benchmark takes from the command line and prints.

A program gets `DAYS SEED [MODEL]` and prints one line of JSON:

- `visits`: stays that ended before the horizon
- `seconds`: simulation and collection of the records, without start of the interpreter, import
  and compilation
- `peak_mb`: the most memory the process had in use [MB], null where the system does not say
- `wait`: by level, mean time from queue to place of all stays that started [days]
- `occupancy`: by level, mean number of places in use, from day 0 to the horizon
"""

from __future__ import annotations

import argparse
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from benchmarks.m1 import MODELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.m1 import Level

    Floats = np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass
class Sums:
    """What the visits of a run add up to.

    Attributes
    ----------
    visits
        Stays that ended before the horizon.
    started
        Stays that started, by level.
    waited
        Time in the queue of those whose stay started, by level. [days]
    stayed
        Time in a place, by level. [days]
    """

    visits: int
    started: Floats
    waited: Floats
    stayed: Floats

    @classmethod
    def none(cls, n_levels: int) -> Self:
        """Give the sums of no visits."""
        return cls(0, np.zeros(n_levels), np.zeros(n_levels), np.zeros(n_levels))


def arguments(doing: Sequence[str] = ("visits",)) -> tuple[float, int, Sequence[Level], str]:
    """Read horizon [days], seed, levels and what to do from the command line.

    Parameters
    ----------
    doing
        What the program can do with visits; the first is done when nothing is said.
    """
    parser = argparse.ArgumentParser(description="One run of a benchmark model.")
    parser.add_argument("days", type=float, help="horizon [days]")
    parser.add_argument("seed", type=int, help="seed of the random numbers")
    parser.add_argument("model", nargs="?", choices=sorted(MODELS), default="m1")
    parser.add_argument("--doing", choices=doing, default=doing[0], help="with the visits")
    given = parser.parse_args()
    return given.days, given.seed, MODELS[given.model], given.doing


def peak_mb() -> float | None:
    """Give the peak memory of this process [MB], None where there is no /proc.

    The `ru_maxrss` of `getrusage` will not do: it keeps the size that the parent had before exec.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    sizes = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return next((int(size) / 1024 for size in sizes), None)


def report(
    days: float,
    seconds: float,
    levels: Sequence[Level],
    log: Iterable[tuple[int, float, float, float]],
) -> None:
    """Print the line of a run.

    Parameters
    ----------
    days
        Horizon.
    seconds
        Time that the run took.
    levels
        Levels of the model.
    log
        Visits: index of the level, day queued, day the stay started, day it ended. A day that was
        not reached is NaN or lies beyond the horizon.
    """
    memory = peak_mb()  # before the sums below: they are not part of the program
    sums = Sums.none(len(levels))
    for level, queued, start, end in log:
        if math.isnan(start) or start > days:
            continue
        sums.visits += end <= days
        sums.started[level] += 1
        sums.waited[level] += start - queued
        sums.stayed[level] += min(days, end) - start  # min keeps days if end is NaN
    print_line(days, seconds, levels, sums, memory)


def print_line(
    days: float,
    seconds: float,
    levels: Sequence[Level],
    sums: Sums,
    memory: float | None = None,
) -> None:
    """Print the line of a run whose visits are added up; see `report`.

    Parameters
    ----------
    days, seconds, levels
        As in `report`.
    sums
        What the visits add up to.
    memory
        The peak of memory; None for that of now. [MB]
    """
    names = [level.name for level in levels]
    waits = (sums.waited / np.maximum(sums.started, 1)).tolist()
    line = {
        "visits": sums.visits,
        "seconds": seconds,
        "peak_mb": peak_mb() if memory is None else memory,
        "wait": dict(zip(names, waits, strict=True)),
        "occupancy": dict(zip(names, (sums.stayed / days).tolist(), strict=True)),
    }
    print(json.dumps(line))
