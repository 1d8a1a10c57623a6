"""A clinic with one level, whose waits are known by formula."""

import math

from iopkit.model.assessment import Assessment
from iopkit.model.basis import Figure
from iopkit.model.level import Level
from iopkit.model.outcome import COMMUNITY, Outcome
from iopkit.model.pathway import Pathway
from iopkit.model.simulation.arrivals import ArrivalStream, Dates, Rate, When
from iopkit.model.simulation.distribution import Distribution, DistributionFamily
from iopkit.model.simulation.scenario import Scenario
from iopkit.model.transition import Transition, TransitionKind

STAY = 10.0
"""The mean stay. [days]"""


def clinic(  # noqa: PLR0913  a scenario has many numbers
    *,
    places: int | None = 3,
    rate: float = 0.24,
    days: float = 2000.0,
    warm_up: float = 400.0,
    replications: int = 10,
    seed: int = 5,
    when: When | None = None,
) -> Scenario:
    """Return M/M/c, unless the arrivals are given."""
    pathway = Pathway(
        id="clinic",
        title="Clinic",
        assessment=Assessment([]),
        levels=[Level(id="iop", title="Evenings (IOP)", rank=1)],
        outcomes=[Outcome(id="done", title="Done"), Outcome(id=COMMUNITY, title="Community")],
        transitions=[
            Transition(
                start="iop",
                to="done",
                kind=TransitionKind.DISCHARGE,
                share=Figure(1.0),
                stay=Distribution(shape=DistributionFamily.EXPONENTIAL, given={"mean": STAY}),
            )
        ],
    )
    return Scenario(
        pathway=pathway,
        days=days,
        warm_up=warm_up,
        replications=replications,
        seed=seed,
        places={"iop": places},
        arrivals=(ArrivalStream(id="street", to="iop", when=when or Rate.constant(rate)),),
    )


def erlang_c_wait(places: int, rate: float) -> float:
    """Return the mean wait of M/M/c. [days]"""
    offered = rate * STAY
    terms = [offered**k / math.factorial(k) for k in range(places)]
    last = offered**places / math.factorial(places) * places / (places - offered)
    return last / (sum(terms) + last) * STAY / (places - offered)


def cohort(size: int) -> Dates:
    """Return arrivals that all come at day 0."""
    return Dates((0.0,) * size)
