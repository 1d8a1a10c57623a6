"""One level, against the formulas of queueing theory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from iopkit import parse
from iopkit.model import (
    Distribution,
    DistributionFamily,
    Fact,
    QueueDiscipline,
    Rule,
    Scenario,
    YesNo,
)
from iopkit.simulate import simulate
from validation.chains import chain, mean_of
from validation.check import About
from validation.estimate import SampleMean
from validation.formulas import erlang_b, erlang_c, priority_waits
from validation.rows import occupancy, rows_of
from validation.small import DONE, LEFT, exponential, level, lognormal, move, pathway, stream

if TYPE_CHECKING:
    from validation.check import Check
    from validation.effort import Effort

YEAR: Final = 365.25

PATIENCE: Final = QueueDiscipline(patience=exponential(2.0), gives_up=LEFT)
LOST: Final = QueueDiscipline(patience=Distribution.fixed(0.0), gives_up=LEFT)


def waiting(effort: Effort) -> list[Check]:
    """Check M/M/c: some places, nobody gives up."""
    about = About(shows="waiting for a place, first come first served", source="Erlang C (1917)")
    found = []
    for places, rate in ((1, 0.7), (4, 3.2), (20, 17.0)):
        one = pathway(
            [level("iop", places)],
            [move("iop", DONE, 1.0, exponential(1.0))],
            [stream("iop", rate)],
        )
        n = effort.replications(300)
        scenario = Scenario(pathway=one, days=4000, warm_up=500, replications=n, seed=101)
        here = simulate(scenario).summary().level("iop")
        queue = erlang_c(places, rate) * rate / (places - rate)
        name = f"M/M/{places}, load {rate / places:.0%}"
        found += [
            about.exact(
                f"{name}: clients waiting",
                queue,
                SampleMean.from_interval(here.queue_length, n),
                within=0.05,
            ),
            about.exact(
                f"{name}: mean wait",
                queue / rate,
                SampleMean.from_interval(here.wait_mean, n),
                within=0.05,
            ),
            about.exact(
                f"{name}: census", rate, SampleMean.from_interval(here.census, n), within=0.01
            ),
        ]
    return found


def losing(effort: Effort) -> list[Check]:
    """Check M/G/c/c: who finds no place is gone, whatever the distribution of stays."""
    about = About(
        shows="a patience of 0 days, and that only the mean stay counts", source="Erlang B (1917)"
    )
    found = []
    for stay, title in ((exponential(3.0), "exponential"), (lognormal(3.0, 6.0), "lognormal")):
        for places, rate in ((2, 0.5), (10, 3.0)):
            one = pathway(
                [level("iop", places, queue=LOST)],
                [move("iop", DONE, 1.0, stay)],
                [stream("iop", rate)],
            )
            n = effort.replications(300)
            scenario = Scenario(pathway=one, days=5000, warm_up=300, replications=n, seed=102)
            summary = simulate(scenario).summary()
            blocked = erlang_b(places, 3.0 * rate)
            left = SampleMean.from_interval(dict(summary.outcomes)[LEFT], n).divided_by(rate * YEAR)
            census = SampleMean.from_interval(summary.level("iop").census, n)
            name = f"{places} places, {title} stays"
            found += [
                about.exact(f"{name}: share turned away", blocked, left, within=0.02),
                about.exact(f"{name}: census", 3.0 * rate * (1 - blocked), census, within=0.01),
            ]
    return found


def giving_up(effort: Effort) -> list[Check]:
    """Check M/M/c+M: clients give up after an exponential patience."""
    about = About(shows="patience", source="Erlang A (Palm 1957), by its birth and death chain")
    found = []
    for places, rate in ((3, 2.5), (3, 4.0), (15, 18.0)):
        at = _impatient(places, rate, patience=2.0)
        one = pathway(
            [level("iop", places, queue=PATIENCE)],
            [move("iop", DONE, 1.0, exponential(1.0))],
            [stream("iop", rate)],
        )
        n = effort.replications(300)
        scenario = Scenario(pathway=one, days=3000, warm_up=100, replications=n, seed=103)
        summary = simulate(scenario).summary()
        here = summary.level("iop")
        left = SampleMean.from_interval(dict(summary.outcomes)[LEFT], n).divided_by(rate * YEAR)
        name = f"M/M/{places}+M, load {rate / places:.0%}"
        found += [
            about.exact(f"{name}: share who give up", at["left"], left, within=0.02),
            about.exact(
                f"{name}: clients waiting",
                at["queue"],
                SampleMean.from_interval(here.queue_length, n),
                within=0.02,
            ),
            about.exact(
                f"{name}: census",
                at["census"],
                SampleMean.from_interval(here.census, n),
                within=0.01,
            ),
        ]
    return found


def _impatient(places: int, rate: float, *, patience: float) -> dict[str, float]:
    """Return what the chain on the number of clients says; stays last a day on average."""
    most = places + 400
    counts = range(most)
    model = chain(
        counts,
        lambda n: [
            (n + 1, rate),
            (n - 1, min(n, places) + max(n - places, 0) / patience),
        ],
    )
    shares = model.stationary()
    queue = mean_of(shares, (max(n - places, 0) for n in counts))
    census = mean_of(shares, (min(n, places) for n in counts))
    return {"queue": queue, "census": census, "left": queue / patience / rate}


def without_limit(effort: Effort) -> list[Check]:
    """Check M/G/infinity: the number of clients is Poisson, whatever the distribution of stays."""
    about = About(
        shows="stays from several distributions, occupancy",
        source="M/G/infinity: the number present is Poisson (Takacs 1962)",
    )
    found = []
    stays = {
        "lognormal": lognormal(30, 20),
        "uniform": Distribution(shape=DistributionFamily.UNIFORM, given={"low": 10, "high": 50}),
        "weibull": Distribution(shape=DistributionFamily.WEIBULL, given={"mean": 30, "sd": 35}),
    }
    for title, stay in stays.items():
        one = pathway([level("iop")], [move("iop", DONE, 1.0, stay)], [stream("iop", 0.4)])
        n = effort.replications(60)
        window = (1000.0, 11000.0)
        scenario = Scenario(
            pathway=one, days=window[1], warm_up=window[0], replications=n, seed=104
        )
        means, squares = [], []
        for rows in rows_of(simulate(scenario)):
            shares = occupancy(rows.started, rows.ended, window)
            counts = np.arange(len(shares))
            means.append(float(shares @ counts))
            squares.append(float(shares @ (counts - 12.0) ** 2))
        found += [
            about.exact(f"{title} stays: mean present", 12.0, SampleMean.of(means), within=0.02),
            about.exact(f"{title} stays: variance", 12.0, SampleMean.of(squares), within=0.05),
        ]
    return found


def urgent_first(effort: Effort) -> list[Check]:
    """Check M/M/c with two classes, of whom the urgent go first and interrupt nobody."""
    about = About(shows="the rules of a queue", source="Cobham (1954)")
    found = []
    rule = Rule(criterion=parse("urgent"))
    urgent = Fact(id="urgent", ask="Urgent?", type=YesNo())
    for places, rates in ((1, (0.3, 0.5)), (4, (1.0, 2.4))):
        one = pathway(
            [level("iop", places, queue=QueueDiscipline(first=(rule,)))],
            [move("iop", DONE, 1.0, exponential(1.0))],
            [
                stream("iop", rates[0], id="soon", urgent=True),
                stream("iop", rates[1], id="later", urgent=False),
            ],
            facts=[urgent],
        )
        n = effort.replications(250)
        scenario = Scenario(pathway=one, days=4000, replications=n, seed=105)
        waits: dict[str, list[float]] = {"soon": [], "later": []}
        for rows in rows_of(simulate(scenario)):
            for who, values in waits.items():
                late = rows.at("iop", who)
                after = late.queued > 300
                some = (late.started - late.queued)[after & ~np.isnan(late.started)]
                values.append(float(some.mean()))
        expected, _ = priority_waits(places, 1.0, rates)
        for who, wait in zip(waits, expected, strict=True):
            got = SampleMean.of(waits[who])
            found.append(
                about.exact(f"{places} places: mean wait, '{who}'", wait, got, within=0.06)
            )
    return found
