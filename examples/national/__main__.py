"""The country: thousands of facilities, 1.7 million admissions a year, simulated for ten years.

    python -m examples.national [--years 10] [--seed 7] [--facilities 11890]

Prints how many visits were simulated, how fast and in how much memory, and what a national planner
would ask first: how full the beds are, how long people wait for one, and how many are in treatment.
The survey's count of those stands beside it. It sets the number of IOP places (see `country`), but
neither who comes nor how long anybody stays, so that the number in treatment is a prediction, and
how far it is off says how much of the country the tables leave out. The country is empty on day 0;
what is told is the mean of the last year.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import numpy as np

from examples.national.country import (
    DAYS_IN_YEAR,
    FACILITIES,
    FEWEST,
    KINDS,
    Country,
    kind_of,
)
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.replication.replication import chunks

if TYPE_CHECKING:
    from iopkit.model import Scenario


@attrs.frozen
class Found:
    """What came of a simulation.

    Parameters
    ----------
    visits
        Visits, those that the end cut off among them.
    seconds
        How long it took, without lowering and compilation. [s]
    active, waiting
        Clients in active stay and in the queue, by kind of level, the mean of the last year's days.
    wait
        Mean wait of those whose active stay began in the last year, by kind of level. [days]
    """

    visits: int
    seconds: float
    active: dict[str, float]
    waiting: dict[str, float]
    wait: dict[str, float]


def simulated(scenario: Scenario) -> Found:
    """Simulate the country once; at least a year."""
    lowered = lower(scenario)
    for _ in chunks(lowered, seed=0, replication=0, days=1.0, daily=True):
        pass  # what is to be compiled, or read as compiled before, is so now
    n_levels, since = len(lowered.levels), scenario.days - DAYS_IN_YEAR
    active, waiting = np.zeros(n_levels), np.zeros(n_levels)
    waited, begun = np.zeros(n_levels), np.zeros(n_levels)
    visits = n_days = 0
    start = time.perf_counter()
    for chunk in chunks(lowered, seed=scenario.seed, replication=0, days=scenario.days, daily=True):
        rows = chunk.visits
        visits += len(rows)
        counts = rows.started_at >= since  # not a number for who never began
        level = rows.level[counts]
        waited += np.bincount(level, (rows.started_at - rows.queued_at)[counts], n_levels)
        begun += np.bincount(level, minlength=n_levels)
        if chunk.daily is not None:
            first = max(int(since) - chunk.daily.first_day, 0)
            active += chunk.daily.active[first:].sum(axis=0)
            waiting += chunk.daily.waiting[first:].sum(axis=0)
            n_days += len(chunk.daily.active[first:])
    seconds = time.perf_counter() - start
    kinds = np.array([kind_of(level) for level in lowered.levels])

    def by_kind(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> dict[str, float]:
        return {kind: float(values[kinds == kind].sum()) for kind in KINDS}

    begun_there = by_kind(begun)
    return Found(
        visits=visits,
        seconds=seconds,
        active=by_kind(active / n_days),
        waiting=by_kind(waiting / n_days),
        wait={kind: days / max(begun_there[kind], 1) for kind, days in by_kind(waited).items()},
    )


def main() -> None:
    """Simulate the country once and print what came of it."""
    parser = argparse.ArgumentParser(prog="examples.national")
    parser.add_argument("--years", type=float, default=10.0, help="at least 1")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--facilities", type=int, default=FACILITIES, help="fewer: a small country")
    given = parser.parse_args()
    if given.years < 1 or given.facilities < FEWEST:
        parser.error(f"It takes a year at least, and {FEWEST} facilities.")
    start = time.perf_counter()
    country = Country.from_tables(given.facilities)
    scenario = country.scenario(given.years * DAYS_IN_YEAR, given.seed)
    found = simulated(scenario)
    built = time.perf_counter() - start - found.seconds
    pathway = scenario.pathway
    print(
        f"{len(country.facilities):,} facilities, {len(pathway.levels):,} levels, "
        f"{len(pathway.transitions):,} transitions, made ready in {built:.0f} s"
    )
    print(
        f"{found.visits:,} visits in {given.years:g} years, in {found.seconds:.1f} s: "
        f"{found.visits / found.seconds:,.0f} visits a second"
    )
    if (memory := peak_mb()) is not None:
        print(f"{memory:,.0f} MB at most")
    print("\nOn a day of the last year")
    for kind in KINDS:
        places = country.places(kind)
        full = f", {found.active[kind] / places:4.0%} full" if places else ""
        print(
            f"  {kind:12}{found.active[kind]:9,.0f} in care,{found.waiting[kind]:9,.0f} waiting, "
            f"for {found.wait[kind]:.1f} days{full}"
        )
    treated = sum(found.active.values())
    print(
        f"\n{treated:,.0f} in treatment; the survey counted {country.surveyed:,.0f}, "
        f"{country.surveyed / treated:.1f} times as many"
    )


def peak_mb() -> float | None:
    """Give the peak of this process's memory, None where the system does not say. [MB]"""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    words = status.read_text(encoding="ascii", errors="replace").split()
    return int(words[words.index("VmHWM:") + 1]) / 1024


if __name__ == "__main__":
    main()
