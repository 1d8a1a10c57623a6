"""Pathways that two programs simulate: the iopkit side of each, and the numbers of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit import parse
from iopkit.model import (
    ArrivalStream,
    CapacitySchedule,
    Distribution,
    DistributionFamily,
    Fact,
    QueueDiscipline,
    Rate,
    Rule,
    YesNo,
)
from validation.small import DONE, LEFT, exponential, level, lognormal, move, pathway, stream

if TYPE_CHECKING:
    from iopkit.model import Pathway

URGENT: Final = Fact(id="urgent", ask="Urgent?", type=YesNo())
URGENT_FIRST: Final = Rule(criterion=parse("urgent"))

STAY: Final = (10.0, 8.0)
"""Mean and standard deviation of a lognormal stay in the models of one level. [days]"""

PATIENCE: Final = 12.0
"""Mean of an exponential patience. [days]"""


def priority() -> Pathway:
    """Return one level of 5 places, for which a third of the clients goes first."""
    return pathway(
        [level("iop", 5, queue=QueueDiscipline(first=[URGENT_FIRST]))],
        [move("iop", DONE, 1.0, lognormal(*STAY))],
        [
            stream("iop", 0.15, id="soon", urgent=True),
            stream("iop", 0.30, id="later", urgent=False),
        ],
        facts=[URGENT],
    )


def reneging() -> Pathway:
    """Return one level of 5 places with more clients than it can take; they give up."""
    return pathway(
        [level("iop", 5, queue=QueueDiscipline(patience=exponential(PATIENCE), gives_up=LEFT))],
        [move("iop", DONE, 1.0, lognormal(*STAY))],
        [stream("iop", 0.6)],
    )


def blocking() -> Pathway:
    """Return two levels in a row, of 6 and 4 places; a queue only before the first."""
    return pathway(
        [level("iop", 6), level("outpatient", 4)],
        [
            move("iop", "outpatient", 0.7, lognormal(*STAY), hold=True),
            move("iop", LEFT, 0.3, lognormal(*STAY)),
            move("outpatient", DONE, 1.0, lognormal(9.0, 6.0)),
        ],
        [stream("iop", 0.42)],
    )


OPEN_DAYS: Final = 5.0
CLOSED_DAYS: Final = 2.0
LONGEST_STAY: Final = 2.0


def schedule() -> Pathway:
    """Return a level of 4 places that takes nobody two days of the week.

    No stay is longer than these two days, so that the week begins empty: Ciw lets new servers
    begin beside those who still finish at a change of shift, which iopkit never does.
    """
    calendar = CapacitySchedule(steps=[(0, 4), (OPEN_DAYS, 0)], period=OPEN_DAYS + CLOSED_DAYS)
    stay = Distribution(shape=DistributionFamily.UNIFORM, given={"low": 0.5, "high": LONGEST_STAY})
    return pathway(
        [level("iop", 4, calendar=calendar)],
        [move("iop", DONE, 1.0, stay)],
        [stream("iop", 1.8)],
    )


WHOLE_STAYS: Final = {"detox": (5.0, 3.0), "residential": (28.0, 12.0), "iop": (40.0, 25.0)}
WHOLE_PLACES: Final = {"detox": 6, "residential": 16, "iop": 30}
WHOLE_PATIENCE: Final = {"detox": 4.0, "iop": 20.0}
"""Mean stays with their standard deviations, places and mean patience of the whole facility.
[days], [clients]"""

WHOLE_ARRIVALS: Final = {"detox": 1.0, "iop": 0.5}
WHOLE_URGENT: Final = 0.25
"""Arrivals a day, and the share of them that goes first in the queue for detox. [1/day], [1]"""

TO_RESIDENTIAL: Final = 0.5
TO_IOP: Final = 0.6
"""Of those who leave detox to residential treatment, holding their place; of those who leave that
to the IOP, without holding it. The others leave care."""


def whole() -> Pathway:
    """Return three levels with priority, patience and holding at once."""

    def queue(name: str) -> QueueDiscipline | None:
        if name not in WHOLE_PATIENCE:
            return None
        first = [URGENT_FIRST] if name == "detox" else []
        patience = exponential(WHOLE_PATIENCE[name])
        return QueueDiscipline(first=first, patience=patience, gives_up=LEFT)

    stays = {name: lognormal(*stay) for name, stay in WHOLE_STAYS.items()}
    return pathway(
        [level(name, places, queue=queue(name)) for name, places in WHOLE_PLACES.items()],
        [
            move("detox", "residential", TO_RESIDENTIAL, stays["detox"], hold=True),
            move("detox", LEFT, 1 - TO_RESIDENTIAL, stays["detox"]),
            move("residential", "iop", TO_IOP, stays["residential"]),
            move("residential", LEFT, 1 - TO_IOP, stays["residential"]),
            move("iop", DONE, 1.0, stays["iop"]),
        ],
        [
            part
            for name, rate in WHOLE_ARRIVALS.items()
            for part in (
                stream(name, rate * WHOLE_URGENT, id=f"{name}-soon", urgent=True),
                stream(name, rate * (1 - WHOLE_URGENT), id=f"{name}-later", urgent=False),
            )
        ],
        facts=[URGENT],
    )


def m1() -> Pathway:
    """Return the step-down network of the benchmarks."""
    from benchmarks.m1 import M1

    names = [each.name for each in M1]
    return pathway(
        [level(each.name, each.places) for each in M1],
        [
            move(
                each.name,
                to if to in names else DONE if to in ("completed", "out") else LEFT,
                share,
                lognormal(each.mean, each.sd or 0.0),
            )
            for each in M1
            for to, share in each.after.items()
        ],
        [
            ArrivalStream(id=each.name, to=each.name, when=Rate.constant(each.arrivals))
            for each in M1
            if each.arrivals
        ],
    )
