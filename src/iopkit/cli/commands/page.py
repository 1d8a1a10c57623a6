"""`iopkit page`: one page of a pathway for a browser, written once or shown live."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iopkit.cli.io.failure import StoppedError
from iopkit.cli.io.file_output import check_page_out, write_page
from iopkit.cli.io.slow_notice import looking
from iopkit.cli.io.stdin import STDIN
from iopkit.cli.io.terminal import note, show
from iopkit.cli.options.pathway_argument import examine_file, file_argument, read_pathway
from iopkit.cli.options.rule_set_argument import known_rule_sets
from iopkit.cli.options.time_limit import Seconds
from iopkit.describe.wording import counted
from iopkit.diagnostics.catalogue.file_access import MISSING_FILE
from iopkit.errors import IopkitError, UnreadableError
from iopkit.model.rule import About
from iopkit.pages.pathway.page import pathway_page
from iopkit.pages.problem_page import complaint_page, failure_page
from iopkit.pages.week.part import SECONDS
from iopkit.week.search_stage import unwatched

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopkit.model.pathway import Pathway
    from iopkit.week.search_stage import Watch

PORT = 8765
"""Where the page is shown live, if nobody says otherwise."""


@click.command(
    epilog="""\b
Examples:
  iopkit page my-clinic.yaml -o my-clinic.html
  iopkit page my-clinic.yaml --watch           while you write the file

The page is one file that needs nothing else: hand it out, mail it, print it. It asks nobody for
anything, and what is entered in its form stays in the browser until the page is closed.
""",
)
@file_argument
@click.option("-o", "--out", type=click.Path(), metavar="OUT", help="The file to write.")
@click.option("--no-week", is_flag=True, help="Leave out the week, which may take some seconds.")
@click.option(
    "--seconds",
    type=Seconds(),
    metavar="N",
    help=f"How long the week may take; the page comes in any case.  [default: {SECONDS:g}]",
)
@click.option("--watch", is_flag=True, help="Show the page live: it follows the file.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    help=f"With --watch: the port of the address; {PORT} if not given, 0 for any that is free.",
)
def command(  # noqa: PLR0913  one for each option
    *,
    file: str,
    out: str | None,
    no_week: bool,
    seconds: float | None,
    watch: bool,
    port: int | None,
) -> None:
    """Write one page for a browser: levels, rules, readiness form, week.

    The page goes to stdout, or with -o to a file; one that is there already is never overwritten.
    With --watch a browser on this machine shows it, anew whenever the file or one that it extends
    or uses is saved. A file that cannot be used is shown with what is wrong in it.
    """
    if no_week and seconds is not None:
        raise click.UsageError("--seconds is for the week, which --no-week leaves out.")
    limit = None if no_week else SECONDS if seconds is None else seconds
    if watch:
        if out is not None:
            raise click.UsageError("--watch shows the page and writes none: leave -o out.")
        _watch(file, PORT if port is None else port, limit)
        return
    if port is not None:
        raise click.UsageError("--port goes with --watch.")
    check_page_out(out, "page")
    pathway = read_pathway(file)
    with looking(limit or 0) as looked:
        page = _page(pathway, limit, watch=looked)
    write_page(out, page)


def _page(
    pathway: Pathway, limit: float | None, *, watch: Watch = unwatched, live: str = ""
) -> str:
    """Return the page; its week may take some seconds, and None leaves it out."""
    books = [each for each in known_rule_sets(pathway) if each.about is About.PROGRAM]
    if limit is None:
        return pathway_page(pathway, books, week=False, live=live)
    return pathway_page(pathway, books, seconds=limit, watch=watch, live=live)


def _watch(file: str, port: int, limit: float | None) -> None:
    """Show the page of a file live until somebody presses Ctrl-C."""
    from iopkit.pages.file_watcher import followed
    from iopkit.pages.live_server import Board, served  # a web server, for this alone

    if file == STDIN:
        raise click.UsageError("--watch needs a file: nobody saves stdin again.")
    board = Board()
    with contextlib.ExitStack() as stack:
        try:
            address = stack.enter_context(served(board, port))
        except OSError as error:
            why = error.strerror or "the system does not say why"
            hint = "choose another with --port, or --port 0 for any that is free"
            raise StoppedError(f"Port {port} cannot be used ({why}); {hint}.") from None
        for place, _ in enumerate(followed(Path(file))):
            make, said = _version(file, limit, is_first=not place)
            board.hang(make)
            if not place:
                show(address)
                note(f"Open this address in a browser; it follows {file} until you press Ctrl-C.")
            note(said)


def _version(file: str, limit: float | None, *, is_first: bool) -> tuple[Callable[[str], str], str]:
    """Return how to make the page of what the file says now, and what to say of it in the terminal.

    Raises
    ------
    UnreadableError
        When there is no such file at the beginning: its name was mistyped. Later it may come back.
    """
    try:
        examined = examine_file(file)
    except UnreadableError as error:
        if is_first and error.complaints[0].code == MISSING_FILE.name:
            raise
        complaints = error.complaints
    else:
        if examined.pathway is not None:
            return _shown(file, examined.pathway, limit)
        complaints = examined.complaints
    errors = counted(len(complaints), "problem")
    return lambda live: complaint_page(file, complaints, live=live), f"{file}: {errors}"


def _shown(file: str, pathway: Pathway, limit: float | None) -> tuple[Callable[[str], str], str]:
    def make(live: str) -> str:
        try:
            return _page(pathway, limit, live=live)
        except IopkitError as error:  # a plugin, most likely; the next version may do without it
            return failure_page(file, str(error), live=live)

    return make, f"{file}: shown"
