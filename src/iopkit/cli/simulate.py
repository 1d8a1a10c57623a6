"""`iopkit simulate`: the flow of clients over years."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import click

from iopkit.cli.amounts import duration, places
from iopkit.cli.reading import explain_level, file_argument, json_option, read_pathway
from iopkit.cli.terminal import look, show, show_json
from iopkit.cli.unusable import explained_in_json
from iopkit.errors import UnknownNameError
from iopkit.model.scenario import Scenario
from iopkit.model.time import to_days
from iopkit.report.simulated import simulated
from iopkit.report.words import days as spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.simulate import Run


@click.command(
    epilog="""\b
Examples:
  iopkit simulate standard
  iopkit simulate my-clinic.yaml --years 5 --warm-up "6 months"
  iopkit simulate my-clinic.yaml --places iop=48 --places php=unlimited

The same seed gives the same numbers, on any machine and with any number of threads. To see what a
change does, simulate with and without it and leave the seed as it is.
""",
)
@file_argument
@click.option(
    "--years",
    type=float,
    metavar="N",
    help="How long to simulate, warm-up included.  [default: 10]",
)
@click.option("--days", type=float, metavar="N", help="The same in days.")
@click.option(
    "--warm-up",
    metavar="TIME",
    callback=duration,
    default="1 year",
    show_default=True,
    help="The time at the start that is not counted, until an empty facility has filled.",
)
@click.option(
    "--replications",
    type=click.IntRange(1, 100_000),
    metavar="N",
    default=20,
    show_default=True,
    help="How often to simulate it, each time with other chance.",
)
@click.option(
    "--seed", type=int, metavar="N", default=7, show_default=True, help="Where chance starts."
)
@click.option(
    "--places",
    "changed",
    callback=places,
    multiple=True,
    metavar="LEVEL=NUMBER",
    help="Other places than the file says, or LEVEL=unlimited; can be given several times.",
)
@click.option(
    "--threads",
    type=click.IntRange(1, 1024),
    metavar="N",
    help="How many replications run side by side.  [default: as many as there are cores]",
)
@json_option
def command(  # noqa: PLR0913  a simulation has many options
    *,
    file: str,
    years: float | None,
    days: float | None,
    warm_up: float,
    replications: int,
    seed: int,
    changed: Mapping[str, int | None],
    threads: int | None,
    as_json: bool,
) -> None:
    """Let years pass: how full, how long the wait, where clients go.

    Clients arrive, wait, stay, move and return as the file says. Every figure is a mean over the
    replications, with the interval that holds the true mean in 95 of 100 cases.
    """
    if years is not None and days is not None:
        raise click.UsageError("--years and --days exclude each other; give one of them.")
    length = days if days is not None else to_days(10.0 if years is None else years, "year")
    if warm_up >= length > 0:
        told = f"the warm-up takes all of the {spoken(length)}"
        raise click.UsageError(f"{told}; give a shorter one, such as --warm-up 0.")
    with explained_in_json(file, as_json=as_json):
        pathway = read_pathway(file)
    try:
        scenario = Scenario(
            pathway=pathway,
            days=length,
            warm_up=warm_up,
            replications=replications,
            seed=seed,
            places=changed,
        )
    except UnknownNameError as error:
        raise click.UsageError(explain_level(error)) from None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    run = _simulated(scenario, threads or os.cpu_count() or 1)
    if as_json:
        show_json("iopkit/run", run.as_json())
    else:
        show(simulated(run, look()))


def _simulated(scenario: Scenario, threads: int) -> Run:
    from iopkit.simulate import simulate  # numba: only for those who simulate, not for --help

    total = scenario.replications
    watched = sys.stderr.isatty()

    def progress(done: int) -> None:
        if watched:
            click.echo(f"\r{done} of {total} replications", err=True, nl=False)

    pool = ThreadPoolExecutor(min(threads, total))
    try:
        progress(0)
        return simulate(scenario, executor=pool, progress=progress)
    finally:
        # After Ctrl-C nobody wants to wait for replications that have not begun.
        pool.shutdown(wait=True, cancel_futures=True)
        if watched:
            click.echo("\r\x1b[K", err=True, nl=False)
