"""Rows of plain values, for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

import attrs
import numpy as np

from iopkit.simulate.notebook_tables import rows_html
from iopkit.simulate.storage.column import NamedColumn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from iopkit.simulate.storage.column import Column

Cell: TypeAlias = str | float | int | None
"""What stands in a row; None for nothing."""


@attrs.frozen(kw_only=True)
class PlainTable:
    """A small table, all of which is there.

    Parameters
    ----------
    names
        The names of the columns, in their order.
    rows
        The rows, each with every column.
    """

    names: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    rows: tuple[Mapping[str, Cell], ...] = attrs.field(
        converter=tuple["Mapping[str, Cell]", ...], repr=lambda rows: f"<{len(rows)} rows>"
    )

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def columns(self) -> dict[str, list[Cell]]:
        """Return the columns by name.

        >>> PlainTable(names=["level", "wait"], rows=[{"level": "iop", "wait": 1.5}]).columns()
        {'level': ['iop'], 'wait': [1.5]}
        """
        return {name: [row[name] for row in self.rows] for name in self.names}

    def csv(self) -> str:
        r"""Return the table as CSV: a row of names, an empty cell for nothing.

        >>> PlainTable(names=["level", "wait"], rows=[{"level": "iop", "wait": None}]).csv()
        'level,wait\niop,\n'
        """
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.names)
        writer.writerows([row[name] for name in self.names] for row in self.rows)
        return text.getvalue()

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it, the first rows of many."""
        return rows_html(self)

    def parquet(self) -> bytes:
        """Return the table as a Parquet file. Needs the extra ``table``."""
        from iopkit.simulate.storage.parquet import (
            ParquetWriter,  # pyarrow: only for those who ask for it
        )

        file = io.BytesIO()
        writer = ParquetWriter(file)
        writer.write(self._typed())
        writer.close()
        return file.getvalue()

    def arrow(self) -> pa.Table:
        """Return a ``pyarrow.Table``, texts as dictionaries. Needs the extra ``table``."""
        from iopkit.simulate.storage.parquet import as_arrow  # as above

        return as_arrow(self._typed())

    def pandas(self) -> pd.DataFrame:
        """Return a ``pandas.DataFrame``; pandas must be installed."""
        return import_module("pandas").DataFrame(self.columns(), columns=list(self.names))

    def polars(self) -> pl.DataFrame:
        """Return a ``polars.DataFrame``; polars must be installed."""
        return import_module("polars").DataFrame(self.columns(), infer_schema_length=None)

    def _typed(self) -> dict[str, Column]:
        return {name: _column(values) for name, values in self.columns().items()}


def _column(values: Sequence[Cell]) -> Column:
    """Return plain values as a column: numbers, or texts where any is one."""
    if all(isinstance(value, int) for value in values):
        return np.array(values, np.int64)
    if any(isinstance(value, str) for value in values) or all(value is None for value in values):
        texts = [None if value is None else str(value) for value in values]
        names = tuple(dict.fromkeys(text for text in texts if text is not None))
        places = {name: place for place, name in enumerate(names)}
        found = [-1 if text is None else places[text] for text in texts]
        return NamedColumn(names, np.array(found, np.int32))
    return np.array([np.nan if value is None else value for value in values], np.float64)
