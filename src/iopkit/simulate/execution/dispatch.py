"""Having the work of a run done: here, or wherever an executor does it."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, wait
from typing import TYPE_CHECKING, Final

from iopkit.errors import LostWorkerError
from iopkit.simulate.execution.main_guard import WITHOUT_GUARD, lacks_main_guard
from iopkit.simulate.execution.progress import ProgressWatch
from iopkit.simulate.execution.work_units import batches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor, Future

    from iopkit.simulate.execution.work_units import Work
    from iopkit.simulate.measures.replication_measures import Replicated

EVERY: Final = 0.2
"""How often somebody who watches hears of the replications under way. [s]"""


def done(
    work: Work,
    replications: Sequence[int],
    *,
    executor: Executor | None,
    progress: Callable[[float], object] | None,
) -> dict[int, Replicated]:
    """Return what came of some replications, by number.

    Parameters
    ----------
    work
        What is the same for all.
    replications
        Their numbers.
    executor
        Where they run; None for here, one after the other.
    progress
        Called now and then with how many are done, parts of one included.

    Raises
    ------
    LostWorkerError
        When a process or a machine of the executor is gone.
    """
    found: dict[int, Replicated] = {}
    watch = ProgressWatch()
    told = 0.0

    def tell() -> None:
        nonlocal told
        # A replication that is taken over by another worker begins again; the bar does not.
        told = max(told, len(found) + sum(watch.under_way.copy().values()))
        if progress is not None:
            progress(told)

    def take(batch: Sequence[int], made: Sequence[Replicated]) -> None:
        for number, each in zip(batch, made, strict=True):
            watch.under_way.pop(number, None)
            found[number] = each
        tell()

    todo = batches(replications)
    try:
        if executor is None:
            watch.told = tell
            for batch in todo:
                take(batch, work(batch, watch))
            return found
        for batch, made in _everywhere(work, todo, executor, watch, tell):
            take(batch, made)
    except BaseException:  # Ctrl-C too: whoever still works on it need not finish
        watch.is_asked = True
        raise
    return found


def _everywhere(
    work: Work,
    todo: Sequence[Sequence[int]],
    executor: Executor,
    watch: ProgressWatch,
    tell: Callable[[], object],
) -> Iterator[tuple[Sequence[int], list[Replicated]]]:
    """Yield what came of batches as they come."""
    futures: dict[Future[list[Replicated]], Sequence[int]] = {}
    try:
        for batch in todo:
            futures[executor.submit(work, batch, watch)] = batch
        pending = set(futures)
        while pending:
            over, pending = wait(pending, timeout=EVERY, return_when=FIRST_COMPLETED)
            for future in sorted(over, key=lambda each: futures[each][0]):
                yield futures[future], future.result()
            if not over:
                tell()
    except Exception as error:
        # Dask has exceptions of its own for this.
        lost = type(error).__module__.startswith("distributed")
        if lost or isinstance(error, (BrokenExecutor, CancelledError)):
            raise LostWorkerError(
                WITHOUT_GUARD
                if lacks_main_guard(executor)
                else "a worker is gone in the middle of its work; perhaps it had no memory left, "
                "or somebody ended it"
            ) from error
        raise
    finally:
        for future in futures:
            future.cancel()
