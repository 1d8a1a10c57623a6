"""What a command line says about how to simulate, and what that means."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import attrs
import click

from iopkit.cli.io.interrupt import heeded
from iopkit.cli.io.progress_bar import shown
from iopkit.cli.io.warning_log import warn
from iopkit.cli.options.executor import ExecutorRequest
from iopkit.cli.options.pathway_argument import explain_level
from iopkit.cli.options.simulation import REPLICATIONS
from iopkit.describe.wording import days as spoken
from iopkit.errors import UnknownNameError
from iopkit.model.simulation.scenario import Scenario
from iopkit.model.units import to_days

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from iopkit.model.pathway import Pathway
    from iopkit.model.simulation.census import Census
    from iopkit.simulate.study.warm_up import WarmUp

MOST: Final = 1000
"""How many replications there are at most if nobody says, where a precision is asked."""


def length_of(years: float | None, days: float | None) -> float:
    """Return how long to simulate, ten years if nobody says. [days]"""
    if years is not None and days is not None:
        raise click.UsageError("--years and --days exclude each other; give one of them.")
    return days if days is not None else to_days(10.0 if years is None else years, "year")


@attrs.frozen(kw_only=True)
class SimulationRequest:
    """The values of the options of `iopkit.cli.options.simulation`.

    Parameters
    ----------
    years, days
        How long; one of the two, None for ten years. [years, days]
    warm_up
        What is not counted; None to find it. [days]
    replications
        How often; None if nobody says.
    precision
        How well figures must be known; None if nobody asks. [1]
    seed
        Where chance starts.
    census
        The table of who is there at the start; None for nobody.
    starts
        The date of the first day; None if nobody says.
    discount
        By how much money counts less each year. [1/year]
    threads, workers, cluster
        Where replications run; see `ExecutorRequest`.
    """

    years: float | None
    days: float | None
    warm_up: float | None
    replications: int | None
    precision: float | None
    seed: int
    census: str | None
    starts: dt.date | None
    discount: float
    threads: int | None
    workers: int | None
    cluster: str | None

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be: two lengths, or a warm-up that takes all of it."""
        length = length_of(self.years, self.days)
        if self.warm_up is not None and self.warm_up >= length > 0:
            told = f"the warm-up takes all of the {spoken(length)}"
            raise click.UsageError(f"{told}; give a shorter one, such as --warm-up 0.")
        if self.precision is not None and self.most < 2:  # noqa: PLR2004  one has no interval
            raise click.UsageError("--precision: intervals need 2 replications or more.")
        _ = self.where  # it refuses two places at once

    @property
    def most(self) -> int:
        """How many replications there are at most where a precision is asked."""
        return MOST if self.replications is None else self.replications

    @property
    def where(self) -> ExecutorRequest:
        """Where replications run."""
        return ExecutorRequest(self.threads, self.workers, self.cluster)

    def scenario(
        self, pathway: Pathway, *, places: Mapping[str, int | None] | None = None
    ) -> Scenario:
        """Return a pathway as it is to be simulated. Reads the census.

        Parameters
        ----------
        pathway
            What is simulated.
        places
            Places that differ from the pathway's, by level; None for none. [clients]

        Raises
        ------
        click.UsageError
            When an option asks for what cannot be.
        PathwayError
            When the census cannot be read, or does not suit the pathway.
        """
        present = self._census(pathway)
        try:
            return Scenario(
                pathway=pathway,
                days=length_of(self.years, self.days),
                warm_up=self.warm_up or 0.0,
                replications=self.replications or REPLICATIONS,
                seed=self.seed,
                places=places or {},
                census=present,
                starts=self.starts,
                discount=self.discount,
            )
        except UnknownNameError as error:
            raise click.UsageError(explain_level(error)) from None
        except ValueError as error:
            raise click.UsageError(str(error)) from None

    def settled(
        self, scenarios: Sequence[Scenario], executor: Executor
    ) -> tuple[list[Scenario], WarmUp | None]:
        """Return scenarios with the warm-up found, when it is to be found: the longest of all.

        Raises
        ------
        ScenarioError
            When they are too short for that, or cannot be simulated.
        """
        if self.warm_up is not None:
            return list(scenarios), None
        from iopkit.simulate.study.warm_up import find_warm_up  # numba

        found = [find_warm_up(scenario, executor=executor) for scenario in scenarios]
        longest = max(found, key=lambda each: each.days)
        return [attrs.evolve(each, warm_up=longest.days) for each in scenarios], longest

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

        return load_census(self.census, pathway, on=self.starts, warn=warn)
