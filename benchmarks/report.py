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
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.m1 import MODELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.m1 import Level


def arguments() -> tuple[float, int, Sequence[Level]]:
    """Read horizon [days], seed and levels from the command line."""
    parser = argparse.ArgumentParser(description="One run of a benchmark model.")
    parser.add_argument("days", type=float, help="horizon [days]")
    parser.add_argument("seed", type=int, help="seed of the random numbers")
    parser.add_argument("model", nargs="?", choices=sorted(MODELS), default="m1")
    given = parser.parse_args()
    return given.days, given.seed, MODELS[given.model]


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
    visits = 0
    started = [0] * len(levels)
    waited = [0.0] * len(levels)
    stayed = [0.0] * len(levels)
    for level, queued, start, end in log:
        if math.isnan(start) or start > days:
            continue
        visits += end <= days
        started[level] += 1
        waited[level] += start - queued
        stayed[level] += min(days, end) - start  # min keeps days if end is NaN
    line = {
        "visits": visits,
        "seconds": seconds,
        "peak_mb": memory,
        "wait": {
            level.name: wait / max(count, 1)
            for level, wait, count in zip(levels, waited, started, strict=True)
        },
        "occupancy": {level.name: stay / days for level, stay in zip(levels, stayed, strict=True)},
    }
    print(json.dumps(line))
