"""A proof finds what going through one client of each sort finds, and nothing else."""

from collections.abc import Callable, Iterator

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from prove.pathways import (
    everybody,
    fits,
    met,
    pathways_to_prove,
    placed,
    time_limits,
    times,
    values,
)

from iopkit.criteria.resolve import encode
from iopkit.criteria.write import write
from iopkit.model.assessment import Fact, Worse
from iopkit.model.client import Client, Stay
from iopkit.model.criterion import Constant, Criterion
from iopkit.model.meant import Fault
from iopkit.model.pathway import Pathway
from iopkit.model.transition import Kind, Transition
from iopkit.model.written import criteria
from iopkit.prove.fits import hard, placing
from iopkit.prove.prove import prove

MOST = 1000  # clients of a pathway: more of them take too long
BRUTE = settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    deadline=None,
)


def clients(where: Pathway, some: list[Criterion]) -> list[Client]:
    found: list[Client] = []
    for client in everybody(where, some):
        found.append(client)
        assume(len(found) < MOST)
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
            if (up.kind, down.kind) == (Kind.STEP_UP, Kind.STEP_DOWN) and up.when and down.when:
                both = [up.when, down.when]
                people = clients(where, both)
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
        for client in clients(where, [move.when, *rules, *floors]):
            if met(move.when, client, where):
                history = client.history or ()
                if move.kind is Kind.STEP_DOWN:
                    history = (*history, Stay(level=move.start, completed=True))
                then = attrs.evolve(client, days_in_level=0, history=history)
                yield (move.start, move.to), then, rules, floors


def stuck(where: Pathway) -> Iterator[tuple[str, ...]]:
    moves = [move for move in where.transitions if where.is_level(move.start)]
    whens = [move.when for move in moves if move.when is not None]
    days = times(whens)
    spans = [(here, care) for here in days for care in days if here <= care]
    seen: set[tuple[str, ...]] = set()
    for client in clients(where, whens):
        moments = [attrs.evolve(client, days_in_level=h, days_in_care=c) for h, c in spans]
        ways = [
            move
            for move in moves
            if move.when is None or any(met(move.when, each, where) for each in moments)
        ]
        out = {level.id for level in where.levels if not where.leaving(level.id)} | {"community"}
        for _ in where.levels:
            out |= {move.start for move in ways if move.to in out}
        seen |= {(move.start,) for move in moves if move.start not in out}
    yield from sorted(seen)


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
                (down.kind, up.kind) == (Kind.STEP_DOWN, Kind.STEP_UP)
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
    people = {(str(c.facts), str(c.history)): c for c in clients(where, [leaves, returns])}
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
    rank = {level.id: level.rank for level in where.levels}
    people = clients(where, list(placing(where)))
    floors = [(rank[floor.level], floor.criterion) for floor in where.floors]
    for i, (least, floor) in enumerate(floors):
        others = [other for j, (r, other) in enumerate(floors) if j != i and r >= least]
        if _sometimes(where, floor, people) and not any(
            met(floor, c, where) and not any(met(other, c, where) for other in others)
            for c in people
        ):
            yield where.floors[i].level, write(floor)
    for level in where.levels:
        rules = hard(level)
        above = [floor for least, floor in floors if least > level.rank]
        free = [c for c in people if not any(met(floor, c, where) for floor in above)]
        if not any(all(met(rule, c, where) for rule in rules) for c in free):
            continue
        for i, rule in enumerate(rules):
            others = [other for j, other in enumerate(rules) if j != i]
            if _sometimes(where, rule, people) and all(
                met(rule, c, where) for c in free if all(met(other, c, where) for other in others)
            ):
                yield level.id, write(rule)


def _sometimes(where: Pathway, rule: Criterion, people: list[Client]) -> bool:
    return len({met(rule, client, where) for client in people}) > 1


@pytest.mark.parametrize(
    ("fault", "look"),
    [
        (Fault.NEVER_MET, never),
        (Fault.ALWAYS_MET, always),
        (Fault.NO_LEVEL, nowhere),
        (Fault.NEVER_PLACED, never_there),
        (Fault.FLAPPING, up_and_down),
        (Fault.ROUND_TRIP, there_and_back),
        (Fault.REFUSED, not_admitted),
        (Fault.BELOW_NEED, too_little),
        (Fault.NO_WAY_OUT, stuck),
        (Fault.OVERRIDDEN, useless),
        (Fault.LOWER_WHEN_WORSE, less),
    ],
)
@BRUTE
@given(data=st.data())
def test_a_proof_finds_what_going_through_everybody_finds(
    data: st.DataObject,
    fault: Fault,
    look: Callable[[Pathway], Iterator[tuple[str, ...]]],
) -> None:
    where = data.draw(pathways_to_prove(most=2))
    wanted = set(look(where))

    proof = prove(where, seconds=60)

    assert proof.is_decided
    assert {found.about for found in proof.findings if found.fault is fault} == wanted
