"""What a reader must know before the figures of a run: what they leave out, or cannot say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.describe.inline import CodeText, Inlines, inlines
from iopkit.describe.wording import brief, percent
from iopkit.draw.picture.level_notes import who_waits_in_vain
from iopkit.draw.picture.short_names import spoken_level
from iopkit.model.simulation.measure_catalogue import BEYOND_PLACES
from iopkit.model.units import DAYS_IN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.simulate.measures.summary import LevelSummary
    from iopkit.simulate.run import Run

_FULL: Final = 0.98
"""The share of places in use from which a level with a long queue counts as overrun. [1]"""

_MONTH: Final = DAYS_IN["month"]
"""The mean wait from which a queue counts as long. [days]"""


def cautions(run: Run) -> Iterator[Inlines]:
    """Yield what a reader must know before believing the tables."""
    summary = run.summary()
    for level in summary.levels:
        if is_overrun(level):
            used = "it has no places" if level.occupancy is None else _used(level.occupancy.mean)
            yield inlines(
                f"{brief(level.level)} cannot keep up: {used} and "
                f"{_about(level.queue_length.mean)} clients wait on average. The queue grows for "
                "the whole run, so its waits depend on how long was simulated."
            )
        elif level.takes_nobody:
            yield inlines(
                [
                    (
                        f"Nobody began at {brief(level.level)}, and {who_waits_in_vain(level)}. "
                        "Where clients begin in groups or on certain days only, no group was ever "
                        "full, or no such day came; see "
                    ),
                    CodeText("intake"),
                    " in the file.",
                ]
            )
    if not any((level.census.mean or level.queue_length.mean) for level in summary.levels):
        yield inlines(
            [
                (
                    "Nobody was there in the time that counts: no clients came, or none of them "
                    "stayed. See "
                ),
                CodeText("arrivals"),
                " in the file.",
            ]
        )
    each = "" if run.scenario.replications == 1 else " on average"
    if summary.not_admitted.mean > 0:
        yield inlines(
            [
                (
                    f"{_about(summary.not_admitted.mean)} clients{each} in the whole run came and "
                    "went away again, because no level takes them. "
                ),
                CodeText("iopkit place"),
                " says what speaks against each.",
            ]
        )
    if summary.without_exit.mean > 0:
        yield inlines(
            [
                (
                    f"{_about(summary.without_exit.mean)} stays{each} in the whole run can never "
                    "end, because no transition lets the client go: the criteria in "
                ),
                CodeText("when"),
                (
                    " do not hold, and no later review can change that. These clients keep their "
                    "places. "
                ),
                CodeText("iopkit show FILE --level ID"),
                " shows the moves from a level.",
            ]
        )


def is_overrun(level: LevelSummary) -> bool:
    """Whether a level is full and its clients wait for more than a month."""
    if level.capacity is None or not level.queue_length.mean:
        return False
    full = level.occupancy is None or level.occupancy.mean >= _FULL
    waited = level.wait_mean is not None and level.wait_mean.mean > _MONTH
    # Those who still wait at the end are in the queue only: so many, so many months of admissions.
    queued = level.queue_length.mean > level.admissions.mean * _MONTH / DAYS_IN["year"]
    return full and (waited or queued)


def _used(occupancy: float) -> str:
    return f"{percent(occupancy)} of its places are used"


def _about(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}"  # noqa: PLR2004  two digits


def not_taken(run: Run) -> Iterator[str]:
    """Yield in which levels nobody begins although clients come, and how many wait there.

    Like `beyond_places` without a capital, so that the name of a run can stand before it.
    """
    for level in run.summary().levels:
        if level.takes_nobody:
            yield (
                f"nobody begins in {spoken(run, level.level)}, though clients come: "
                f"{who_waits_in_vain(level)}."
            )


def beyond_places(run: Run) -> Iterator[str]:
    """Yield in which levels clients stay without places, and how many where there are none."""
    for level in run.summary().levels:
        if level.is_beyond_places:
            yield f"in {spoken(run, level.level)} {BEYOND_PLACES}."


def spoken(run: Run, level: str) -> str:
    """Return a level of a run as somebody speaks of it."""
    return brief(spoken_level(level, run.scenario.pathway))
