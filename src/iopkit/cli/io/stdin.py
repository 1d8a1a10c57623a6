"""What another program prints, where a command line says ``-`` for a file."""

from __future__ import annotations

import sys
from typing import Final

import click

from iopkit.cli.io.terminal import is_closed
from iopkit.files.yaml.text import LIMIT, decode

STDIN: Final = "-"

_STDIN_TEXT: Final = f"{__name__}.text"


def spoken(file: str) -> str:
    """Return the name under which every message speaks of an input."""
    return "<stdin>" if file == STDIN else file


def read_stdin() -> str:
    """Return what another program prints, within the limits of a file; the same asked again."""
    meta = click.get_current_context().find_root().meta
    if _STDIN_TEXT in meta:
        return str(meta[_STDIN_TEXT])
    if is_closed(sys.stdin):
        raise click.UsageError("stdin is closed, so there is nothing to read from it.")
    try:
        data = sys.stdin.buffer.read(LIMIT + 1)
    except OSError as error:
        raise click.UsageError(f"stdin cannot be read: {error.strerror}.") from None
    text = decode(data, spoken(STDIN))
    meta[_STDIN_TEXT] = text
    return text
