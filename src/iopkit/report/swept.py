"""What some figures are over a grid of values, one row for each combination."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from iopkit.report.change_words import spoken_level
from iopkit.report.look import brief, plain, printed_length
from iopkit.report.tables import table
from iopkit.report.words import counted, days, interval
from iopkit.simulate.interval import Interval
from iopkit.simulate.meaning import meaning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.model.scenario import Scenario
    from iopkit.report.look import Look
    from iopkit.simulate.named import FigureName
    from iopkit.simulate.sweep import Point, Sweep


def swept_page(
    sweep: Sweep,
    figures: Sequence[FigureName],
    base: Scenario,
    look: Look,
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
    foot = _foot(base, look, notes, alone=alone)
    return "\n\n".join(["\n".join(_head(sweep, base, look)), grid, "\n".join(foot)])


def _head(sweep: Sweep, base: Scenario, look: Look) -> Iterator[str]:
    number = counted(len(sweep.points), "combination")
    yield look.strong(plain(f"{brief(base.pathway.title)}: {number}"))
    warm_up = f", {days(base.warm_up)} of warm-up not counted" if base.warm_up else ""
    yield look.wrapped(
        f"{days(base.days)}, {counted(base.replications, 'replication')}, seed {base.seed}"
        f"{warm_up}. The same clients come in every combination, with the same luck."
    )


def _table(
    sweep: Sweep, figures: Sequence[FigureName], base: Scenario, look: Look
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


def _cell(point: Point, name: FigureName, *, alone: bool) -> str:
    found = point.figures.get(name)
    is_share = meaning(name.figure).unit == "1"
    scale, digits, most = (100, 0, 100) if is_share else (1, 1, math.inf)
    kept = Interval(found.mean) if found is not None and alone else found
    return interval(kept, scale=scale, digits=digits, most=most)


def _axis(path: str) -> str:
    """Return the head of a column: the last key below what it belongs to."""
    above, _, last = path.removeprefix("levels.").rpartition(".")
    return f"{above}\n{last}" if above else last


def _title(name: FigureName, base: Scenario) -> str:
    about = meaning(name.figure)
    unit = "%" if about.unit == "1" else about.unit
    of = spoken_level(name.level, base.pathway) if name.level else name.move.replace("_", " ")
    return f"{about.title}\n{of} [{unit}]".replace("\n [", "\n[")


def _foot(base: Scenario, look: Look, notes: Sequence[str], *, alone: bool) -> Iterator[str]:
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
