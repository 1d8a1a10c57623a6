"""`iopkit compare --sweep`: every combination of some values."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

import attrs
import click

from iopkit.cli.io.complaint_output import explained_in_json, warned_values
from iopkit.cli.io.file_output import write_table
from iopkit.cli.io.terminal import look, note, show, show_json
from iopkit.cli.options.changes import hidden_changes, is_same, unsimulated
from iopkit.cli.options.pathway_argument import explain_level, read_pathway
from iopkit.cli.options.scenarios import axes, swept_pathway
from iopkit.errors import UnknownNameError, UnreadableError
from iopkit.terminal.renderer import document_text
from iopkit.terminal.style import printed_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.cli.options.changes import ChangedPathway
    from iopkit.cli.options.simulation_job import SimulationJob
    from iopkit.diagnostics.diagnostic import Diagnostic
    from iopkit.model.pathway import Pathway
    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.measures.measure_names import MeasureName
    from iopkit.simulate.study.sweep import Sweep


def sweep_of(  # noqa: PLR0913  what the command line says
    base: str,
    swept: Sequence[str],
    shown: Sequence[str],
    job: SimulationJob,
    *,
    out: str | None,
    as_json: bool,
) -> None:
    """Simulate every combination of the values and show one row for each.

    Raises
    ------
    click.UsageError
        When an option asks for what cannot be.
    PathwayError
        When the base, or one of the values, cannot be used: before anything is simulated.
    ScenarioError
        When a combination cannot be simulated, or there are too many.
    """
    grid = axes(swept)
    with explained_in_json(base, as_json=as_json):
        pathway = read_pathway(base)
        first = job.scenario(pathway)
        replaced = _replaced(base, grid)
        for path in grid:
            _refuse_without_effect(base, path, grid, job)
    figures = _figures(shown, grid, pathway)
    from iopkit.describe.simulation.precision import replaced_words
    from iopkit.simulate.study.sweep import sweep  # numba: only for those who simulate

    combinations = prod(map(len, grid.values()))
    with job.under_way(first, combinations * first.replications) as (executor, progress):
        notes = replaced_words(replaced)
        warm_up = first.warm_up
        if job.request.finds_warm_up:
            # Of the ends of every axis: what is slowest is seldom in the middle.
            ends = product(*({values[0]: 0, values[-1]: 0} for values in grid.values()))
            corners = [
                _scenario(base, job, dict(zip(grid, corner, strict=True))) for corner in ends
            ]
            settled, found = job.settled_by(corners, executor)
            warm_up = settled.scenarios[0].warm_up
            notes += found

        def made(**values: str) -> Scenario:
            return attrs.evolve(_scenario(base, job, values), warm_up=warm_up)

        def told(done: float) -> None:
            progress(done * first.replications)

        result = sweep(made, grid, executor=executor, progress=told)
    known = set(result.names())
    kept = [name for name in figures if name in known]
    for name in figures:
        if name not in known:
            note(f"Note: no combination has the figure {name}, so it is left out.")
    if as_json:
        show_json(
            "iopkit/sweep", {**result.to_dict(kept), "notes": notes, "warnings": warned_values()}
        )
    else:
        show(_page(result, kept, first, notes))
    if out is not None:  # last: what took hours is not lost where it cannot be written
        write_table(out, result.table(kept))


def _page(
    found: Sweep, figures: Sequence[MeasureName], base: Scenario, notes: Sequence[str]
) -> str:
    """Return what a sweep says, without intervals where the page is too narrow for them."""
    from iopkit.describe.simulation.sweep import describe_sweep

    style = look()
    page = document_text(describe_sweep(found, figures, base, notes), style)
    if max(map(printed_length, page.split("\n"))) <= style.width:
        return page
    narrow = describe_sweep(found, figures, base, notes, with_intervals=False)
    return document_text(narrow, style)


def _scenario(base: str, job: SimulationJob, values: dict[str, str]) -> Scenario:
    return job.scenario(swept_pathway(base, values).pathway)


def _replaced(base: str, grid: dict[str, list[str]]) -> list[str]:
    """Return the levels whose calendar the values replace.

    Raises
    ------
    UnreadableError
        When one of the values cannot be used.
    """
    start = {path: values[0] for path, values in grid.items()}
    return [
        level
        for path, values in grid.items()
        for value in values
        for level in swept_pathway(base, {**start, path: value}).replaced
    ]


def _refuse_without_effect(
    base: str, path: str, grid: dict[str, list[str]], job: SimulationJob
) -> None:
    """Refuse an axis along which every figure stays as it is, whatever the others are.

    Raises
    ------
    UnreadableError
        Says why.
    """
    hidden: list[Diagnostic] = []
    for end in (0, -1):
        others = {name: values[end] for name, values in grid.items() if name != path}
        plain = _scenario(base, job, others)
        last: ChangedPathway | None = None
        for value in grid[path]:
            changed = swept_pathway(base, {path: value, **others})
            scenario = attrs.evolve(plain, pathway=changed.pathway)
            found = hidden_changes(changed, scenario)
            if not found and not is_same(plain, scenario):
                return
            hidden += found
            if changed.pathway != plain.pathway:
                last = changed
        if last is None:  # what the file says already
            return
        if not hidden:
            hidden.append(unsimulated(last.settings[0], last.given[0], plain))
    raise UnreadableError(hidden[:1])


def _figures(
    shown: Sequence[str], grid: dict[str, list[str]], pathway: Pathway
) -> list[MeasureName]:
    from iopkit.simulate.study.measure_selection import figure_named, usual_figures

    try:
        asked = [figure_named(text, pathway) for text in shown]
    except UnknownNameError as error:
        raise click.BadParameter(explain_level(error), param_hint="'--show'") from None
    return list(dict.fromkeys(asked)) or usual_figures(grid, pathway)
