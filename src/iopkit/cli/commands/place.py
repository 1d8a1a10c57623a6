"""`iopkit place`: where a client belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from iopkit.cli.io.complaint_output import explained_in_json, warn, warned_values
from iopkit.cli.io.failure import PROBLEMS
from iopkit.cli.io.interview import interviewed
from iopkit.cli.io.placement_table import show_table
from iopkit.cli.io.stdin import STDIN, read_stdin, spoken
from iopkit.cli.io.terminal import look, show, show_json
from iopkit.cli.options.completion import RULE_SET
from iopkit.cli.options.option_group import GroupedCommand, option
from iopkit.cli.options.pathway_argument import file_argument, json_option, read_pathway
from iopkit.cli.options.rule_sets_option import client_held
from iopkit.criteria.placement.interview import Interview
from iopkit.criteria.placement.next_levels import onward
from iopkit.criteria.placement.place import place
from iopkit.describe.conformance import describe_client_result
from iopkit.describe.placement import describe_placement
from iopkit.describe.question import question
from iopkit.export.rule_set_json import client_held_values
from iopkit.files.compose.client_file import load_client, loads_client
from iopkit.model.client import Client
from iopkit.terminal.renderer import blocks_text, document_text

if TYPE_CHECKING:
    from iopkit.criteria.placement.next_levels import NextLevels
    from iopkit.criteria.placement.placement import Placement
    from iopkit.model.pathway import Pathway

ONE: Final = "One client"
MANY: Final = "Many clients"


@click.command(
    cls=GroupedCommand,
    epilog="""\b
Examples:
  iopkit place standard --client client.yaml
  iopkit place my-clinic.yaml --client - < client.yaml
  iopkit place my-clinic.yaml --ask
  iopkit place my-clinic.yaml --clients people.csv --out places.csv

\b
A client file holds answers and earlier stays, never a name:
  iopkit: 1
  facts: {physically_stable: true, withdrawal_risk: none}
  history:
    - {level: detox, completed: true, days: 5}

\b
For a client in care add these; where they can go is then said first:
  level: iop
  days_in_level: 12

Exit code 0 means that the place is certain; 1 that answers are missing or that no level takes the
client. These rules are not medical advice; a clinician decides.
""",
)
@file_argument
@option(
    "--client",
    metavar="CLIENT",
    type=click.Path(allow_dash=True),
    help="The client file; - reads it from stdin, so that it need not be stored.",
    group=ONE,
)
@option(
    "--ask", "asks", is_flag=True, help="Ask what is missing, one question at a time.", group=ONE
)
@option(
    "--clients",
    metavar="TABLE",
    type=click.Path(),
    help="A table with a row for each client, people.csv or people.parquet.",
    group=MANY,
)
@option(
    "--out",
    metavar="TABLE",
    type=click.Path(),
    help="With --clients: where to write each client's place, as .csv or .parquet.",
    group=MANY,
)
@option(
    "--against",
    multiple=True,
    metavar="NAME",
    type=RULE_SET,
    help="Hold the client against a rule set about clients too; may be repeated.",
    group=ONE,
)
@option("--all", "every", is_flag=True, help="Show also the rules that decide nothing.", group=ONE)
@json_option
@click.pass_context
def command(  # noqa: PLR0913  clients come from a file, from stdin, a table, or from questions
    ctx: click.Context,
    *,
    file: str,
    client: str | None,
    asks: bool,
    clients: str | None,
    out: str | None,
    against: tuple[str, ...],
    every: bool,
    as_json: bool,
) -> None:
    """Place a client: at which level, why, and what is still to ask.

    An answer that is missing never counts as "no": the result is then a range of levels and the
    questions that would settle it. What is recorded about the client is printed and kept nowhere.
    """
    if clients is None:
        _check_use(file, client, asks=asks, out=out)
    elif client is not None or asks or against or every:
        raise click.UsageError("With --clients only --out and --json can be given.")
    with explained_in_json(file, as_json=as_json):
        pathway = read_pathway(file)
    with explained_in_json(client or file, as_json=as_json):
        known = Client() if client is None else _client(client, pathway)
    client_held(pathway, known, against)  # a rule set with a mistake is said before all else
    if clients is not None:
        ctx.exit(show_table(pathway, clients, out, as_json=as_json))
    if asks:
        known = interviewed(Interview(pathway=pathway, start=known)).client
    placement = place(pathway, known)
    ahead = onward(pathway, known) if known.level else None
    held = client_held(pathway, known, against)
    if as_json:
        values = _values(pathway, placement, ahead)
        values["warnings"] = warned_values()
        values["rule_sets"] = [client_held_values(each) for each in held]
        show_json("iopkit/placement", values, version=2)
    else:
        told = describe_placement(pathway, placement, ahead, every=every)
        pages = [blocks_text(describe_client_result(pathway, each), look()) for each in held]
        show("\n\n".join([document_text(told, look()), *pages]))
    ctx.exit(0 if placement.is_placed else PROBLEMS)


def _check_use(file: str, client: str | None, *, asks: bool, out: str | None) -> None:
    if client is None and not asks:
        raise click.UsageError("Give --client CLIENT, --ask to be asked, or --clients TABLE.")
    if out is not None:
        raise click.UsageError("--out goes with --clients: one client is placed on the screen.")
    if asks and STDIN in {file, client}:
        raise click.UsageError("With --ask the answers come from stdin, so nothing else can.")
    if file == client == STDIN:
        raise click.UsageError("Only one of FILE and --client can be read from stdin.")


def _client(client: str, pathway: Pathway) -> Client:
    if client == STDIN:
        return loads_client(read_stdin(), pathway, name=spoken(client), warn=warn)
    return load_client(client, pathway, warn=warn)


def _values(pathway: Pathway, placement: Placement, ahead: NextLevels | None) -> dict[str, object]:
    ask = [*placement.ask, *(ahead.ask if ahead else ())]
    return {
        **placement.to_dict(),
        "pathway": pathway.id,
        "question_texts": {name: question(pathway, name) for name in ask},
        "next_levels": ahead.to_dict() if ahead else None,
    }
