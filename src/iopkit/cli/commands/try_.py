"""`iopkit try`: what a clinician expects, against what a pathway says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from iopkit.cli.io.complaint_output import (
    explained_in_json,
    show_unusable,
    unusable_values,
    warn,
    warned_values,
)
from iopkit.cli.io.failure import PROBLEMS
from iopkit.cli.io.stdin import STDIN, read_stdin, spoken
from iopkit.cli.io.terminal import look, note, show, show_json
from iopkit.cli.options.completion import PATHWAY
from iopkit.cli.options.pathway_argument import json_option, read_pathway
from iopkit.cli.options.rule_set_argument import rule_set_named
from iopkit.criteria.placement.situation_result import try_situation
from iopkit.describe.situation import came, describe_situations, expected
from iopkit.errors import PathwayError
from iopkit.files.compose.situation_file import load_situations, loads_situations
from iopkit.terminal.renderer import document_text

if TYPE_CHECKING:
    from iopkit.criteria.placement.situation_result import SituationResult
    from iopkit.files.compose.situation_file import Situations
    from iopkit.model.pathway import Pathway


@click.command(
    "try",
    epilog="""\b
Examples:
  iopkit try my-situations.yaml
  iopkit try situations/*.yaml
  iopkit try my-situations.yaml --pathway next-year.yaml

\b
A situation file holds made-up clients, and what should come of each:
  iopkit: 1
  pathway: my-clinic.yaml
  situations:
    - name: First treatment, stable, a safe home
      facts: {physically_stable: true, home_is_safe: true}
      history: []
      expect: {level: iop}

Exit code 0 means that all is as expected; 1 that something else came, or that a file cannot be
used; 2 that one cannot be read. With --json nothing but such files is told then.
""",
)
@click.argument(
    "files", nargs=-1, required=True, metavar="SITUATIONS...", type=click.Path(allow_dash=True)
)
@click.option(
    "--pathway",
    metavar="FILE",
    type=PATHWAY,
    help="Try them on this pathway, not on the one that they name.",
)
@json_option
@click.pass_context
def command(
    ctx: click.Context, files: tuple[str, ...], *, pathway: str | None, as_json: bool
) -> None:
    """Try made-up clients: is each placed as a clinician expects?

    Situations are a pathway's own tests, in the words of those who know the clients. Where
    something else comes than was expected, the reasons are shown.
    """
    if [*files, pathway].count(STDIN) > 1:
        raise click.UsageError("Only one file can be read from stdin.")
    on, chosen = "", None
    if pathway is not None:
        on = spoken(pathway)
        with explained_in_json(pathway, as_json=as_json):
            chosen = read_pathway(pathway)
    codes: list[int] = []
    values: list[dict[str, object]] = []
    unusable: list[dict[str, object]] = []
    for place, file in enumerate(files):
        try:
            held = _load(file, chosen)
        except PathwayError as error:  # one bad file stops no other
            codes.append(error.exit_code)
            unusable.append(unusable_values(file, error))
            if not as_json:
                note(str(error))
            continue
        for warning in held.warnings:
            warn(warning)
        found = [try_situation(each, held.pathway, held.rule_sets) for each in held.situations]
        codes.append(0 if all(each.is_expected for each in found) else PROBLEMS)
        if as_json:
            head = {"file": spoken(file), "pathway": held.pathway.id, "exit_code": codes[-1]}
            values.append({**head, "situations": _values(found)})
        else:
            told = describe_situations(found, file=spoken(file), pathway=held.pathway, on=on)
            report = document_text(told, look())
            show(f"\n{report}" if place else report)
    if as_json and unusable:
        show_unusable(unusable)
    elif as_json:
        show_json("iopkit/situations", {"files": values, "warnings": warned_values()}, version=2)
    ctx.exit(max(codes))


def _load(file: str, pathway: Pathway | None) -> Situations:
    if file != STDIN:
        return load_situations(file, pathway=pathway, rule_sets=rule_set_named, read=read_pathway)
    return loads_situations(
        read_stdin(),
        name=spoken(file),
        pathway=pathway,
        rule_sets=rule_set_named,
        read=read_pathway,
    )


def _values(found: list[SituationResult]) -> list[dict[str, object]]:
    return [
        {**each.to_dict(), "expected": expected(each.situation.expect), "came": came(each)}
        for each in found
    ]
