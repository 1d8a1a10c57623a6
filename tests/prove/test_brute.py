"""A proof finds what going through one client of each sort finds, and nothing else."""

from collections.abc import Callable, Iterator
from itertools import pairwise, product
from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from prove.pathways import (
    OUTSIDE,
    asks_what_was_completed,
    everybody,
    fits,
    histories,
    met,
    pathways_by_the_clock,
    pathways_of_few_rules,
    pathways_to_prove,
    placed,
    time_limits,
    values,
)

from iopkit.criteria.language.resolve import encode
from iopkit.criteria.language.write import write
from iopkit.model.assessment import Fact, NumberFact, Worse
from iopkit.model.client import Client, Stay
from iopkit.model.criterion import Constant, Criterion
from iopkit.model.finding_catalogue import FindingKind
from iopkit.model.pathway import Pathway
from iopkit.model.provenance.source_paths import criteria
from iopkit.model.transition import Transition, TransitionKind
from iopkit.prove.encoding.eligibility import hard, placing
from iopkit.prove.prove import prove

Grid: TypeAlias = npt.NDArray[np.bool_]

MOST = 1000  # clients of a pathway: more of them take too long
BRUTE = settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    deadline=None,
)


def clients(where: Pathway, some: list[Criterion], place: str = OUTSIDE) -> list[Client]:
    """Those whose history some way leads to, at a level or outside of care."""
    possible = None
    if asks_what_was_completed(criterion for _, criterion in criteria(where)):
        possible = histories(where)[place if where.is_level(place) else OUTSIDE]
    found: list[Client] = []
    for count, client in enumerate(everybody(where, some)):
        assume(count < MOST)
        stays = client.history or ()
        asked, done = {s.level for s in stays}, {s.level for s in stays if s.completed}
        if possible is None or any(done == each & asked for each in possible):
            found.append(client)
    return found


def never(where: Pathway) -> Iterator[tuple[str, ...]]:
    yield from _all_say(where, said=False)
    for level in where.levels:
        rules = list(hard(level))
        alone = any(not any(met(rule, c, where) for c in clients(where, [rule])) for rule in rules)
        together = clients(where, rules)
        enters = any(all(met(rule, c, where) for rule in rules) for c in together)
        if len(rules) > 1 and not alone and not enters:
            yield (level.id,)


def always(where: Pathway) -> Iterator[tuple[str, ...]]:
    yield from _all_say(where, said=True)


def _all_say(where: Pathway, *, said: bool) -> Iterator[tuple[str, ...]]:
    for _, criterion in criteria(where):
        if not isinstance(criterion, Constant) and all(
            met(criterion, client, where) is said for client in clients(where, [criterion])
        ):
            yield (write(criterion),)


def nowhere(where: Pathway) -> Iterator[tuple[str, ...]]:
    if not all(fits(where, client) for client in clients(where, list(placing(where)))):
        yield ()


def never_there(where: Pathway) -> Iterator[tuple[str, ...]]:
    people = clients(where, list(placing(where)))
    there = {level.id for client in people if (level := placed(where, client)) is not None}
    for level in where.levels:
        rules = hard(level)
        enters = any(all(met(rule, client, where) for rule in rules) for client in people)
        if enters and level.id not in there:
            yield (level.id,)


def up_and_down(where: Pathway) -> Iterator[tuple[str, ...]]:
    for up in where.transitions:
        for down in where.leaving(up.start):
            if (
                (up.kind, down.kind) == (TransitionKind.STEP_UP, TransitionKind.STEP_DOWN)
                and up.when
                and down.when
            ):
                both = [up.when, down.when]
                people = clients(where, both, up.start)
                if any(all(met(when, client, where) for when in both) for client in people):
                    yield (up.start, up.to, down.to)


def not_admitted(where: Pathway) -> Iterator[tuple[str, ...]]:
    for move, client, rules, _ in _entering(where):
        if not all(met(rule, client, where) for rule in rules):
            yield move


def too_little(where: Pathway) -> Iterator[tuple[str, ...]]:
    for move, client, _, floors in _entering(where):
        if any(met(floor, client, where) for floor in floors):
            yield move


def _entering(
    where: Pathway,
) -> Iterator[tuple[tuple[str, str], Client, list[Criterion], list[Criterion]]]:
    for move in where.transitions:
        if move.when is None or not where.is_level(move.to):
            continue
        target = where.level(move.to)
        rules = list(hard(target))
        floors = [f.criterion for f in where.floors if where.level(f.level).rank > target.rank]
        for client in clients(where, [move.when, *rules, *floors], move.start):
            if met(move.when, client, where):
                history = client.history or ()
                if move.kind is TransitionKind.STEP_DOWN:
                    history = (*history, Stay(level=move.start, completed=True))
                then = attrs.evolve(client, days_in_level=0, history=history)
                yield (move.start, move.to), then, rules, floors


def stuck(where: Pathway) -> Iterator[tuple[str, ...]]:
    moves = [move for move in where.transitions if where.is_level(move.start)]
    whens = [move.when for move in moves if move.when is not None]
    clocks: dict[tuple[str, str], _Clock] = {}
    seen: set[tuple[str, ...]] = set()
    for level in where.levels:
        if not where.leaving(level.id):
            continue
        people = {(str(c.facts), str(c.history)): c for c in clients(where, whens, level.id)}
        for key, one in people.items():
            if key not in clocks:
                clocks[key] = _Clock(where, one, whens)
            if not _gets_out(where, clocks[key], level.id).all():
                seen.add((level.id,))
                break
    yield from sorted(seen)


class _Clock:
    """When moves are open to one client, on a grid as fine as limits at half days ask for.

    Time runs in sixteenths of a day, and a client is looked at on eighths: so there is a time
    between any two at which a verdict may change.
    """

    def __init__(self, where: Pathway, one: Client, whens: list[Criterion]) -> None:
        self._where = where
        self._grown = list(_grown(where, one, whens))
        points = sorted({0.0, *time_limits(whens)})
        self.size = 16 * int(points[-1] + 1) + 1  # behind it nothing changes any more
        between = [(low + high) / 2 for low, high in pairwise([*points, points[-1] + 2])]
        self._days = sorted([*points, *between])
        self._cells = np.array(
            [
                2 * sum(point <= step / 16 for point in points) - 1 - (step / 16 in points)
                for step in range(3 * self.size)
            ]
        )
        self._known: dict[tuple[int, frozenset[str]], tuple[Grid, Grid]] = {}

    def open(self, move: Transition, done: frozenset[str]) -> tuple[Grid, Grid]:
        """When a move is open from now on, by days and care, and when later, by care now."""
        key = id(move), done
        if key not in self._known:
            met_then = self._met(move, done)
            size = self.size
            ever = np.zeros((size, size), dtype=bool)
            for ahead in range(size):
                ever |= met_then[ahead : ahead + size, ahead : ahead + size]
            at_least = np.logical_or.accumulate(met_then[:, ::-1], axis=1)[:, ::-1]
            here = np.arange(size)
            later = np.array([at_least[here, here + care].any() for care in range(size)])
            self._known[key] = ever, later
        return self._known[key]

    def _met(self, move: Transition, done: frozenset[str]) -> Grid:
        stays = [Stay(level=level, completed=True) for level in sorted(done)]
        people = [attrs.evolve(one, history=(*(one.history or ()), *stays)) for one in self._grown]
        table = [
            [
                here <= care
                and (
                    move.when is None
                    or any(
                        met(
                            move.when,
                            attrs.evolve(one, days_in_level=here, days_in_care=care),
                            self._where,
                        )
                        for one in people
                    )
                )
                for care in self._days
            ]
            for here in self._days
        ]
        whole: Grid = np.array(table)[np.ix_(self._cells, self._cells)]
        return whole


def _grown(where: Pathway, one: Client, whens: list[Criterion]) -> Iterator[Client]:
    """Yield the client with each amount of time as it is, and with all that it may grow to."""
    running = [
        fact
        for fact in where.assessment.facts
        if fact.id in one.facts
        and isinstance(fact.type, NumberFact)
        and fact.type.unit in {"hours", "days", "weeks"}
    ]
    more = [
        [v for v in values(fact, whens) if float(v) >= float(one.facts[fact.id])]
        for fact in running
    ]
    for amounts in product(*more):
        grown = dict(zip([fact.id for fact in running], amounts, strict=True))
        yield attrs.evolve(one, facts={**one.facts, **grown})


def _gets_out(where: Pathway, clock: _Clock, level: str) -> Grid:
    """Say for each day at a level and each in care whether there is a way out."""
    here, care = np.indices((clock.size, clock.size))
    found: Grid = (here > care) | (here % 2 == 1) | (care % 2 == 1)
    for move in where.leaving(level):
        now, _ = clock.open(move, frozenset())
        found |= now & _onward(where, clock, move, frozenset(), ())[None, :]
    return found


def _onward(
    where: Pathway,
    clock: _Clock,
    move: Transition,
    done: frozenset[str],
    been: tuple[tuple[str, frozenset[str]], ...],
) -> Grid:
    """Say for each day in care whether there is a way out behind a move, by trying every way."""
    if not where.is_level(move.to) or not where.leaving(move.to):
        return np.ones(clock.size, dtype=bool)
    done = done | {move.start} if move.kind is TransitionKind.STEP_DOWN else done
    found = np.zeros(clock.size, dtype=bool)
    if (move.to, done) not in been:
        for further in where.leaving(move.to):
            _, later = clock.open(further, done)
            if later.any():
                behind = _onward(where, clock, further, done, (*been, (move.to, done)))
                found |= later & behind
    return found


def less(where: Pathway) -> Iterator[tuple[str, ...]]:
    for fact in where.assessment.facts:
        if fact.worse is not None and _is_lower(where, fact):
            yield (fact.id,)


def _is_lower(where: Pathway, fact: Fact) -> bool:
    some = list(placing(where))
    for client in clients(where, some):
        first = placed(where, client)
        if first is None or fact.id not in client.facts:
            continue
        for value in values(fact, some):
            change = encode(value, fact) - encode(client.facts[fact.id], fact)
            if (change if fact.worse is Worse.HIGHER else -change) > 0:
                worse = attrs.evolve(client, facts={**client.facts, fact.id: value})
                second = placed(where, worse)
                if second is not None and second.rank < first.rank:
                    return True
    return False


def there_and_back(where: Pathway) -> Iterator[tuple[str, ...]]:
    rank = {level.id: level.rank for level in where.levels}
    for down in where.transitions:
        for up in where.leaving(down.to):
            if (
                (down.kind, up.kind) == (TransitionKind.STEP_DOWN, TransitionKind.STEP_UP)
                and down.when
                and up.when
                and rank[up.to] >= rank[down.start]
                and _comes_back(where, down, down.when, up.when)
            ):
                yield down.start, down.to, up.to


def _comes_back(where: Pathway, down: Transition, leaves: Criterion, returns: Criterion) -> bool:
    # To come back it is best to leave as early as possible and to return as late as possible:
    # at a limit, or just beside it. The limits are halves, of which no sum of three comes near.
    limits = {0.0, *time_limits([leaves, returns])}
    early = sorted({*limits, *(limit + 0.125 for limit in limits)})
    late = sorted({*limits, *(limit - 0.125 for limit in limits if limit), 1000.0})
    people = {
        (str(c.facts), str(c.history)): c for c in clients(where, [leaves, returns], down.start)
    }
    for one in people.values():
        history = (*(one.history or ()), Stay(level=down.start, completed=True))
        then = attrs.evolve(one, history=history)
        cares = [
            care
            for here in early
            for care in early
            if here <= care
            and met(leaves, attrs.evolve(one, days_in_level=here, days_in_care=care), where)
        ]
        if any(
            met(returns, attrs.evolve(then, days_in_level=here, days_in_care=care), where)
            for here in early
            for care in late
            if cares and care >= min(cares) + here
        ):
            return True
    return False


def useless(where: Pathway) -> Iterator[tuple[str, ...]]:
    """Take out one rule after another where nobody's fits change, and say which."""
    rank = {level.id: level.rank for level in where.levels}
    people = clients(where, list(placing(where)))
    rules = [(level.id, rule) for level in where.levels for rule in hard(level)]
    floors = [(floor.level, floor.criterion) for floor in where.floors]
    truth = {each: [met(each, client, where) for client in people] for _, each in (*rules, *floors)}

    def all_fits(skip: set[int]) -> list[list[str]]:
        left = [each for place, each in enumerate((*rules, *floors)) if place not in skip]
        admits = [each for each in left if any(each is rule for rule in rules)]
        asks = [each for each in left if any(each is floor for floor in floors)]
        return [
            [
                level
                for level in rank
                if all(truth[rule][i] for name, rule in admits if name == level)
                and not any(truth[rule][i] for name, rule in asks if rank[name] > rank[level])
            ]
            for i in range(len(people))
        ]

    before = all_fits(set())
    out: set[int] = set()
    for place, (level, rule) in enumerate((*rules, *floors)):
        if place < len(rules) and not any(level in fitting for fitting in before):
            continue
        if len(set(truth[rule])) > 1 and all_fits({*out, place}) == before:
            out.add(place)
            yield level, write(rule)


@pytest.mark.parametrize(
    ("fault", "look"),
    [
        (FindingKind.NEVER_MET, never),
        (FindingKind.ALWAYS_MET, always),
        (FindingKind.NO_LEVEL, nowhere),
        (FindingKind.NEVER_PLACED, never_there),
        (FindingKind.FLAPPING, up_and_down),
        (FindingKind.ROUND_TRIP, there_and_back),
        (FindingKind.REFUSED, not_admitted),
        (FindingKind.BELOW_NEED, too_little),
        (FindingKind.NO_WAY_OUT, stuck),
        (FindingKind.OVERRIDDEN, useless),
        (FindingKind.LOWER_WHEN_WORSE, less),
    ],
)
@BRUTE
@given(data=st.data())
def test_a_proof_finds_what_going_through_everybody_finds(
    data: st.DataObject,
    fault: FindingKind,
    look: Callable[[Pathway], Iterator[tuple[str, ...]]],
) -> None:
    where = data.draw(pathways_to_prove(most=2))
    wanted = set(look(where))

    proof = prove(where, seconds=60)

    assert proof.is_decided
    assert {found.about for found in proof.findings if found.kind is fault} == wanted


@settings(BRUTE, max_examples=60)
@given(where=pathways_by_the_clock())
def test_a_proof_finds_every_day_on_which_somebody_is_held(where: Pathway) -> None:
    proof = prove(where, seconds=60)

    held = {found.about for found in proof.findings if found.kind is FindingKind.NO_WAY_OUT}
    assert proof.is_decided
    assert held == set(stuck(where))


@settings(BRUTE, max_examples=60)
@given(where=pathways_of_few_rules())
def test_a_proof_finds_every_rule_that_others_leave_nothing(where: Pathway) -> None:
    proof = prove(where, seconds=60)

    taken_out = [found.about for found in proof.findings if found.kind is FindingKind.OVERRIDDEN]
    assert proof.is_decided
    assert set(taken_out) == set(useless(where))
