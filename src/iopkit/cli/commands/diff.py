"""`iopkit diff`: what one pathway says otherwise than another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from iopkit.cli.io.complaint_output import explained_in_json
from iopkit.cli.io.failure import PROBLEMS
from iopkit.cli.io.stdin import STDIN, spoken
from iopkit.cli.io.terminal import look, show, show_json
from iopkit.cli.options.completion import PATHWAY
from iopkit.cli.options.pathway_argument import json_option, read_pathway
from iopkit.errors import MissingExtraError
from iopkit.export.distinguishing_client_json import client_values
from iopkit.files.diff.pathway_diff import diff
from iopkit.terminal.distinguishing_client import differing_client
from iopkit.terminal.pathway_diff import differences

if TYPE_CHECKING:
    from iopkit.model.client import Client
    from iopkit.model.pathway import Pathway
    from iopkit.prove.equivalence import DistinguishingClient

SECONDS = 10.0
"""How long a client is looked for, if nobody says. [s]"""


@click.command(
    epilog="""\b
Examples:
  iopkit diff standard my-clinic.yaml
  iopkit diff last-year.yaml my-clinic.yaml --no-client
  git show HEAD:my-clinic.yaml | iopkit diff - my-clinic.yaml

Exit code 0 means that both say the same; 1 that they differ; 2 that one cannot be read.
""",
)
@click.argument("a", type=PATHWAY, metavar="A")
@click.argument("b", type=PATHWAY, metavar="B")
@click.option("--no-client", is_flag=True, help="Look for no client whom they place differently.")
@click.option(
    "--seconds",
    type=click.FloatRange(0, 86_400),
    default=SECONDS,
    metavar="N",
    help=f"How long to look for such a client.  [default: {SECONDS:g}]",
)
@json_option
@click.pass_context
def command(  # noqa: PLR0913  one for each option
    ctx: click.Context, *, a: str, b: str, no_client: bool, seconds: float, as_json: bool
) -> None:
    """Show how two pathways differ, and a client to whom it matters.

    Values come with the file and line that each was written in. Things are matched by their
    names, so another order is no difference. With the extra `prove` a client is looked for whom
    the two place differently; when there is none, that is proved.
    """
    if a == b == STDIN:
        raise click.UsageError("Only one of A and B can be read from stdin.")
    with explained_in_json(a, as_json=as_json):
        one = read_pathway(a)
    with explained_in_json(b, as_json=as_json):
        other = read_pathway(b)
    found = diff(one, other)
    looks = not (no_client or found.is_same)
    differ, for_a, for_b = _client(one, other, seconds) if looks else (None, None, None)
    if as_json:
        values = {
            "a": {"file": spoken(a), "id": one.id, "title": one.title},
            "b": {"file": spoken(b), "id": other.id, "title": other.title},
            **found.to_dict(),
            "client": client_values(differ, for_a, for_b),
        }
        show_json("iopkit/diff", values, version=2)
    else:
        names = {"name_a": spoken(a), "name_b": spoken(b)}
        show(differences(one, other, found, look(), **names))
        if differ is not None:
            text = differing_client(
                differ, look(), a=one, b=other, for_a=for_a, for_b=for_b, **names
            )
            show(f"\n{text}")
    ctx.exit(0 if found.is_same else PROBLEMS)


def _client(
    a: Pathway, b: Pathway, seconds: float
) -> tuple[DistinguishingClient | MissingExtraError, Client | None, Client | None]:
    """Return a client whom the two place differently; without the solver, what to install."""
    try:
        from iopkit.prove.equivalence import differ, known_to  # z3: only for those who have it

        found = differ(a, b, seconds=seconds)
    except MissingExtraError as error:
        return error, None, None
    if found.witness is None:
        return found, None, None
    return found, known_to(a, found.witness), known_to(b, found.witness)
