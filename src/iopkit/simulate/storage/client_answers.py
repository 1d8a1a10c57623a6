"""What the clients of a replication answered when they came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from iopkit.model.assessment import Choice, NumberFact, OrdinalFact, YesNo
from iopkit.model.simulation.census import CENSUS
from iopkit.simulate.kernel import optional_draws as _rare
from iopkit.simulate.kernel.jit import word
from iopkit.simulate.storage.column import Column, NamedColumn

if TYPE_CHECKING:
    from iopkit.model.assessment import Fact
    from iopkit.simulate.kernel.tables import Floats
    from iopkit.simulate.kernel.visits import Visits
    from iopkit.simulate.lowering.scenario import LoweredScenario

ANSWERS: Final = ("no", "yes")


def people(
    lowered: LoweredScenario, visits: Visits, *, seed: int, replication: int
) -> dict[str, Column]:
    """Return the clients who came as tidy columns: one row a client, one column a fact.

    The facts are drawn again, from the same keys: nothing of them is kept in the visits. Only those
    are there that a criterion asks for, since no others are drawn; none on shares alone.

    Parameters
    ----------
    lowered
        The scenario as numbers.
    visits
        Any visits of the replication; who begins a first visit in them is listed, in their order.
    seed, replication
        What keys chance.
    """
    first = visits.visit == 1
    stream, number = visits.stream[first], visits.number[first]
    facts = np.zeros((len(stream), len(lowered.facts)))
    places = number.copy()
    if lowered.extras is not None and CENSUS in lowered.streams:
        turn = np.argsort(lowered.extras.present.number).astype(np.int32)
        known = stream == lowered.streams.index(CENSUS)
        places[known] = turn[number[known]]
    if lowered.facts:
        tables, key = lowered.tables, (word(seed), word(replication))
        _rare.give_all(tables.streams, tables.spread, key, stream, number, places, facts)
    return {
        "replication": np.full(len(stream), replication, np.int32),
        "stream": NamedColumn(lowered.streams, stream.astype(np.int32)),
        "client": number.astype(np.int64),
        **{fact.id: _answers(facts[:, i], fact) for i, fact in enumerate(lowered.facts)},
    }


def _answers(values: Floats, fact: Fact) -> Column:
    """Return the answers that numbers stand for; the other way round than `encode`."""
    match fact.type:
        case YesNo():
            return NamedColumn(ANSWERS, values.astype(np.int32))
        case OrdinalFact(options) | Choice(options):
            return NamedColumn(options, values.astype(np.int32))
        case NumberFact():
            return values.copy()
