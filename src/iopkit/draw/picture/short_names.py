"""What levels are called where there is little room, as somebody speaks of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iopkit.errors import UnknownNameError

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway


def spoken_level(level: str, pathway: Pathway) -> str:
    """Return a level as somebody speaks of it: IOP, residential.

    >>> from iopkit.files.compose.load import load
    >>> spoken_level("iop", load("standard")), spoken_level("detox", load("standard"))
    ('IOP', 'detox')
    """
    try:
        title = pathway.level(level).title
    except UnknownNameError:  # of another scenario's pathway
        return level
    if level.upper() in re.findall(r"\w+", title):
        return level.upper()
    words = level.replace("_", " ").replace("-", " ")
    known = all(word in title.casefold() for word in words.split())
    return words if known else title
