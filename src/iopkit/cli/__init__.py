"""The command line: arguments in, text and exit code out.

One command, one file. A command is imported when it is called, so that ``iopkit --help`` and the
completion of names wait for nothing.
"""

from __future__ import annotations

import click

from iopkit.cli.io.terminal import prepare
from iopkit.cli.lazy_group import Commands

__all__ = ["main"]


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  iopkit new my-clinic.yaml --title "My clinic"
  iopkit check my-clinic.yaml
  iopkit show standard
  iopkit place standard --client client.yaml
  iopkit simulate standard --years 10

Exit codes: 0 fine; 1 problems found, or no certain place; 2 wrong use or an unreadable file;
130 interrupted. Nothing here is medical advice.
""",
)
@click.version_option(package_name="iopkit", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Say where iopkit failed, when it is iopkit's fault.")
@click.pass_context
def main(ctx: click.Context, *, debug: bool) -> None:
    """Write down your levels of addiction care once: check, show, place, simulate.

    FILE is a pathway file, the name of a pathway that comes with iopkit or with a plugin (try
    `standard`), or `-` to read what another program prints.
    """
    prepare(ctx)
    ctx.obj = debug
