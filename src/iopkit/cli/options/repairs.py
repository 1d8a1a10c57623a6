"""What `iopkit check --fix` changes in files, and what it says of that."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

import click

from iopkit.cli.io.stdin import STDIN
from iopkit.cli.io.terminal import show
from iopkit.cli.options.pathway_argument import examine_file
from iopkit.files.compose.file_finder import looks_like_path
from iopkit.files.compose.repair import elsewhere, repair_file
from iopkit.terminal.style import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from iopkit.diagnostics.diagnostic import Diagnostic
    from iopkit.files.compose.load import Examined
    from iopkit.files.compose.repair import Repair


def repaired(file: str) -> Repair | None:
    """Put a file right; None for a pathway by its name, which is somebody else's.

    Raises
    ------
    UsageError
        When it stands on stdin, or cannot be written.
    UnreadableError
        When it cannot be read as it stands.
    """
    if file == STDIN:
        raise click.UsageError("--fix changes files; what stands on stdin it cannot change.")
    if not looks_like_path(file) and not os.path.isfile(file):  # noqa: PTH113  of a long name too
        return None
    try:
        return repair_file(file, partial(_examined, file))
    except OSError as error:
        raise click.UsageError(f"{file} cannot be changed: {error.strerror}.") from None


def _examined(file: str, text: str) -> Examined:
    return examine_file(file, text=text)


def show_repairs(
    file: str, repairs: Mapping[str, Sequence[Diagnostic]], examined: Examined
) -> None:
    """Say what was changed in a file, and what could be in others; nothing if not asked to."""
    if file not in repairs:
        return
    for each in repairs[file]:
        show(f"{plain(_at(each))}: {_change(each, 'changed')}")
    for each in elsewhere(examined.complaints, file):
        show(f"{plain(_at(each))}: left as it is in another file: {_change(each, 'change')}")


def repair_values(
    file: str, repairs: Mapping[str, Sequence[Diagnostic]], examined: Examined
) -> dict[str, object]:
    """Return what was changed in a file, and what could be in others, for JSON."""
    if file not in repairs:
        return {}
    left = elsewhere(examined.complaints, file)
    return {
        "fixed": [each.to_dict() for each in repairs[file]],
        "left": [each.to_dict() for each in left],
    }


def _at(found: Diagnostic) -> str:
    return f"{found.file}:{found.line}:{found.column}"


def _change(found: Diagnostic, verb: str) -> str:
    fix = found.fix
    return f"{verb} '{fix.original}' to '{fix.replacement}'" if fix else verb
