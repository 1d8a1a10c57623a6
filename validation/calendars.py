"""Places that change by a calendar, against the equations of the number of clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

from iopkit.model import CapacitySchedule, Displaces, Scenario
from iopkit.simulate import simulate
from validation.chains import chain, jump, mean_of
from validation.check import About
from validation.estimate import SampleMean
from validation.queues import YEAR
from validation.small import DONE, LEFT, exponential, level, move, pathway, stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validation.chains import Chain, Matrix
    from validation.check import Check
    from validation.effort import Effort

LONGEST_QUEUE: Final = 70


@attrs.frozen
class Week:
    """Places that are many for some days and few for the rest of a week, for exponential stays.

    Parameters
    ----------
    many, few
        Places at the start of the week, and later. [clients]
    cut
        The day from which there are few. [days]
    rate, mean_stay
        Arrivals, and how long clients stay. [1/day], [days]
    """

    many: int = 5
    few: int = 2
    cut: float = 5.0
    rate: float = 1.4
    mean_stay: float = 2.0

    @property
    def states(self) -> tuple[tuple[int, int], ...]:
        """Clients in active stay, and clients waiting."""
        return tuple(
            (active, waiting)
            for active in range(self.many + 1)
            for waiting in range(LONGEST_QUEUE if active >= self.few else 1)
        )

    def chain(self, places: int) -> Chain:
        """Return how the number of clients changes while there are so many places."""

        def leads(state: tuple[int, int]) -> Iterator[tuple[tuple[int, int], float]]:
            active, waiting = state
            yield ((active + 1, waiting) if active < places else (active, waiting + 1)), self.rate
            if active:
                goes_on = waiting and active <= places
                yield (
                    ((active, waiting - 1) if goes_on else (active - 1, waiting)),
                    active / self.mean_stay,
                )

        return chain(self.states, leads)

    def expected(self, *, displaces: bool) -> dict[str, float]:
        """Return the means over a week in the long run: active, waiting, displaced a day."""

        def opened(state: tuple[int, int]) -> tuple[int, int]:
            more = min(state[1], max(self.many - state[0], 0))
            return state[0] + more, state[1] - more

        def closed(state: tuple[int, int]) -> tuple[int, int]:
            return (min(state[0], self.few) if displaces else state[0]), state[1]

        open_, open_time = self.chain(self.many).after(self.cut)
        shut, shut_time = self.chain(self.few).after(7.0 - self.cut)
        cut = jump(self.states, closed)
        week = open_ @ cut @ shut @ jump(self.states, opened)
        start = np.linalg.matrix_power(week, 2048)[0]  # the state as a week begins, in the long run
        start /= start.sum()
        at_cut = start @ open_
        shares: Matrix = (start @ open_time + at_cut @ cut @ shut_time) / 7.0
        over = (max(active - self.few, 0) if displaces else 0 for active, _ in self.states)
        return {
            "active": mean_of(shares, (active for active, _ in self.states)),
            "waiting": mean_of(shares, (waiting for _, waiting in self.states)),
            "displaced": mean_of(at_cut, over) / 7.0,
        }


def by_week(effort: Effort) -> list[Check]:
    """Check a week of five days with many and two with few places, whom a cut displaces or not."""
    about = About(
        shows="places by calendar, and whom a cut displaces",
        source="Kolmogorov's equations over a week, by matrix exponentials",
    )
    week = Week()
    found = []
    for displaces in (None, Displaces.LAST, Displaces.FIRST):
        expected = week.expected(displaces=displaces is not None)
        calendar = CapacitySchedule(
            steps=((0, week.many), (week.cut, week.few)),
            period=7,
            displaces=displaces,
            displaced_to="" if displaces is None else LEFT,
        )
        one = pathway(
            [level("iop", week.many, calendar=calendar)],
            [move("iop", DONE, 1.0, exponential(week.mean_stay))],
            [stream("iop", week.rate)],
        )
        n = effort.replications(500)
        scenario = Scenario(pathway=one, days=7000, warm_up=700, replications=n, seed=141)
        summary = simulate(scenario).summary()
        here = summary.level("iop")
        name = "nobody displaced" if displaces is None else f"who began {displaces} displaced"
        queue = SampleMean.from_interval(here.queue_length, n)
        census = SampleMean.from_interval(here.census, n)
        found += [
            about.exact(f"{name}: clients waiting", expected["waiting"], queue, within=0.05),
            about.exact(f"{name}: census", expected["active"], census, within=0.01),
        ]
        if displaces is not None:
            left = SampleMean.from_interval(dict(summary.outcomes)[LEFT], n).divided_by(YEAR)
            found.append(
                about.exact(f"{name}: displaced a day", expected["displaced"], left, within=0.02)
            )
    return found
