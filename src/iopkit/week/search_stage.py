"""How far the search for a week is, for somebody who watches."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias


class Stage(StrEnum):
    """What is being done."""

    FIND = "find"
    """Looking for any week that keeps to everything."""
    ARRANGE = "arrange"
    """Making the week that was found a better one."""
    EXPLAIN = "explain"
    """Looking for the fewest demands that conflict."""


Watch: TypeAlias = Callable[[Stage, int], None]
"""Is told what is being done, and for how many sessions."""


def unwatched(_stage: Stage, _sessions: int) -> None:
    """Watch nothing."""
