"""Which names a text can mean that was not written by who gave the names.

`Male` is male, `Very strong` is very-strong, and `Residential treatment` is the level of that
title. Two names that a text can mean are a doubt, which is for a person to end.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
# Beside a letter these are only ways to part words; between digits, and before one, they are not.
_BETWEEN: Final = re.compile(r"(?<=[^\W\d_])[\s_.-]+(?=\w)|(?<=\w)[\s_.-]+(?=[^\W\d_])")


def folded(text: str) -> str:
    """Return what remains of a text without capitals and the ways to part words.

    >>> folded(" Very_Strong "), folded("completed.iop"), folded("1-5"), folded("-1")
    ('very strong', 'completed iop', '1-5', '-1')
    """
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).casefold().strip()
    return _BETWEEN.sub(" ", plain)


def meant(text: str, names: Mapping[str, str] | Iterable[str]) -> tuple[str, ...]:
    """Return the names that a text can mean: one, none, or several in doubt.

    Parameters
    ----------
    text
        What was written.
    names
        The names, or the titles by name. A name that is written exactly so is meant, whatever
        else looks like it.

    >>> meant("Male", ["female", "male"]), meant("Intensive", {"iop": "Intensive", "php": "Day"})
    (('male',), ('iop',))
    >>> meant("so so", ["so-so", "so_so"])
    ('so-so', 'so_so')
    """
    titles = names if isinstance(names, Mapping) else dict.fromkeys(names, "")
    for exact in (text, text.strip()):
        if exact in titles:
            return (exact,)
    like = folded(text)
    return tuple(
        name for name, title in titles.items() if like in {folded(name), folded(title or name)}
    )


def doubt(names: Iterable[str]) -> str:
    """Say between which names there is a doubt.

    >>> doubt(("so-so", "so_so"))
    "can mean 'so-so' or 'so_so': write it exactly so"
    """
    return f"can mean {' or '.join(repr(name) for name in names)}: write it exactly so"
