"""`iopkit sources`: what every number rests on."""

from __future__ import annotations

import click

from iopkit.cli.reading import file_argument, json_option, read_pathway
from iopkit.cli.terminal import look, show, show_json
from iopkit.cli.unusable import explained_in_json
from iopkit.export.plain import source_values
from iopkit.report.based import sourced


@click.command(
    epilog="""\b
Examples:
  iopkit sources standard
  iopkit sources my-clinic.yaml --json
""",
)
@file_argument
@json_option
def command(*, file: str, as_json: bool) -> None:
    """List every number and rule with what it rests on.

    Below each source stand the numbers and rules taken from it, with the place in the source. What
    was assumed comes after, with the reasons, and then what the file's author simply states.
    """
    with explained_in_json(file, as_json=as_json):
        pathway = read_pathway(file)
    if as_json:
        show_json("iopkit/sources", {"pathway": pathway.id, **source_values(pathway)})
    else:
        show(sourced(pathway, look()))
