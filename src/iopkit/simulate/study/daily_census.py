"""The daily census of levels: how full they are while the simulated time passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from iopkit.simulate.execution.progress import ProgressWatch
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.lowering.serialized_scenario import SerializedScenario
from iopkit.simulate.replication.replication import chunks

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.kernel.tables import Floats, Ints


def daily_census(
    scenario: Scenario, *, replications: int, batch: int = 1, executor: Executor | None = None
) -> Floats:
    """Return the clients at each level, active and waiting, while time passes.

    Averaged over replications and over batches of days, from day 0 on; days that do not fill a
    batch are left out. (n_batches, n_levels) [clients]

    Parameters
    ----------
    scenario
        What is simulated; its warm-up and its number of replications do not matter.
    replications
        Over how many replications, at least 1.
    batch
        How many days are averaged; the census of a day is that at its beginning. [days]
    executor
        Where they run. The clients are counted in whole numbers, so the result is the same to the
        byte whatever it is.
    """
    packed, watch = SerializedScenario(lower(scenario)), ProgressWatch()
    one = _Counting(packed, scenario.seed, scenario.days, batch, watch)
    numbers = range(replications)
    total: Ints | None = None
    try:
        for found in map(one, numbers) if executor is None else executor.map(one, numbers):
            total = found if total is None else total + found
    except BaseException:  # Ctrl-C too: whoever still works on it need not finish
        watch.is_asked = True
        raise
    counted = np.zeros((0, len(packed.lowered.levels))) if total is None else total
    return counted / (batch * replications)


@attrs.frozen
class _Counting:
    """What is the same for all replications, on its way to where they run."""

    packed: SerializedScenario
    seed: int
    days: float
    batch: int
    watch: ProgressWatch

    def __call__(self, replication: int) -> Ints:
        """Return the clients of one replication, added up over each batch of days."""
        n_batches = int(self.days) // self.batch
        lowered = self.packed.lowered
        sums = np.zeros((n_batches, len(lowered.levels)), np.int64)
        for chunk in chunks(
            lowered,
            seed=self.seed,
            replication=replication,
            days=self.days,
            stop=self.watch,
            daily=True,
        ):
            daily = chunk.daily
            if daily is None:
                continue
            at = (daily.first_day + np.arange(len(daily.active))) // self.batch
            kept = at < n_batches
            np.add.at(sums, at[kept], daily.active[kept].astype(np.int64) + daily.waiting[kept])
        return sums
