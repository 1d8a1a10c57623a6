"""Every combination of some values, each a scenario of its own."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.diagnostics.catalogue.scenarios import COMBINATIONS, NOTHING_VARIES
from iopkit.errors import ScenarioError, UnknownNameError
from iopkit.model.field_types import checked_call
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.measures.interval import CONFIDENCE, Estimate
from iopkit.simulate.measures.measure_names import MeasureName, named
from iopkit.simulate.notebook_tables import sweep_html
from iopkit.simulate.plain_table import PlainTable
from iopkit.simulate.run import simulate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Executor

    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.plain_table import Cell
    from iopkit.simulate.storage.digest import Json

SCHEMA: Final = "iopkit/sweep"
"""The name of what `Sweep.to_dict` returns; its version rises when a name in it changes."""

MOST_POINTS: Final = 10_000
"""How many combinations a sweep has at most."""


@attrs.frozen(kw_only=True)
class SweepPoint:
    """One combination of values, and what came of it.

    Parameters
    ----------
    values
        One value for each axis, in their order.
    figures
        Each figure with its interval.
    """

    values: tuple[str | float | None, ...]
    figures: Mapping[MeasureName, Estimate] = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Sweep:
    """What some figures are over a grid of values.

    Parameters
    ----------
    axes
        What is varied.
    points
        Every combination, the last axis changing fastest.
    """

    axes: tuple[str, ...]
    points: tuple[SweepPoint, ...]

    def names(self) -> tuple[MeasureName, ...]:
        """Return every figure that any point has."""
        found: dict[MeasureName, None] = {}
        for point in self.points:
            found |= dict.fromkeys(point.figures)
        return tuple(found)

    def table(self, figures: Sequence[MeasureName] | None = None) -> PlainTable:
        """Return one row for each combination.

        The columns are the axes and, for each figure, its mean and the ends of its interval, such
        as ``wait_mean:iop``, ``wait_mean:iop:ci_low`` and ``wait_mean:iop:ci_high``. A cell is None
        where a scenario has no such figure.

        Parameters
        ----------
        figures
            Which figures; None for all.

        Raises
        ------
        UnknownNameError
            When no point has one of them.
        """
        known = self.names()
        for name in figures or ():
            if name not in known:
                raise UnknownNameError("figure", str(name), map(str, known))
        kept = known if figures is None else tuple(figures)
        rows = []
        for point in self.points:
            row: dict[str, Cell] = dict(zip(self.axes, point.values, strict=True))
            for name in kept:
                found = point.figures.get(name)
                row[str(name)] = None if found is None else found.mean
                row[f"{name}:ci_low"] = None if found is None else found.ci_low
                row[f"{name}:ci_high"] = None if found is None else found.ci_high
            rows.append(row)
        ends = [
            column for name in kept for column in (f"{name}", f"{name}:ci_low", f"{name}:ci_high")
        ]
        return PlainTable(names=[*self.axes, *ends], rows=rows)

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it: waits and places used."""
        return sweep_html(self)

    def to_dict(self, figures: Sequence[MeasureName] | None = None) -> dict[str, Json]:
        """Return the sweep as one object of plain values; see `table`."""
        table = self.table(figures)
        rows: list[Json] = [dict(row) for row in table.rows]
        axes: list[Json] = list(self.axes)
        return {
            "schema": SCHEMA,
            "version": 2,
            "ci_level": CONFIDENCE,
            "axes": axes,
            "rows": rows,
        }


def axis_keys(path: str) -> tuple[str, ...]:
    """Return the keys of what is varied, without the section of the levels.

    >>> axis_keys("levels.iop.places")
    ('iop', 'places')
    """
    section, *rest = path.split(".")
    return tuple(rest) if section == "levels" and rest else (section, *rest)


@checked_call
def sweep(
    make: Callable[..., Scenario],
    axes: Mapping[str, Sequence[str | float | None]],
    *,
    executor: Executor | None = None,
    progress: Callable[[float], object] | None = None,
) -> Sweep:
    """Simulate every combination of some values.

    The same client makes the same draws in each, so that neighbours differ by the change. Only the
    figures are kept.

    Parameters
    ----------
    make
        Makes a scenario from one value for each axis, given by name.
    axes
        The values of each axis.
    executor
        Where replications run; see `simulate`.
    progress
        Called with the number of combinations that are done.

    Raises
    ------
    ScenarioError
        When there are too many combinations or none, or a scenario cannot be simulated.
    """
    number = prod(len(values) for values in axes.values())
    if not axes or not number:
        raise ScenarioError(NOTHING_VARIES())
    if number > MOST_POINTS:
        raise ScenarioError(COMBINATIONS(number=number, most=MOST_POINTS))
    points = []
    for values in product(*axes.values()):
        scenario = make(**dict(zip(axes, values, strict=True)))
        run = simulate(scenario, executor=executor)
        figures = named(run.figures, lower(scenario))
        every: dict[MeasureName, None] = {}
        for each in figures:
            every |= dict.fromkeys(each)
        points.append(
            SweepPoint(
                values=values,
                figures={
                    name: found
                    for name in every
                    if (found := Estimate.of([each[name] for each in figures if name in each]))
                },
            )
        )
        if progress is not None:
            progress(len(points))
    return Sweep(axes=tuple(axes), points=tuple(points))
