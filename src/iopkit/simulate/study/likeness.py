"""Whether two scenarios come to the same figures because nothing that is simulated differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

if TYPE_CHECKING:
    from iopkit.simulate.lowering.scenario import LoweredScenario

_SIMULATED = (
    "tables",
    "codes",
    "extras",
    "places",
    "levels",
    "outcomes",
    "moves",
    "streams",
    "routing",
    "ledger",
)
"""What of a lowered scenario the figures come from: not the transitions and facts themselves,
which also hold what is not simulated, and are in the tables as far as they are."""


def are_alike(one: LoweredScenario, other: LoweredScenario) -> bool:
    """Whether two scenarios are the same numbers, so that their figures are the same."""
    return all(_same(getattr(one, name), getattr(other, name)) for name in _SIMULATED)


def _same(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, tuple) and isinstance(other, tuple):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(_same(a, b) for a, b in pairs)
    kind = type(one)
    if attrs.has(kind) and kind is type(other):
        names = [field.name for field in attrs.fields(kind) if field.name != "basis"]
        return all(_same(getattr(one, name), getattr(other, name)) for name in names)
    return one == other
