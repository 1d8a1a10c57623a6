"""Little runs, worked out by hand, and how they are written down.

A table has one line for each visit: the client (A is the first who arrives, B the second; of the
census it is a, b, ...), the level, the day of coming, of beginning, of ending and of giving back
the place, where the client went, and why. A dash stands for what never was.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from string import ascii_lowercase, ascii_uppercase
from typing import TypeAlias, TypedDict, Unpack

import pytest
from oracle.deadlock import DeadlockError as Deadlock
from oracle.flow import Flow
from oracle.people import Row

from iopkit.criteria.language.parse import parse
from iopkit.errors import DeadlockError
from iopkit.model.assessment import Assessment, Choice, Fact, NumberFact, OrdinalFact, Value, YesNo
from iopkit.model.basis import Figure
from iopkit.model.level import Level
from iopkit.model.outcome import COMMUNITY, Outcome
from iopkit.model.pathway import Pathway
from iopkit.model.rule import Rule
from iopkit.model.simulation.arrivals import ArrivalStream, Dates
from iopkit.model.simulation.capacity_schedule import CapacitySchedule
from iopkit.model.simulation.census import CENSUS, Census, CurrentClient
from iopkit.model.simulation.client_sample import ClientSample
from iopkit.model.simulation.cohort_start import CohortStart
from iopkit.model.simulation.distribution import Distribution
from iopkit.model.simulation.fact_change import FactChange
from iopkit.model.simulation.queue import QueueDiscipline
from iopkit.model.simulation.scenario import Scenario
from iopkit.model.transition import Transition, TransitionKind
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.replication.replication import replicate

Line: TypeAlias = tuple[str, ...]

RANK = {"detox": 4.0, "residential": 3.0, "php": 2.0, "iop": 1.0}
OUTCOMES = (
    Outcome(id="done", title="Done", completes=True, returns=False),
    Outcome(id="left", title="Left", returns=False),
    Outcome(id=COMMUNITY, title="Community"),
)
ASSESSMENT = Assessment(
    (
        Fact(id="pregnant", ask="Pregnant?", type=YesNo()),
        Fact(id="home", ask="How is home?", type=OrdinalFact(("none", "weak", "strong"))),
        Fact(id="work", ask="What work?", type=Choice(("none", "school", "job"))),
        Fact(id="cravings", ask="Cravings?", type=NumberFact(low=0, high=10)),
        Fact(id="score", ask="Score?", type=NumberFact(low=0, high=10, whole=True)),
    )
)


def fixed(value: float) -> Distribution:
    """Return what is always the same."""
    return Distribution.fixed(value)


def rules(*criteria: str) -> tuple[Rule, ...]:
    """Return the rules of a queue."""
    return tuple(Rule(criterion=parse(criterion)) for criterion in criteria)


def level(  # noqa: PLR0913  one for each thing that a level can have
    name: str,
    places: int | None = None,
    *,
    queue: QueueDiscipline | None = None,
    intake: CohortStart | None = None,
    calendar: CapacitySchedule | None = None,
    review: float | None = None,
    progress: Sequence[FactChange] = (),
) -> Level:
    """Return a level."""
    return Level(
        id=name,
        title=name,
        rank=RANK[name],
        places=None if places is None else Figure(float(places)),
        queue=queue,
        intake=intake,
        calendar=calendar,
        review=None if review is None else Figure(review),
        progress=tuple(progress),
    )


def move(  # noqa: PLR0913  one for each thing that a transition can have
    start: str,
    to: str,
    days: float | None = None,
    *,
    when: str = "",
    share: float = 1.0,
    hold: bool = False,
) -> Transition:
    """Return a transition after a fixed stay; at a review, where there is no stay."""
    if start not in RANK:
        kind = TransitionKind.RETURN
    elif to not in RANK:
        kind = TransitionKind.DISCHARGE
    else:
        kind = TransitionKind.STEP_DOWN if RANK[to] < RANK[start] else TransitionKind.STEP_UP
    return Transition(
        start=start,
        to=to,
        kind=kind,
        when=parse(when) if when else None,
        share=None if days is None else Figure(share),
        stay=None if days is None else fixed(days),
        hold=hold,
        at_review=days is None,
    )


def coming(to: str, *days: float, **facts: Sequence[Value]) -> ArrivalStream:
    """Return who arrives at a level on some days, with the answers of each in this order."""
    people = None
    if facts:
        people = ClientSample(facts=tuple(facts), rows=tuple(zip(*facts.values(), strict=True)))
    return ArrivalStream(
        id=f"to-{to}", to=to, when=Dates(days), people=people, in_order=people is not None
    )


class Given(TypedDict, total=False):
    """What a run can have besides levels and moves."""

    arrivals: Iterable[ArrivalStream]
    census: Sequence[CurrentClient]
    days: float
    starts: dt.date


def scenario(*levels: Level, moves: Iterable[Transition], **given: Unpack[Given]) -> Scenario:
    """Return a run of 20 days, unless it says otherwise."""
    pathway = Pathway(
        id="little",
        title="Little",
        assessment=ASSESSMENT,
        levels=levels,
        outcomes=OUTCOMES,
        transitions=tuple(moves),
    )
    census = given.get("census")
    return Scenario(
        pathway=pathway,
        days=given.get("days", 20.0),
        arrivals=tuple(given.get("arrivals", ())),
        census=Census(tuple(census)) if census else None,
        starts=given.get("starts"),
    )


def run(*levels: Level, moves: Iterable[Transition], **given: Unpack[Given]) -> list[Line]:
    """Return the visits of a run, which the kernel and the oracle agree about."""
    little = scenario(*levels, moves=moves, **given)
    rows = Flow(little).rows
    assert _simulated(little) == rows
    return [_line(row, little) for row in rows]


def deadlock(*levels: Level, moves: Iterable[Transition], **given: Unpack[Given]) -> set[str]:
    """Return the levels of a run's deadlock, which the kernel and the oracle agree about."""
    little = scenario(*levels, moves=moves, **given)
    with pytest.raises(Deadlock) as caught:
        Flow(little)
    with pytest.raises(DeadlockError) as told:
        _simulated(little)
    assert {one.id for one in levels if f"'{one.id}'" in str(told.value)} == caught.value.levels
    return caught.value.levels


def _simulated(little: Scenario) -> list[object]:
    lowered = lower(little)
    visits = replicate(lowered, seed=little.seed, replication=0, days=little.days)
    return list(zip(*visits.table(lowered).values(), strict=True))


def table(text: str) -> list[Line]:
    """Return the visits that are written down in a table."""
    return [tuple(line.split(maxsplit=7)) for line in text.strip().splitlines()]


def _line(row: Row, given: Scenario) -> Line:
    counts: Mapping[str, int] = {
        stream.id: len(stream.when.days)
        for stream in given.streams
        if isinstance(stream.when, Dates)
    }
    before = 0
    for stream in given.streams:
        if stream.id == row.stream:
            break
        before += counts[stream.id]
    name = (
        ascii_lowercase[row.client]
        if row.stream == CENSUS
        else ascii_uppercase[before + row.client]
    )
    times = (row.queued_at, row.started_at, row.ended_at, row.left_at)
    return (
        name,
        row.level,
        *("-" if time is None else f"{time:g}" for time in times),
        row.transition_to or "-",
        row.why or "-",
    )
