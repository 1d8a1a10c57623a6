"""`iopkit rules`: the rule sets that programs and clients can be held against."""

from __future__ import annotations

import json

import click

from iopkit.cli.io.complaint_output import explained_in_json
from iopkit.cli.io.terminal import look, show, show_json
from iopkit.cli.options.completion import RULE_SET
from iopkit.cli.options.pathway_argument import json_option
from iopkit.cli.options.rule_set_argument import known_rule_sets, rule_set_named
from iopkit.describe.rule_set import arranged, describe_rule_set, rule_set_list
from iopkit.export.rule_set_json import rule_set_values
from iopkit.files.compose.rule_set_file import rule_set_schema
from iopkit.terminal.renderer import blocks_text, document_text


@click.command(
    epilog="""\b
Examples:
  iopkit rules
  iopkit rules medicare-iop-2024
  iopkit rules our-state.yaml              checks a rule-set file of your own
  iopkit rules --schema > rules.schema.json

A label says what others would call a program of such hours, and never that any criteria are met.
`iopkit check FILE --against NAME` holds the programs of a pathway against a rule set.
""",
)
@click.argument("name", required=False, type=RULE_SET)
@click.option("--schema", is_flag=True, help="Print the format of rule-set files for editors.")
@json_option
def command(*, name: str | None, schema: bool, as_json: bool) -> None:
    """List the rule books for programs and clients, or show one.

    NAME is a rule set that comes with iopkit or with a plugin, or a rule-set file.
    """
    if schema:
        if name is not None or as_json:
            raise click.UsageError("--schema stands alone: it is about every rule-set file.")
        # The document is the schema itself, so it cannot carry a name and version of ours.
        show(json.dumps(rule_set_schema(), indent=2))
        return
    if name is None:
        found = known_rule_sets()
    else:
        with explained_in_json(name, as_json=as_json):
            found = [rule_set_named(name)]
    if as_json:
        values = [rule_set_values(each) for each in arranged(found)]
        show_json("iopkit/rules", {"rule_sets": values})
    elif name is None:
        show(blocks_text(rule_set_list(found), look()))
    else:
        show(document_text(describe_rule_set(found[0]), look()))
