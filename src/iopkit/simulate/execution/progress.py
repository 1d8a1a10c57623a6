"""How far a run is, and whether anybody still wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.simulate.replication.replication import StopSignal

if TYPE_CHECKING:
    from collections.abc import Callable


@attrs.define
class ProgressWatch(StopSignal):
    """Shared by all threads that simulate a run. In another process it is a copy nobody looks at.

    Parameters
    ----------
    is_asked
        Whether to give up.
    under_way
        For each replication that somebody works on, or has just ended, which share of it is done.
        [1]
    told
        Called when there is news, from where the work is done; None when somebody looks by
        themselves.
    """

    under_way: dict[int, float] = attrs.field(factory=dict)
    told: Callable[[], object] | None = None

    def saw(self, replication: int, share: float) -> None:
        """Note how much of a replication is done."""
        self.under_way[replication] = share
        if self.told is not None:
            self.told()

    def __getstate__(self) -> tuple[()]:
        """Let nothing of it go along to another process."""
        return ()

    def __setstate__(self, _state: tuple[()]) -> None:
        """Begin anew in another process."""
        self.__init__()  # type: ignore[misc]
