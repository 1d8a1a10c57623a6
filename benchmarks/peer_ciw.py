"""The benchmark models in Ciw: `python -m benchmarks.peer_ciw DAYS SEED [MODEL]`."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Any

import ciw

from benchmarks.report import arguments, report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.m1 import Level


def network(levels: Sequence[Level]) -> Any:  # noqa: ANN401 (Ciw carries no types)
    """Write a model as a network of Ciw."""
    return ciw.create_network(
        arrival_distributions=[
            ciw.dists.Exponential(level.arrivals) if level.arrivals else None for level in levels
        ],
        service_distributions=[
            ciw.dists.Exponential(1 / level.mean)
            if level.sd is None
            else ciw.dists.Lognormal(*level.lognormal())
            for level in levels
        ],
        number_of_servers=[level.places for level in levels],
        routing=[[level.after.get(other.name, 0.0) for other in levels] for level in levels],
    )


def simulate(days: float, seed: int, levels: Sequence[Level]) -> list[Any]:
    """Run a model once.

    Parameters
    ----------
    days
        Horizon.
    seed
        Seed of the random numbers, which Ciw keeps for the whole process.
    levels
        Levels of the model.

    Returns
    -------
    list
        The records of Ciw, those of clients who are still waiting or staying included.
    """
    ciw.seed(seed)
    simulation = ciw.Simulation(network(levels))
    simulation.simulate_until_max_time(days)
    records: list[Any] = simulation.get_all_records(include_incomplete=True)
    return records


def visits(records: list[Any]) -> Iterator[tuple[int, float, float, float]]:
    """Give the records as rows of the visit log; what was not reached is NaN."""
    for record in records:
        start, end = record.service_start_date, record.service_end_date
        yield (
            record.node - 1,
            record.arrival_date,
            math.nan if start is None else start,
            math.nan if end is None else end,
        )


def main() -> None:
    """Run the model that the command line names and print the line of the run."""
    days, seed, levels, _ = arguments()
    start = time.perf_counter()
    records = simulate(days, seed, levels)
    seconds = time.perf_counter() - start
    report(days, seconds, levels, visits(records))


if __name__ == "__main__":
    main()
