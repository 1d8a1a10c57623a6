"""The same models in Ciw 3.2, a network simulator that shares no code with iopkit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import ciw
import numpy as np

from benchmarks.m1 import M1
from benchmarks.peer_ciw import network as benchmark_network
from validation.rows import Rows
from validation.same_models import CLOSED_DAYS, LONGEST_STAY, OPEN_DAYS, PATIENCE, STAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def m1() -> tuple[Any, Sequence[str]]:  # Ciw carries no types, here and below
    """Return the step-down network of the benchmarks."""
    return benchmark_network(M1), [each.name for each in M1]


def priority() -> tuple[Any, Sequence[str]]:
    """Return one level of 5 places, for which a third of the clients goes first."""
    network = ciw.create_network(
        arrival_distributions={
            "soon": [ciw.dists.Exponential(0.15)],
            "later": [ciw.dists.Exponential(0.30)],
        },
        service_distributions={"soon": [_lognormal(*STAY)], "later": [_lognormal(*STAY)]},
        number_of_servers=[5],
        routing={"soon": [[0.0]], "later": [[0.0]]},
        priority_classes={"soon": 0, "later": 1},
    )
    return network, ["iop"]


def reneging() -> tuple[Any, Sequence[str]]:
    """Return one level of 5 places with more clients than it can take; they give up."""
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(0.6)],
        service_distributions=[_lognormal(*STAY)],
        number_of_servers=[5],
        routing=[[0.0]],
        reneging_time_distributions=[ciw.dists.Exponential(1 / PATIENCE)],
    )
    return network, ["iop"]


def blocking() -> tuple[Any, Sequence[str]]:
    """Return two levels in a row, of 6 and 4 places; a queue only before the first."""
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(0.42), None],
        service_distributions=[_lognormal(*STAY), _lognormal(9.0, 6.0)],
        number_of_servers=[6, 4],
        queue_capacities=[float("inf"), 0],
        routing=[[0.0, 0.7], [0.0, 0.0]],
    )
    return network, ["iop", "outpatient"]


def schedule() -> tuple[Any, Sequence[str]]:
    """Return a level of 4 places that takes nobody two days of the week."""
    shifts = ciw.Schedule(
        numbers_of_servers=[4, 0], shift_end_dates=[OPEN_DAYS, OPEN_DAYS + CLOSED_DAYS]
    )
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(1.8)],
        service_distributions=[ciw.dists.Uniform(0.5, LONGEST_STAY)],
        number_of_servers=[shifts],
        routing=[[0.0]],
    )
    return network, ["iop"]


def replications(
    network: Any,  # noqa: ANN401
    names: Sequence[str],
    *,
    days: float,
    seeds: Sequence[int],
) -> Iterator[Rows]:
    """Yield the visits of every replication."""
    for seed in seeds:
        ciw.seed(seed)
        simulation = ciw.Simulation(network)
        simulation.simulate_until_max_time(days)
        records = simulation.get_all_records(include_incomplete=True)
        gave_up = np.array([record.record_type == "renege" for record in records])
        exit_date = _times(record.exit_date for record in records)
        yield Rows(
            level=np.array([names[record.node - 1] for record in records]),
            who=np.array([record.customer_class for record in records]),
            queued=_times(record.arrival_date for record in records),
            started=np.where(
                gave_up, np.nan, _times(record.service_start_date for record in records)
            ),
            ended=np.where(
                gave_up, exit_date, _times(record.service_end_date for record in records)
            ),
            left=exit_date,
            days=days,
        )


def _times(values: Iterator[Any]) -> np.ndarray:
    return np.array([math.nan if value is None else float(value) for value in values])


def _lognormal(mean: float, sd: float) -> Any:  # noqa: ANN401
    variance = math.log1p((sd / mean) ** 2)
    return ciw.dists.Lognormal(math.log(mean) - variance / 2, math.sqrt(variance))
