"""How much work reading a file is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benchmarks.loading import pathway_text
from iopkit.files.compose.load import loads

if TYPE_CHECKING:
    from types import FrameType


def calls_to_load(text: str) -> int:
    """Give how many functions are called: a measure of work that no busy machine changes."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        loads(text)
    finally:
        sys.setprofile(before)
    return calls


def test_eight_times_as_many_levels_are_eight_times_the_work() -> None:
    """Every level is looked at a fixed number of times, not once for each transition."""
    calls_to_load(pathway_text(5))  # what is done once only: checks of types, say
    small, large = calls_to_load(pathway_text(25)), calls_to_load(pathway_text(200))

    assert large < 8.4 * small


def test_reading_a_level_with_its_transitions_takes_a_bounded_number_of_calls() -> None:
    """A kilobyte of a file is some twenty thousand calls."""
    calls_to_load(pathway_text(5))
    text = pathway_text(100)

    assert calls_to_load(text) < 25_000 * len(text) / 1024
