"""What is said of a level whose figures would mislead without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.draw.picture.amounts import NO_WAIT
from iopkit.draw.picture.short_numbers import amount

if TYPE_CHECKING:
    from iopkit.simulate.measures.summary import LevelSummary


def hardly_waits(level: LevelSummary) -> bool:
    """Whether hardly anybody waits for a level: neither those who began, nor who still waits."""
    wait = 0.0 if level.wait_mean is None else level.wait_mean.mean
    return max(wait, level.queue_length.mean) < NO_WAIT and not level.takes_nobody


def who_waits_in_vain(level: LevelSummary) -> str:
    """Return what becomes of those who come to a level in which nobody begins.

    >>> from iopkit.simulate import Estimate, LevelSummary
    >>> none = Estimate(0.0)
    >>> figures = dict.fromkeys(["occupancy", "wait_mean", "wait_median", "wait_p90"])
    >>> figures |= dict.fromkeys(["admissions", "census", "departures"], none)
    >>> figures |= {"queue_length": Estimate(96.1), "stays": ()}
    >>> who_waits_in_vain(LevelSummary(level="iop", capacity=0, **figures))
    '96 clients wait on average'
    """
    told = []
    if level.queue_length.mean > 0:
        told.append(f"{amount(level.queue_length.mean)} clients wait on average")
    if level.abandonments is not None and level.abandonments.mean > 0:
        told.append(f"{amount(level.abandonments.mean)} a year give up waiting")
    return " and ".join(told)
