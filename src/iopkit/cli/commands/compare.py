"""`iopkit compare`: what would change, if."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from iopkit.cli.io.complaint_output import explained_in_json, warned_values
from iopkit.cli.io.file_output import check_table_out, write_table
from iopkit.cli.io.terminal import look, show, show_json
from iopkit.cli.options.changes import refuse_without_effect
from iopkit.cli.options.completion import PATHWAY
from iopkit.cli.options.option_group import GroupedCommand, option
from iopkit.cli.options.pathway_argument import json_option
from iopkit.cli.options.scenarios import changed_pathways
from iopkit.cli.options.simulation import simulation_options
from iopkit.cli.options.sweep import sweep_of

if TYPE_CHECKING:
    from iopkit.cli.options.simulation_job import SimulationJob
    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.study.comparison import ScenarioComparison

CHANGES: Final = "What changes"
SHOWN: Final = "What is shown and written"


@click.command(
    cls=GroupedCommand,
    epilog="""\b
Examples:
  iopkit compare my-clinic.yaml --set levels.iop.places=48
  iopkit compare my-clinic.yaml --with my-clinic-next-year.yaml
  iopkit compare my-clinic.yaml --set "more: levels.iop.places=48" \\
      --set "more: levels.php.places=16" --set "much more: levels.iop.places=60"
  iopkit compare my-clinic.yaml --sweep levels.iop.places=30..60/6 --out waits.csv

The same seed is used for all, so that the same clients come with the same luck, and what differs
comes from the change.
""",
)
@click.argument("base", type=PATHWAY, metavar="BASE")
@option(
    "--with",
    "others",
    type=click.Path(),
    multiple=True,
    metavar="FILE",
    help="Another pathway file, usually one that extends BASE; can be given several times.",
    group=CHANGES,
)
@option(
    "--set",
    "sets",
    multiple=True,
    metavar="[NAME:] PATH=VALUE",
    help="One value of BASE changed, written as the file would have it; all that are given make "
    "one scenario, those with a NAME and a colon one for each name.",
    group=CHANGES,
)
@option(
    "--sweep",
    "swept",
    multiple=True,
    metavar="PATH=VALUES",
    help="Every value from LOW..HIGH/STEP, or of a list with commas; with several, every "
    "combination.",
    group=CHANGES,
)
@option(
    "--show",
    "shown",
    multiple=True,
    metavar="FIGURE:LEVEL",
    help="What a sweep shows, such as wait_mean:iop.  [default: the wait and the places used of "
    "the levels that change]",
    group=SHOWN,
)
@simulation_options(without="--places")
@option(
    "-o",
    "--out",
    type=click.Path(),
    metavar="FILE",
    help="Write all figures as a table: .csv or .parquet.",
    group=SHOWN,
)
@json_option
def command(  # noqa: PLR0913  one for each option
    *,
    base: str,
    others: tuple[str, ...],
    sets: tuple[str, ...],
    swept: tuple[str, ...],
    shown: tuple[str, ...],
    out: str | None,
    as_json: bool,
    job: SimulationJob,
) -> None:
    """Compare scenarios: other places, other rules, another file.

    BASE is simulated, and each change of it, with the same clients. Every difference comes with
    the interval that holds the true one in 95 of 100 cases; what counts in practice comes first.
    """
    check_table_out(out)
    if swept:
        if others or sets or job.request.precision is not None:
            raise click.UsageError(
                "--sweep goes with neither --with nor --set nor --precision. To change something "
                "else too, give it one value: --sweep levels.php.places=16."
            )
        with explained_in_json(base, as_json=as_json):
            sweep_of(base, swept, shown, job, out=out, as_json=as_json)
        return
    if shown:
        raise click.UsageError("--show goes with --sweep; otherwise all figures are compared.")
    if not others and not sets:
        raise click.UsageError(
            "There is nothing to compare with: give --with FILE, --set PATH=VALUE or --sweep."
        )
    with explained_in_json(base, as_json=as_json):
        named = list(changed_pathways(base, others, sets))
        scenarios = [job.scenario(changed.pathway) for _, changed in named]
        for (_, changed), scenario in zip(named, scenarios, strict=True):
            refuse_without_effect(changed, scenario)
    # numba: not for --help
    from iopkit.describe.simulation.comparison import describe_comparison, unshared_levels
    from iopkit.describe.simulation.precision import replaced_words
    from iopkit.terminal.renderer import document_text

    with explained_in_json(base, as_json=as_json):
        comparison, notes = _compared(scenarios, [name for name, _ in named], job)
    notes += unshared_levels([(name, changed.pathway) for name, changed in named])
    notes += replaced_words(level for _, changed in named for level in changed.replaced)
    if as_json:
        show_json(
            "iopkit/comparison",
            {**comparison.to_dict(), "notes": notes, "warnings": warned_values()},
        )
    else:
        show(document_text(describe_comparison(comparison, notes), look()))
    if out is not None:  # last: what took hours is not lost where it cannot be written
        write_table(out, comparison.table)


def _compared(
    scenarios: list[Scenario], names: list[str], job: SimulationJob
) -> tuple[ScenarioComparison, list[str]]:
    """Return what was compared, and what to say about how."""
    from iopkit.simulate.study.comparison import compare  # numba: only for those who simulate

    total = job.replications * len(scenarios)
    with job.under_way(scenarios[0], total) as (executor, progress):
        settled, notes = job.settled_by(scenarios, executor, progress)
        given = settled.scenarios if settled.precise is None else settled.precise.runs
        return compare(*given, names=names, executor=executor, progress=progress), notes
