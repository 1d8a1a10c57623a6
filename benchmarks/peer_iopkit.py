"""The models as iopkit scenarios, through the same doors as every user's.

`python -m benchmarks.peer_iopkit DAYS SEED [MODEL] [--doing WHAT]`

Every visit is logged and every draw is keyed. ``--doing`` says what happens to the visits:

- ``visits``: they are handed on chunk by chunk and counted, as in the C program, whose log nobody
  reads while the clock runs; here too the clock stands while a chunk is read
- ``figures``: a tally adds them up, and figures are made of it, as in `iopkit simulate`
- ``files``: that, and Parquet files of all visits and of every day, as with ``--out``

Before the clock starts, the kernel is compiled; and where visits are only handed on, the memory of
the log is touched, as in the C program, which a run of many replications does too.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.report import Sums, arguments, print_line
from iopkit.model import (
    ArrivalStream,
    Distribution,
    DistributionFamily,
    Figure,
    Outcome,
    Pathway,
    Rate,
    Scenario,
    Transition,
    TransitionKind,
)
from iopkit.model.level import Level as CareLevel
from iopkit.model.units import DAYS_IN_YEAR
from iopkit.simulate.execution.progress import ProgressWatch
from iopkit.simulate.execution.work_units import Work
from iopkit.simulate.kernel.state import Buffer
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.lowering.serialized_scenario import SerializedScenario
from iopkit.simulate.replication.replication import chunks
from iopkit.simulate.storage.run_folder import RunFolder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.m1 import Level
    from iopkit.simulate.kernel.visits import Visits


def scenario(levels: Sequence[Level], days: float) -> Scenario:
    """Give a model as a scenario; a level without exits leads to the outcome `done`."""
    names = [level.name for level in levels]
    ends = {to for level in levels for to in level.after if to not in names} | {"done"}
    transitions = [
        Transition(
            start=level.name,
            to=to,
            kind=TransitionKind.TRANSFER if to in names else TransitionKind.DISCHARGE,
            share=Figure(share),
            stay=_stay(level),
        )
        for level in levels
        for to, share in (level.after or {"done": 1.0}).items()
    ]
    return Scenario(
        pathway=Pathway(
            id="benchmark",
            title="Benchmark model",
            levels=[
                CareLevel(id=x.name, title=x.name, rank=1, places=Figure(x.places)) for x in levels
            ],
            outcomes=[Outcome(id=end, title=end, returns=False) for end in sorted(ends)],
            transitions=transitions,
            arrivals=[
                ArrivalStream(id=level.name, to=level.name, when=Rate.constant(level.arrivals))
                for level in levels
                if level.arrivals
            ],
        ),
        days=days,
    )


def _stay(level: Level) -> Distribution:
    if level.sd is None:
        return Distribution(shape=DistributionFamily.EXPONENTIAL, given={"mean": level.mean})
    return Distribution(
        shape=DistributionFamily.LOGNORMAL, given={"mean": level.mean, "sd": level.sd}
    )


def visits(asked: Scenario, seed: int) -> tuple[float, Sums]:
    """Hand on the visits of a replication; give the time that took [s], and their sums."""
    lowered, buffer = lower(asked), Buffer()
    for _ in chunks(lowered, seed=seed, replication=1, days=asked.days, buffer=buffer):
        pass
    sums = Sums.none(len(lowered.levels))
    start = time.perf_counter()
    seconds = 0.0
    for chunk in chunks(lowered, seed=seed, replication=0, days=asked.days, buffer=buffer):
        seconds += time.perf_counter() - start
        _add(chunk.visits, sums)
        start = time.perf_counter()
    return seconds + time.perf_counter() - start, sums


def _add(rows: Visits, sums: Sums) -> None:
    has_begun = ~np.isnan(rows.started_at)
    level, queued = rows.level[has_begun], rows.queued_at[has_begun]
    started, ended = rows.started_at[has_begun], rows.ended_at[has_begun]
    n_levels = len(sums.started)
    sums.visits += int(np.count_nonzero(has_begun & ~rows.is_cut_off))
    sums.started += np.bincount(level, minlength=n_levels)
    sums.waited += np.bincount(level, started - queued, n_levels)
    sums.stayed += np.bincount(level, ended - started, n_levels)


def figures(asked: Scenario, seed: int, folder: Path | None) -> tuple[float, Sums]:
    """Make the figures of a replication; give the time that took [s], and the sums behind them.

    Parameters
    ----------
    asked
        The model.
    seed
        The seed.
    folder
        Where to keep files of visits and days; None to keep nothing.
    """
    lowered = lower(asked)
    kept = None if folder is None else RunFolder.new(folder / "run", asked)
    work = Work(
        packed=SerializedScenario(lowered), seed=seed, days=asked.days, warm_up=0.0, folder=kept
    )
    warm = Work(packed=SerializedScenario(lowered), seed=seed, days=asked.days / 10, warm_up=0.0)
    warm([1], ProgressWatch())
    start = time.perf_counter()
    [found] = work([0], ProgressWatch())
    seconds = time.perf_counter() - start
    years = asked.days / DAYS_IN_YEAR

    def each(figure: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.array([found.figures.get((figure, level), 0.0) for level in lowered.levels])

    started = each("admissions") * years
    sums = Sums(
        visits=round(each("departures").sum() * years),
        started=started,
        waited=each("wait_mean") * started,
        stayed=each("census") * asked.days,
    )
    return seconds, sums


def main() -> None:
    """Run a model once."""
    days, seed, levels, doing = arguments(doing=("visits", "figures", "files"))
    asked = scenario(levels, days)
    if doing == "visits":
        seconds, sums = visits(asked, seed)
    elif doing == "figures":
        seconds, sums = figures(asked, seed, None)
    else:
        with tempfile.TemporaryDirectory() as folder:
            seconds, sums = figures(asked, seed, Path(folder))
    print_line(days, seconds, levels, sums)


if __name__ == "__main__":
    main()
