"""The one rule of all commands with --json: what is said of a file that cannot be used.

On stdout stands one object then, ``iopkit/check``, as `iopkit check --json` prints it. A program
that reads stdout never gets an empty text, and finds the complaints where it knows them.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import click

from iopkit.cli.io.terminal import show_json
from iopkit.cli.options.pathway_argument import complaint_values
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.errors import PathwayError, ScenarioError
from iopkit.files.compose.load import Examined

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def explained_in_json(file: str, *, as_json: bool) -> Iterator[None]:
    """Print a file's complaints as one object and end the command, when they come.

    Parameters
    ----------
    file
        The file or name that is read in the block, as the command line gives it.
    as_json
        Whether --json was given; else the complaints go on as they are.

    Raises
    ------
    PathwayError, ScenarioError
        When the file, or a scenario made of it, cannot be used, without `as_json`.
    click.exceptions.Exit
        The same, with `as_json`: all has been said.
    """
    try:
        yield
    except PathwayError as error:
        if not as_json:
            raise
        show_unusable([unusable_values(file, error)])
        raise click.exceptions.Exit(error.exit_code) from None
    except ScenarioError as error:
        if not as_json:
            raise
        values = complaint_values(file, Examined(None, ()), error.exit_code)
        complaints = [Diagnostic.at(None, error.said).to_dict()]
        show_unusable([{**values, "complaints": complaints}])
        raise click.exceptions.Exit(error.exit_code) from None


def unusable_values(file: str, error: PathwayError) -> dict[str, object]:
    """Return what there is to say about a file that cannot be used."""
    return complaint_values(file, Examined(None, error.complaints), error.exit_code)


def show_unusable(files: list[dict[str, object]]) -> None:
    """Print what is wrong with some files, for another program."""
    show_json("iopkit/check", {"files": files}, version=2)
