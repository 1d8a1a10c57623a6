"""Pathways to draw: any number of levels up to twelve, on any steps, with any moves."""

from __future__ import annotations

from hypothesis import strategies as st

from iopkit.model.basis import Figure
from iopkit.model.level import CareSetting, Level
from iopkit.model.outcome import Outcome
from iopkit.model.pathway import Pathway
from iopkit.model.program import Program
from iopkit.model.range import Range
from iopkit.model.simulation.arrivals import PLACED, ArrivalStream, Rate
from iopkit.model.simulation.distribution import Distribution
from iopkit.model.transition import Transition, TransitionKind

HOSTILE = (
    "<script>alert(1)</script>",
    "x" * 300,
    "a title of very many words " * 12,
    "מרפאה לגמילה",
    "Reha 🙂 & <b>Co</b>",
    "[bracket] ]]> 日本",
    "one\x00\x1b[2Jtwo\nthree \u202eeert",
    "\"quotes\" and 'quotes'",
)
"""Titles that no picture may stumble over."""

TITLES = ("IOP", "Residential treatment", "Partial hospitalization (PHP)", *HOSTILE)
STAY = Distribution.fixed(10.0)
OUTCOMES = (
    Outcome(id="completed", title="Completed treatment", completes=True),
    Outcome(id="dropped_out", title="Stopped coming"),
    Outcome(id="elsewhere", title="Went on elsewhere", returns=False),
)


def kind(start: float, to: float) -> TransitionKind:
    """Return what a transition between two ranks does."""
    if start == to:
        return TransitionKind.TRANSFER
    return TransitionKind.STEP_DOWN if to < start else TransitionKind.STEP_UP


def leaving(
    level: Level, targets: list[Level], outcomes: list[str], weights: list[int] | None
) -> list[Transition]:
    """Return the transitions that leave a level; their shares add up to 1, or none has one."""
    ends = [(to.id, kind(level.rank, to.rank)) for to in targets]
    ends += [(name, TransitionKind.DISCHARGE) for name in outcomes]
    total = sum(weights[: len(ends)]) if weights else 0
    return [
        Transition(
            start=level.id,
            to=to,
            kind=what,
            share=Figure(weights[i] / total) if weights and total else None,
            stay=STAY if total else None,
        )
        for i, (to, what) in enumerate(ends)
    ]


@st.composite
def drawable(draw: st.DrawFn, *, most_levels: int = 12, most_moves: int = 30) -> Pathway:
    n = draw(st.integers(0, most_levels))
    ranks = draw(st.lists(st.integers(0, 9), min_size=n, max_size=n))
    programs = [Program(id="day", title="Day", hours=Range(9, 19), length=Range(28, 84))]
    levels = [
        Level(
            id=f"l{i}",
            title=draw(st.sampled_from(TITLES)),
            rank=rank,
            places=draw(st.none() | st.sampled_from([0.0, 1.0, 12345.0]).map(Figure)),
            setting=draw(st.none() | st.sampled_from(list(CareSetting))),
            programs=draw(st.sampled_from([(), ("day",)])),
        )
        for i, rank in enumerate(ranks)
    ]
    pairs = [(a, b) for a in range(n) for b in range(n) if a != b]
    chosen = draw(
        st.lists(st.sampled_from(pairs), max_size=most_moves, unique=True) if pairs else st.just([])
    )
    transitions = []
    for i, level in enumerate(levels):
        targets = [levels[b] for a, b in chosen if a == i]
        outcomes = draw(
            st.lists(st.sampled_from([each.id for each in OUTCOMES]), max_size=3, unique=True)
        )
        size = len(targets) + len(outcomes)
        some = st.lists(st.sampled_from([0, 1, 5, 40, 100]), min_size=size, max_size=size)
        weights = draw(st.none() | some) if size else None
        transitions += leaving(level, targets, outcomes, weights)
    back = draw(st.lists(st.sampled_from(levels), max_size=3, unique=True)) if levels else []
    share = draw(st.none() | st.just(Figure(0.1)))
    transitions += [
        Transition(
            start="community",
            to=level.id,
            kind=TransitionKind.RETURN,
            share=share,
            stay=STAY if share else None,
        )
        for level in back
    ]
    entries = [*(level.id for level in levels), PLACED]
    coming = draw(st.lists(st.sampled_from(entries), max_size=4)) if levels else []
    return Pathway(
        id="any",
        title=draw(st.sampled_from(TITLES)),
        levels=levels,
        programs=programs,
        outcomes=OUTCOMES,
        transitions=transitions,
        arrivals=[
            ArrivalStream(id=f"s{i}", to=to, when=Rate.constant(0.3 * i))
            for i, to in enumerate(coming)
        ],
    )
