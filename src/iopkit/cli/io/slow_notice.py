"""What somebody reads who waits for a week."""

from __future__ import annotations

import contextlib
import sys
import threading
from typing import TYPE_CHECKING, Final

from iopkit.describe.wording import counted
from iopkit.week.search_stage import Stage, unwatched

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.progress import Progress

    from iopkit.week.search_stage import Watch

LONG: Final = 1.0
"""How long somebody waits without a word. [s]"""

DOING: Final[Mapping[Stage, str]] = {
    Stage.FIND: "Looking for a week of {}",
    Stage.ARRANGE: "Making the week of {} a better one",
    Stage.EXPLAIN: "Looking for what conflicts in a week of {}",
}
"""What is being done, for how many sessions."""


@contextlib.contextmanager
def looking(seconds: float) -> Iterator[Watch]:
    """Show on stderr what is being done for a week, if it lasts and that is a terminal.

    Parameters
    ----------
    seconds
        How long it may take. [s]

    Yields
    ------
    Watch
        To be told whenever something new begins.
    """
    if not sys.stderr.isatty():
        yield unwatched
        return
    shown = _Shown(seconds)
    try:
        yield shown
    finally:
        shown.close()


class _Shown:
    """A line that appears when a week takes a while, and is gone at the end."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._text = seconds, "Getting ready for the week"
        self._progress: Progress | None = None
        self._is_closed, self._lock = False, threading.Lock()
        self._later = threading.Timer(LONG, self._begin)
        self._later.daemon = True  # whoever stops the command does not wait for it
        self._later.start()

    def __call__(self, stage: Stage, sessions: int) -> None:
        with self._lock:
            self._text = DOING[stage].format(counted(sessions, "session"))
            if self._progress is not None:
                self._progress.update(self._progress.task_ids[0], description=self._text)

    def _begin(self) -> None:
        with self._lock:
            if not self._is_closed:
                self._progress = _progress(self._seconds)
                self._progress.add_task(self._text, total=None)
                self._progress.start()

    def close(self) -> None:
        self._later.cancel()
        with self._lock:
            self._is_closed = True
            if self._progress is not None:
                self._progress.stop()
        self._later.join()  # it has nothing to wait for any more


def _progress(seconds: float) -> Progress:
    # Imported when there is something to show: a tenth of a second.
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}:", markup=False),
        TextColumn("{task.elapsed:.0f} of at most " + f"{seconds:g} s. Ctrl-C stops it."),
        console=Console(stderr=True),
        transient=True,
    )
