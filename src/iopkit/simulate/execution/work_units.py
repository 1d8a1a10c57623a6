"""The work of a run, in pieces that can be done anywhere and in any order."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import attrs

from iopkit.simulate.kernel.state import Buffer
from iopkit.simulate.measures.replication_measures import Replicated, Window
from iopkit.simulate.replication.measure_accumulator import MeasureAccumulator
from iopkit.simulate.replication.replication import chunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.simulate.execution.progress import ProgressWatch
    from iopkit.simulate.lowering.serialized_scenario import SerializedScenario
    from iopkit.simulate.measures.replication_measures import Figures
    from iopkit.simulate.storage.run_folder import RunFolder


@attrs.frozen(kw_only=True)
class Work:
    """What is the same for all replications of a run. Another process gets it as few bytes.

    Parameters
    ----------
    packed
        The scenario as numbers.
    seed
        What keys chance.
    days, warm_up
        How long each replication is, and how much of that no figure counts. [days]
    folder
        Where visits and census are kept; None when nothing is.
    """

    packed: SerializedScenario
    seed: int
    days: float = attrs.field(converter=float)  # an integer would be another compiled kernel
    warm_up: float = attrs.field(converter=float)
    folder: RunFolder | None = None

    def __call__(self, replications: Sequence[int], watch: ProgressWatch) -> list[Replicated]:
        """Simulate some replications and return what came of each.

        Raises
        ------
        ScenarioError
            When the scenario cannot be simulated to its end.
        RunFolderError
            When something cannot be written; the replications before are kept.
        CancelledError
            When `watch` says that nobody wants it any more.
        """
        buffer = Buffer()
        return [self._one(number, buffer, watch) for number in replications]

    def _one(self, number: int, buffer: Buffer, watch: ProgressWatch) -> Replicated:
        lowered = self.packed.lowered
        with contextlib.ExitStack() as stack:
            part = None
            if self.folder is not None:
                from iopkit.simulate.storage.replication_files import (
                    ReplicationFiles,  # pyarrow: only for those who keep a run
                )

                part = stack.enter_context(ReplicationFiles(self.folder, number, lowered))
            tally = MeasureAccumulator(lowered, Window(self.warm_up, self.days))
            figures: Figures = {}
            for chunk in chunks(
                lowered,
                seed=self.seed,
                replication=number,
                days=self.days,
                buffer=buffer,
                stop=watch,
                since=self.warm_up,
                daily=part is not None,
            ):
                tally.add(chunk.visits)
                if part is not None:
                    part.add(chunk)
                if chunk.ends is not None:
                    figures = tally.figures(chunk.ends)
                elif len(chunk.visits):
                    watch.saw(number, float(chunk.visits.left_at[-1]) / self.days)
            digest = "" if part is None else part.finish(figures)
        watch.saw(number, 1.0)
        return Replicated(figures, digest)


def batches(replications: Sequence[int]) -> list[Sequence[int]]:
    """Return replications in batches that depend on nothing but which they are.

    A batch uses its memory again, so it is longer than one; but there are enough for any number of
    cores, and none lasts so long that progress would not show.

    >>> batches(range(40))[:2]
    [range(0, 5), range(5, 10)]
    """
    size = min(max(len(replications) // 8, 1), 16)
    return [replications[first : first + size] for first in range(0, len(replications), size)]
