"""Simulating a scenario, and what comes of it."""

from __future__ import annotations

from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.diagnostics.catalogue.scenarios import REPLICATIONS
from iopkit.errors import LostWorkerError, RunFolderError, ScenarioError
from iopkit.files.compose.dump import dump
from iopkit.model.field_types import checked_call, frozen_mapping
from iopkit.simulate.execution.dispatch import done
from iopkit.simulate.execution.work_units import Work
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.lowering.serialized_scenario import SerializedScenario
from iopkit.simulate.measures.interval import CONFIDENCE
from iopkit.simulate.measures.summarize import summarize
from iopkit.simulate.notebook import run_html
from iopkit.simulate.storage.audit import Audit
from iopkit.simulate.storage.digest import sha256
from iopkit.simulate.storage.run_columns import CENSUS, PEOPLE, VISITS
from iopkit.simulate.storage.run_folder import MOST_PARTS, RunFolder
from iopkit.simulate.storage.run_inventory import complete
from iopkit.simulate.storage.run_table import RunTable
from iopkit.simulate.storage.scenario_record import recorded_settings

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from iopkit.model.simulation.flow import Routing
    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.lowering.scenario import LoweredScenario
    from iopkit.simulate.measures.replication_measures import Figures, FiguresByName, Replicated
    from iopkit.simulate.measures.summary import Summary
    from iopkit.simulate.storage.digest import Json

SCHEMA: Final = "iopkit/run"
"""The name of what `Run.to_dict` returns; its version rises when a name in it changes."""

_KEYS: Final = {"places": "capacity", "discount": "discount_rate"}
"""The settings of a scenario that have another name in JSON."""

NOTHING: Final = Audit()
"""What is found where nothing was simulated yet."""

MOST_REPLICATIONS: Final = MOST_PARTS
"""More replications than this are refused: their figures would no longer fit into memory."""


def _briefly(scenario: Scenario) -> str:
    """Return what tells one scenario from another at a prompt, not the whole pathway."""
    return f"<{scenario.pathway.id}, {scenario.days:g} days, seed {scenario.seed}>"


def _frozen(figures: Iterable[Figures]) -> tuple[FiguresByName, ...]:
    return tuple(map(frozen_mapping, figures))


@attrs.frozen(kw_only=True)
class Run:
    """The result of simulating a scenario.

    Parameters
    ----------
    scenario
        What was simulated.
    figures
        The figures of each replication, by name.
    routing
        How clients moved.
    folder
        Where the run is kept; None when it is kept nowhere.
    not_asked
        How many rules of queues were left out: they ask for facts, and clients have none.
    digest
        What all files in its folder carry, so that they can be checked; empty when it is kept
        nowhere, or in a folder of iopkit 0.1.0, which lists no digests.
    """

    scenario: Scenario = attrs.field(repr=_briefly)
    figures: tuple[FiguresByName, ...] = attrs.field(
        converter=_frozen, repr=lambda figures: f"<{len(figures)} replications>"
    )
    routing: Routing
    folder: Path | None = None
    not_asked: int = 0
    digest: str = ""
    _summary: Summary | None = attrs.field(default=None, eq=False, repr=False)

    def summary(self) -> Summary:
        """Return what happened, with intervals; made when it is first asked for."""
        return self._summarized

    @property
    def visits(self) -> RunTable:
        """One row for each visit.

        Read from the folder where the run is kept in one; else simulated again when asked for: the
        same seed gives the same visits.
        """
        return RunTable(self.scenario, VISITS, self.folder, self.digest)

    @property
    def census(self) -> RunTable:
        """One row for each day and level: who is there when the day begins. As `visits`."""
        return RunTable(self.scenario, CENSUS, self.folder, self.digest)

    @property
    def people(self) -> RunTable:
        """One row for each client who came: what they answered to each fact that is asked for.

        By the rules only, else without a fact. Simulated again when asked for, as `visits`: no
        folder holds the answers.
        """
        return RunTable(self.scenario, PEOPLE)

    @property
    def provenance(self) -> dict[str, Json]:
        """Everything needed to repeat the run and to know that it is the same."""
        scenario = self.scenario
        settings = recorded_settings(scenario)
        return {
            "iopkit": version("iopkit"),
            "pathway": scenario.pathway.id,
            "pathway_sha256": sha256(dump(scenario.pathway)),
            **{_KEYS.get(key, key): value for key, value in settings.items()},
            "initial_census_clients": None
            if scenario.census is None
            else len(scenario.census.clients),
            "routing": self.routing.value,
        }

    def to_dict(self) -> dict[str, Json]:
        """Return the run as one object of plain values."""
        return {
            "schema": SCHEMA,
            "version": 2,
            "ci_level": CONFIDENCE,
            "provenance": self.provenance,
            "summary": attrs.asdict(self.summary()),
        }

    def _repr_html_(self) -> str:
        """Return the run as a notebook shows it."""
        return run_html(self)

    @cached_property
    def _summarized(self) -> Summary:
        if self._summary is not None:
            return self._summary
        return summarize(self.figures, lower(self.scenario), self.scenario)


@checked_call
def simulate(
    scenario: Scenario,
    *,
    executor: Executor | None = None,
    out: str | os.PathLike[str] | None = None,
    progress: Callable[[float], object] | None = None,
) -> Run:
    """Simulate a scenario.

    Parameters
    ----------
    scenario
        What to simulate.
    executor
        Where replications run; None for here, one after the other. The result is the same to the
        byte whatever it is. Threads run side by side, since the kernel holds no lock. With `out`,
        processes on other machines must see that folder under the same name.
    out
        A new folder in which to keep the run: its visits, the daily census, the figures. Needs
        pyarrow. Memory does not follow the simulated time, and what is stopped can go on with
        `resume`. None to keep nothing but the figures.
    progress
        Called now and then with the number of replications that are done; a number with a fraction
        where some are under way.

    Raises
    ------
    ScenarioError
        When the scenario cannot be simulated.
    RunFolderError
        When there is something at `out` already, or it cannot be written.
    LostWorkerError
        When a process or a machine of the executor is gone before the end.
    MissingExtraError
        When `out` is given and pyarrow is not installed.
    """
    lowered = lower(scenario)
    _check(scenario)
    if out is None:
        return finish(scenario, lowered, None, executor=executor, progress=progress)
    from iopkit.simulate.storage import parquet as _parquet  # noqa: F401  before the folder is made: it may be missing

    folder = RunFolder.new(out, scenario)
    with folder.alone():
        return finish(scenario, lowered, folder, executor=executor, progress=progress)


def figures_of(
    scenario: Scenario,
    replications: range,
    *,
    executor: Executor | None = None,
    progress: Callable[[float], object] | None = None,
) -> tuple[Figures, ...]:
    """Return the figures of some replications, whatever number of them the scenario asks for.

    Parameters
    ----------
    scenario
        What to simulate.
    replications
        Which of its replications.
    executor, progress
        See `simulate`.

    Raises
    ------
    ScenarioError, LostWorkerError
        As `simulate` does.
    """
    work = _work(scenario, lower(scenario), None)
    found = done(work, replications, executor=executor, progress=progress)
    return tuple(found[number].figures for number in replications)


def run_of(
    scenario: Scenario,
    figures: Iterable[Figures],
    lowered: LoweredScenario | None = None,
    folder: Path | None = None,
    digest: str = "",
) -> Run:
    """Return the run that some figures are, one for each of the scenario's replications."""
    lowered = lowered or lower(scenario)
    figures = tuple(figures)
    return Run(
        scenario=scenario,
        figures=figures,
        routing=lowered.routing,
        folder=folder,
        digest=digest,
        not_asked=lowered.not_asked,
        summary=summarize(figures, lowered, scenario),
    )


def _check(scenario: Scenario) -> None:
    if scenario.replications > MOST_REPLICATIONS:
        raise ScenarioError(REPLICATIONS(number=scenario.replications, most=MOST_REPLICATIONS))


def _work(scenario: Scenario, lowered: LoweredScenario, folder: RunFolder | None) -> Work:
    return Work(
        packed=SerializedScenario(lowered),
        seed=scenario.seed,
        days=scenario.days,
        warm_up=scenario.warm_up,
        folder=None if folder is None else attrs.evolve(folder, path=folder.path.resolve()),
    )


def finish(  # noqa: PLR0913  what, how, where, and what there is already
    scenario: Scenario,
    lowered: LoweredScenario,
    folder: RunFolder | None,
    *,
    executor: Executor | None,
    progress: Callable[[float], object] | None,
    found: Audit = NOTHING,
) -> Run:
    """Simulate what was not found in a folder, everything where there is none; see `simulate`."""
    made = dict(found.sound)
    missing = [number for number in range(scenario.replications) if number not in made]

    def tell(share: float) -> None:
        if progress is not None:
            progress(len(found.sound) + share)

    work = _work(scenario, lowered, folder)
    try:
        made |= done(work, missing, executor=executor, progress=tell)
    except (LostWorkerError, RunFolderError) as error:
        raise type(error)(f"{error}. {_kept(folder, scenario)}") from error
    except ScenarioError as error:  # going on would not help
        if folder is None:
            raise
        raise type(error)(error.said, then=_finished(folder, scenario)) from error
    all_of_them = [made[number] for number in range(scenario.replications)]
    figures = [each.figures for each in all_of_them]
    if folder is None:
        return run_of(scenario, figures, lowered)
    run = run_of(scenario, figures, lowered, folder.path, folder.run)
    _complete(folder, run, all_of_them, found)
    return run


def _complete(folder: RunFolder, run: Run, made: Sequence[Replicated], found: Audit) -> None:
    if folder.missing(len(made)):
        raise RunFolderError(
            f"{folder.path} has not got what the workers wrote: they must see the same folder "
            "under the same name"
        )
    listed = () if found.manifest is None else found.manifest.figures
    for number, (before, now) in enumerate(zip(listed, made, strict=False)):
        if before != now.digest:
            raise RunFolderError(
                f"replication {number} of the run in {folder.path} came out otherwise than the "
                "first time, so the programs here are not those that began it; begin a new run "
                "in another folder"
            )
    complete(folder, run.to_dict(), [each.digest for each in made])


def _kept(folder: RunFolder | None, scenario: Scenario) -> str:
    """Say what is left of a run that could not be finished."""
    if folder is None:
        return "Nothing is kept of a run that is not simulated into a folder."
    return f"{_finished(folder, scenario)}; go on with `iopkit simulate --resume {folder.path}`"


def _finished(folder: RunFolder, scenario: Scenario) -> str:
    finished = scenario.replications - len(folder.missing(scenario.replications))
    return f"{finished:,} of {scenario.replications:,} replications are finished and kept"
