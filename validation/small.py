"""Small pathways, written in few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.model import (
    Answer,
    ArrivalStream,
    Assessment,
    Dates,
    Distribution,
    DistributionFamily,
    Figure,
    Level,
    Outcome,
    Pathway,
    Rate,
    Transition,
    TransitionKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.model import (
        CapacitySchedule,
        CohortStart,
        Criterion,
        Fact,
        FactChange,
        QueueDiscipline,
    )

DONE: Final = "done"
LEFT: Final = "left"
OUTCOMES: Final = (
    Outcome(id=DONE, title="Done", completes=True, returns=False),
    Outcome(id=LEFT, title="Left", returns=False),
)
"""Where care ends in these pathways; nobody returns."""


def exponential(mean: float) -> Distribution:
    """Return the exponential distribution of a mean. [days]"""
    return Distribution(shape=DistributionFamily.EXPONENTIAL, given={"mean": mean})


def lognormal(mean: float, sd: float) -> Distribution:
    """Return the lognormal distribution of a mean and a standard deviation. [days]"""
    return Distribution(shape=DistributionFamily.LOGNORMAL, given={"mean": mean, "sd": sd})


def level(  # noqa: PLR0913  what a level can have
    name: str,
    places: int | None = None,
    *,
    queue: QueueDiscipline | None = None,
    intake: CohortStart | None = None,
    calendar: CapacitySchedule | None = None,
    review: float | None = None,
    progress: Iterable[FactChange] = (),
) -> Level:
    """Return a level. [clients], [days]"""
    return Level(
        id=name,
        title=name,
        rank=1,
        places=None if places is None else Figure(places),
        queue=queue,
        intake=intake,
        calendar=calendar,
        review=None if review is None else Figure(review),
        progress=tuple(progress),
    )


def move(  # noqa: PLR0913  what a transition can have
    start: str,
    to: str,
    share: float,
    stay: Distribution,
    *,
    when: Criterion | None = None,
    hold: bool = False,
) -> Transition:
    """Return a transition with its share and its stay. [1], [days]"""
    ends = {DONE, LEFT}
    kind = (
        TransitionKind.RETURN
        if start in ends
        else TransitionKind.DISCHARGE
        if to in ends
        else TransitionKind.TRANSFER
    )
    return Transition(
        start=start, to=to, kind=kind, when=when, share=Figure(share), stay=stay, hold=hold
    )


def stream(to: str, rate: float, *, id: str = "", **facts: bool | str) -> ArrivalStream:  # noqa: A002  as the model calls it
    """Return a Poisson stream whose clients all give the same answers. [1/day]"""
    return ArrivalStream(id=id or to, to=to, when=Rate.constant(rate), answers=_answers(facts))


def cohort(to: str, size: int, **facts: bool | str) -> ArrivalStream:
    """Return so many clients who all come on day 0."""
    return ArrivalStream(id=to, to=to, when=Dates((0.0,) * size), answers=_answers(facts))


def pathway(
    levels: Iterable[Level],
    moves: Iterable[Transition],
    arrivals: Iterable[ArrivalStream],
    *,
    facts: Iterable[Fact] = (),
    outcomes: Iterable[Outcome] = OUTCOMES,
) -> Pathway:
    """Return a pathway."""
    return Pathway(
        id="small",
        title="Small",
        assessment=Assessment(tuple(facts)),
        levels=tuple(levels),
        outcomes=tuple(outcomes),
        transitions=tuple(moves),
        arrivals=tuple(arrivals),
    )


def _answers(facts: dict[str, bool | str]) -> tuple[Answer, ...]:
    return tuple(Answer(fact=fact, weights=((value, 1.0),)) for fact, value in facts.items())
