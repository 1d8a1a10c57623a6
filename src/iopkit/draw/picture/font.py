"""How wide a text is, so that boxes fit their words before anything is drawn.

Widths are those of DejaVu Sans, one of the widest of the fonts that a reader may have: where
another stands in for it, texts get narrower, and nothing is cut.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

FAMILY: Final = "DejaVu Sans, Verdana, Segoe UI, Helvetica, Arial, sans-serif"
"""The fonts that a picture asks for, the one that it was measured with first."""

ELLIPSIS: Final = "…"

_WIDE: Final = 1000
_EMOJI: Final = 1400
_UNKNOWN: Final = 700


def shown(text: str) -> str:
    r"""Return a text without what cannot be seen: no control characters, no turning of direction.

    >>> shown("one\ntwo\x00 \u202ethree")
    'one two   three'
    """
    if text.isprintable():
        return text
    return "".join(each if _is_seen(each) else " " for each in text)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is. [pixels]

    Parameters
    ----------
    text
        One line.
    size
        Of the letters. [pixels]
    bold
        Whether they are.

    >>> round(width("Residential", 13)), round(width("Residential", 13, bold=True))
    (72, 82)
    """
    known = _widths(bold=bold)
    return sum(map(known.__getitem__, shown(text))) * size / 1000


def shortened(text: str, most: float, size: float, *, bold: bool = False) -> str:
    """Return as much of a text as fits, with an ellipsis where something is left out.

    >>> shortened("Medically supervised detox", 100, 13)
    'Medically su…'
    """
    if width(text, size, bold=bold) <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = width(text[:middle].rstrip() + ELLIPSIS, size, bold=bold) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + ELLIPSIS


def wrapped(
    text: str, most: float, size: float, *, lines: int = 2, bold: bool = False
) -> tuple[str, ...]:
    """Return a text in at most so many lines, the last one shortened where that is not enough.

    >>> wrapped("Medically supervised detox", 130, 13)
    ('Medically', 'supervised detox')
    """
    found: list[str] = []
    words = text.split()
    while words and len(found) < lines - 1:
        taken = 1
        while taken < len(words) and width(" ".join(words[: taken + 1]), size, bold=bold) <= most:
            taken += 1
        found.append(shortened(" ".join(words[:taken]), most, size, bold=bold))
        words = words[taken:]
    if words:
        found.append(shortened(" ".join(words), most, size, bold=bold))
    return tuple(found)


class _Widths(dict[str, int]):
    """Widths of letters; that of a letter which the font does not have is guessed."""

    def __missing__(self, letter: str) -> int:
        """Return the guess, and remember it."""
        self[letter] = wide = _guessed(letter)
        return wide


@cache
def _widths(*, bold: bool) -> _Widths:
    """Return the widths of letters, in thousandths of their size."""
    text = (files("iopkit.draw") / "widths.json").read_text(encoding="utf-8")
    rows: list[list[int | None]] = json.loads(text)["bold" if bold else "regular"]
    return _Widths(
        (chr(start + at), wide)
        for start, *each in rows
        for at, wide in enumerate(each)
        if start is not None and wide is not None
    )


def _guessed(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.category(letter) == "So":
        return _EMOJI
    return _WIDE if unicodedata.east_asian_width(letter) in {"W", "F"} else _UNKNOWN


@cache
def _is_seen(letter: str) -> bool:
    return letter.isprintable()
