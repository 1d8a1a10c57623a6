"""What some figures are over a grid of values, one row for each combination."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.describe.wording import brief, counted, days, interval, listed
from iopkit.draw.picture.short_numbers import amount
from iopkit.model.simulation.measure_catalogue import BEYOND_PLACES, measure
from iopkit.simulate.measures.interval import Estimate
from iopkit.simulate.measures.measure_names import MeasureName
from iopkit.simulate.measures.summary import ROUNDING
from iopkit.terminal.run.change_text import spoken_level
from iopkit.terminal.run.run import BEYOND, is_beyond
from iopkit.terminal.style import plain, printed_length
from iopkit.terminal.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.study.sweep import Sweep, SweepPoint
    from iopkit.terminal.style import DisplayStyle

_MOST_TOLD: Final = 5
"""How many combinations in which nobody begins are told one by one."""


def swept_page(
    sweep: Sweep,
    figures: Sequence[MeasureName],
    base: Scenario,
    look: DisplayStyle,
    notes: Sequence[str] = (),
) -> str:
    """Return a table of the figures, with what was varied on the left.

    Parameters
    ----------
    sweep
        What was simulated.
    figures
        Which figures to show.
    base
        What was varied.
    look
        How wide it may be.
    notes
        What else to say, in sentences.
    """
    grid, alone = _table(sweep, figures, base, look)
    foot = _foot(base, look, [*notes, *_beyond(sweep, figures)], alone=alone)
    head = [*_head(sweep, base, look), *_warned(sweep, base, look)]
    return "\n\n".join(["\n".join(head), grid, "\n".join(foot)])


def _head(sweep: Sweep, base: Scenario, look: DisplayStyle) -> Iterator[str]:
    number = counted(len(sweep.points), "combination")
    yield look.strong(plain(f"{brief(base.pathway.title)}: {number}"))
    warm_up = f", {days(base.warm_up)} of warm-up not counted" if base.warm_up else ""
    yield look.wrapped(
        f"{days(base.days)}, {counted(base.replications, 'replication')}, seed {base.seed}"
        f"{warm_up}. The same clients come in every combination, with the same luck."
    )


def _warned(sweep: Sweep, base: Scenario, look: DisplayStyle) -> Iterator[str]:
    """Yield where nobody begins, whose waits are missing, and where more is used than there is."""
    beyond = []
    for level in base.pathway.levels:
        of = spoken_level(level.id, base.pathway)
        found = [_in_vain(sweep, point, level.id) for point in sweep.points]
        told = [words for words in found if words]
        if told:
            shown = listed([*told[:_MOST_TOLD], *_and_more(len(told) - _MOST_TOLD)])
            yield look.wrapped(f"Nobody begins in {of}, though clients come: {shown}.", first="! ")
        if any(_mean(point, "occupancy", level.id) > 1 + ROUNDING for point in sweep.points):
            beyond.append(of)
    if beyond:
        yield look.wrapped(
            f"Where more than 100 % of the places of {listed(beyond)} are used, {BEYOND_PLACES}.",
            first="! ",
        )


def _beyond(sweep: Sweep, figures: Sequence[MeasureName]) -> list[str]:
    """Return what to say where an interval reaches beyond what its figure can be."""
    found = (
        is_beyond(point.figures.get(name), is_share=measure(name.measure).unit == "1")
        for point in sweep.points
        for name in figures
    )
    return [BEYOND] if any(found) else []


def _in_vain(sweep: Sweep, point: SweepPoint, level: str) -> str:
    """Return in which combination nobody begins at a level, and how many wait; else nothing."""
    waiting = _mean(point, "queue_length", level)
    if _mean(point, "admissions", level) or not (waiting or _mean(point, "abandonments", level)):
        return ""
    values = zip(sweep.axes, point.values, strict=True)
    where = ", ".join(
        f"{axis.removeprefix('levels.')}={brief(str(value))}" for axis, value in values
    )
    return f"{amount(waiting)} wait with {where}"


def _mean(point: SweepPoint, figure: str, level: str) -> float:
    found = point.figures.get(MeasureName(figure, level))
    return 0.0 if found is None else found.mean


def _and_more(number: int) -> list[str]:
    return [f"so it is in {counted(number, 'other', 'others')}"] if number > 0 else []


def _table(
    sweep: Sweep, figures: Sequence[MeasureName], base: Scenario, look: DisplayStyle
) -> tuple[str, bool]:
    """Return the table, and whether the page is too narrow for its intervals."""
    head = [_axis(axis) for axis in sweep.axes] + [_title(name, base) for name in figures]
    alone, page = False, ""
    for alone in (False, True):
        rows = [
            [*map(str, point.values), *(_cell(point, name, alone=alone) for name in figures)]
            for point in sweep.points
        ]
        page = table(head, rows, look, numbers=range(len(head)))
        if max(map(printed_length, page.split("\n"))) <= look.width:
            break
    return page, alone


def _cell(point: SweepPoint, name: MeasureName, *, alone: bool) -> str:
    found = point.figures.get(name)
    is_share = measure(name.measure).unit == "1"
    scale, digits = (100, 0) if is_share else (1, 1)
    kept = Estimate(found.mean) if found is not None and alone else found
    return interval(kept, scale=scale, digits=digits)


def _axis(path: str) -> str:
    """Return the head of a column: the last key below what it belongs to."""
    above, _, last = path.removeprefix("levels.").rpartition(".")
    return f"{above}\n{last}" if above else last


def _title(name: MeasureName, base: Scenario) -> str:
    about = measure(name.measure)
    unit = "%" if about.unit == "1" else about.unit
    of = spoken_level(name.level, base.pathway) if name.level else name.about.replace("_", " ")
    return f"{about.title}\n{of} [{unit}]".replace("\n [", "\n[")


def _foot(
    base: Scenario, look: DisplayStyle, notes: Sequence[str], *, alone: bool
) -> Iterator[str]:
    for note in notes:
        yield look.wrapped(note)
    if base.replications > 1:
        ends = (
            "The page is too narrow for the 95 % intervals; --json and --out have them."
            if alone
            else "In brackets: 95 % intervals over the replications; none where they are narrower "
            "than the last digit."
        )
        yield look.wrapped(
            f"{ends} Neighbours differ by less chance than the intervals say, for the same clients "
            "come; `iopkit compare --set` tells how much two of them differ."
        )
    else:
        yield look.wrapped("One replication has no intervals; --replications 20 gives them.")
