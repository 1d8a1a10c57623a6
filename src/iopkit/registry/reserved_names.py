"""The names of the commands that come with iopkit, which no plugin can have."""

from __future__ import annotations

from typing import Final

COMMANDS: Final = frozenset(
    (
        *("check", "compare", "diff", "draw", "export", "new", "page", "place", "plugins"),
        *("report", "rules", "schema", "show", "simulate", "sources", "try", "week"),
    )
)
"""The same as the command line has, by test: what checks a plugin stands beside it."""
