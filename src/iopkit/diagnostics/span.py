"""A stretch of one line in a file."""

from __future__ import annotations

import attrs


@attrs.frozen
class SourceSpan:
    """A stretch of one line in a file.

    Parameters
    ----------
    file
        The name to show.
    line, column
        Where it starts, both counted from 1; line 0 for the file as a whole.
    width
        How many characters it covers on that line, at least 1.
    text
        The whole line, to show with a caret; empty when it must not be shown.
    """

    file: str
    line: int = 0
    column: int = 0
    width: int = 1
    text: str = attrs.field(default="", repr=False)

    def part(self, start: int, end: int) -> SourceSpan:
        """Return the span of some of the characters, counted from 0."""
        return attrs.evolve(self, column=self.column + start, width=max(1, end - start))

    def __str__(self) -> str:
        """Return the place as compilers write it."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file
