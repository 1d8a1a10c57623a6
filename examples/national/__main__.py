"""The country: thousands of facilities, 1.7 million admissions a year, simulated for ten years.

    python -m examples.national [--years 10] [--seed 7]

Prints how many visits were simulated and how fast, and what a national planner would ask first:
how full the beds are, how long people wait for one, and whether the number in treatment is that of
the survey, which nothing here was fitted to.
"""

from __future__ import annotations

import argparse
import time
from typing import Final

import numpy as np

from examples.national.country import Country
from iopkit.simulate.lower import lower
from iopkit.simulate.replicate import chunks

DAYS_IN_YEAR: Final = 365.25


def main() -> None:
    """Simulate the country once and print what came of it."""
    parser = argparse.ArgumentParser(prog="examples.national")
    parser.add_argument("--years", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    country = Country.from_tables()
    start = time.perf_counter()
    lowered = lower(country.scenario(given.years * DAYS_IN_YEAR, given.seed))
    built = time.perf_counter()
    days = given.years * DAYS_IN_YEAR
    for _ in chunks(lowered, seed=0, replication=0, days=1.0):  # compiled, or loaded, before
        pass
    kinds = np.array([country.kind_of(level) for level in lowered.levels])
    active, waiting = np.zeros(len(kinds)), np.zeros(len(kinds))
    visits, last_year, n_days = 0, days - DAYS_IN_YEAR, 0
    ready = time.perf_counter()
    for chunk in chunks(lowered, seed=given.seed, replication=0, days=days, daily=True):
        visits += len(chunk.visits)
        if chunk.daily is not None:
            first = max(int(last_year) - chunk.daily.first_day, 0)
            active += chunk.daily.active[first:].sum(axis=0)
            waiting += chunk.daily.waiting[first:].sum(axis=0)
            n_days += len(chunk.daily.active[first:])
    seconds = time.perf_counter() - ready
    print(f"{len(country.facilities):,} facilities, {len(kinds):,} levels")
    print(f"{visits:,} visits in {given.years:g} years, {visits / given.years:,.0f} a year")
    print(f"{visits / seconds:,.0f} visits a second ({built - start:.1f} s to build)")
    print(f"in treatment in the last year: {active.sum() / n_days:,.0f}")
    print(f"the survey counted {country.surveyed:,}")
    for kind in ("detox", "residential", "iop", "outpatient"):
        here = kinds == kind
        beds = country.places[kind]
        full = f", {active[here].sum() / n_days / beds:.0%} full" if beds else ""
        print(
            f"  {kind:12} {active[here].sum() / n_days:11,.0f} in care, "
            f"{waiting[here].sum() / n_days:9,.0f} waiting{full}"
        )


if __name__ == "__main__":
    main()
