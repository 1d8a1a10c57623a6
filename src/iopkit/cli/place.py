"""`iopkit place`: where a client belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from iopkit.cli.failure import PROBLEMS
from iopkit.cli.reading import (
    STDIN,
    complaint_values,
    file_argument,
    json_option,
    read_pathway,
    read_stdin,
    spoken,
)
from iopkit.cli.terminal import look, show, show_json
from iopkit.criteria.place import place
from iopkit.errors import PathwayError
from iopkit.export.plain import placement_values
from iopkit.files.load import Examined
from iopkit.files.load_client import load_client, loads_client
from iopkit.report.placed import placed, question

if TYPE_CHECKING:
    from iopkit.criteria.placement import Placement
    from iopkit.model.client import Client
    from iopkit.model.pathway import Pathway


@click.command(
    epilog="""\b
Examples:
  iopkit place standard --client client.yaml
  iopkit place my-clinic.yaml --client - < client.yaml

\b
A client file holds answers and earlier stays, never a name:
  iopkit: 1
  facts: {physically_stable: true, withdrawal_risk: none}
  history:
    - {level: detox, completed: true, days: 5}

Exit code 0 means that the place is certain; 1 that answers are missing or that no level takes the
client. With --json a file that cannot be used is explained as by `iopkit check --json`. These rules
are not medical advice; a clinician decides.
""",
)
@file_argument
@click.option(
    "--client",
    required=True,
    metavar="CLIENT",
    type=click.Path(allow_dash=True),
    help="The client file; - reads it from stdin, so that it need not be stored.",
)
@click.option("--all", "every", is_flag=True, help="Show also the rules that decide nothing.")
@json_option
@click.pass_context
def command(ctx: click.Context, *, file: str, client: str, every: bool, as_json: bool) -> None:
    """Say where a client belongs, why, and what is still to ask.

    An answer that is missing never counts as "no": the result is then a range of levels and the
    questions that would settle it. What is recorded about the client is printed and kept nowhere.
    """
    if file == client == STDIN:
        raise click.UsageError("Only one of FILE and --client can be read from stdin.")
    at = file
    try:
        pathway = read_pathway(file)
        at = client
        placement = place(pathway, _client(client, pathway))
    except PathwayError as error:
        if not as_json:
            raise
        examined = Examined(None, error.complaints)
        values = complaint_values(at, examined, error.exit_code)
        show_json("iopkit/check", {"files": [values]})
        ctx.exit(error.exit_code)
    if as_json:
        show_json("iopkit/placement", _values(pathway, placement))
    else:
        show(placed(pathway, placement, look(), every=every))
    ctx.exit(0 if placement.is_placed else PROBLEMS)


def _client(client: str, pathway: Pathway) -> Client:
    if client == STDIN:
        return loads_client(read_stdin(), pathway, name=spoken(client))
    return load_client(client, pathway)


def _values(pathway: Pathway, placement: Placement) -> dict[str, object]:
    questions = {name: question(pathway, name) for name in placement.ask}
    return {**placement_values(placement), "pathway": pathway.id, "questions": questions}
