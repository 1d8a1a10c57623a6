"""`iopkit schema`: the format of pathway files, for editors."""

from __future__ import annotations

import json

import click

from iopkit.cli.io.terminal import show
from iopkit.files.format.json_schema import schema


@click.command(
    epilog="""\b
Example:
  iopkit schema > iopkit.schema.json

\b
Many editors complete and check while you type when a pathway file begins with:
  # yaml-language-server: $schema=iopkit.schema.json
""",
)
def command() -> None:
    """Print the format of pathway files for editors (JSON Schema).

    An editor cannot find everything: whether a name exists or shares add up, `iopkit check` says.
    """
    # The document is the schema itself, so it cannot carry a name and version of ours.
    show(json.dumps(schema(), indent=2))
