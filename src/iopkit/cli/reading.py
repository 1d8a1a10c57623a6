"""From the FILE of a command line to a pathway."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeVar

import click

from iopkit.cli.terminal import note
from iopkit.errors import PathwayError
from iopkit.files.load import examine, examine_text
from iopkit.files.text import LIMIT, decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopkit.files.load import Examined
    from iopkit.model.pathway import Pathway

Command = TypeVar("Command", bound="Callable[..., Any]")

STDIN = "-"


def file_argument(command: Command) -> Command:
    """Add the argument FILE."""
    return click.argument("file", type=click.Path(allow_dash=True), metavar="FILE")(command)


def json_option(command: Command) -> Command:
    """Add the option --json."""
    text = "Print one JSON object, for other programs."
    return click.option("--json", "as_json", is_flag=True, help=text)(command)


def read_pathway(file: str) -> Pathway:
    """Return the pathway that a command line names; warnings are left to `check`.

    Raises
    ------
    UnreadableError, PathwayError, PluginError
        When it cannot be read or used.
    """
    examined = examine_file(file)
    if examined.pathway is None:
        raise PathwayError(examined.errors)
    return examined.pathway


def examine_file(file: str) -> Examined:
    """Return what there is to say about a file, a name, or what stands on stdin."""
    if file == STDIN:
        return examine_text(read_stdin(), name="<stdin>", find=_find)
    return examine(file, find=_find)


def read_stdin() -> str:
    """Return what another program prints, within the limits of a file."""
    return decode(sys.stdin.buffer.read(LIMIT + 1), "<stdin>")


def _find(name: str) -> tuple[str, str] | None:
    """Find a pathway by its name. Plugins are looked for only when somebody asks for a name."""
    from iopkit.registry import Registry, load_registry

    ctx = click.get_current_context().find_root()
    known = ctx.meta.get(__name__)
    if isinstance(known, Registry):
        return known.find(name)
    registry = ctx.meta[__name__] = load_registry()
    for problem in registry.problems:
        note(f"Note: {problem}")
    return registry.find(name)
