"""Where a simulation runs: the options that say so, and the executor that they mean."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs
import click

from iopkit.cli.options.option_group import option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

    from iopkit.model.simulation.scenario import Scenario

Command = TypeVar("Command", bound="Callable[..., Any]")


WHERE: Final = "Where it runs"


def executor_options(command: Command) -> Command:
    """Add --threads, --workers and --cluster, which `ExecutorRequest` takes."""
    for add in (
        option(
            "--cluster",
            metavar="ADDRESS",
            help="Replications run on a Dask cluster, whose scheduler is there.",
            group=WHERE,
        ),
        option(
            "--workers",
            type=click.IntRange(1, 1024),
            metavar="N",
            help="The same in processes of their own.",
            group=WHERE,
        ),
        option(
            "--threads",
            type=click.IntRange(1, 1024),
            metavar="N",
            help="How many replications run side by side.  [default: as many as there are cores]",
            group=WHERE,
        ),
    ):
        command = add(command)
    return command


@attrs.frozen
class ExecutorRequest:
    """Where replications run; at most one of the three is given.

    Parameters
    ----------
    threads, workers
        How many threads, or processes; None when it was not said.
    cluster
        The address of a Dask scheduler; None for this machine.

    Raises
    ------
    click.UsageError
        When two are given.
    """

    threads: int | None = None
    workers: int | None = None
    cluster: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse two ways at once."""
        given = [f"--{name}" for name, value in attrs.asdict(self).items() if value is not None]
        if len(given) > 1:
            told = " and ".join(given)
            raise click.UsageError(f"{told} exclude each other; give one of them.")

    @contextlib.contextmanager
    def executor(self, scenario: Scenario) -> Iterator[Executor]:
        """Yield the executor for a scenario.

        Raises
        ------
        MissingExtraError
            When the libraries for a cluster are not installed.
        LostWorkerError
            When the cluster cannot be used.
        """
        from iopkit.simulate.execution import workers

        if self.cluster is not None:
            with workers.cluster(self.cluster) as pool:
                yield pool
        elif self.workers is not None:
            compiled(scenario)
            with workers.processes(min(self.workers, scenario.replications)) as pool:
                yield pool
        else:
            number = self.threads or os.cpu_count() or 1
            with workers.threads(min(number, scenario.replications)) as pool:
                yield pool


def compiled(scenario: Scenario) -> None:
    """Compile the simulator, if no run did before: here, and not in every process once more."""
    from iopkit.simulate.run import figures_of

    moment = attrs.evolve(scenario, days=1e-6, warm_up=0.0)
    figures_of(moment, range(1))
