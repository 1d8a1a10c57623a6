"""The facts that a simulation by the rules needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.diagnostics.catalogue.scenarios import CENSUS_WITHOUT_FACTS, STREAMS_WITHOUT_FACTS
from iopkit.errors import ScenarioError
from iopkit.model.criterion import facts_in
from iopkit.model.simulation.census import CENSUS
from iopkit.simulate.lowering.criteria import CLOCK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.model.assessment import Fact
    from iopkit.model.simulation.arrivals import ArrivalStream
    from iopkit.model.simulation.flow import Flow
    from iopkit.model.simulation.scenario import Scenario


def needed_facts(scenario: Scenario, flow: Flow) -> tuple[Fact, ...]:
    """Return the facts that open criteria need, all of which every client must have.

    Raises
    ------
    ScenarioError
        When a stream or a client of the census does not have one of them; names both.
    """
    needed: dict[str, str] = {}
    for where, criterion in flow.criteria():
        for fact in facts_in(criterion):
            if fact not in CLOCK:
                needed.setdefault(fact, where)
    missing = tuple(gap for stream in scenario.streams if (gap := _not_given(stream, needed)))
    if missing:
        raise ScenarioError(STREAMS_WITHOUT_FACTS(missing=missing))
    for place, client in enumerate(() if scenario.census is None else scenario.census.clients):
        lacking = tuple(
            f"'{fact}' (for {needed[fact]})" for fact in needed if fact not in client.facts
        )
        if lacking:
            raise ScenarioError(
                CENSUS_WITHOUT_FACTS(client=place + 1, census=CENSUS, missing=lacking)
            )
    return tuple(scenario.pathway.assessment.fact(name) for name in needed)


def _not_given(stream: ArrivalStream, needed: Mapping[str, str]) -> str:
    given = {answer.fact for answer in stream.answers}
    if stream.people is not None:
        given.update(stream.people.facts)
    facts = [f"'{fact}' (for {where})" for fact, where in needed.items() if fact not in given]
    return f"stream '{stream.id}' does not give {', '.join(facts)}" if facts else ""
