"""Little's law on every path, counted a second time from the events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

import iopkit
from iopkit.model import Scenario
from iopkit.simulate import simulate
from validation import same_models
from validation.check import About
from validation.estimate import SampleMean
from validation.rows import occupancy, rows_of
from validation.small import DONE, LEFT, level, lognormal, move, pathway, stream

if TYPE_CHECKING:
    from iopkit.model import Pathway
    from validation.check import Check
    from validation.effort import Effort
    from validation.rows import Floats


def on_every_path(effort: Effort) -> list[Check]:
    """Check that clients counted event by event are the days they spent, path by path.

    Little (1961), in the form that holds for each single path: the number present, averaged over
    time, is the sum of the times spent, divided by the time. The one side comes from the report of
    iopkit, the other from the events of its visits.
    """
    path = About(
        shows="the report counts what the visits hold", source="Little (1961), on single paths"
    )
    rates = About(
        shows="arrivals, waits and queues fit together", source="Little (1961): L = lambda W"
    )
    found = []
    n = effort.replications(20)
    for title, one in (
        ("standard", iopkit.load("standard")),
        ("two levels", _two_levels()),
        ("priority, patience, holding", same_models.whole()),
    ):
        scenario = Scenario(pathway=one, days=3000, replications=n, seed=121)
        run = simulate(scenario)
        every = list(rows_of(run))
        for told in run.summary().levels:
            here = [rows.at(told.level) for rows in every]
            days = scenario.days
            name = f"{title}, {told.level}"
            census = _mean_present([(each.started, each.ended) for each in here], days)
            found.append(path.same(f"{name}: census", census, told.census.mean))
            if told.queue_length.mean > 0:
                queue = _mean_present([(each.queued, each.began_or_left) for each in here], days)
                found.append(path.same(f"{name}: waiting", queue, told.queue_length.mean))
            if told.blocked is not None:
                held = _mean_present([(each.blocked_from, each.left) for each in here], days)
                found.append(path.same(f"{name}: blocked", held, told.blocked.mean))
    n = effort.replications(100)
    scenario = Scenario(pathway=_two_levels(), days=6000, warm_up=500, replications=n, seed=122)
    for told in simulate(scenario).summary().levels:
        wait = told.wait_mean.mean if told.wait_mean is not None else 0.0
        expected = told.admissions.mean / 365.25 * wait
        got = SampleMean.from_interval(told.queue_length, n)
        found.append(
            rates.published(
                f"{told.level}: waiting = admissions a day x wait",
                expected,
                got,
                off=0.1 * expected,
                why="a tenth: clients at the two ends of the window count on one side only",
            )
        )
    return found


def _mean_present(stretches: list[tuple[Floats, Floats]], days: float) -> float:
    """Return how many clients were there on average, counted event by event. [clients]"""
    means = []
    for start, end in stretches:
        shares = occupancy(start, end, (0.0, days))
        means.append(float(shares @ np.arange(len(shares))))
    return float(np.mean(means))


def _two_levels() -> Pathway:
    return pathway(
        [level("iop", 6), level("outpatient", 12)],
        [
            move("iop", "outpatient", 0.6, lognormal(10, 8)),
            move("iop", LEFT, 0.4, lognormal(4, 4)),
            move("outpatient", "iop", 0.1, lognormal(8, 8)),
            move("outpatient", DONE, 0.9, lognormal(25, 12)),
        ],
        [stream("iop", 0.6)],
    )
