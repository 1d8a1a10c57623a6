"""Run the checks: ``python -m validation [--only SECTION] [--part SHARE]``.

Prints a table, and exits with 1 when a check fails. A run of everything writes ``results.json`` and
the page docs/explanation/validation.md.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from validation import page, suite
from validation.effort import Effort
from validation.figures import number
from validation.results import Results

if TYPE_CHECKING:
    from validation.check import Check


def main() -> int:
    """Run the checks and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m validation", description=__doc__)
    names = [section.id for section in suite.SECTIONS]
    parser.add_argument("--only", choices=names, default="", help="one section; all by default")
    parser.add_argument(
        "--part",
        type=float,
        default=1.0,
        help="share of the replications, for a quick look: intervals are then wider than allowed",
    )
    given = parser.parse_args()
    found: dict[str, list[Check]] = {}
    # a fresh interpreter for each worker: compiled code and threads do not survive a fork
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=context) as executor:
        for section, checks in suite.run(Effort(given.part), executor, given.only):
            found[section.id] = checks
            print(f"\n{section.title}\n")
            for check in checks:
                print(_line(check), flush=True)
    all_of_them = [check for checks in found.values() for check in checks]
    surprises = [check for check in all_of_them if check.is_surprise]
    counted = sum(check.passed is not None for check in all_of_them)
    print(f"\n{counted} checks, {len(surprises)} not as expected")
    for check in surprises:
        print(f"  {check.verdict}: {check.name} ({check.shows})")
    if not given.only and given.part == 1:
        results = Results.of(found)
        results.write()
        page.write(results)
    return 1 if surprises else 0


def _line(check: Check) -> str:
    interval = f"{number(check.low)} to {number(check.high)}"
    return (
        f"  {check.verdict:<13}{check.name:<68.68}"
        f"{number(check.expected):>10}{number(check.got):>10}  {interval}"
    )


if __name__ == "__main__":
    sys.exit(main())
