"""`iopkit show`: a pathway for people, or as a picture's source."""

from __future__ import annotations

import click

from iopkit.cli.reading import explain_level, file_argument, read_pathway
from iopkit.cli.terminal import look, show, show_json
from iopkit.errors import UnknownNameError
from iopkit.export.dot import dot
from iopkit.export.mermaid import mermaid
from iopkit.export.plain import pathway_values
from iopkit.report.detail import detail
from iopkit.report.staircase import staircase
from iopkit.report.words import listed


@click.command(
    epilog="""\b
Examples:
  iopkit show standard
  iopkit show my-clinic.yaml --level iop
  iopkit show my-clinic.yaml --mermaid > pathway.mmd
  iopkit show my-clinic.yaml --dot | dot -Tsvg > pathway.svg
""",
)
@file_argument
@click.option("--level", metavar="ID", help="Show one level in detail: rules, services, moves.")
@click.option("--mermaid", is_flag=True, help="Print a Mermaid flowchart.")
@click.option("--dot", is_flag=True, help="Print a graph for Graphviz.")
@click.option("--json", is_flag=True, help="Print one JSON object, for other programs.")
def command(*, file: str, level: str | None, **forms: bool) -> None:
    """Show a pathway as a staircase of levels, or one level in detail.

    The levels stand most intensive first, each with its places, whom it admits, the weekly hours
    of its program, and where clients go from there.
    """
    asked = [form for form, is_asked in forms.items() if is_asked]
    given = ["level"] * (level is not None) + asked
    if len(given) > 1:
        options = listed([f"--{option}" for option in given])
        raise click.UsageError(f"{options} exclude each other; give one of them.")
    pathway = read_pathway(file)
    match [*asked, None][0]:
        case "json":
            show_json("iopkit/pathway", pathway_values(pathway))
        case "mermaid":
            show(mermaid(pathway))
        case "dot":
            show(dot(pathway))
        case _ if level is not None:
            try:
                show(detail(pathway, level, look()))
            except UnknownNameError as error:
                raise click.BadParameter(explain_level(error), param_hint="'--level'") from None
        case _:
            show(staircase(pathway, look()))
