"""How a simulation scales: threads, processes, machines, and the length of the simulated time.

`python -m benchmarks.scaling [--full] [--rounds N] [--json FILE]`

Every figure but the two times that a person waits is a ratio of runs in turn, on one machine, so
that its speed at that hour falls out; of each side the quickest run counts, which others on the
machine delayed least. With ``--full`` the run that is shared out takes about a minute on one core.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from benchmarks.m1 import DAYS, M1
from benchmarks.peer_iopkit import scenario
from benchmarks.programs import HERE, run
from benchmarks.report import peak_mb
from benchmarks.tables import show, speed
from iopkit.model.units import DAYS_IN_YEAR
from iopkit.simulate import simulate
from iopkit.simulate.execution import workers
from iopkit.simulate.run import figures_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

    from iopkit.model import Scenario

SHORT, FULL = 48, 960
"""Replications of 36,500 days; 960 take about a minute on one core."""

QUIET: Final = 1.0
"""Above this load, others hold the cores that the second worker would need, and no gain shows."""

COLD_WITHIN: Final = 15.0
WARM_WITHIN: Final = 1.0


@attrs.frozen
class Figure:
    """One figure and what it should be.

    Parameters
    ----------
    name
        What was measured.
    value
        The figure.
    unit
        Its unit; empty for a ratio.
    target
        What it should be, in words.
    is_met
        Whether it is; None when the machine was too busy to say.
    """

    name: str
    value: float
    unit: str
    target: str
    is_met: bool | None


_MET: Final = {True: "yes", False: "no", None: "too busy to say"}


def seconds(asked: Scenario, executor: Executor | None = None) -> float:
    """Give the time of a simulation. [s]"""
    start = time.perf_counter()
    simulate(asked, executor=executor)
    return time.perf_counter() - start


def gain(
    asked: Scenario,
    rounds: int,
    one: Callable[[], contextlib.AbstractContextManager[Executor]],
    two: Callable[[], contextlib.AbstractContextManager[Executor]],
) -> float:
    """Give how many times quicker the executor `two` is than `one`, by the best of some rounds."""
    taken: dict[int, list[float]] = {0: [], 1: []}
    with one() as alone, two() as together:
        for executor in (alone, together):  # workers start, and read what was compiled
            simulate(attrs.evolve(asked, days=1.0, replications=8), executor=executor)
        for _ in range(rounds):
            for which, executor in enumerate((alone, together)):
                taken[which].append(seconds(asked, executor))
    return min(taken[0]) / min(taken[1])


@contextlib.contextmanager
def dask(n_workers: int) -> Iterator[Executor]:
    """Yield so many Dask workers with one thread each, in processes of this machine."""
    from distributed import LocalCluster

    with (
        LocalCluster(n_workers=n_workers, threads_per_worker=1, dashboard_address=":0") as cluster,
        workers.cluster(cluster.scheduler_address) as executor,
    ):
        yield executor


def sharing_out(replications: int, rounds: int) -> list[Figure]:
    """Measure two threads, processes and machines against one."""
    asked = attrs.evolve(scenario(M1, DAYS["m1"]), replications=replications)
    figures_of(attrs.evolve(asked, days=1.0), range(1))  # compiled before any process begins
    ways: dict[str, tuple[Callable[[int], Any], float]] = {
        "threads": (workers.threads, 1.8),
        "processes": (workers.processes, 1.8),
    }
    try:
        import distributed  # noqa: F401
    except ImportError:
        print("distributed is not installed: no Dask cluster is measured")
    else:
        ways["Dask workers"] = (dask, 1.6)
    found = []
    is_quiet = os.getloadavg()[0] < QUIET
    for name, (pool, least) in ways.items():
        times = gain(asked, rounds, partial(pool, 1), partial(pool, 2))
        target, met = f"at least {least:g}", times >= least or (False if is_quiet else None)
        found.append(Figure(f"two {name} against one", times, "", target, met))
    return found


def length(rounds: int) -> list[Figure]:
    """Measure one run against ten of a tenth of its days each, in fresh processes."""
    command = (sys.executable, "-m", "benchmarks.scaling", "--once")
    days, found = DAYS["m1"], []
    for doing, where in (("figures", "nowhere"), ("files", "folder")):
        short, long = [], []
        for _ in range(rounds):
            long.append(run(*command, str(days), "1", where))
            short.append(run(*command, str(days / 10), "10", where))
        memory = min(each["peak_mb"] for each in long) / min(each["peak_mb"] for each in short)
        quick = max(map(speed, long)) / max(map(speed, short))
        times = f"{days:,.0f} days against {days / 10:,.0f}"
        found += [
            Figure(f"memory, {doing}, {times}", memory, "", "at most 1.1", memory <= 1.1),
            Figure(f"visits/s, {doing}, {times}", quick, "", "at least 0.9", quick >= 0.9),
        ]
    return found


def once(days: float, replications: int, where: str) -> None:
    """Simulate once; print visits, seconds without compilation, and the peak of memory as JSON."""
    asked = attrs.evolve(scenario(M1, days), replications=replications)
    with tempfile.TemporaryDirectory() as folder:
        outs = [None, None] if where == "nowhere" else [Path(folder, name) for name in "ab"]
        simulate(attrs.evolve(asked, days=1.0, replications=1), out=outs[0])
        start = time.perf_counter()
        done = simulate(asked, out=outs[1])
        taken = time.perf_counter() - start
    a_year = sum(each["departures", level.name] for each in done.figures for level in M1)
    line = {"visits": a_year * days / DAYS_IN_YEAR, "seconds": taken, "peak_mb": peak_mb()}
    print(json.dumps(line))


def waiting(rounds: int) -> list[Figure]:
    """Measure how long a person waits for `iopkit simulate standard`, at first and later."""
    with tempfile.TemporaryDirectory() as cache:
        cold = _simulated({"NUMBA_CACHE_DIR": cache})
        warm = min(_simulated({"NUMBA_CACHE_DIR": cache}) for _ in range(rounds))
    return [
        Figure(
            "iopkit simulate standard, nothing compiled", cold, "s", "below 15", cold < COLD_WITHIN
        ),
        Figure("iopkit simulate standard, later", warm, "s", "below 1", warm < WARM_WITHIN),
    ]


def _simulated(more: dict[str, str]) -> float:
    command = (sys.executable, "-m", "iopkit", "simulate", "standard")
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | more
    start = time.perf_counter()
    subprocess.run(command, env=environment, cwd=HERE.parent, capture_output=True, check=True)  # noqa: S603  ours
    return time.perf_counter() - start


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description="How a simulation scales.")
    parser.add_argument("--full", action="store_true", help="share out about a minute of work")
    parser.add_argument("--rounds", type=int, default=7, help="runs of each side, 7 if not said")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument("--once", nargs=3, metavar=("DAYS", "REPLICATIONS", "WHERE"))
    given = parser.parse_args()
    if given.once:
        days, replications, where = given.once
        once(float(days), int(replications), where)
        return
    found = sharing_out(FULL if given.full else SHORT, given.rounds)
    found += length(given.rounds)
    found += waiting(given.rounds)
    lines = [
        [
            each.name,
            f"{each.value:.2f} {each.unit}".strip(),
            each.target,
            _MET[each.is_met],
        ]
        for each in found
    ]
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    show(
        f"Scaling, best of {given.rounds}; {os.cpu_count()} cores, load {load}",
        ("figure", "value", "target", "met"),
        lines,
    )
    if given.json:
        rows = [attrs.asdict(each) for each in found]
        given.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
