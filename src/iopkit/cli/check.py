"""`iopkit check`: everything that is wrong in pathway files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from iopkit.cli.failure import PROBLEMS
from iopkit.cli.reading import complaint_values, examine_file, json_option, spoken
from iopkit.cli.terminal import look, note, show, show_json
from iopkit.errors import UnreadableError
from iopkit.files.load import Examined
from iopkit.report.contents import in_words
from iopkit.report.look import brief
from iopkit.report.words import counted

if TYPE_CHECKING:
    from collections.abc import Mapping


@click.command(
    epilog="""\b
Examples:
  iopkit check my-clinic.yaml
  iopkit check *.yaml
  iopkit check my-clinic.yaml --json      for an editor or another program

Errors keep a file from being used. A warning is something that you probably did not mean; it
changes no exit code.
""",
)
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True)
)
@json_option
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], *, as_json: bool) -> None:
    """Find what is wrong in pathway files, all of it at once.

    Each problem comes with its file, line and column, and with what to write instead. For a file
    without errors the command says what it holds.
    """
    found = {file: _examined(file) for file in files}
    code = max(each for _, each in found.values())
    if as_json:
        show_json("iopkit/check", _values(found))
    else:
        for file, (examined, _) in found.items():
            _say(brief(spoken(file)), examined)
    ctx.exit(code)


def _examined(file: str) -> tuple[Examined, int]:
    """Return what there is to say about a file, and its exit code; one bad file stops no other."""
    try:
        examined = examine_file(file)
    except UnreadableError as error:
        return Examined(None, error.complaints), error.exit_code
    return examined, PROBLEMS if examined.errors else 0


def _say(file: str, examined: Examined) -> None:
    for complaint in examined.complaints:
        note(str(complaint))
    errors = len(examined.errors)
    warned = len(examined.complaints) - errors
    warnings = [counted(warned, "warning")] if warned else []
    if examined.pathway is None:
        note(f"{file}: {' and '.join([counted(errors, 'error'), *warnings])}")
    else:
        result = f"no errors, {warnings[0]}" if warnings else "no errors"
        show(f"{file}: {result}")
        show(look().wrapped(in_words(examined.pathway), first="  "))


def _values(found: Mapping[str, tuple[Examined, int]]) -> dict[str, object]:
    return {
        "files": [
            complaint_values(file, examined, code) for file, (examined, code) in found.items()
        ]
    }
