"""How long the report of a run takes, and how large it is.

    python benchmarks/report_page.py

Simulates the standard pathway into a folder, 10 years and 30 replications, and makes the report of
it several times. Prints the median of each step, and the bytes.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

import iopkit
from iopkit.draw.charts.run_charts import census_charts, waits_charts
from iopkit.pages import report_page
from iopkit.simulate import open_run, simulate

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES = 5


def seconds(step: Callable[[], object]) -> float:
    """Return the median time that a step takes, after it was done once."""
    step()
    found = []
    for _ in range(TIMES):
        start = time.perf_counter()
        step()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def main() -> None:
    """Print the table."""
    scenario = iopkit.Scenario(
        pathway=iopkit.load("standard"), days=3652.5, warm_up=365.25, replications=30, seed=1
    )
    with tempfile.TemporaryDirectory() as place:
        folders = [Path(place) / name for name in ("as-it-is", "more-places")]
        simulate(scenario, out=folders[0])
        simulate(attrs.evolve(scenario, places={"iop": 40}), out=folders[1])
        one, two = map(open_run, folders)
        steps: dict[str, Callable[[], object]] = {
            "open the run": lambda: open_run(folders[0]),
            "clients over time": lambda: census_charts(one),
            "waits": lambda: waits_charts(one),
            "the whole report": lambda: report_page({"as it is": one}),
            "the report of two runs": lambda: report_page({"as it is": one, "more": two}),
        }
        for name, step in steps.items():
            print(f"{name:<24}{1000 * seconds(step):8.0f} ms")
        for name, runs in (("one run", {"a": one}), ("two runs", {"a": one, "b": two})):
            print(f"{name:<24}{len(report_page(runs).encode()) / 1000:8.0f} kB")


if __name__ == "__main__":
    main()
