"""What to say to somebody who waits, when it takes long."""

from __future__ import annotations

import contextlib
import sys
import threading
from typing import TYPE_CHECKING, Final

from iopkit.cli.terminal import note

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG: Final = 3.0
"""How long somebody waits without a word. [s]"""

LAYING_OUT: Final = "Looking for a week; a large one takes a minute or more. Ctrl-C stops it."


@contextlib.contextmanager
def said_if_long(text: str) -> Iterator[None]:
    """Say on stderr why nothing happens, if it lasts and somebody is there to read it.

    Parameters
    ----------
    text
        What is said, once.
    """
    if not sys.stderr.isatty():
        yield
        return
    later = threading.Timer(LONG, note, [text])
    later.daemon = True  # whoever stops the command does not wait for it
    later.start()
    try:
        yield
    finally:
        later.cancel()
