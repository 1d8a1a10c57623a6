"""Pathways to prove something about, and a second reading of what a proof looks for."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product

from hypothesis import strategies as st
from strategies import LEVELS, assessments, criteria

from iopkit.criteria.language.parse import parse
from iopkit.criteria.logic.evaluate import evaluate
from iopkit.criteria.logic.verdict import Verdict
from iopkit.model.accepted_findings import AcceptedFinding
from iopkit.model.assessment import (
    TIME_FACTS,
    Assessment,
    Choice,
    Fact,
    NumberFact,
    OrdinalFact,
    Value,
    Worse,
    YesNo,
)
from iopkit.model.client import Client, Stay
from iopkit.model.criterion import (
    And,
    Compare,
    Completed,
    Criterion,
    IsKnown,
    IsTrue,
    Literal,
    Membership,
    Not,
    Or,
    Relation,
)
from iopkit.model.level import Level
from iopkit.model.outcome import Outcome
from iopkit.model.pathway import Pathway
from iopkit.model.rule import Floor, Rule
from iopkit.model.transition import Transition, TransitionKind
from iopkit.model.units import converted

NAMES = LEVELS[1:]
ASSESSMENT = Assessment(
    [
        Fact(id="stable", ask="Physically stable?", type=YesNo(), worse=Worse.LOWER),
        Fact(
            id="risk",
            ask="Risk of self-harm?",
            type=OrdinalFact(("none", "some", "high")),
            worse=Worse.HIGHER,
        ),
        Fact(
            id="cravings",
            ask="Cravings?",
            type=NumberFact(low=0, high=10, whole=True),
            worse=Worse.HIGHER,
        ),
        Fact(id="home", ask="How is home?", type=Choice(("safe", "unsafe", "none"))),
    ]
)
RANKS = {"residential": 3.0, "iop": 2.0, "outpatient": 1.0}
OPEN: Mapping[str, Sequence[str]] = {name: ["true"] for name in RANKS}


def pathway(  # noqa: PLR0913  what a test does not name is sound
    admit: Mapping[str, Sequence[str]] = OPEN,
    floors: Sequence[tuple[str, str]] = (),
    moves: Sequence[tuple[str, str, str]] = (),
    *,
    ranks: Mapping[str, float] = RANKS,
    prefer: Mapping[str, Sequence[str]] | None = None,
    accepted: Sequence[AcceptedFinding] = (),
    assessment: Assessment = ASSESSMENT,
) -> Pathway:
    """A pathway from texts; a move is its two ends and its criterion, empty for none."""
    preferred = prefer or {}
    return Pathway(
        id="p",
        title="P",
        assessment=assessment,
        levels=[
            Level(
                id=name,
                title=name,
                rank=ranks[name],
                admit=[
                    *(Rule(criterion=parse(text)) for text in rules),
                    *(Rule(criterion=parse(t), prefer=True) for t in preferred.get(name, ())),
                ],
            )
            for name, rules in admit.items()
        ],
        floors=[Floor(level=name, criterion=parse(text)) for name, text in floors],
        outcomes=[Outcome(id="done", title="Done", completes=True, returns=True)],
        transitions=[
            Transition(
                start=start, to=to, kind=kind(start, to, ranks), when=parse(text) if text else None
            )
            for start, to, text in moves
        ],
        accepted=accepted,
    )


def kind(start: str, to: str, ranks: Mapping[str, float]) -> TransitionKind:
    if start not in ranks:
        return TransitionKind.RETURN
    if to not in ranks:
        return TransitionKind.DISCHARGE
    change = ranks[to] - ranks[start]
    return (
        TransitionKind.STEP_UP
        if change > 0
        else TransitionKind.STEP_DOWN
        if change
        else TransitionKind.TRANSFER
    )


@st.composite
def pathways_to_prove(draw: st.DrawFn, *, most: int = 3) -> Pathway:
    """Small pathways with everything that a proof looks at."""
    plain = draw(assessments())
    facts = [
        Fact(
            id=fact.id,
            ask=fact.ask,
            type=fact.type,
            worse=None if isinstance(fact.type, Choice) else draw(st.sampled_from([*Worse, None])),
        )
        for fact in plain.facts[:most]
    ]
    assessment = Assessment(facts)
    tree = criteria(assessment, NAMES, asks_if_known=False)
    rules = st.lists(st.builds(Rule, criterion=tree, prefer=st.booleans()), max_size=2)
    levels = [
        Level(id=name, title=name, rank=draw(st.integers(0, 2)), admit=draw(rules))
        for name in NAMES
    ]
    ranks = {level.id: level.rank for level in levels}
    ends = [(a, b) for a in NAMES for b in (*NAMES, "community") if a != b]
    moves = draw(st.lists(st.tuples(st.sampled_from(ends), st.none() | tree), max_size=4))
    return Pathway(
        id="p",
        title="P",
        assessment=assessment,
        levels=levels,
        floors=draw(
            st.lists(st.builds(Floor, level=st.sampled_from(NAMES), criterion=tree), max_size=2)
        ),
        transitions=[
            Transition(start=start, to=to, kind=kind(start, to, ranks), when=when)
            for (start, to), when in moves
        ],
    )


def met(criterion: Criterion, client: Client, where: Pathway) -> bool:
    return evaluate(criterion, client, where.assessment) is Verdict.MET


def fits(where: Pathway, client: Client) -> list[Level]:
    """The levels that take a client with all answers, read from docs/explanation/placing.md."""
    ranks = {level.id: level.rank for level in where.levels}
    floors = [ranks[floor.level] for floor in where.floors if met(floor.criterion, client, where)]
    need = max(floors, default=-1.0)
    return [
        level
        for level in where.levels
        if level.rank >= need
        and all(met(rule.criterion, client, where) for rule in level.admit if not rule.prefer)
    ]


def placed(where: Pathway, client: Client) -> Level | None:
    """The level at which a client with all answers is placed; None for none."""

    def order(level: Level) -> tuple[float, int]:
        rules = [rule.criterion for rule in level.admit if rule.prefer]
        return level.rank, -sum(met(rule, client, where) for rule in rules)

    return min(fits(where, client), key=order, default=None)


OUTSIDE = ""


def histories(where: Pathway) -> dict[str, set[frozenset[str]]]:
    """What clients may have completed at each level and outside, by walking every way.

    Read from docs/how-to/prove-a-pathway.md: the evaluator itself says whether a rule could hold
    for somebody of whom nothing but the history is known.
    """

    def could(criterion: Criterion | None, done: frozenset[str]) -> bool:
        stays = [Stay(level=name, completed=True) for name in sorted(done)]
        somebody = Client(history=tuple(stays))
        return criterion is None or (
            evaluate(criterion, somebody, where.assessment) is not Verdict.NOT_MET
        )

    completing = {outcome.id for outcome in where.outcomes if outcome.completes}
    found: dict[str, set[frozenset[str]]] = {OUTSIDE: set()}
    found |= {level.id: set() for level in where.levels}
    left = [(OUTSIDE, frozenset[str]())]
    while left:
        place, done = left.pop()
        if done in found[place]:
            continue
        found[place].add(done)
        for move in where.transitions:
            starts = move.start if where.is_level(move.start) else OUTSIDE
            if starts == place and could(move.when, done):
                ends = place != OUTSIDE and (
                    move.kind is TransitionKind.STEP_DOWN or move.to in completing
                )
                to = move.to if where.is_level(move.to) else OUTSIDE
                left.append((to, done | {place} if ends else done))
        if place == OUTSIDE:
            for level in where.levels:
                rules = [rule.criterion for rule in level.admit if not rule.prefer]
                if all(could(rule, done) for rule in rules):
                    left.append((level.id, done))
        else:
            left.append((OUTSIDE, done))
            if not where.leaving(place):
                left.append((OUTSIDE, done | {place}))
    return found


def asks_what_was_completed(criteria: Iterable[Criterion]) -> bool:
    return any(isinstance(leaf, Completed) for each in criteria for leaf in _leaves(each))


def everybody(where: Pathway, criteria: Sequence[Criterion]) -> Iterator[Client]:
    """One client of each sort that some criteria can tell apart."""
    asked = {name for criterion in criteria for name in _names(criterion)}
    facts = [fact for fact in where.assessment.facts if fact.id in asked]
    levels = sorted(name.removeprefix("completed ") for name in asked if " " in name)
    days = times(criteria)
    for answers in product(*(values(fact, criteria) for fact in facts)):
        for completed in product((False, True), repeat=len(levels)):
            for here, care in ((here, care) for here in days for care in days if here <= care):
                yield Client(
                    facts=dict(zip([fact.id for fact in facts], answers, strict=True)),
                    history=tuple(
                        Stay(level=level, completed=done)
                        for level, done in zip(levels, completed, strict=True)
                    ),
                    days_in_level=here,
                    days_in_care=care,
                )


def times(criteria: Sequence[Criterion]) -> list[float]:
    limits = time_limits(criteria)
    return [day for day in _around(limits | {0.0}) if day >= 0] if limits else [0.0]


def time_limits(criteria: Sequence[Criterion]) -> set[float]:
    """The days with which some criteria compare the clock."""
    return {limit for fact in TIME_FACTS for limit in _limits(fact, criteria)}


def values(fact: Fact, criteria: Sequence[Criterion]) -> list[Value]:
    match fact.type:
        case YesNo():
            return [False, True]
        case NumberFact() as number:
            ends = {end for end in (number.low, number.high) if end is not None}
            around = _around(_limits(fact, criteria) | ends)
            if number.whole:
                around = sorted({math.floor(each) + i for each in around for i in (-1, 0, 1, 2)})
            return [value for value in around if not number.refuses(value)]
        case words:
            return list(words.options)


def _around(limits: set[float]) -> list[float]:
    """Each limit, one between any two, one under and one over all of them."""
    points = sorted(limits)
    between = [(low + high) / 2 for low, high in pairwise(points)]
    return sorted({*points, *between, points[0] - 1, points[-1] + 1} if points else {0.0})


def _limits(fact: Fact, criteria: Sequence[Criterion]) -> set[float]:
    unit = fact.type.unit if isinstance(fact.type, NumberFact) else ""
    found: set[float] = set()
    for leaf in (leaf for criterion in criteria for leaf in _leaves(criterion)):
        listed: tuple[Literal, ...] = ()
        match leaf:
            case Compare(name, _, literal) if name == fact.id:
                listed = (literal,)
            case Membership(name, literals) if name == fact.id:
                listed = literals
            case _:
                pass
        for literal in listed:
            number = converted(float(literal.value), literal.unit, unit)
            assert number is not None
            found.add(number)
    return found


def _names(criterion: Criterion) -> Iterator[str]:
    for leaf in _leaves(criterion):
        match leaf:
            case Completed(level):
                yield f"completed {level}"
            case IsTrue(fact) | Compare(fact) | Membership(fact) | IsKnown(fact):
                yield fact
            case _:
                pass


def _leaves(criterion: Criterion) -> Iterator[Criterion]:
    match criterion:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part)
        case Not(part):
            yield from _leaves(part)
        case _:
            yield criterion


@st.composite
def pathways_by_the_clock(draw: st.DrawFn) -> Pathway:
    """Three levels whose moves ask for days and for levels that were completed."""
    fact = Fact(id="stable", ask="Stable?", type=YesNo())
    child = Fact(id="child", ask="How old is the child?", type=NumberFact(low=0, unit="days"))
    days = st.builds(
        Compare,
        st.sampled_from(["child", *(fact.id for fact in TIME_FACTS)]),
        st.sampled_from([*Relation]),
        st.integers(0, 5).map(lambda half: Literal(half / 2)),
    )
    done = st.sampled_from(NAMES).map(Completed)
    both = st.lists(days, min_size=2, max_size=2).map(And)
    leaf = st.one_of(days, both, done, st.just(IsTrue("stable")))
    tree = st.recursive(
        leaf,
        lambda part: st.one_of(
            st.builds(And, st.lists(part, min_size=2, max_size=2)),
            st.builds(Or, st.lists(part, min_size=2, max_size=2)),
        ),
        max_leaves=3,
    )
    ranks = dict(zip(NAMES, (1.0, 2.0, 3.0), strict=True))
    ends = [(a, b) for a in NAMES for b in (*NAMES, "community") if a != b]
    moves = draw(st.lists(st.tuples(st.sampled_from(ends), tree), min_size=2, max_size=5))
    return Pathway(
        id="p",
        title="P",
        assessment=Assessment([fact, child]),
        levels=[Level(id=name, title=name, rank=rank) for name, rank in ranks.items()],
        transitions=[
            Transition(start=start, to=to, kind=kind(start, to, ranks), when=when)
            for (start, to), when in moves
        ],
    )


@st.composite
def pathways_of_few_rules(draw: st.DrawFn) -> Pathway:
    """Three levels whose rules are so alike that some say what others say."""
    texts = ["a", "b", "not a", "not b", "a or b", "not (not a)", "a and b", "b or a"]
    rule = st.sampled_from(texts).map(parse)
    facts = [Fact(id=name, ask=f"{name}?", type=YesNo()) for name in ("a", "b")]
    ranks = dict(zip(NAMES, draw(st.permutations([1.0, 2.0, 2.0])), strict=True))
    return Pathway(
        id="p",
        title="P",
        assessment=Assessment(facts),
        levels=[
            Level(
                id=name,
                title=name,
                rank=rank,
                admit=[Rule(criterion=each) for each in draw(st.lists(rule, max_size=2))],
            )
            for name, rank in ranks.items()
        ],
        floors=[
            Floor(level=draw(st.sampled_from(NAMES)), criterion=each)
            for each in draw(st.lists(rule, min_size=1, max_size=3))
        ],
    )
