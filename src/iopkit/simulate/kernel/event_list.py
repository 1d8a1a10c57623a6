"""The calendar queue, where it is not in the event loop itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.simulate.kernel.jit import compiled

if TYPE_CHECKING:
    from iopkit.simulate.kernel.state import CalendarQueue
    from iopkit.simulate.kernel.tables import Floats, ShortInts

NONE: Final = -1
NEVER: Final = float("inf")


@compiled
def fill(wheel: CalendarQueue, horizon: float) -> None:
    """Put everything that happens before the horizon into empty buckets."""
    mask, per_day = len(wheel.bucket) - 1, wheel.pace[0]
    for party in range(len(wheel.time)):
        if wheel.time[party] <= horizon:
            i = int(wheel.time[party] * per_day) & mask
            wheel.next[party], wheel.bucket[i] = wheel.bucket[i], party


@compiled
def take_out(
    bucket: ShortInts,
    later: ShortInts,
    at: Floats,
    party: int,
    per_day: float,
    horizon: float,
) -> None:
    """Take out what would have happened to a party."""
    if at[party] <= horizon:
        which = int(at[party] * per_day) & (len(bucket) - 1)
        i, last = bucket[which], NONE
        while i != party:
            i, last = later[i], i
        if last == NONE:
            bucket[which] = later[party]
        else:
            later[last] = later[party]
    at[party] = NEVER
