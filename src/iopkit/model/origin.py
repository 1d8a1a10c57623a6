"""Where in a file a value was written."""

from __future__ import annotations

from typing import TypeAlias

import attrs

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: ``("levels", "iop", "places")``."""


@attrs.frozen
class Origin:
    """A file, a line and a column, both counted from 1.

    Parameters
    ----------
    file
        The name to show.
    line, column
        Where the value starts.
    ahead
        How many characters of the file stand between there and the text itself: 1 for a text in
        quotes. None when the characters of the text do not follow each other as in the file, for
        it was folded over several lines or holds doubled quotes, or when nobody knows.
    """

    file: str
    line: int
    column: int
    ahead: int | None = attrs.field(default=None, eq=False, repr=False)

    def part(self, start: int) -> Origin:
        """Return the place of a character of the text, counted from 0; where it starts if unsure.

        >>> str(Origin("a.yaml", 3, 5, ahead=1).part(4)), str(Origin("a.yaml", 3, 5).part(4))
        ('a.yaml:3:10', 'a.yaml:3:5')
        """
        if self.ahead is None:
            return self
        return attrs.evolve(self, column=self.column + self.ahead + start, ahead=None)

    def __str__(self) -> str:
        """Return the place as an editor understands it."""
        return f"{self.file}:{self.line}:{self.column}"
