"""The models as iopkit scenarios, through the same door as every user's: `replicate`.

Every visit is logged and every draw is keyed. Before the clock starts, the kernel is compiled and
the memory of the log touched, as in the C program; a run of many replications does so too.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from benchmarks.report import arguments, report
from iopkit.model.arrivals import Arrivals, Rate
from iopkit.model.distribution import Distribution, Shape
from iopkit.model.figure import Figure
from iopkit.model.level import Level as CareLevel
from iopkit.model.outcome import Outcome
from iopkit.model.pathway import Pathway
from iopkit.model.scenario import Scenario
from iopkit.model.transition import Kind, Transition
from iopkit.simulate.lower import lower
from iopkit.simulate.replicate import replicate
from iopkit.simulate.state import Buffer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.m1 import Level


def scenario(levels: Sequence[Level], days: float) -> Scenario:
    """Give a model as a scenario; a level without exits leads to the outcome `done`."""
    names = [level.name for level in levels]
    ends = {to for level in levels for to in level.after if to not in names} | {"done"}
    transitions = [
        Transition(
            start=level.name,
            to=to,
            kind=Kind.TRANSFER if to in names else Kind.DISCHARGE,
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
                Arrivals(id=level.name, to=level.name, when=Rate.constant(level.arrivals))
                for level in levels
                if level.arrivals
            ],
        ),
        days=days,
    )


def _stay(level: Level) -> Distribution:
    if level.sd is None:
        return Distribution(shape=Shape.EXPONENTIAL, given={"mean": level.mean})
    return Distribution(shape=Shape.LOGNORMAL, given={"mean": level.mean, "sd": level.sd})


def main() -> None:
    """Run a model once."""
    days, seed, levels = arguments()
    lowered = lower(scenario(levels, days))
    buffer = Buffer()
    replicate(lowered, seed=seed, replication=1, days=days, buffer=buffer)
    start = time.perf_counter()
    visits = replicate(lowered, seed=seed, replication=0, days=days, buffer=buffer)
    seconds = time.perf_counter() - start
    columns = (visits.level, visits.queued_at, visits.started_at, visits.ended_at)
    # a visit that the horizon cuts off ends beyond it
    columns[3][visits.is_cut_off] = float("inf")
    report(days, seconds, levels, zip(*(column.tolist() for column in columns), strict=True))


if __name__ == "__main__":
    main()
