"""From the FILE of a command line to a pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import click

from iopkit.cli.io.plugin_access import registry, without
from iopkit.cli.io.stdin import STDIN, read_stdin, spoken
from iopkit.cli.options.completion import PATHWAY
from iopkit.diagnostics.catalogue.file_access import MISSING_FILE
from iopkit.diagnostics.catalogue.other_files import (
    CANNOT_BE_EXTENDED,
    CANNOT_BE_USED,
    NO_SUCH_PART,
)
from iopkit.errors import PathwayError, UnreadableError, nearest
from iopkit.files.compose.load import examine, examine_text
from iopkit.files.compose.shipped_files import find_shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iopkit.diagnostics.diagnostic import Diagnostic
    from iopkit.errors import UnknownNameError
    from iopkit.files.compose.load import Examined
    from iopkit.files.compose.override import Override
    from iopkit.model.pathway import Pathway
    from iopkit.registry import ExtensionKind

Command = TypeVar("Command", bound="Callable[..., Any]")

_UNKNOWN = f"{__name__}.unknown"


def file_argument(command: Command) -> Command:
    """Add the argument FILE."""
    return click.argument("file", type=PATHWAY, metavar="FILE")(command)


def json_option(command: Command) -> Command:
    """Add the option --json."""
    text = "Print one JSON object, for other programs."
    return click.option("--json", "as_json", is_flag=True, help=text)(command)


def read_pathway(file: str, settings: Sequence[Override] = ()) -> Pathway:
    """Return the pathway that a command line names; warnings are left to `check`.

    Parameters
    ----------
    file
        A file, a name, or ``-`` for stdin.
    settings
        Values that lie over those of the file.

    Raises
    ------
    UnreadableError, PathwayError, PluginError
        When it cannot be read or used.
    """
    return read_warily(file, settings)[0]


def read_warily(
    file: str, settings: Sequence[Override] = ()
) -> tuple[Pathway, tuple[Diagnostic, ...]]:
    """Return what `read_pathway` returns, and the warnings."""
    examined = examine_file(file, settings)
    if examined.pathway is None:
        raise PathwayError(examined.errors)
    return examined.pathway, examined.complaints


def examine_file(
    file: str, settings: Sequence[Override] = (), *, text: str | None = None
) -> Examined:
    """Return what there is to say about a file, a name, or what stands on stdin.

    Parameters
    ----------
    file, settings
        As in `read_pathway`.
    text
        What the file would say; None for what it says.
    """
    try:
        if file == STDIN:
            examined = examine_text(
                read_stdin(),
                name=spoken(file),
                find=_find,
                find_part=_find_part,
                settings=settings,
            )
        else:
            examined = examine(file, find=_find, find_part=_find_part, settings=settings, text=text)
    except UnreadableError as error:
        raise UnreadableError([_with_plugins(each) for each in error.complaints]) from None
    return attrs.evolve(
        examined, complaints=tuple(_with_plugins(each) for each in examined.complaints)
    )


def explain_level(error: UnknownNameError) -> str:
    """Say that there is no such level; one that differs in its case is surely the one meant."""
    same = [name for name in error.known if name.casefold() == error.name.casefold()]
    return (
        f"no {error.kind} named '{error.name}'; did you mean '{same[0]}'?" if same else str(error)
    )


def _with_plugins(complaint: Diagnostic) -> Diagnostic:
    """Return a complaint about an unknown name with the names that plugins give as well."""
    unknown: dict[ExtensionKind, set[str]] = (
        click.get_current_context().find_root().meta.get(_UNKNOWN, {})
    )
    for kind, names in unknown.items():
        for name in names:
            if _is_about(complaint, kind, name):
                found = registry(kind)
                known = list(found.names(kind))
                there = f"there are: {', '.join(known)}" if known else complaint.hint
                words = (nearest(name, known) or there, without(found))
                return attrs.evolve(complaint, hint="; ".join(each for each in words if each))
    return complaint


def _is_about(complaint: Diagnostic, kind: ExtensionKind, name: str) -> bool:
    """Whether a complaint says that a name is unknown, and no better advice is known."""
    if complaint.code == MISSING_FILE.name:
        return kind == "pathway" and complaint.file == name
    unknown = {CANNOT_BE_EXTENDED} if kind == "pathway" else {CANNOT_BE_USED, NO_SUCH_PART}
    return complaint.kind in unknown and complaint.args["name"] == name


def _find(name: str) -> tuple[str, str] | None:
    """Find a pathway by its name. What comes with iopkit waits for no plugin."""
    found = find_shipped(name)
    if found is not None:
        return found
    from iopkit.registry import (
        ExtensionKind,  # pluggy, for which no file waits that names no plugin
    )

    return _noted(ExtensionKind.PATHWAY, name, registry(ExtensionKind.PATHWAY).find(name))


def _find_part(name: str) -> tuple[str, str] | None:
    """Find a part by its name."""
    from iopkit.registry import ExtensionKind  # as above

    return _noted(ExtensionKind.PART, name, registry(ExtensionKind.PART).find_part(name))


def _noted(kind: ExtensionKind, name: str, found: tuple[str, str] | None) -> tuple[str, str] | None:
    """Return what was found, and remember that it was not."""
    if found is None:
        meta = click.get_current_context().find_root().meta
        meta.setdefault(_UNKNOWN, {}).setdefault(kind, set()).add(name)
    return found
