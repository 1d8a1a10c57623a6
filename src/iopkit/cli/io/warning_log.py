"""What a command was warned of while it read answers: said at once, and kept for ``--json``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from iopkit.cli.io.terminal import note

if TYPE_CHECKING:
    from iopkit.diagnostics.diagnostic import Diagnostic

_WARNED = f"{__name__}.warned"


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
