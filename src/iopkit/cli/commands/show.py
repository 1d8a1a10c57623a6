"""`iopkit show`: a pathway for people, or as a picture's source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from iopkit.cli.io.complaint_output import explained_in_json
from iopkit.cli.io.terminal import look, show, show_json
from iopkit.cli.options.completion import LEVEL
from iopkit.cli.options.pathway_argument import explain_level, file_argument, read_pathway
from iopkit.cli.options.rule_set_argument import known_rule_sets
from iopkit.criteria.rule_sets.conformance import judged
from iopkit.describe.conformance import describe_rule_table
from iopkit.describe.pathway.document import describe_pathway
from iopkit.describe.pathway.level import describe_level
from iopkit.describe.pathway.overview import describe_overview
from iopkit.describe.rule_set import arranged
from iopkit.describe.wording import listed
from iopkit.errors import UnknownNameError
from iopkit.export.formats.dot import dot
from iopkit.export.formats.mermaid import mermaid
from iopkit.export.pathway_json import pathway_values
from iopkit.export.rule_set_json import held_values
from iopkit.model.rule import About
from iopkit.terminal.renderer import document_text

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway


@click.command(
    epilog="""\b
Examples:
  iopkit show standard
  iopkit show my-clinic.yaml --level iop
  iopkit show my-clinic.yaml --all
  iopkit show my-clinic.yaml --rules
  iopkit show my-clinic.yaml --mermaid > pathway.mmd
  iopkit show my-clinic.yaml --dot | dot -Tsvg > pathway.svg
""",
)
@file_argument
@click.option(
    "--level",
    type=LEVEL,
    metavar="ID",
    help="Show one level in detail: rules, services, moves.",
)
@click.option("--all", "every", is_flag=True, help="Show everything that the file says.")
@click.option("--rules", is_flag=True, help="Show which rule sets each program meets, and why not.")
@click.option("--mermaid", is_flag=True, help="Print a Mermaid flowchart.")
@click.option("--dot", is_flag=True, help="Print a graph for Graphviz.")
@click.option("--json", is_flag=True, help="Print one JSON object, for other programs.")
def command(*, file: str, level: str | None, every: bool, rules: bool, **forms: bool) -> None:
    """Show the levels of care as a staircase, or one level in detail.

    The levels stand most intensive first, each with its places, whom it admits, the weekly hours
    of its program, and where clients go from there.
    """
    asked = [form for form, is_asked in forms.items() if is_asked]
    given = ["level"] * (level is not None) + ["all"] * every + ["rules"] * rules + asked
    if len(given) > 1 and given != ["rules", "json"]:
        options = listed([f"--{option}" for option in given])
        raise click.UsageError(f"{options} exclude each other; give one of them.")
    with explained_in_json(file, as_json=forms["json"]):
        pathway = read_pathway(file)
    match [*asked, None][0]:
        case _ if rules:
            _show_rules(pathway, as_json=bool(asked))
        case "json":
            show_json("iopkit/pathway", pathway_values(pathway))
        case "mermaid":
            show(mermaid(pathway))
        case "dot":
            show(dot(pathway))
        case _ if level is not None:
            try:
                show(document_text(describe_level(pathway, level), look()))
            except UnknownNameError as error:
                raise click.BadParameter(explain_level(error), param_hint="'--level'") from None
        case _ if every:
            show(document_text(describe_pathway(pathway), look()))
        case _:
            show(document_text(describe_overview(pathway), look()))


def _show_rules(pathway: Pathway, *, as_json: bool) -> None:
    """Show which rule sets each program meets: the pathway's own, and all others about programs."""
    rule_sets = [each for each in known_rule_sets(pathway) if each.about is About.PROGRAM]
    found = {each.id: judged(pathway, each) for each in arranged(rule_sets)}
    if as_json:
        held = [held_values(each, found[each.id]) for each in arranged(rule_sets)]
        show_json("iopkit/rule-table", {"pathway": pathway.id, "against": held}, version=2)
    else:
        table = describe_rule_table(pathway, found, brief_reasons=True)
        show(document_text(table, look()))
