"""One at a time, also between programs."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold a file for the block; a process that dies lets go of it.

    Yields
    ------
    bool
        Whether nobody else holds it. True also where the system has no such locks.

    Raises
    ------
    OSError
        When there is no such file.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield True
        return
    with path.open("rb") as file:
        is_free = True
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            is_free = False
        except OSError:  # a file system without locks
            pass
        yield is_free
