"""Estimates as quantities, and the columns of measures that they stand in."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from iopkit.describe.blocks import ColumnKind, Table, TableCell, TableColumn, TableRow
from iopkit.describe.inline import SHARE, Quantity, QuantityRange
from iopkit.model.simulation.measure_catalogue import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iopkit.model.simulation.measure import Measure, MeasureTable
    from iopkit.simulate.measures.interval import Estimate
    from iopkit.simulate.measures.summary import LevelSummary, StaySummary

_UNITS: Final = {"days": "day", "1": SHARE}
"""The units of measures that columns name."""

_FIVE_DIGITS: Final = 10_000
_THREE_DIGITS: Final = 100
_TWO_DIGITS: Final = (0.005, 0.1)


def estimate(of: Estimate | None, measure: Measure | None = None, decimals: int = 1) -> Quantity:
    """Return an estimate with its interval; above 100 nobody reads a decimal.

    >>> from iopkit.simulate.measures.interval import Estimate
    >>> estimate(Estimate(58.12, 57.6, 58.64)).number, estimate(Estimate(812.3)).number
    ('58.1 (57.6 to 58.6)', '812')
    """
    unit = "" if measure is None else unit_of(measure)
    if of is None:
        return Quantity(value=None, unit=unit)
    size = abs(of.mean) * (100 if unit == SHARE else 1)
    return Quantity(
        value=of.mean,
        unit=unit,
        ci_low=of.ci_low,
        ci_high=of.ci_high,
        decimals=0 if size >= _THREE_DIGITS else decimals,
    )


def amount(at_least: Estimate, at_most: Estimate | None) -> Quantity | QuantityRange:
    """Return money, with as many digits as its interval knows; or the two ends of a range.

    >>> from iopkit.simulate.measures.interval import Estimate
    >>> known = Estimate(397943.0, 386089.0, 409796.0)
    >>> amount(known, known).number, amount(Estimate(4408.2), None).number
    ('398,000 (386,000 to 410,000)', 'at least 4,408')
    """
    decimals = min(_known_digits(each) for each in (at_least, at_most or at_least))
    if at_least != at_most:
        most = None if at_most is None else at_most.mean
        return QuantityRange(at_least=at_least.mean, at_most=most, decimals=decimals)
    return Quantity(
        value=at_least.mean, ci_low=at_least.ci_low, ci_high=at_least.ci_high, decimals=decimals
    )


def hours(at_least: Estimate, at_most: Estimate | None) -> Quantity | QuantityRange:
    """Return hours with their interval, or the two ends of hours known as a range."""
    if at_least == at_most:
        return estimate(at_least)
    most = None if at_most is None else at_most.mean
    return QuantityRange(at_least=at_least.mean, at_most=most, decimals=1)


def digits(value: float) -> int:
    """Return how many decimals of a number anybody reads; below 0 for digits before the point.

    >>> [digits(each) for each in (9.12, 128.4, 132474.3, 0.034, 0.0001)]
    [1, 0, -3, 2, 1]
    """
    size = abs(value)
    if size >= _FIVE_DIGITS:
        return 2 - math.floor(math.log10(size))
    return 0 if size >= _THREE_DIGITS else 2 if _TWO_DIGITS[0] <= size < _TWO_DIGITS[1] else 1


def rounded(value: float, *, like: float | None = None) -> Quantity:
    """Return a number with as many digits as anybody reads.

    Parameters
    ----------
    value
        The number.
    like
        Another one that stands beside it and says how many digits; None for the number itself.
    """
    return Quantity(value=value, decimals=digits(value if like is None else like))


def unit_of(measure: Measure) -> str:
    """Return the unit of a measure as columns name it; empty where their names say it."""
    return _UNITS.get(measure.unit, "")


def columns(table: MeasureTable) -> list[TableColumn]:
    """Return the columns of the measures in a table of a run."""
    return [measure_column(measure) for measure, _ in columns_of(table)]


def cells(table: MeasureTable, of: LevelSummary | StaySummary) -> list[TableCell]:
    """Return the cells of the measures in a table of a run."""
    return [
        TableCell(estimate(getattr(of, measure.name), measure, column.decimals))
        for measure, column in columns_of(table)
    ]


def level_table(table: MeasureTable, levels: Iterable[tuple[str, LevelSummary]]) -> Table:
    """Return the measures in a table of a run, a row for each level by what it is called."""
    return Table(
        columns=[TableColumn(name="level"), *columns(table)],
        rows=[TableRow(cells=[TableCell(name), *cells(table, level)]) for name, level in levels],
    )


def numbers(names: Sequence[str]) -> list[TableColumn]:
    """Return columns of numbers."""
    return [TableColumn(name=name, kind=ColumnKind.NUMBER) for name in names]


def places(capacity: float | None) -> str | Quantity:
    """Return the places of a level."""
    return "no limit" if capacity is None else Quantity(value=round(capacity, 1))


def measure_column(measure: Measure, *, optional: bool | None = None) -> TableColumn:
    """Return the column of a measure; one that has none in the tables of a run has its title.

    Parameters
    ----------
    measure
        The measure.
    optional
        Whether a page that is too narrow may do without it; None for as in the tables of a run.
    """
    at = measure.column
    return TableColumn(
        name=at.name if at else measure.title,
        qualifier=at.qualifier if at else "",
        unit=unit_of(measure),
        kind=ColumnKind.NUMBER,
        optional=bool(at and at.optional) if optional is None else optional,
    )


def _known_digits(of: Estimate) -> int:
    half = 0.0 if of.ci_high is None else of.ci_high - of.mean
    return -max(math.floor(math.log10(half)) - 1, 0) if half > 0 else 0
