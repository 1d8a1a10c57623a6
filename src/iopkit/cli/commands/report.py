"""`iopkit report`: kept runs as one page for a browser, with charts and sources."""

from __future__ import annotations

from pathlib import Path

import click

from iopkit.cli.io.file_output import check_page_out, write_page
from iopkit.cli.io.run_output import opened
from iopkit.cli.options.completion import RUN
from iopkit.describe.wording import counted
from iopkit.terminal.style import harmless


@click.command(
    epilog="""\b
Examples:
  iopkit simulate my-clinic.yaml --out as-it-is
  iopkit simulate my-clinic.yaml --places iop=48 --out more-places
  iopkit report as-it-is -o report.html
  iopkit report as-it-is more-places -o change.html

Runs can be held against each other, replication by replication, when they have the same seed,
length, warm-up, discount and number of replications. The page is one file that needs nothing
else.
""",
)
@click.argument("runs", nargs=-1, required=True, type=RUN, metavar="RUN...")
@click.option("-o", "--out", type=click.Path(), metavar="OUT", help="The file to write.")
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help="What a run is called in the report, once for each run and in their order.  "
    "[default: the names of the folders]",
)
def command(*, runs: tuple[str, ...], out: str | None, names: tuple[str, ...]) -> None:
    """Write a report of simulated years for a browser, charts included.

    RUN is a folder that `iopkit simulate --out` has made. The report of one says how full it is,
    how long the wait, how stays end and what all that costs; that of several says what changes from
    the first one to the others. Every chart has its numbers, and every number what it rests on.

    The page goes to stdout, or with -o to a file; one that is there already is never overwritten.
    """
    called = _called(runs, names)
    check_page_out(out, "report")
    from iopkit.pages.report.report import report_page  # numba, for which no --help waits

    page = report_page({name: opened(run) for name, run in zip(called, runs, strict=True)})
    write_page(out, page)


def _called(runs: tuple[str, ...], names: tuple[str, ...]) -> list[str]:
    """Return what the runs are called, each otherwise.

    Raises
    ------
    click.UsageError
        When a run or a name comes twice, a name is empty, or they are not as many as the runs.
    """
    paths = [Path(run).resolve() for run in runs]
    twice = [run for at, run in enumerate(runs) if paths[at] in paths[:at]]
    if twice:
        raise click.UsageError(f"{twice[0]} is given twice.")
    if not names:
        return folder_names(paths)
    if len(names) != len(runs):
        raise click.UsageError(
            f"{counted(len(names), 'name')} for {counted(len(runs), 'run')}: "
            "give --name once for each run, or not at all."
        )
    if not all(harmless(name).strip() for name in names):
        raise click.UsageError("--name is empty; give the run a name that can be read.")
    same = [name for at, name in enumerate(names) if name in names[:at]]
    if same:
        raise click.UsageError(f"Two runs are called '{same[0]}'; give each another --name.")
    return list(names)


def folder_names(paths: list[Path]) -> list[str]:
    """Return the names of folders, with as much of what they are in as tells them apart.

    >>> folder_names([Path("/may/run"), Path("/june/run"), Path("/june/other")])
    ['may/run', 'june/run', 'other']
    """
    length = [1] * len(paths)
    while True:
        found = ["/".join(path.parts[-n:]) for path, n in zip(paths, length, strict=True)]
        same = [at for at, name in enumerate(found) if found.count(name) > 1]
        if not same:
            return found
        for at in same:
            length[at] += 1
