"""The two streams: what they can show, and how text gets there."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
from typing import TYPE_CHECKING, Final, TextIO

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.terminal.style import DisplayStyle

NARROWEST: Final = 60
WIDEST: Final = 100
"""The widths between which a report is laid out: longer lines are hard to read. [characters]"""


def prepare(ctx: click.Context) -> None:
    """Make the streams show something for every character, and heed NO_COLOR and FORCE_COLOR."""
    if is_closed(sys.stdout):
        raise click.UsageError("stdout is closed, so there is nowhere to print the result.")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    elif os.environ.get("FORCE_COLOR"):
        ctx.color = True


def is_closed(stream: TextIO | None) -> bool:
    """Whether the process began without a stream, as after ``>&-`` in a shell."""
    return stream is None


def look() -> DisplayStyle:
    """Return how reports are written on stdout."""
    from iopkit.terminal.style import DisplayStyle  # not for --help: it imports attrs

    ctx = click.get_current_context()
    # A pipe is as wide as a terminal usually is; COLUMNS says otherwise.
    width = shutil.get_terminal_size(fallback=(80, 24)).columns
    return DisplayStyle(
        width=min(max(width, NARROWEST), WIDEST),
        unicode=(sys.stdout.encoding or "").lower().replace("-", "").startswith("utf"),
        colour=_is_coloured(ctx),
    )


def _is_coloured(ctx: click.Context) -> bool:
    return sys.stdout.isatty() if ctx.color is None else ctx.color


def show(text: str) -> None:
    """Print a result on stdout."""
    from iopkit.terminal.style import harmless

    # The stream is named, or click would write UTF-8 to a stream that cannot show it.
    colour = _is_coloured(click.get_current_context())
    click.echo(harmless(text.removesuffix("\n"), colour=colour), file=sys.stdout)


def show_name(path: object) -> None:
    """Print the name of a file that was written, on one line; the command line gave it."""
    from iopkit.terminal.style import plain

    show(plain(str(path)))


def note(text: str) -> None:
    """Print what is not a result on stderr; when nobody can hear it, that is no failure."""
    from iopkit.describe.wording import briefer
    from iopkit.terminal.style import harmless

    with contextlib.suppress(OSError):
        click.echo(harmless(briefer(text)), file=sys.stderr)


def show_json(schema: str, values: Mapping[str, object], *, version: int = 1) -> None:
    """Print one JSON object on stdout, the same bytes for the same values.

    Parameters
    ----------
    schema
        The name of what is printed, such as ``iopkit/check``.
    values
        Its content; a schema and a version in it are its own.
    version
        Of other content; rises when a name in it changes or goes away.
    """
    whole = {"schema": schema, "version": version, **values}
    # ASCII only, so that no encoding of a pipe can change it.
    click.echo(json.dumps(whole, indent=2, sort_keys=True, allow_nan=False))
