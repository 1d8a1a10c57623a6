"""A scenario as numbers, on its way to other processes."""

from __future__ import annotations

import pickle
import zlib
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopkit.simulate.lowering.scenario import LoweredScenario


class SerializedScenario:
    """The numbers of a scenario, which go to another process as few bytes.

    They are made into bytes once and read once in each process, however often they are sent;
    threads share the numbers themselves.

    Parameters
    ----------
    lowered
        The scenario as numbers.
    """

    def __init__(self, lowered: LoweredScenario) -> None:
        self.lowered = lowered

    @cached_property
    def _content(self) -> bytes:
        return zlib.compress(pickle.dumps(self.lowered, pickle.HIGHEST_PROTOCOL), 1)

    def __reduce__(self) -> tuple[Callable[[bytes], SerializedScenario], tuple[bytes]]:
        """Say how another process gets it."""
        return _unpacked, (self._content,)


@lru_cache(maxsize=2)  # a batch follows another of the same scenario
def _unpacked(content: bytes) -> SerializedScenario:
    # These bytes come from a process of the same user that runs the same iopkit.
    return SerializedScenario(pickle.loads(zlib.decompress(content)))  # noqa: S301
