"""`iopkit place --clients`: where many clients belong."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from iopkit.cli.io.complaint_output import explained_in_json
from iopkit.cli.io.failure import PROBLEMS
from iopkit.cli.io.file_output import writing
from iopkit.cli.io.interrupt import heeded
from iopkit.cli.io.terminal import look, note, show, show_json
from iopkit.diagnostics.diagnostic import often
from iopkit.errors import InvalidValueError
from iopkit.files.tables.csv_table import skipped
from iopkit.terminal.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopkit.columns import PlacementCounts
    from iopkit.columns.placement_counts import BadValue
    from iopkit.model.pathway import Pathway


def show_table(pathway: Pathway, clients: str, out: str | None, *, as_json: bool) -> int:
    """Place a table of clients, print what came of it, and return the exit code.

    Parameters
    ----------
    pathway
        The levels and their rules.
    clients
        The table, in CSV or Parquet.
    out
        The table to write; None for none.
    as_json
        Whether to print for other programs.

    Returns
    -------
    int
        0 when every row was read, whatever is still unknown about the clients; 1 when some rows
        could not be read.

    Raises
    ------
    MissingExtraError
        When the libraries for tables are not installed.
    UnreadableError
        When the table cannot be used, unless `as_json` says so on stdout.
    click.ClickException
        When a name is no table's, or `out` cannot be written.
    """
    with explained_in_json(clients, as_json=as_json), heeded() as check_interrupt:
        tally = _placed(pathway, clients, out, check_interrupt)
    if as_json:
        show_json("iopkit/placements", _values(pathway, tally, clients, out))
    else:
        _complain(tally, clients)
        show(_report(tally))
        if out is not None:
            note(f"Each client's place is in {out}, which only you may read.")
    return PROBLEMS if tally.bad_rows else 0


def _placed(
    pathway: Pathway, clients: str, out: str | None, check_interrupt: Callable[[], None]
) -> PlacementCounts:
    from iopkit.columns import place_table  # pyarrow: only for those who have a table

    watched = sys.stderr.isatty()

    def progress(done: int) -> None:
        check_interrupt()
        if watched:
            click.echo(f"\r{'1 client' if done == 1 else f'{done:,} clients'}", err=True, nl=False)

    check_interrupt()
    try:
        with writing(out):
            return place_table(pathway, clients, out, progress=progress)
    except InvalidValueError as error:
        raise click.UsageError(f"{str(error)[:1].upper()}{str(error)[1:]}.") from None
    finally:
        if watched:
            click.echo("\r\x1b[K", err=True, nl=False)


def _complain(tally: PlacementCounts, clients: str) -> None:
    for warning in tally.warnings:
        note(str(warning))
    if tally.blank_rows:
        note(f"{clients}: {skipped(tally.blank_rows).text}.")
    for bad in tally.bad:
        note(f"{clients}:{bad.line}: {_wrong(bad)}" if bad.line else _numbered(bad, clients))
    if not tally.bad_rows:
        return
    rows = "1 row was" if tally.bad_rows == 1 else f"{tally.bad_rows:,} rows were"
    note(f"{rows} not placed, because something there cannot be read; the rest is done.")
    note("Correct them in the table, or leave the cell empty where nothing was recorded.")


def _numbered(bad: BadValue, clients: str) -> str:
    return f"{clients}: row {bad.row}: {_wrong(bad)}"


def _wrong(bad: BadValue) -> str:
    what = f"'{bad.column}' {bad.message}" if bad.column else f"this row {bad.message}"
    if len(bad.lines) == len(bad.rows):
        return f"{what}{often(bad.count, bad.lines)}"
    return f"{what}{often(bad.count, bad.rows, what='row')}"


def _report(tally: PlacementCounts) -> str:
    rows = [
        (level, f"{placed:,}", f"{left:,}")
        for level, placed, left in zip(tally.levels, tally.placed, tally.open, strict=True)
    ][::-1]
    rows += [("no level takes them", f"{tally.nowhere:,}", "")]
    rows += [("answers are missing", f"{tally.unsettled:,}", "")]
    if tally.bad_rows:
        rows += [("cannot be read", f"{tally.bad_rows:,}", "")]
    total = f"{tally.clients + tally.bad_rows:,}"
    page = table(
        ("", "clients", "may be\nthere"), [*rows, ("all", total, "")], look(), numbers=(1, 2)
    )
    if tally.inexact:
        page += "\n" + look().wrapped(
            "The rules are so entangled that for "
            f"{tally.inexact:,} of these clients more levels may be named than can be."
        )
    return page


def _values(
    pathway: Pathway, tally: PlacementCounts, clients: str, out: str | None
) -> dict[str, object]:
    return {
        "pathway": pathway.id,
        "file": clients,
        "out": out,
        **tally.to_dict(),
    }
