"""Where a page goes: to a new file for a browser, or to stdout."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from iopkit.cli.io.terminal import note, show_name
from iopkit.files.yaml.atomic_write import write_text

FORMS: Final = (".html", ".htm")
"""How the name of a page ends, or no browser would know what it is."""


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
                f"A {what} is for a browser; give it a file: -o {what}{FORMS[0]}"
            )
        return
    if Path(out).suffix.lower() not in FORMS:
        raise click.UsageError(
            f"'{out}' is no name of a page, which a browser opens; end it in {FORMS[0]}, as in "
            f"-o {Path(out).stem or what}{FORMS[0]}"
        )
    if Path(out).exists():
        raise click.UsageError(f"{out} is there already; choose another name.")


def write_page(out: str | None, page: str) -> None:
    """Write a page where `check_page_out` has nothing against it.

    Raises
    ------
    click.UsageError
        When the file is there by now, or cannot be written.
    """
    if out is None:
        click.echo(page.encode(), nl=False)  # a browser reads it: not a character may change
        return
    try:
        write_text(out, page)
    except FileExistsError:
        raise click.UsageError(f"{out} is there already; choose another name.") from None
    except OSError as error:
        raise click.UsageError(f"{out} cannot be written: {error.strerror}.") from None
    show_name(out)
    note(f"{len(page.encode()) / 1000:.0f} kB, one file that needs no other; open it in a browser.")
