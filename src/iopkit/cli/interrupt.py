"""One Ctrl-C is enough."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType


@contextlib.contextmanager
def heeded() -> Iterator[Callable[[], None]]:
    """Heed a Ctrl-C that Python or a library would ignore.

    What is raised in a callback, such as those of imports, goes no further: Python prints it and
    runs on. And there are libraries that take whatever is raised for something that they lack.
    Here nothing of the kind is printed, and the command ends at the next occasion.

    Yields
    ------
    Callable
        To be called now and then.

    Raises
    ------
    KeyboardInterrupt
        From what is yielded, or at the end, when somebody has pressed Ctrl-C before.
    """
    pressed: list[bool] = []
    say = sys.unraisablehook
    before = signal.getsignal(signal.SIGINT)

    def handle(number: int, frame: FrameType | None) -> None:
        pressed.append(True)
        if callable(before):
            before(number, frame)

    def hook(unraisable: sys.UnraisableHookArgs) -> None:
        if issubclass(unraisable.exc_type, KeyboardInterrupt):
            pressed.append(True)
        else:
            say(unraisable)

    def check() -> None:
        if pressed:
            raise KeyboardInterrupt

    # A program in the background ignores Ctrl-C, and only the first thread may ask for signals.
    handles = callable(before) and threading.current_thread() is threading.main_thread()
    sys.unraisablehook = hook
    if handles:
        signal.signal(signal.SIGINT, handle)
    try:
        yield check
    except Exception:
        check()  # whatever went wrong, it went wrong after that
        raise
    finally:
        if handles:
            signal.signal(signal.SIGINT, before)
        sys.unraisablehook = say
    check()
