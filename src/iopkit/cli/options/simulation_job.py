"""What a command line asks to simulate, where that runs, and what is said of it meanwhile."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import attrs
import click

from iopkit.cli.io.complaint_output import warn
from iopkit.cli.io.interrupt import heeded
from iopkit.cli.io.progress_bar import shown
from iopkit.cli.options.pathway_argument import explain_level
from iopkit.describe.wording import days as spoken
from iopkit.errors import UnknownNameError
from iopkit.model.simulation.request import SimulationRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from iopkit.cli.options.executor import ExecutorRequest
    from iopkit.model.pathway import Pathway
    from iopkit.model.simulation.census import Census
    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate import Settlement


@attrs.frozen(kw_only=True)
class SimulationJob:
    """A request for a simulation as a command line makes it.

    Parameters
    ----------
    request
        What is asked for.
    census
        The table of who is there at the start; None for nobody.
    where
        Where replications run.
    """

    request: SimulationRequest
    census: str | None
    where: ExecutorRequest

    @classmethod
    def of(cls, values: Mapping[str, Any], where: ExecutorRequest) -> SimulationJob:
        """Return what was asked for, by the fields of a request; ``census`` names a file.

        Raises
        ------
        click.UsageError
            When it cannot be.
        """
        settings = dict(values)
        census = settings.pop("census", None)
        try:
            request = SimulationRequest(**settings)
        except ValueError as error:
            raise click.UsageError(str(error)) from None
        if request.counted_from(has_census=census is not None) >= request.days:
            told = f"the warm-up takes all of the {spoken(request.days)}"
            raise click.UsageError(f"{told}; give a shorter one, such as --warm-up 0.")
        if request.precision is not None and request.most < 2:  # noqa: PLR2004  one has no interval
            raise click.UsageError("--precision: intervals need 2 replications or more.")
        return cls(request=request, census=census, where=where)

    @property
    def replications(self) -> int:
        """How many replications there are for each scenario, at most."""
        return self.request.most

    def scenario(self, pathway: Pathway) -> Scenario:
        """Return a pathway as it is to be simulated. Reads the census.

        Raises
        ------
        click.UsageError
            When an option asks for what cannot be.
        PathwayError
            When the census cannot be read, or does not suit the pathway.
        """
        present = self._census(pathway)
        try:
            return self.request.scenario(pathway, census=present)
        except UnknownNameError as error:
            raise click.UsageError(explain_level(error)) from None
        except ValueError as error:
            raise click.UsageError(str(error)) from None

    def settled(self, *scenarios: Scenario) -> tuple[Settlement, list[str]]:
        """Find out what was left open, and what to say about that; simulates only for it.

        Raises
        ------
        ScenarioError, LostWorkerError
            When they cannot be simulated.
        """
        with self.under_way(scenarios[0], self.replications * len(scenarios)) as (executor, tell):
            return self.settled_by(scenarios, executor, tell)

    def settled_by(
        self,
        scenarios: Sequence[Scenario],
        executor: Executor,
        progress: Callable[[float], object] | None = None,
    ) -> tuple[Settlement, list[str]]:
        """Return what `settled` returns, found where other things run as well."""
        from iopkit.describe.simulation.precision import precision_words, warm_up_words
        from iopkit.simulate import settle  # numba: not for --help

        found = settle(self.request, scenarios, executor=executor, progress=progress)
        notes = []
        if found.warm_up is not None:
            notes += warm_up_words(found.warm_up, self.request.days)
        if found.precise is not None:
            notes += precision_words(found.precise)
        return found, notes

    @contextmanager
    def under_way(
        self, scenario: Scenario, total: int
    ) -> Iterator[tuple[Executor, Callable[[float], None]]]:
        """Give where replications run, and what to tell how many are done.

        Parameters
        ----------
        scenario
            One of those that are simulated.
        total
            How many replications there are in all.
        """
        with heeded() as check, shown(total) as show, self.where.executor(scenario) as executor:

            def progress(done: float) -> None:
                check()
                show(done)

            yield executor, progress

    def _census(self, pathway: Pathway) -> Census | None:
        if self.census is None:
            return None
        from iopkit.files.tables.census import load_census  # only for those who have one

        return load_census(self.census, pathway, on=self.request.starts, warn=warn)
