"""A tidy table of a run: its visits, its daily census, or its people."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import attrs

from iopkit.errors import InvalidValueError, RunFolderError
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.replication.replication import chunks
from iopkit.simulate.storage.client_answers import people
from iopkit.simulate.storage.column import Column, joined, listed
from iopkit.simulate.storage.damage import DamagedError
from iopkit.simulate.storage.run_columns import CENSUS, PEOPLE, VISITS, RunColumns
from iopkit.simulate.storage.run_folder import RunFolder
from iopkit.simulate.storage.run_inventory import read_entry, refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.lowering.scenario import LoweredScenario


@attrs.frozen
class RunTable:
    """A table that is made when one of its methods is called; nothing of it is kept.

    Parameters
    ----------
    scenario
        What was simulated.
    name
        Which table: ``visits``, ``census`` or ``people``.
    folder
        Where the run is kept; None when it is kept nowhere, and is simulated again.
    run
        The digest of the run, which its tables carry; they are checked when they are read. Empty
        where the folder lists nothing that they could be held against.
    """

    scenario: Scenario = attrs.field(repr=lambda scenario: f"<{scenario.pathway.id}>")
    name: str
    folder: Path | None = None
    run: str = ""

    def columns(self, replication: int | None = None) -> dict[str, list[object]]:
        """Return the table as plain lists, by the name of the column; None for nothing.

        Parameters
        ----------
        replication
            The number of the replication, from 0; None for all of them below each other.

        Raises
        ------
        ValueError
            When the run has no such replication.
        RunFolderError
            When a file of the run cannot be read, or is not what was written.
        """
        if self.folder is not None:
            table: dict[str, list[object]] = self.arrow(replication).to_pydict()
            return table
        return {name: listed(column) for name, column in self._simulated(replication).items()}

    def arrow(self, replication: int | None = None) -> pa.Table:
        """Return the table as ``pyarrow.Table``; see `columns`. Needs pyarrow."""
        from iopkit.simulate.storage import parquet as _parquet

        if self.folder is None:
            return _parquet.as_arrow(self._simulated(replication))
        numbers = self._numbers(replication)
        return _parquet.below_each_other([self._read(self.folder, number) for number in numbers])

    def pandas(self, replication: int | None = None) -> pd.DataFrame:
        """Return the table as ``pandas.DataFrame``; see `columns`. Needs pyarrow and pandas."""
        return self.arrow(replication).to_pandas()

    def polars(self, replication: int | None = None) -> pl.DataFrame:
        """Return the table as ``polars.DataFrame``; see `columns`. Needs pyarrow and polars."""
        frame: pl.DataFrame = import_module("polars").from_arrow(self.arrow(replication))
        return frame

    def _numbers(self, replication: int | None) -> range:
        n = self.scenario.replications
        if replication is None:
            return range(n)
        if not 0 <= replication < n:
            msg = f"the run has the replications 0 to {n - 1}, not {replication}"
            raise InvalidValueError(msg)
        return range(replication, replication + 1)

    def _read(self, path: Path, number: int) -> pa.Table:
        from iopkit.simulate.storage import table_file

        folder = RunFolder(path, self.run)
        file = folder.part(self.name, number)
        try:
            if self.run:
                table_file.check_table(file, self.name, read_entry(folder, number)[0])
            return table_file.read_table(file)
        except DamagedError as error:
            raise refused(folder, error.damage) from None
        except OSError as error:
            raise RunFolderError(f"{file} cannot be read: {error.strerror}") from None

    def _simulated(self, replication: int | None) -> dict[str, Column]:
        lowered = lower(self.scenario)
        numbers = self._numbers(replication)
        return joined([part for number in numbers for part in self._parts(lowered, number)])

    def _parts(self, lowered: LoweredScenario, number: int) -> Iterator[dict[str, Column]]:
        scenario, columns = self.scenario, RunColumns(lowered, number)
        for chunk in chunks(
            lowered,
            seed=scenario.seed,
            replication=number,
            days=scenario.days,
            daily=self.name == CENSUS,
        ):
            if self.name == VISITS:
                yield columns.visits(chunk.visits)
            elif self.name == PEOPLE:
                yield people(lowered, chunk.visits, seed=scenario.seed, replication=number)
            elif chunk.daily is not None:
                yield columns.census(chunk.daily)
