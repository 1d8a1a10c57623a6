"""Numbers in the words of people: shares, days, intervals, lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iopkit.draw.picture.amounts import counted, days, interval, percent
from iopkit.model.units import DAYS_IN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.model.range import Range

__all__ = [
    "brief",
    "briefer",
    "capital",
    "counted",
    "day_range",
    "days",
    "interval",
    "listed",
    "named",
    "percent",
]

LONGEST: Final = 120
"""How much of a name or a title is repeated. [characters]"""
_ENDLESS: Final = re.compile(rf"[^\s']{{{LONGEST + 1},}}")


def listed(parts: Sequence[str], joint: str = "and") -> str:
    """Return several things as a sentence names them.

    >>> listed(["detox"]), listed(["iop", "php"], "or"), listed(["a", "b", "c"])
    ('detox', 'iop or php', 'a, b and c')
    """
    *most, last = parts or [""]
    return f"{', '.join(most)} {joint} {last}" if most else last


def capital(text: str) -> str:
    """Return a text as it begins a sentence.

    >>> capital("all of these")
    'All of these'
    """
    return text[:1].upper() + text[1:]


def named(title: str, name: str) -> str:
    """Return a title with the name that files and commands use, unless the title holds it.

    >>> named("Residential treatment", "residential"), named("Intensive outpatient (IOP)", "iop")
    ('Residential treatment (residential)', 'Intensive outpatient (IOP)')
    """
    holds = f"({name.casefold()})" in title.casefold()
    return brief(title) if holds else f"{brief(title)} ({brief(name)})"


def day_range(length: Range) -> str:
    """Return how long something takes, when that is known as a range. [days]

    >>> from iopkit.model.range import Range
    >>> day_range(Range(28, 84)), day_range(Range(None, 90)), day_range(Range())
    ('4 to 12 weeks', 'up to 90 days', 'unknown')
    """
    ends = [end for end in (length.low, length.high) if end is not None]
    for unit, shown in (("month", 3), ("week", 2), ("day", 0)):
        scaled = [end / DAYS_IN[unit] for end in ends]
        whole = all(abs(end - round(end)) < 1e-6 for end in scaled)  # noqa: PLR2004  rounding
        if scaled and whole and max(scaled) >= shown:
            many = "" if set(map(round, scaled)) == {1} else "s"
            rounded = type(length)(
                *(
                    None if end is None else round(end / DAYS_IN[unit])
                    for end in (length.low, length.high)
                )
            )
            return f"{rounded} {unit}{many}"
    return f"{length} days" if ends else "unknown"


def brief(text: str, most: int = LONGEST) -> str:
    """Return a name or a title as it can be repeated: what is endless is shortened.

    >>> brief("Crest View"), brief("x" * 5000, most=8)
    ('Crest View', 'xxxxx...')
    """
    return text if len(text) <= most else f"{text[: most - 3]}..."


def briefer(text: str) -> str:
    """Return a message whose endless words are shortened; sentences stay as they are.

    >>> len(briefer(f"no level named '{'x' * 5000}'; there are: iop"))
    153
    """
    return _ENDLESS.sub(lambda word: brief(word[0]), text)
