"""Under which conditions was simulated: how often, for how long, by what, from when on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.describe.inline import CodeText, Inlines, inlines, joined
from iopkit.describe.wording import counted, days
from iopkit.model.simulation.flow import Routing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.run import Run

_ROUTING: Final[dict[Routing, Inlines]] = {
    Routing.PROBABILISTIC: inlines(
        [
            (
                "On shares alone: the file does not say what its clients are like, so they move by "
                "the shares that it states; the criteria in "
            ),
            CodeText("when"),
            " are not asked, not even those on days.",
        ]
    ),
    Routing.RULES: inlines(
        [
            "By the rules: the criteria in ",
            CodeText("when"),
            " decide which moves a client can make.",
        ]
    ),
}


def asked(run: Run) -> Inlines:
    """Return what was simulated, and how, in sentences."""
    scenario = run.scenario
    said: list[str | Inlines] = [f"{simulated_how(scenario)}.", _ROUTING[run.routing]]
    if run.not_asked:
        rules = counted(run.not_asked, "rule")
        said.append(f"Left out: {rules} of queues, for what they ask about is not known.")
    return joined(said, between=" ")


def particulars(scenario: Scenario) -> Iterator[str]:
    """Yield when a run begins with whom, and which levels have other places than the file says."""
    begun = beginning(scenario)
    if begun:
        yield begun
    for level, changed in sorted(scenario.places.items()):
        amount = "no limit of places" if changed is None else counted(changed, "place")
        yield f"Changed for this run: {level} has {amount}."


def simulated_how(scenario: Scenario) -> str:
    """Return how often was simulated, and what is not counted."""
    warm_up = f", {days(scenario.warm_up)} of warm-up not counted" if scenario.warm_up else ""
    return f"{counted(scenario.replications, 'replication')}, seed {scenario.seed}{warm_up}"


def beginning(scenario: Scenario) -> str:
    """Say when a run begins and who is there then, as far as that was said; else nothing."""
    date = "" if scenario.starts is None else f" on {scenario.starts.isoformat()}"
    if scenario.census is None:
        return f"Begins{date}, with nobody there." if date else ""
    clients = scenario.census.clients
    waiting = sum(client.is_waiting for client in clients)
    in_care = counted(len(clients) - waiting, "client")
    return f"Begins{date} with {in_care} in care and {waiting} waiting."
