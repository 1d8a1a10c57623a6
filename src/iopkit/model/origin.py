"""Where in a file a value was written."""

from __future__ import annotations

from typing import TypeAlias

import attrs

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: ``("levels", "iop", "places")``."""


@attrs.frozen
class Origin:
    """A file, a line and a column, both counted from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """Return the place as an editor understands it."""
        return f"{self.file}:{self.line}:{self.column}"
