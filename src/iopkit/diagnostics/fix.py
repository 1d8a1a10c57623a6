"""A replacement of some characters that puts a diagnostic right."""

from __future__ import annotations

from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.diagnostics.span import SourceSpan


class Applicability(StrEnum):
    """How far a replacement can be trusted.

    ``sure`` is right beyond doubt; ``likely`` is the one word of the file format that is like the
    other, and right where nothing else is wrong afterwards; ``maybe`` is the one name of the
    author's own that is like the other, of which either can be the slip of the pen.
    """

    SURE = "sure"
    LIKELY = "likely"
    MAYBE = "maybe"


@attrs.frozen(kw_only=True)
class DiagnosticFix:
    """A replacement that puts something right.

    Parameters
    ----------
    original
        The characters that are replaced.
    replacement
        What stands there afterwards.
    applicability
        How far it can be trusted.
    place
        Where the characters stand; None where no file is known.
    """

    original: str
    replacement: str
    applicability: Applicability = Applicability.MAYBE
    place: SourceSpan | None = None

    def start(self, line: str) -> int | None:
        """Return where the characters begin in a line, counted from 0; None if others are there."""
        column = self.place.column - 1 if self.place else 0
        start = column + (line[column : column + 1] in {'"', "'"})
        return start if line.startswith(self.original, start) else None

    def to_dict(self) -> dict[str, object]:
        """Return the replacement for another program."""
        place = self.place
        where = {"file": place.file, "line": place.line, "column": place.column} if place else {}
        return {
            **where,
            "original": self.original,
            "replacement": self.replacement,
            "applicability": str(self.applicability),
        }


def closest_fix(
    original: str, known: Iterable[str], place: SourceSpan | None = None
) -> DiagnosticFix | None:
    """Return a fix by the one known name that a name resembles; None for several or none.

    It is likely where a place is known, as of words of the format, and else no more than maybe.

    >>> fix = closest_fix("levles", ["levels", "outcomes"])
    >>> fix.replacement if fix else None
    'levels'
    >>> closest_fix("iopp", ["iop", "iop2"]) is None
    True
    """
    close = get_close_matches(original, list(known), n=2, cutoff=0.6)
    if len(close) != 1:
        return None
    trusted = Applicability.LIKELY if place else Applicability.MAYBE
    return DiagnosticFix(
        original=original, replacement=close[0], applicability=trusted, place=place
    )
