"""What a plugin prints, while iopkit runs code of its: never among the results."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


def printing_on_stderr() -> AbstractContextManager[object]:
    """Return a context in which what is printed goes to stderr.

    Stdout is for results, which another program may read. Whoever calls code of a plugin that is
    not asked to print does so inside: its modules, its hooks, its exporters.
    """
    return contextlib.redirect_stdout(sys.stderr)
