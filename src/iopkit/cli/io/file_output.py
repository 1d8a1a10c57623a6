"""Where a page or a table goes: to a new file, or a page to stdout."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from iopkit.cli.io.failure import StoppedError
from iopkit.cli.io.terminal import note, show_name
from iopkit.files.yaml.atomic_write import write_bytes

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from iopkit.simulate.plain_table import PlainTable

PAGE_FORMS: Final = (".html", ".htm")
"""How the name of a page ends, or no browser would know what it is."""

_TABLE_FORMS: Final = (".csv", ".parquet")


def refuse_taken(out: str | os.PathLike[str]) -> None:
    """Refuse a name that is taken, before anything is done for it.

    Raises
    ------
    click.UsageError
        When there is something of that name.
    """
    if Path(out).exists():
        raise click.UsageError(f"{out} is there already; choose another name.")


@contextlib.contextmanager
def writing(out: str | os.PathLike[str] | None) -> Iterator[None]:
    """Say what keeps a new file, or folder, from being written in the block.

    Raises
    ------
    StoppedError
        When it is there by now, or cannot be written.
    """
    try:
        yield
    except FileExistsError:
        raise StoppedError(f"{out} is there already; choose another name.") from None
    except OSError as error:
        if out is None or error.strerror is None:
            raise
        raise StoppedError(f"{out} cannot be written: {error.strerror}.") from None


def write_new(out: str | os.PathLike[str], whole: str | bytes) -> None:
    """Write a new file, whole or not at all.

    Raises
    ------
    StoppedError
        When it is there by now, or cannot be written.
    """
    with writing(out):
        write_bytes(out, whole.encode() if isinstance(whole, str) else whole)


def check_page_out(out: str | None, what: str) -> None:
    """Refuse what no page can be written to, before some seconds go by.

    Parameters
    ----------
    out
        The name of the file; None for stdout.
    what
        What is written, such as ``page``, as its file may be called too.

    Raises
    ------
    click.UsageError
        When nobody would find a page under that name, or it is taken; when stdout is a terminal.
    """
    if out is None:
        if sys.stdout.isatty():
            raise click.UsageError(
                f"A {what} is for a browser; give it a file: -o {what}{PAGE_FORMS[0]}"
            )
        return
    if Path(out).suffix.lower() not in PAGE_FORMS:
        raise click.UsageError(
            f"'{out}' is no name of a page, which a browser opens; end it in {PAGE_FORMS[0]}, as "
            f"in -o {Path(out).stem or what}{PAGE_FORMS[0]}"
        )
    refuse_taken(out)


def write_page(out: str | None, page: str) -> None:
    """Write a page where `check_page_out` has nothing against it.

    Raises
    ------
    StoppedError
        When the file is there by now, or cannot be written.
    """
    if out is None:
        click.echo(page.encode(), nl=False)  # a browser reads it: not a character may change
        return
    write_new(out, page)
    show_name(out)
    note(f"{len(page.encode()) / 1000:.0f} kB, one file that needs no other; open it in a browser.")


def check_table_out(out: str | None) -> None:
    """Refuse a name that is no table's, or that is taken, before anything is simulated.

    Raises
    ------
    click.UsageError
        When it cannot be written to.
    """
    if out is None:
        return
    if Path(out).suffix.lower() not in _TABLE_FORMS:
        raise click.UsageError(f"{out}: a table ends in .csv or .parquet.")
    refuse_taken(out)
    if Path(out).suffix.lower() == ".parquet":
        from iopkit.simulate.storage import parquet as _parquet  # noqa: F401  it says now if pyarrow is missing


def write_table(out: str, rows: PlainTable) -> None:
    """Write a table in the form that its name says.

    Raises
    ------
    StoppedError
        When it cannot be written.
    """
    write_new(out, rows.parquet() if Path(out).suffix.lower() == ".parquet" else rows.csv())
