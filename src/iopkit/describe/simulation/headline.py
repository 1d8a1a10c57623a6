"""What a run says, in the few sentences that somebody who runs a facility asks for first."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Final

from iopkit.describe.simulation.cautions import beyond_places, not_taken, spoken
from iopkit.describe.wording import listed, percent
from iopkit.draw.picture.amounts import NO_WAIT
from iopkit.draw.picture.level_notes import hardly_waits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.simulate import Run
    from iopkit.simulate.measures.summary import LevelSummary, Summary

_MOST: Final = 3
"""How many levels are named as the fullest."""


def answers(run: Run) -> Iterator[tuple[str, str]]:
    """Yield sentences, each after the question that it answers.

    Where nobody begins, how full, how long the wait, who gives up, how it ends. What cannot be said
    is left out: how full, where no level has places; how care ends, where it never does.
    """
    summary = run.summary()
    for question, sentence in (
        ("Who does not get in?", " ".join(map(sentence_case, not_taken(run)))),
        ("How full is it?", _full(run, summary)),
        ("How long is the wait?", _wait(run, summary)),
        ("Who gives up waiting?", _gave_up(run, summary)),
        ("How does care end?", _ends(run, summary)),
    ):
        if sentence:
            yield question, sentence


def sentence_case(text: str) -> str:
    """Return a text with a capital at its beginning, and the rest as it is."""
    return text[:1].upper() + text[1:]


def _full(run: Run, summary: Summary) -> str:
    beyond = map(sentence_case, beyond_places(run))
    return " ".join(filter(None, [_fullest(run, summary), *beyond]))


def _fullest(run: Run, summary: Summary) -> str:
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
    then = listed([f"{spoken(run, name)} ({percent(also)})" for also, name in others])
    told = f"Fullest: {spoken(run, first)}, with {percent(share)} of its places used"
    return f"{told}; then {then}." if then else f"{told}."


def _wait(run: Run, summary: Summary) -> str:
    others = [level for level in summary.levels if not level.takes_nobody]
    all_of_them = len(others) == len(summary.levels)  # who begins nowhere has the longest wait
    waits = [
        (level.wait_mean.mean, level.queue_length.mean, level)
        for level in others
        if level.wait_mean is not None and level.is_waited_for
    ]
    if not waits:
        return ""
    if all(hardly_waits(level) for *_, level in waits):
        where = "" if all_of_them else "elsewhere "
        return f"{where}hardly anybody waits for a place.".capitalize()
    mean, queue, level = max(waits, key=itemgetter(0, 1))
    if mean < NO_WAIT:
        queue, level = max(((queue, level) for _, queue, level in waits), key=itemgetter(0))
        return (
            f"Most wait for {spoken(run, level.level)}: {_roughly(queue)} clients at a time; "
            "those who begin have hardly waited."
        )
    long = level.wait_p90
    rest = "" if long is None else f"; 1 of 10 waits more than {_roughly(long.mean)} days"
    first = "Longest wait" if all_of_them else "Longest wait of those who begin"
    return f"{first}: {spoken(run, level.level)}, {_roughly(mean)} days on average{rest}."


def _gave_up(run: Run, summary: Summary) -> str:
    def share(level: LevelSummary) -> float:
        return 0.0 if level.abandonment_share is None else level.abandonment_share.mean

    most = max(summary.levels, key=share, default=None)
    if most is None or not share(most):
        return ""
    # Who finds a free place is among those who come, and has not waited.
    return (
        f"Of those who come to {spoken(run, most.level)}, {percent(share(most))} give up waiting."
    )


def _ends(run: Run, summary: Summary) -> str:
    total = sum(each.mean for _, each in summary.outcomes)
    completing = [outcome.id for outcome in run.scenario.pathway.outcomes if outcome.completes]
    if total <= 0 or not completing:
        return ""
    done = sum(each.mean for name, each in summary.outcomes if name in completing)
    back = summary.readmissions.mean
    again = f", and {_roughly(back)} come back" if back else ""
    return (
        f"{_roughly(total)} clients a year leave care, {percent(done / total)} as planned{again}."
    )


def _roughly(value: float) -> str:
    """Return a number as one says it aloud: whole, and with one decimal below 10."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"  # noqa: PLR2004  two digits
