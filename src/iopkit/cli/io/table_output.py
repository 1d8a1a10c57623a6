"""Writing a table of figures to a file that is not there yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from iopkit.cli.io.command_error import StoppedError
from iopkit.files.yaml.atomic_write import write_bytes

if TYPE_CHECKING:
    from iopkit.simulate.plain_table import PlainTable

_FORMS = (".csv", ".parquet")


def check_out(out: str | None) -> None:
    """Refuse a name that is no table's, or that is taken, before anything is simulated.

    Raises
    ------
    click.UsageError
        When it cannot be written to.
    """
    if out is None:
        return
    if Path(out).suffix.lower() not in _FORMS:
        raise click.UsageError(f"{out}: a table ends in .csv or .parquet.")
    if Path(out).exists():
        raise click.UsageError(f"{out} is there already; choose another name.")
    if Path(out).suffix.lower() == ".parquet":
        from iopkit.simulate.storage import parquet as _parquet  # noqa: F401  it says now if pyarrow is missing


def write_rows(out: str, rows: PlainTable) -> None:
    """Write a table in the form that its name says.

    Raises
    ------
    StoppedError
        When it cannot be written.
    """
    whole = rows.parquet() if Path(out).suffix.lower() == ".parquet" else rows.csv().encode()
    try:
        write_bytes(out, whole)
    except FileExistsError:
        raise StoppedError(f"{out} is there already; choose another name.") from None
    except OSError as error:
        raise StoppedError(f"{out} cannot be written: {error.strerror}.") from None
