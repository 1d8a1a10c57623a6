"""What some figures are over a grid of values, one row for each combination."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.describe.blocks import (
    ColumnKind,
    Document,
    Note,
    NoteSeverity,
    Paragraph,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from iopkit.describe.inline import CodeText, inlines
from iopkit.describe.simulation.certainty import is_beyond
from iopkit.describe.simulation.conditions import simulated_how
from iopkit.describe.simulation.estimates import estimate, unit_of
from iopkit.describe.simulation.paired_change import spoken_level
from iopkit.describe.simulation.run import intervals
from iopkit.describe.wording import brief, counted, days, listed
from iopkit.draw.picture.short_numbers import amount
from iopkit.model.simulation.measure_catalogue import BEYOND_PLACES
from iopkit.simulate.measures.measure_names import MeasureName
from iopkit.simulate.measures.summary import ROUNDING
from iopkit.simulate.study.sweep import axis_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.study.sweep import Sweep, SweepPoint

_MOST_TOLD: Final = 5
"""How many combinations in which nobody begins are told one by one."""


def describe_sweep(
    sweep: Sweep,
    figures: Sequence[MeasureName],
    base: Scenario,
    notes: Sequence[str] = (),
    *,
    with_intervals: bool = True,
) -> Document:
    """Return a table of the figures, with what was varied on the left.

    Parameters
    ----------
    sweep
        What was simulated.
    figures
        Which figures to show.
    base
        What was varied.
    notes
        What else to say, in sentences.
    with_intervals
        Whether figures have their intervals; a page may be too narrow for them.
    """
    number = counted(len(sweep.points), "combination")
    how = (
        f"{days(base.days)}, {simulated_how(base)}. The same clients come in every combination, "
        "with the same luck."
    )
    rows = [
        TableRow(
            cells=[
                *(TableCell(str(value)) for value in point.values),
                *(_cell(point, name, with_intervals=with_intervals) for name in figures),
            ]
        )
        for point in sweep.points
    ]
    head = [*map(_axis, sweep.axes), *(_column(name, base) for name in figures)]
    return Document(
        title=f"{brief(base.pathway.title)}: {number}",
        blocks=[
            Paragraph(line=how),
            *(Note(line=each, severity=NoteSeverity.CAUTION) for each in _cautions(sweep, base)),
            Table(columns=head, rows=rows),
            *(Paragraph(line=each) for each in notes),
            *_foot(sweep, figures, base, with_intervals=with_intervals),
        ],
    )


def _cautions(sweep: Sweep, base: Scenario) -> Iterator[str]:
    """Yield where nobody begins, whose waits are missing, and where more is used than there is."""
    beyond = []
    for level in base.pathway.levels:
        of = spoken_level(level.id, base.pathway)
        found = [_in_vain(sweep, point, level.id) for point in sweep.points]
        told = [words for words in found if words]
        if told:
            shown = listed([*told[:_MOST_TOLD], *_and_more(len(told) - _MOST_TOLD)])
            yield f"Nobody begins in {of}, though clients come: {shown}."
        if any(_mean(point, "occupancy", level.id) > 1 + ROUNDING for point in sweep.points):
            beyond.append(of)
    if beyond:
        yield f"Where more than 100 % of the places of {listed(beyond)} are used, {BEYOND_PLACES}."


def _in_vain(sweep: Sweep, point: SweepPoint, level: str) -> str:
    """Return in which combination nobody begins at a level, and how many wait; else nothing."""
    waiting = _mean(point, "queue_length", level)
    if _mean(point, "admissions", level) or not (waiting or _mean(point, "abandonments", level)):
        return ""
    values = zip(sweep.axes, point.values, strict=True)
    where = ", ".join(f"{'.'.join(axis_keys(axis))}={brief(str(value))}" for axis, value in values)
    return f"{amount(waiting)} wait with {where}"


def _mean(point: SweepPoint, figure: str, level: str) -> float:
    found = point.figures.get(MeasureName(figure, level))
    return 0.0 if found is None else found.mean


def _and_more(number: int) -> list[str]:
    return [f"so it is in {counted(number, 'other', 'others')}"] if number > 0 else []


def _cell(point: SweepPoint, name: MeasureName, *, with_intervals: bool) -> TableCell:
    decimals = 0 if name.declared.is_share else 1
    found = estimate(point.figures.get(name), name.declared, decimals)
    return TableCell(found if with_intervals else attrs.evolve(found, ci_low=None, ci_high=None))


def _axis(path: str) -> TableColumn:
    """Return the column of what was varied: the last key below what it belongs to."""
    *above, last = axis_keys(path)
    name = ".".join(above)
    return TableColumn(name=name or last, qualifier=last if name else "", kind=ColumnKind.NUMBER)


def _column(name: MeasureName, base: Scenario) -> TableColumn:
    about = name.declared
    unit = unit_of(about)
    of = spoken_level(name.level, base.pathway) if name.level else name.about.replace("_", " ")
    told = of if unit or not about.unit else f"{of} [{about.unit}]".lstrip()
    return TableColumn(name=about.title, qualifier=told, unit=unit, kind=ColumnKind.NUMBER)


def _foot(
    sweep: Sweep, figures: Sequence[MeasureName], base: Scenario, *, with_intervals: bool
) -> Iterator[Paragraph]:
    beyond = any(
        is_beyond(point.figures.get(name), is_share=name.declared.is_share)
        for point in sweep.points
        for name in figures
    )
    told = intervals(base, is_beyond=beyond)
    if base.replications > 1 and not with_intervals:
        told = "The page is too narrow for the 95 % intervals; --json and --out have them."
    if base.replications == 1:
        yield Paragraph(line=told)
        return
    yield Paragraph(
        line=inlines(
            [
                (
                    f"{told} Neighbours differ by less chance than the intervals say, for the same "
                    "clients come; "
                ),
                CodeText("iopkit compare --set"),
                " tells how much two of them differ.",
            ]
        )
    )
