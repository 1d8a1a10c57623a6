"""`iopkit schema`: the forms of what iopkit reads and prints, for editors and programs."""

from __future__ import annotations

import json

import click

from iopkit.cli.io.terminal import show
from iopkit.cli.options.completion import OUTPUT
from iopkit.errors import UnknownNameError
from iopkit.files.format.json_schema import schema
from iopkit.schemas import output_schema


@click.command(
    epilog="""\b
Examples:
  iopkit schema > iopkit.schema.json
  iopkit schema --of placement      what iopkit place --json prints

\b
Many editors complete and check while you type when a pathway file begins with:
  # yaml-language-server: $schema=iopkit.schema.json
""",
)
@click.option(
    "--of",
    "output",
    type=OUTPUT,
    metavar="NAME",
    help="Print the format of what --json prints instead, by the name after 'iopkit/' in its "
    "key 'schema'.",
)
def command(*, output: str | None) -> None:
    """Print the format of pathway files for editors (JSON Schema).

    An editor cannot find everything: whether a name exists or shares add up, `iopkit check` says.
    """
    try:
        found = schema() if output is None else output_schema(output)
    except UnknownNameError as error:
        raise click.BadParameter(str(error), param_hint="'--of'") from None
    # The document is the schema itself, so it cannot carry a name and version of ours.
    show(json.dumps(found, indent=2))
