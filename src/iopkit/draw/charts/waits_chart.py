"""Charts of how long clients waited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.draw.charts.chart import Chart
from iopkit.draw.charts.histogram import histogram
from iopkit.draw.charts.run_note import waits_note
from iopkit.draw.charts.run_waits import CLASSES, waits
from iopkit.draw.picture.amounts import interval, share
from iopkit.draw.picture.level_notes import hardly_waits, who_waits_in_vain

if TYPE_CHECKING:
    from iopkit.draw.charts.run_waits import Waits
    from iopkit.simulate.measures.summary import LevelSummary
    from iopkit.simulate.run import Run

_SEEN: Final = 0.0005
"""The share below which the longest classes are left out. [1]"""


def waits_charts(run: Run) -> tuple[Chart, ...]:
    """Return the waits for each level that is waited for, as shares of those who began there.

    All have the same classes and the same length of a share, so that they can be compared.

    Raises
    ------
    RunFolderError, MissingExtraError
        As `iopkit.draw.charts.run_waits.waits` does.
    """
    shown = {level.level for level in run.summary().levels if level.is_waited_for}
    found = [each for each in waits(run) if each.level in shown]
    last = max((_last(each) for each in found), default=0)
    largest = max((share.mean for each in found for share in each.shares), default=1.0)
    return tuple(_chart(run, each, last, largest) for each in found)


def _last(of: Waits) -> int:
    """Return the place of the last class that anybody is in."""
    return max((at for at, each in enumerate(of.shares) if each.mean >= _SEEN), default=0)


def _chart(run: Run, of: Waits, last: int, largest: float) -> Chart:
    level = run.summary().level(of.level)
    title = run.scenario.pathway.level(of.level).title
    names = [name for name, _ in CLASSES[: last + 1]]
    shares: list[float | None] = [each.mean for each in of.shares[: last + 1]]
    shares = shares or [None] * len(names)
    caption = _caption(level)
    words = "; ".join(
        f"{name}: {share(each)}"
        for name, each in zip(names, of.shares, strict=False)
        if each.mean >= _SEEN
    )
    picture = histogram(
        list(zip(names, shares, strict=True)),
        title=title,
        largest=largest,
        description=f"How long those waited who began. {words or caption}",
    )
    rows = [
        (
            name,
            *(
                (share(of.shares[at]), f"{100 * of.within(name):.1f} %")
                if of.shares
                else ("-", "-")
            ),
        )
        for at, name in enumerate(names)
    ]
    rows += [
        ("clients waiting at a time", interval(level.queue_length), ""),
        ("mean wait [days]", interval(level.wait_mean), ""),
        ("half wait up to [days]", interval(level.wait_median), ""),
        ("9 of 10 wait up to [days]", interval(level.wait_p90), ""),
    ]
    head = ("wait", "share of those who began", "this long or less")
    return Chart(picture=picture, caption=caption, head=head, rows=rows, note=waits_note(run))


def _caption(level: LevelSummary) -> str:
    mean, long = level.wait_mean, level.wait_p90
    if level.takes_nobody:
        return f"Nobody begins, and {who_waits_in_vain(level)}."
    if mean is None:
        return "Nobody came here in the time that counts."
    if hardly_waits(level):
        return "Hardly anybody waits."
    rest = "" if long is None else f"; 1 of 10 waits more than {_days(long.mean)}"
    return f"{_days(mean.mean)} on average{rest}."


def _days(value: float) -> str:
    return f"{value:,.0f} days" if value >= 10 else f"{value:.1f} days"  # noqa: PLR2004  two digits
