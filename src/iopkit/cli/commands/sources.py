"""`iopkit sources`: what every number rests on."""

from __future__ import annotations

import click

from iopkit.cli.io.complaint_output import explained_in_json
from iopkit.cli.io.terminal import look, show, show_json
from iopkit.cli.options.pathway_argument import file_argument, json_option, read_pathway
from iopkit.describe.pathway.sources import describe_sources
from iopkit.export.pathway_json import source_values
from iopkit.terminal.renderer import document_text


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
        show(document_text(describe_sources(pathway), look()))
