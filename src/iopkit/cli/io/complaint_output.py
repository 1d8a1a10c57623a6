"""What is said of files that are wrong: on stderr for people, as one object for programs.

The one rule of all commands with --json: when a file cannot be used, stdout has one object,
``iopkit/check``, as `iopkit check --json` prints it. A program that reads stdout never gets an
empty text, and finds the complaints where it knows them.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

import click

from iopkit.cli.io.stdin import spoken
from iopkit.cli.io.terminal import note, show_json
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.errors import PathwayError, ScenarioError
from iopkit.files.compose.load import Examined

if TYPE_CHECKING:
    from collections.abc import Iterator


_WARNED: Final = f"{__name__}.warned"


def complaint_values(file: str, examined: Examined, code: int) -> dict[str, object]:
    """Return what there is to say about one file, for another program."""
    return {"file": spoken(file), "exit_code": code, **examined.to_dict()}


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


def warn(complaint: Diagnostic) -> None:
    """Say on stderr what is probably not meant; the same is said once."""
    known = _warned()
    if complaint not in known:
        known.append(complaint)
        note(str(complaint))


def warned_values() -> list[dict[str, object]]:
    """Return all that this command was warned of, for another program."""
    return [complaint.to_dict() for complaint in _warned()]


def _warned() -> list[Diagnostic]:
    meta = click.get_current_context().find_root().meta
    known: list[Diagnostic] = meta.setdefault(_WARNED, [])
    return known
