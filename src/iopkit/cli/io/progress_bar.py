"""How far a simulation is, for somebody who watches."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING, Final

from iopkit.cli.io.terminal import note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress

SOON: Final = 0.5
"""How long a run may last before there is a bar: what is over at once needs none. [s]"""

COMPILING: Final = "Compiling the simulator, once on this machine; it takes a minute or two."


@contextlib.contextmanager
def shown(total: int) -> Iterator[Callable[[float], None]]:
    """Show a bar on stderr with the time that is left, if that is a terminal.

    Yields
    ------
    Callable
        To be called with the number of replications that are done.
    """
    from iopkit.simulate.kernel.jit import announced

    if not sys.stderr.isatty():
        yield _silent
        return
    bar = _Bar(total)
    try:
        with announced(lambda: note(COMPILING)):
            yield bar
    finally:
        bar.close()


def _silent(_done: float) -> None:
    """Show nothing."""


class _Bar:
    """A bar that appears when the run takes a while, and is gone at the end."""

    def __init__(self, total: int) -> None:
        self._total, self._begun = total, time.monotonic()
        self._progress: Progress | None = None

    def __call__(self, done: float) -> None:
        if self._progress is None and time.monotonic() - self._begun >= SOON:
            self._progress = _progress()
            self._progress.add_task("replications", total=self._total)
            self._progress.start()
        if self._progress is not None:
            self._progress.update(self._progress.task_ids[0], completed=done)

    def close(self) -> None:
        if self._progress is not None:
            self._progress.stop()


def _progress() -> Progress:
    # Imported when there is something to show: a tenth of a second.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        BarColumn(),
        TextColumn("{task.completed:.1f} of {task.total:,} {task.description}"),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=Console(stderr=True),
        transient=True,
    )
