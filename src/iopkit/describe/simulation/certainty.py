"""How far the intervals of a run can be believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.simulate.measures.interval import Estimate
    from iopkit.simulate.measures.summary import Summary

BEYOND: Final = (
    "An interval that reaches beyond what can be, below 0 or above 100 %, says that little is "
    "known of the figure: more replications, or a longer time, would tell."
)
"""What is said where an interval reaches beyond what its figure can be."""

_SEEN: Final = 0.05
"""How far an interval reaches beyond 0 where anybody sees it; a tenth of it for a share."""


def reaches_beyond(summary: Summary) -> bool:
    """Whether any interval reaches visibly below 0, or of a share beyond all."""
    shares = [stay.share for level in summary.levels for stay in level.stays]
    shares += [level.abandonment_share for level in summary.levels]
    shares += [level.occupancy for level in summary.levels if not level.is_beyond_places]
    return any(is_beyond(each) for each in _amounts(summary)) or any(
        is_beyond(each, is_share=True) for each in shares
    )


def is_beyond(of: Estimate | None, *, is_share: bool = False) -> bool:
    """Whether an interval reaches visibly below 0, or of a share beyond all of it."""
    if of is None or of.ci_low is None or of.ci_high is None:
        return False
    seen = _SEEN / 10 if is_share else _SEEN
    return of.ci_low < -seen or (is_share and of.ci_high > 1 + seen)


def _amounts(summary: Summary) -> Iterator[Estimate | None]:
    """Yield what is shown of clients, days, money and hours, none of which can be below 0."""
    yield from (each for _, each in summary.outcomes)
    yield from (summary.new_arrivals, summary.readmissions)
    yield from (each.at_least for each in summary.staff)
    for level in summary.levels:
        yield from (
            level.census,
            level.queue_length,
            level.admissions,
            level.wait_mean,
            level.wait_median,
        )
        yield from (
            level.wait_p90,
            level.blocked,
            level.abandonments,
            level.wait_before_abandonment,
        )
        for stay in level.stays:
            yield from (stay.los_median, stay.los_mean)
        for cost in level.costs:
            yield from (cost.at_least, cost.at_least_per_client)
