"""Runs that start with clients who are there already, and reviews, against their definitions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from scipy import integrate, stats

from iopkit import parse
from iopkit.model import (
    Census,
    CurrentClient,
    Distribution,
    Fact,
    FactChange,
    Scenario,
    Transition,
    TransitionKind,
    YesNo,
)
from iopkit.simulate import simulate
from validation.check import About
from validation.estimate import SampleMean
from validation.queues import YEAR
from validation.small import DONE, LEFT, level, lognormal, move, pathway, stream

if TYPE_CHECKING:
    from validation.check import Check
    from validation.effort import Effort


def census(effort: Effort) -> list[Check]:
    """Check that stays which began before the run last as long as they would have."""
    about = About(
        shows="a run that starts with a census",
        source="a lognormal stay of d days lasts t more with the chance S(d + t) / S(d)",
    )
    mean, sd = 40.0, 25.0
    stay = lognormal(mean, sd)
    log_mean, spread, _ = stay.parameters()
    law = stats.lognorm(spread, scale=math.exp(log_mean))
    already = [0.0, 5.0, 20.0, 45.0, 70.0] * 40
    one = pathway([level("iop")], [move("iop", DONE, 1.0, stay)], [stream("iop", 0.0)])
    found = []
    n = effort.replications(800)
    for days in (10.0, 40.0):
        scenario = Scenario(
            pathway=one,
            days=days,
            replications=n,
            seed=151,
            census=Census(tuple(CurrentClient(level="iop", days=day) for day in already)),
        )
        summary = simulate(scenario).summary()
        ended = SampleMean.from_interval(dict(summary.outcomes)[DONE], n).divided_by(YEAR / days)
        present = SampleMean.from_interval(summary.level("iop").census, n)
        went = sum(1 - law.sf(day + days) / law.sf(day) for day in already)
        there = sum(
            integrate.quad(law.sf, day, day + days)[0] / law.sf(day) / days for day in already
        )
        found += [
            about.exact(f"200 present, after {days:g} days: gone", went, ended, within=0.02),
            about.exact(f"200 present, over {days:g} days: census", there, present, within=0.01),
        ]
    return found


def reviews(effort: Effort) -> list[Check]:
    """Check a level that clients leave at the review at which they are ready."""
    about = About(
        shows="reviews, facts that progress, transitions at a review",
        source="geometric number of reviews",
    )
    every, chance, longest = 7.0, 0.25, 66.0
    ready = Fact(id="ready", ask="Ready to move on?", type=YesNo())
    change = FactChange(fact="ready", becomes=((True, chance),))
    onward = Transition(
        start="iop", to=DONE, kind=TransitionKind.DISCHARGE, when=parse("ready"), at_review=True
    )
    one = pathway(
        [level("iop", review=every, progress=[change])],
        [move("iop", LEFT, 1.0, Distribution.fixed(longest)), onward],
        [stream("iop", 0.5, ready=False)],
        facts=[ready],
    )
    n = effort.replications(60)
    scenario = Scenario(pathway=one, days=6000, warm_up=100, replications=n, seed=152)
    summary = simulate(scenario).summary()
    last = int(longest // every)
    never = (1 - chance) ** last
    stay = sum(every * k * chance * (1 - chance) ** (k - 1) for k in range(1, last + 1))
    stay += longest * never
    present = SampleMean.from_interval(summary.level("iop").census, n)
    left = SampleMean.from_interval(dict(summary.outcomes)[LEFT], n).divided_by(0.5 * YEAR)
    return [
        about.exact("ready with a chance of 1/4 a week: census", 0.5 * stay, present, within=0.02),
        about.exact("ready with a chance of 1/4 a week: never ready", never, left, within=0.05),
    ]
