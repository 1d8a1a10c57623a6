"""How long an empty facility takes to fill, found in the simulated numbers themselves.

By MSER-5: of a series, made of means of five, so many are left out at the start that the marginal
standard error of the rest is least, and never more than half of them (White, Simulation 69, 1997;
Franklin and White, Winter Simulation Conference 2008).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

from iopkit.diagnostics.catalogue.scenarios import WARM_UP_NOT_FOUND
from iopkit.errors import ScenarioError
from iopkit.model.field_types import checked_call
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.study.daily_census import daily_census

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.kernel.tables import Floats

BATCH: Final = 5
"""How many days make one value of the series. [days]"""

SHORTEST: Final = 100
"""The shortest time in which a warm-up is looked for. [days]"""

_NOTHING: Final = 1e-12
"""The share of all variation that is only rounding. [1]"""

MOST_REPLICATIONS: Final = 20
"""Over how many replications the series is averaged at most."""


@attrs.frozen(kw_only=True)
class WarmUp:
    """The warm-up that was found.

    Parameters
    ----------
    days
        The longest of all levels. [days]
    levels
        The warm-up of each level, in the order of the pathway. [days]
    unsettled
        The levels whose best start lies at half of the time: they still fill or drain then, so
        that the warm-up may be too short. Simulate longer, or mind that they never settle.
    """

    days: float
    levels: tuple[tuple[str, float], ...]
    unsettled: tuple[str, ...] = ()

    @property
    def slowest(self) -> str:
        """The level with the longest warm-up, the first of several; empty without any level."""
        return max(self.levels, key=lambda each: each[1], default=("", 0.0))[0]


@checked_call
def find_warm_up(scenario: Scenario, *, executor: Executor | None = None) -> WarmUp:
    """Find the warm-up of a scenario, level by level, by MSER-5.

    The series is the daily census of the level, those who wait included, averaged over the
    scenario's replications, twenty of them at most. The scenario's own warm-up does not matter.

    Parameters
    ----------
    scenario
        What is simulated, at least 100 days of it.
    executor
        Where replications run; the answer does not depend on it.

    Raises
    ------
    ScenarioError
        When it is too short, or cannot be simulated.
    """
    if scenario.days < SHORTEST:
        raise ScenarioError(WARM_UP_NOT_FOUND(days=scenario.days, least=SHORTEST))
    replications = min(scenario.replications, MOST_REPLICATIONS)
    series = daily_census(scenario, replications=replications, batch=BATCH, executor=executor)
    names = lower(scenario).levels
    found = [mser5(series[:, i]) for i in range(len(names))]
    return WarmUp(
        days=max((days for days, _ in found), default=0.0),
        levels=tuple((name, days) for name, (days, _) in zip(names, found, strict=True)),
        unsettled=tuple(name for name, (_, limit) in zip(names, found, strict=True) if limit),
    )


def mser5(means: Floats) -> tuple[float, bool]:
    """Return how much of a series is warm-up, and whether that is all that may be.

    Parameters
    ----------
    means
        The means of five days each, from the start. (n_batches,)

    >>> import numpy as np
    >>> mser5(np.concatenate([np.linspace(0.0, 9.0, 10), np.full(90, 10.0)]))
    (50.0, False)
    """
    n = len(means)
    if n <= 1 or not np.ptp(means):
        return 0.0, False  # nothing changes at all
    # Around their mean, so that squares of large and steady numbers keep their digits.
    around = means - means.mean()
    left = np.arange(n, 0, -1)
    sums = np.cumsum(around[::-1])[::-1]
    squares = np.cumsum((around**2)[::-1])[::-1]
    spread = squares - sums**2 / left
    spread[spread <= _NOTHING * spread[0]] = 0.0  # what never changes again is steady from there on
    last = math.floor(n / 2)
    start = int(np.argmin(spread[: last + 1] / left[: last + 1] ** 2))
    return float(start * BATCH), start == last
