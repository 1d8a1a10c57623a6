"""From the FILE of a command line to a pathway."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import click

from iopkit.cli.terminal import is_closed, note
from iopkit.errors import PathwayError, PluginError, UnreadableError, nearest
from iopkit.files.code import Code
from iopkit.files.load import examine, examine_text
from iopkit.files.text import LIMIT, decode
from iopkit.report.contents import contents

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopkit.errors import UnknownNameError
    from iopkit.files.complaint import Complaint
    from iopkit.files.load import Examined
    from iopkit.model.pathway import Pathway

Command = TypeVar("Command", bound="Callable[..., Any]")

STDIN = "-"

_UNKNOWN = f"{__name__}.unknown"


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
    try:
        if file == STDIN:
            examined = examine_text(read_stdin(), name=spoken(file), find=_find)
        else:
            examined = examine(file, find=_find)
    except UnreadableError as error:
        raise UnreadableError([_with_plugins(each) for each in error.complaints]) from None
    return attrs.evolve(
        examined, complaints=tuple(_with_plugins(each) for each in examined.complaints)
    )


def spoken(file: str) -> str:
    """Return the name under which every message speaks of an input."""
    return "<stdin>" if file == STDIN else file


def read_stdin() -> str:
    """Return what another program prints, within the limits of a file."""
    if is_closed(sys.stdin):
        raise click.UsageError("stdin is closed, so there is nothing to read from it.")
    try:
        data = sys.stdin.buffer.read(LIMIT + 1)
    except OSError as error:
        raise click.UsageError(f"stdin cannot be read: {error.strerror}.") from None
    return decode(data, spoken(STDIN))


def complaint_values(file: str, examined: Examined, code: int) -> dict[str, object]:
    """Return what there is to say about one file, for another program."""
    return {
        "file": spoken(file),
        "exit_code": code,
        "id": examined.pathway.id if examined.pathway else None,
        "holds": dict(contents(examined.pathway)) if examined.pathway else None,
        "complaints": [complaint.to_json() for complaint in examined.complaints],
    }


def explain_level(error: UnknownNameError) -> str:
    """Say that there is no such level; one that differs in its case is surely the one meant."""
    same = [name for name in error.known if name.casefold() == error.name.casefold()]
    return (
        f"no {error.kind} named '{error.name}'; did you mean '{same[0]}'?" if same else str(error)
    )


def _with_plugins(complaint: Complaint) -> Complaint:
    """Return a complaint about an unknown name with the names that plugins give as well."""
    meta = click.get_current_context().find_root().meta
    name = meta.get(_UNKNOWN)
    asked = complaint.code == Code.MISSING_FILE and complaint.file == name
    extended = complaint.code == Code.EXTENDS_UNKNOWN and f"'{name}'" in complaint.message
    if name is None or not (asked or extended):
        return complaint
    known = list(meta[__name__].pathways)
    hint = nearest(name, known) or f"there are: {', '.join(known)}"
    return attrs.evolve(complaint, hint=hint)


def _find(name: str) -> tuple[str, str] | None:
    """Find a pathway by its name. Plugins are looked for only when somebody asks for a name."""
    from iopkit.registry import Registry, load_registry

    ctx = click.get_current_context().find_root()
    registry = ctx.meta.get(__name__)
    problems: tuple[PluginError, ...] = ()
    if not isinstance(registry, Registry):
        registry = ctx.meta[__name__] = load_registry()
        problems = registry.problems
    try:
        found = registry.find(name)
    except PluginError as error:
        # Whoever called says this one, so it is not said here as well.
        problems = tuple(each for each in problems if str(each) != str(error))
        raise
    finally:
        for problem in problems:
            note(f"Note: {problem}")
    if found is None:
        ctx.meta[_UNKNOWN] = name
    return found
