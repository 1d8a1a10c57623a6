"""`iopkit check`: everything that is wrong in pathway files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from iopkit.cli.io.complaint_output import complaint_values
from iopkit.cli.io.failure import PROBLEMS
from iopkit.cli.io.stdin import STDIN, spoken
from iopkit.cli.io.terminal import look, note, show, show_json
from iopkit.cli.options.completion import PATHWAY
from iopkit.cli.options.pathway_argument import examine_file, json_option
from iopkit.cli.options.prove import proof_code, proof_of, prove_options, seconds_for
from iopkit.cli.options.repairs import repair_values, repaired, show_repairs
from iopkit.cli.options.rule_sets_option import against_options, held_by_file, held_plain, held_text
from iopkit.describe.pathway.inventory import in_words
from iopkit.describe.wording import brief, counted
from iopkit.errors import UnreadableError, first_of
from iopkit.files.compose.load import Examined
from iopkit.terminal.proof import proved
from iopkit.terminal.style import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from iopkit.cli.options.rule_sets_option import RuleSetRequest
    from iopkit.diagnostics.diagnostic import Diagnostic
    from iopkit.prove.finding import Proof


@click.command(
    epilog="""\b
Examples:
  iopkit check my-clinic.yaml
  iopkit check *.yaml
  iopkit check my-clinic.yaml --json      for an editor or another program
  iopkit check my-clinic.yaml --fix       and correct what is sure
  iopkit check my-clinic.yaml --prove     for every possible client
  iopkit check my-clinic.yaml --against medicare-iop-2024

Errors keep a file from being used. A warning is something that you probably did not mean; it
changes no exit code. A finding of --prove that is not listed under `accepted` in the file does,
and so does a rule set that no program meets for certain; a label never does.
""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=PATHWAY)
@click.option(
    "--fix",
    "fixes",
    is_flag=True,
    help="Write corrections that are sure into the files: renamed keys, and slips of the pen "
    "after whose correction nothing else is wrong.",
)
@prove_options
@against_options
@json_option
@click.pass_context
def command(  # noqa: PLR0913  one parameter for each option
    ctx: click.Context,
    files: tuple[str, ...],
    *,
    fixes: bool,
    proves: bool,
    seconds: float | None,
    against: tuple[str, ...],
    program: str | None,
    as_json: bool,
) -> None:
    """Find everything that is wrong in pathway files, at once.

    Each problem comes with its file, line and column, and with what to write instead. For a file
    without errors the command says what it holds.
    """
    if files.count(STDIN) > 1:
        raise click.UsageError("Only one file can be read from stdin.")
    limit = seconds_for(proves=proves, seconds=seconds)
    repairs = {file: _repaired(file) for file in files} if fixes else {}
    found = {file: _examined(file) for file in files}
    books = held_by_file(found, against, program)
    proofs: dict[str, Proof] = {}
    for place, (file, (examined, _)) in enumerate(found.items()):
        if not as_json:
            if place and (limit is not None or books):
                show("")  # between what is said of one file and the next file
            show_repairs(file, repairs, examined)
            _say(brief(spoken(file)), examined, proves=limit is not None)
            if examined.pathway is not None and file in books:
                show(f"\n{held_text(examined.pathway, books[file], look())}")
        if limit is None or examined.pathway is None or examined.errors:
            continue
        proofs[file] = proof_of(examined.pathway, limit)
        if not as_json:
            text = proved(examined.pathway, proofs[file], look(), file=file, seconds=limit)
            show(f"\n{text}")
    if as_json:
        show_json("iopkit/check", _values(found, proofs, books, repairs), version=2)
    codes = [code for _, code in found.values()]
    codes += [each.code for held in books.values() for each in held]
    ctx.exit(max(codes + [proof_code(proof) for proof in proofs.values()]))


def _repaired(file: str) -> tuple[Diagnostic, ...]:
    """Put a file right, and return what was wrong; what cannot be read is told of later."""
    try:
        done = repaired(file)
    except UnreadableError:
        return ()
    return done.made if done else ()


def _examined(file: str) -> tuple[Examined, int]:
    """Return what there is to say about a file, and its exit code; one bad file stops no other."""
    try:
        examined = examine_file(file)
    except UnreadableError as error:
        return Examined(None, error.complaints), error.exit_code
    return examined, PROBLEMS if examined.errors else 0


def _say(file: str, examined: Examined, *, proves: bool) -> None:
    for text in first_of(examined.complaints):
        note(text)
    errors = len(examined.errors)
    warned = len(examined.complaints) - errors
    warnings = [counted(warned, "warning")] if warned else []
    if examined.pathway is None:
        note(f"{file}: {' and '.join([counted(errors, 'error'), *warnings])}")
        if proves:
            note(f"{file}: nothing was proved; put the errors right first")
    else:
        result = f"no errors, {warnings[0]}" if warnings else "no errors"
        show(f"{plain(file)}: {result}")
        show(look().wrapped(in_words(examined.pathway), first="  "))


def _values(
    found: Mapping[str, tuple[Examined, int]],
    proofs: Mapping[str, Proof],
    books: Mapping[str, tuple[RuleSetRequest, ...]],
    repairs: Mapping[str, Sequence[Diagnostic]],
) -> dict[str, object]:
    files: list[dict[str, object]] = []
    for file, (examined, code) in found.items():
        values = complaint_values(file, examined, code)
        files.append(values | repair_values(file, repairs, examined))
        if file in proofs:
            files[-1]["proof"] = proofs[file].to_dict()
            files[-1]["exit_code"] = max(code, proof_code(proofs[file]))
        if file in books:
            before = max(code, proof_code(proofs[file])) if file in proofs else code
            files[-1]["against"] = held_plain(books[file])
            files[-1]["exit_code"] = max([before, *(each.code for each in books[file])])
    return {"files": files}
