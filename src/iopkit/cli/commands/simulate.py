"""`iopkit simulate`: the flow of clients over years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import click
from click.core import ParameterSource

from iopkit.cli.io.json_errors import explained_in_json
from iopkit.cli.io.run_output import resumed, simulated_into
from iopkit.cli.io.terminal import look, note, show, show_json
from iopkit.cli.io.warning_log import warned_values
from iopkit.cli.options.changes import (
    ChangedPathway,
    refuse_unreached,
    refuse_without_effect,
    replaced,
)
from iopkit.cli.options.completion import LEVEL_PLACES, PATHWAY, RUN
from iopkit.cli.options.number_types import places
from iopkit.cli.options.pathway_argument import json_option
from iopkit.cli.options.precision import settle
from iopkit.cli.options.simulation import simulating
from iopkit.cli.options.simulation_request import SimulationRequest
from iopkit.files.compose.override import read_setting
from iopkit.terminal.run.precision import replaced_words
from iopkit.terminal.run.run import simulated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.simulate import Run

_WITH_RESUME: Final = {"resume", "threads", "workers", "cluster", "as_json"}
"""What can be said of a run that goes on; the rest was said when it began."""


@click.command(
    epilog="""\b
Examples:
  iopkit simulate standard
  iopkit simulate my-clinic.yaml --years 5 --warm-up "6 months"
  iopkit simulate my-clinic.yaml --places iop=48 --places php=unlimited
  iopkit simulate my-clinic.yaml --set "levels.iop.queue.patience=10 days"
  iopkit simulate my-clinic.yaml --replications 1000 --out my-run
  iopkit simulate --resume my-run

The same seed gives the same numbers, on any machine and with any number of threads. To see what a
change does, simulate with and without it and leave the seed as it is.
""",
)
@click.argument("file", type=PATHWAY, metavar="[FILE]", required=False)
@simulating
@click.option(
    "--places",
    "changed",
    callback=places,
    multiple=True,
    type=LEVEL_PLACES,
    metavar="LEVEL=NUMBER",
    help="Other places than the file says, or LEVEL=unlimited; can be given several times.",
)
@click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="PATH=VALUE",
    help="One value of FILE changed, written as the file would have it; can be given several "
    "times.",
)
@click.option(
    "--out",
    type=click.Path(),
    metavar="RUN",
    help="A new folder in which to keep the run: visits, daily census, figures.",
)
@click.option(
    "--resume",
    type=RUN,
    metavar="RUN",
    help="Go on with a run that was stopped; everything else is taken from there.",
)
@json_option
@click.pass_context
def command(  # noqa: PLR0913  a simulation has many options
    ctx: click.Context,
    /,
    *,
    file: str | None,
    changed: Mapping[str, int | None],
    sets: tuple[str, ...],
    out: str | None,
    resume: str | None,
    as_json: bool,
    **options: object,
) -> None:
    """Simulate clients over years: waits, full levels, moves, costs.

    Clients arrive, wait, stay, move and return as the file says. Every figure is a mean over the
    replications, with the interval that holds the true mean in 95 of 100 cases.
    """
    notes: tuple[str, ...] = ()
    if resume is not None:
        _refuse_beside_resume(ctx)
    asked = SimulationRequest(**cast("dict[str, Any]", options))
    if resume is not None:
        run = resumed(resume, asked.where)
    else:
        if file is None:
            raise click.UsageError("Missing argument 'FILE'.")
        with explained_in_json(file, as_json=as_json):
            given = ChangedPathway.of(file, [read_setting(text, name="--set") for text in sets])
        with explained_in_json(asked.census or "", as_json=as_json):
            scenario = asked.scenario(given.pathway, places=changed)
        with explained_in_json(file, as_json=as_json):
            refuse_without_effect(given, scenario)
        refuse_unreached(scenario)
        settled = settle(scenario, asked)
        notes = (*settled.notes, *replaced_words(replaced(given, scenario)))
        if out is None and settled.run is not None:
            run = settled.run
        else:
            run = simulated_into(out, settled.scenario, asked.where)
    if as_json:
        show_json("iopkit/run", _values(run, notes))
        return
    show("\n".join([simulated(run, look()), *(look().wrapped(each) for each in notes)]))
    if out is not None:
        note(f"The run is in {out}.")


def _values(run: Run, notes: tuple[str, ...]) -> dict[str, object]:
    told = {"notes": list(notes), "warnings": warned_values()}
    return {**run.as_json(), **{name: some for name, some in told.items() if some}}


def _refuse_beside_resume(ctx: click.Context) -> None:
    for parameter in ctx.command.params:
        name = parameter.name or ""
        given = ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if given and name not in _WITH_RESUME:
            said = parameter.opts[0] if parameter.opts[0].startswith("-") else "FILE"
            raise click.UsageError(
                f"--resume takes everything from the run, as it was begun; leave {said} out."
            )
