"""What the command of a plugin needs: its FILE, its options, and how to print.

A command is a `click.Command`; what it prints is for people, or with ``--json`` for programs::

    @click.command()
    @file_argument
    @json_option
    def command(*, file: str, as_json: bool) -> None:
        pathway = read_pathway(file)
        if as_json:
            show_json("my-plugin/levels", {"levels": [level.id for level in pathway.levels]})
        else:
            show(table(("level",), [(level.title,) for level in pathway.levels], look()))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.cli.io.terminal import look, show, show_json
from iopkit.cli.options import pathway_argument
from iopkit.cli.options.pathway_argument import file_argument, json_option
from iopkit.describe.wording import listed, named
from iopkit.terminal.style import DisplayStyle
from iopkit.terminal.tables import table

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway

__all__ = [
    "DisplayStyle",
    "file_argument",
    "json_option",
    "listed",
    "look",
    "named",
    "read_pathway",
    "show",
    "show_json",
    "table",
]


def read_pathway(file: str) -> Pathway:
    """Return the pathway that a command line names; warnings are left to `iopkit check`.

    Parameters
    ----------
    file
        A file, a name, or ``-`` for stdin.

    Raises
    ------
    UnreadableError, PathwayError, PluginError
        When it cannot be read or used.
    """
    return pathway_argument.read_pathway(file)
