"""What a run says, in the few sentences that somebody who runs a facility asks for first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.draw.amounts import NO_WAIT
from iopkit.report.change_words import spoken_level
from iopkit.report.words import listed, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.simulate import Run
    from iopkit.simulate.summary import LevelSummary, Summary

_MOST: Final = 3
"""How many levels are named as the fullest."""


def in_short(run: Run) -> Iterator[str]:
    """Yield sentences: how full, how long the wait, who gives up, how care ends.

    What cannot be said is left out: how full, where no level has places; how care ends, where it
    never does.
    """
    for _, answer in answers(run):
        yield answer


def answers(run: Run) -> Iterator[tuple[str, str]]:
    """Yield the same sentences, each after the question that it answers."""
    summary = run.summary()
    for question, sentence in (
        ("How full is it?", _full(run, summary)),
        ("How long is the wait?", _wait(run, summary)),
        ("Who gives up waiting?", _gave_up(run, summary)),
        ("How does care end?", _ends(run, summary)),
    ):
        if sentence:
            yield question, sentence


def _full(run: Run, summary: Summary) -> str:
    used = [
        (level.occupancy.mean, level.level)
        for level in summary.levels
        if level.occupancy is not None and level.occupancy.mean > 0
    ]
    # Of equally full ones, the order of the file.
    used.sort(key=lambda each: -each[0])
    if not used:
        return ""
    (share, first), *others = used[:_MOST]
    then = listed([f"{_spoken(run, name)} ({percent(min(also, 1))})" for also, name in others])
    told = f"Fullest: {_spoken(run, first)}, with {percent(min(share, 1))} of its places used"
    return f"{told}; then {then}." if then else f"{told}."


def _wait(run: Run, summary: Summary) -> str:
    waits = [
        (level.wait_mean.mean, level)
        for level in summary.levels
        if level.wait_mean is not None and level.places is not None
    ]
    if not waits:
        return ""
    mean, level = max(waits, key=lambda each: each[0])
    if mean < NO_WAIT:
        return "Hardly anybody waits for a place."
    long = level.wait_p90
    rest = "" if long is None else f"; 1 of 10 waits more than {_roughly(long.mean)} days"
    where = _spoken(run, level.level)
    return f"Longest wait: {where}, {_roughly(mean)} days on average{rest}."


def _gave_up(run: Run, summary: Summary) -> str:
    def share(level: LevelSummary) -> float:
        return 0.0 if level.gave_up_share is None else level.gave_up_share.mean

    most = max(summary.levels, key=share, default=None)
    if most is None or not share(most):
        return ""
    # Who finds a free place is among those who come, and has not waited.
    return (
        f"Of those who come to {_spoken(run, most.level)}, {percent(share(most))} give up waiting."
    )


def _ends(run: Run, summary: Summary) -> str:
    total = sum(each.mean for _, each in summary.outcomes)
    completing = [outcome.id for outcome in run.scenario.pathway.outcomes if outcome.completes]
    if total <= 0 or not completing:
        return ""
    done = sum(each.mean for name, each in summary.outcomes if name in completing)
    back = summary.returns.mean
    again = f", and {_roughly(back)} come back" if back else ""
    return (
        f"{_roughly(total)} clients a year leave care, {percent(done / total)} as planned{again}."
    )


def _roughly(value: float) -> str:
    """Return a number as one says it aloud: whole, and with one decimal below 10."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"  # noqa: PLR2004  two digits


def _spoken(run: Run, level: str) -> str:
    return spoken_level(level, run.scenario.pathway)
