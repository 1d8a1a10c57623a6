"""One Ctrl-C is enough."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING, Final, NoReturn

from iopkit.cli.io.failure import INTERRUPTED
from iopkit.cli.io.terminal import note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

PATIENCE: Final = 1.0
"""How long after the first Ctrl-C a second is taken for the same one. [s]"""

SHOW_CURSOR: Final = "\x1b[?25h"
"""The bar hides it, and nobody will end the bar."""


@contextlib.contextmanager
def heeded() -> Iterator[Callable[[], None]]:
    """Heed a Ctrl-C that Python or a library would ignore.

    What is raised in a callback, such as those of imports, goes no further: Python prints it and
    runs on. And there are libraries that take whatever is raised for something that they lack.
    Here nothing of the kind is printed, and the command ends at the next occasion. Where none comes
    for long, because a thread is busy and heeds nobody, a second Ctrl-C ends all at once.

    Yields
    ------
    Callable
        To be called now and then.

    Raises
    ------
    KeyboardInterrupt
        From what is yielded, or at the end, when somebody has pressed Ctrl-C before.
    """
    pressed: list[float] = []
    say = sys.unraisablehook
    before = signal.getsignal(signal.SIGINT)

    def hook(unraisable: sys.UnraisableHookArgs) -> None:
        if issubclass(unraisable.exc_type, KeyboardInterrupt):
            pressed.append(time.monotonic())
        else:
            say(unraisable)

    def check() -> None:
        if pressed:
            raise KeyboardInterrupt

    # A program in the background ignores Ctrl-C, and only the first thread may ask for signals.
    handles = threading.current_thread() is threading.main_thread()
    sys.unraisablehook = hook
    if handles and callable(before):
        signal.signal(signal.SIGINT, _handler(pressed, before))
    try:
        yield check
    except Exception:
        check()  # whatever went wrong, it went wrong after that
        raise
    finally:
        if handles and callable(before):
            signal.signal(signal.SIGINT, before)
        sys.unraisablehook = say
    check()


def _handler(
    pressed: list[float], before: Callable[[int, FrameType | None], object]
) -> Callable[[int, FrameType | None], None]:
    """Return what is called when somebody presses Ctrl-C; the first time it does as ever."""

    def handle(number: int, frame: FrameType | None) -> None:
        now = time.monotonic()
        if not pressed:
            pressed.append(now)
            before(number, frame)
        elif now > pressed[0] + PATIENCE:
            _end_at_once()

    return handle


def _end_at_once() -> NoReturn:
    """End as a kill would: what is being written stays unfinished, what is finished is whole."""
    if sys.stderr.isatty():
        sys.stderr.write(SHOW_CURSOR)
    note("Interrupted.")
    sys.stderr.flush()
    os._exit(INTERRUPTED)
