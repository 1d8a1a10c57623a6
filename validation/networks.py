"""Several levels, against product forms and Markov chains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from iopkit.model import Outcome, Scenario
from iopkit.simulate import simulate
from validation.chains import chain, mean_of
from validation.check import About
from validation.estimate import SampleMean
from validation.formulas import erlang_c, visits_of_a_chain
from validation.queues import LOST, YEAR
from validation.small import (
    DONE,
    LEFT,
    OUTCOMES,
    cohort,
    exponential,
    level,
    lognormal,
    move,
    pathway,
    stream,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy.typing as npt

    from iopkit.model import Transition
    from validation.check import Check
    from validation.effort import Effort

State = tuple[int, int, int]
"""Clients in active stay at the first level, those blocked there, those at the second."""

ROUTES: Final[Mapping[str, Mapping[str, float]]] = {
    "detox": {"residential": 0.5, "iop": 0.3, LEFT: 0.2},
    "residential": {"iop": 0.7, "detox": 0.05, LEFT: 0.25},
    "iop": {"outpatient": 0.6, "residential": 0.1, LEFT: 0.3},
    "outpatient": {"iop": 0.15, DONE: 0.85},
}
"""Where clients go, with probabilities: some of them back."""

MEAN_STAY: Final = {"detox": 2.0, "residential": 6.0, "iop": 8.0, "outpatient": 12.0}


def jackson(effort: Effort) -> list[Check]:
    """Check an open network with steps back: each level is an M/M/c of its own."""
    about = About(
        shows="moves between levels, up and down, with waiting at each",
        source="Jackson (1963): product form",
    )
    rates = {"detox": 1.0, "residential": 0.2, "iop": 0.2, "outpatient": 0.1}
    places = {"detox": 3, "residential": 7, "iop": 14, "outpatient": 12}
    names = list(ROUTES)
    flow = np.linalg.solve(np.eye(4) - _matrix().T, np.array([rates[name] for name in names]))
    one = pathway(
        [level(name, places[name]) for name in names],
        list(_moves(ROUTES)),
        [stream(name, rate) for name, rate in rates.items()],
    )
    n = effort.replications(500)
    scenario = Scenario(pathway=one, days=8000, warm_up=1000, replications=n, seed=111)
    summary = simulate(scenario).summary()
    found = []
    for name, rate in zip(names, flow.tolist(), strict=True):
        load = rate * MEAN_STAY[name]
        queue = erlang_c(places[name], load) * load / (places[name] - load)
        here = summary.level(name)
        title = f"{name}, load {load / places[name]:.0%}"
        waiting = SampleMean.from_interval(here.queue_length, n)
        census = SampleMean.from_interval(here.census, n)
        found += [
            about.exact(f"{title}: clients waiting", queue, waiting, within=0.05),
            about.exact(f"{title}: census", load, census, within=0.01),
        ]
    return found


def absorbing(effort: Effort) -> list[Check]:
    """Check a cohort that moves without waiting and partly returns: visits and days in care."""
    about = About(
        shows="shares, stays and returns of a cohort",
        source="fundamental matrix (Kemeny and Snell 1960, theorem 3.2.4)",
    )
    back = 0.3
    names = list(ROUTES)
    moves = _matrix()
    to_left = np.array([ROUTES[name].get(LEFT, 0.0) for name in names])
    moves[:, 0] += to_left * back  # who left returns to detox with this chance
    expected = visits_of_a_chain(moves)[0]
    again = [move(LEFT, "detox", back, lognormal(40, 40))]
    one = pathway(
        [level(name) for name in names],
        [*_moves(ROUTES), *again],
        [cohort("detox", 2000)],
        outcomes=[OUTCOMES[0], Outcome(id=LEFT, title="Left")],
    )
    n, days = effort.replications(50), 5000.0
    scenario = Scenario(pathway=one, days=days, replications=n, seed=112)
    summary = simulate(scenario).summary()
    found = []
    for name, visits in zip(names, expected.tolist(), strict=True):
        here = summary.level(name)
        came = SampleMean.from_interval(here.admissions, n).divided_by(2000 * YEAR / days)
        stayed = SampleMean.from_interval(here.census, n).divided_by(2000 / days)
        found += [
            about.exact(f"{name}: visits of a client", visits, came, within=0.02),
            about.exact(f"{name}: days of a client", visits * MEAN_STAY[name], stayed, within=0.02),
        ]
    ended = SampleMean.from_interval(dict(summary.outcomes)[DONE], n).divided_by(2000 * YEAR / days)
    done = float(expected @ np.array([ROUTES[name].get(DONE, 0.0) for name in names]))
    found.append(about.exact("share who are done in the end", done, ended, within=0.02))
    return found


def blocking(effort: Effort) -> list[Check]:
    """Check two levels without a queue between them: who cannot move on keeps the old place."""
    about = About(
        shows="holding a place (blocking after service)",
        source="Markov chain on (active at the first, blocked there, at the second level)",
    )
    found = []
    for first, second, rate in ((1, 1, 1.0), (3, 2, 4.0)):
        at = _tandem(first, second, rate)
        one = pathway(
            [level("iop", first, queue=LOST), level("outpatient", second)],
            [
                move("iop", "outpatient", 1.0, exponential(1.0), hold=True),
                move("outpatient", DONE, 1.0, exponential(0.8)),
            ],
            [stream("iop", rate)],
        )
        n = effort.replications(300)
        scenario = Scenario(pathway=one, days=5000, warm_up=100, replications=n, seed=113)
        summary = simulate(scenario).summary()
        iop, outpatient = summary.level("iop"), summary.level("outpatient")
        ended = SampleMean.from_interval(dict(summary.outcomes)[DONE], n).divided_by(YEAR)
        name = f"{first} and {second} places"
        got = {
            "active": SampleMean.from_interval(iop.census, n),
            "blocked": SampleMean.from_interval(iop.blocked, n),
            "second": SampleMean.from_interval(outpatient.census, n),
            "flow": ended,
        }
        titles = {
            "active": "active at the first",
            "blocked": "blocked at the first",
            "second": "active at the second",
            "flow": "clients through a day",
        }
        found += [
            about.exact(f"{name}: {titles[figure]}", at[figure], got[figure], within=0.02)
            for figure in titles
        ]
    return [*found, _saturated(effort)]


def _saturated(effort: Effort) -> Check:
    """Check the flow through two single places when somebody always waits for the first."""
    about = About(
        shows="holding a place (blocking after service)",
        source="Hunt (1956): m1 m2 (m1 + m2) / (m1^2 + m1 m2 + m2^2) clients a day",
    )
    one = pathway(
        [level("iop", 1), level("outpatient", 1)],
        [
            move("iop", "outpatient", 1.0, exponential(1.0), hold=True),
            move("outpatient", DONE, 1.0, exponential(0.5)),
        ],
        [cohort("iop", 2500)],
    )
    n = effort.replications(50)
    scenario = Scenario(pathway=one, days=2100, warm_up=100, replications=n, seed=114)
    ended = dict(simulate(scenario).summary().outcomes)[DONE]
    flow = SampleMean.from_interval(ended, n).divided_by(YEAR)
    expected = 1 * 2 * 3 / (1 + 2 + 4)
    return about.exact(
        "never idle, 1 and 1 place: clients through a day", expected, flow, within=0.02
    )


def _tandem(first: int, second: int, rate: float) -> dict[str, float]:
    """Return what the chain of two levels says, whose first turns away who finds no place."""

    def leads(state: State) -> Iterator[tuple[State, float]]:
        active, blocked, there = state
        if active + blocked < first:
            yield (active + 1, blocked, there), rate
        if there < second:
            yield (active - 1, blocked, there + 1), active / 1.0
        else:
            yield (active - 1, blocked + 1, there), active / 1.0
        if blocked:  # the place at the second level goes to somebody who is blocked
            yield (active, blocked - 1, there), there / 0.8
        else:
            yield (active, blocked, there - 1), there / 0.8

    states = [
        (active, blocked, there)
        for active in range(first + 1)
        for blocked in range(first + 1 - active)
        for there in range(second + 1)
        if not blocked or there == second
    ]
    shares = chain(states, leads).stationary()
    in_second = mean_of(shares, (there for _, _, there in states))
    return {
        "active": mean_of(shares, (active for active, _, _ in states)),
        "blocked": mean_of(shares, (blocked for _, blocked, _ in states)),
        "second": in_second,
        "flow": in_second / 0.8,
    }


def _matrix() -> npt.NDArray[np.float64]:
    return np.array([[ROUTES[start].get(to, 0.0) for to in ROUTES] for start in ROUTES])


def _moves(routes: Mapping[str, Mapping[str, float]]) -> Iterator[Transition]:
    for start, ends in routes.items():
        for to, share in ends.items():
            yield move(start, to, share, exponential(MEAN_STAY[start]))
