"""`iopkit simulate`: the flow of clients over years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click
from click.core import ParameterSource

from iopkit.cli.io.complaint_output import explained_in_json, warned_values
from iopkit.cli.io.run_output import resumed, simulated_into
from iopkit.cli.io.terminal import look, note, show, show_json
from iopkit.cli.options.changes import (
    ChangedPathway,
    refuse_unreached,
    refuse_without_effect,
    replaced,
)
from iopkit.cli.options.completion import PATHWAY, RUN
from iopkit.cli.options.option_group import GroupedCommand, option
from iopkit.cli.options.pathway_argument import json_option
from iopkit.cli.options.simulation import simulation_options
from iopkit.describe.simulation.option_catalogue import MODEL
from iopkit.describe.simulation.precision import replaced_words
from iopkit.describe.simulation.run import describe_run
from iopkit.files.compose.override import read_setting
from iopkit.terminal.renderer import document_text

if TYPE_CHECKING:
    from iopkit.cli.options.simulation_job import SimulationJob
    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate import Run

KEPT: Final = "What is kept and shown"

_WITH_RESUME: Final = {"resume", "threads", "workers", "cluster", "as_json"}
"""What can be said of a run that goes on; the rest was said when it began."""


@click.command(
    cls=GroupedCommand,
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
@simulation_options()
@option(
    "--set",
    "sets",
    multiple=True,
    metavar="PATH=VALUE",
    help="One value of FILE changed, written as the file would have it; can be given several "
    "times.",
    group=MODEL,
)
@option(
    "--out",
    type=click.Path(),
    metavar="RUN",
    help="A new folder in which to keep the run: visits, daily census, figures.",
    group=KEPT,
)
@option(
    "--resume",
    type=RUN,
    metavar="RUN",
    help="Go on with a run that was stopped; everything else is taken from there.",
    group=KEPT,
)
@json_option
@click.pass_context
def command(  # noqa: PLR0913  a simulation has many options
    ctx: click.Context,
    /,
    *,
    file: str | None,
    job: SimulationJob,
    sets: tuple[str, ...],
    out: str | None,
    resume: str | None,
    as_json: bool,
) -> None:
    """Simulate clients over years: waits, full levels, moves, costs.

    Clients arrive, wait, stay, move and return as the file says. Every figure is a mean over the
    replications, with the interval that holds the true mean in 95 of 100 cases.
    """
    notes: list[str] = []
    if resume is not None:
        _refuse_beside_resume(ctx)
        run = resumed(resume, job.where)
    else:
        if file is None:
            raise click.UsageError("Missing argument 'FILE'.")
        with explained_in_json(file, as_json=as_json):
            given = ChangedPathway.of(file, [read_setting(text, name="--set") for text in sets])
        with explained_in_json(job.census or "", as_json=as_json):
            scenario = job.scenario(given.pathway)
        with explained_in_json(file, as_json=as_json):
            refuse_without_effect(given, scenario)
        refuse_unreached(scenario)
        with explained_in_json(file, as_json=as_json):
            run, notes = _simulated(job, scenario, out)
        notes += replaced_words(replaced(given, scenario))
    if as_json:
        show_json("iopkit/run", _values(run, notes))
        return
    show(document_text(describe_run(run, notes), look()))
    if out is not None:
        note(f"The run is in {out}.")


def _simulated(job: SimulationJob, scenario: Scenario, out: str | None) -> tuple[Run, list[str]]:
    """Return the run, and what to say about what had to be found out for it."""
    if not job.request.finds_warm_up and job.request.precision is None:
        return simulated_into(out, scenario, job.where), []
    settled, notes = job.settled(scenario)
    if out is None and settled.precise is not None:
        return settled.precise.run, notes
    return simulated_into(out, settled.scenarios[0], job.where), notes


def _values(run: Run, notes: list[str]) -> dict[str, object]:
    told = {"notes": notes, "warnings": warned_values()}
    return {**run.to_dict(), **{name: some for name, some in told.items() if some}}


def _refuse_beside_resume(ctx: click.Context) -> None:
    for parameter in ctx.command.params:
        name = parameter.name or ""
        given = ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if given and name not in _WITH_RESUME:
            said = parameter.opts[0] if parameter.opts[0].startswith("-") else "FILE"
            raise click.UsageError(
                f"--resume takes everything from the run, as it was begun; leave {said} out."
            )
