"""A command that cannot go on, though it was used rightly."""

from __future__ import annotations

import click

from iopkit.cli.io.failure import WRONG_USE


class StoppedError(click.ClickException):
    """Ends a command with one sentence; a wrong use would show how the command is used as well."""

    exit_code = WRONG_USE
