"""Text in the cells of a terminal, where some letters take two and some take none."""

from __future__ import annotations

import unicodedata
from functools import cache

from iopkit.draw.picture.font import shown


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes.

    >>> cells("IOP"), cells("日本"), cells("e\u0301")
    (3, 4, 1)
    """
    return sum(_cells(each) for each in text)


def fitted(text: str, most: int, more: str) -> str:
    """Return as much of a text as fits, with a sign where something is left out.

    >>> fitted("Aftercare", 6, "…")
    'After…'
    """
    if cells(text) <= most:
        return text
    room = most - cells(more)
    kept = ""
    for each in text:
        room -= _cells(each)
        if room < 0:
            break
        kept += each
    return kept.rstrip() + more


def broken(text: str, most: int, more: str, *, lines: int = 3) -> list[str]:
    """Return a text in at most so many lines, the last one shortened where that is not enough.

    >>> broken("Medically supervised detox", 20, "…")
    ['Medically supervised', 'detox']
    """
    found: list[str] = []
    words = shown(text).split()
    while words and len(found) < lines - 1:
        taken = 1
        while taken < len(words) and cells(" ".join(words[: taken + 1])) <= most:
            taken += 1
        found.append(fitted(" ".join(words[:taken]), most, more))
        words = words[taken:]
    if words:
        found.append(fitted(" ".join(words), most, more))
    return found


@cache
def _cells(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1
