"""What was found out about a simulation itself: its warm-up, and how well its figures are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.describe.simulation.paired_change import subjects
from iopkit.describe.wording import days, listed, percent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.simulate.study.precision import SequentialRun
    from iopkit.simulate.study.warm_up import WarmUp


def replaced_words(levels: Iterable[str]) -> list[str]:
    """Return what to say about levels whose calendar gave way to the places that were given.

    >>> replaced_words(["php", "php"])
    ['The places that are given for php replace its calendar.']
    """
    return [
        f"The places that are given for {level} replace its calendar."
        for level in dict.fromkeys(levels)
    ]


def warm_up_words(found: WarmUp, length: float) -> list[str]:
    """Return what to say about a warm-up that was found, in sentences.

    Parameters
    ----------
    found
        The warm-up.
    length
        How long was simulated. [days]

    >>> from iopkit.simulate.study.warm_up import WarmUp
    >>> warm_up_words(WarmUp(days=215, levels=(("detox", 20), ("iop", 215))), 3650)
    ['Warm-up found: 215 days, by MSER-5; the slowest level is iop.']
    """
    slowest = f"; the slowest level is {found.slowest}" if found.days else ""
    words = [f"Warm-up found: {days(found.days)}, by MSER-5{slowest}."]
    if found.unsettled:
        words.append(
            f"More than half of the {days(length)} cannot be warm-up, and by then "
            f"{listed(found.unsettled)} may not have settled: simulate longer. A queue that grows "
            "without end never settles."
        )
    return words


def precision_words(found: SequentialRun) -> list[str]:
    """Return what to say about the precision that was asked for, in sentences."""
    asked, replications = percent(found.precision), found.replications
    if not found.missed:
        return [f"All asked for is known to {asked}: {replications} replications were enough."]
    pathway = found.run.scenario.pathway
    names = list(dict.fromkeys(width.name for _, width in found.missed))
    told = f"Not known to {asked} after {replications} replications: {subjects(names, pathway)}."
    advice = "--replications says how many there may be at most; a longer time helps as well."
    return [f"{told} {advice}"]
