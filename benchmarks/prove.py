"""How long a proof takes: twelve levels, sixty transitions, twenty-five facts.

python benchmarks/prove.py [SEED ...]
"""

from __future__ import annotations

import random
import sys
from time import perf_counter, process_time

from iopkit import parse
from iopkit.model import (
    Assessment,
    Fact,
    Floor,
    Level,
    NumberFact,
    OrdinalFact,
    Pathway,
    Rule,
    Transition,
    TransitionKind,
    Worse,
    YesNo,
)
from iopkit.prove import prove

LEVELS, MOVES, FACTS = 12, 60, 25
SCALE = ("none", "mild", "moderate", "severe")


def pathway(seed: int) -> Pathway:
    """Return a large pathway, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  an example, not a secret
    facts = [_fact(place) for place in range(FACTS)]
    names = [f"level-{place}" for place in range(LEVELS)]
    ranks = {name: float(LEVELS - place) for place, name in enumerate(names)}

    def text(most: int) -> str:
        parts = [_condition(chance, facts, names) for _ in range(chance.randint(1, most))]
        while len(parts) > 1:
            word = chance.choice([" and ", " or "])
            parts[:2] = [f"({parts[0]}{word}{parts[1]})"]
        return parts[0]

    moves: list[Transition] = []
    for _ in range(MOVES):
        start, to = chance.sample(names, 2)
        if chance.random() < 0.2:
            to, kind = "community", TransitionKind.DISCHARGE
        else:
            kind = TransitionKind.STEP_DOWN if ranks[to] < ranks[start] else TransitionKind.STEP_UP
        moves.append(Transition(start=start, to=to, kind=kind, when=parse(text(5))))
    return Pathway(
        id="large",
        title="Large",
        assessment=Assessment(facts),
        levels=[
            Level(
                id=name,
                title=name,
                rank=ranks[name],
                admit=[Rule(criterion=parse(text(4)), prefer=i > 2) for i in range(5)],
            )
            for name in names
        ],
        floors=[Floor(level=chance.choice(names), criterion=parse(text(4))) for _ in range(20)],
        transitions=moves,
    )


def _fact(place: int) -> Fact:
    name, worse = f"fact_{place}", Worse.HIGHER if place % 2 else None
    match place % 3:
        case 0:
            return Fact(id=name, ask=f"Fact {place}?", type=YesNo(), worse=worse)
        case 1:
            return Fact(id=name, ask=f"Fact {place}?", type=OrdinalFact(SCALE), worse=worse)
        case _:
            number = NumberFact(low=0, high=30, whole=True)
            return Fact(id=name, ask=f"Fact {place}?", type=number, worse=worse)


def _condition(chance: random.Random, facts: list[Fact], names: list[str]) -> str:
    dice = chance.random()
    if dice < 0.1:
        return f"completed {chance.choice(names)}"
    if dice < 0.25:
        days = chance.choice(["days_in_level", "days_in_care"])
        return f"{days} >= {chance.choice([7, 14, 28, 30, 60, 90])} days"
    fact = chance.choice(facts)
    match fact.type:
        case YesNo():
            return chance.choice(["", "not "]) + fact.id
        case OrdinalFact(options):
            return f"{fact.id} {chance.choice(['<=', '>='])} {chance.choice(options)}"
        case _:
            return f"{fact.id} {chance.choice(['<', '>='])} {chance.randint(1, 29)}"


def main(seeds: list[int]) -> None:
    """Print one line for each pathway."""
    print(f"{LEVELS} levels, {MOVES} transitions, {FACTS} facts")
    for seed in seeds:
        large = pathway(seed)
        start, work = perf_counter(), process_time()
        proof = prove(large, seconds=60)
        seconds, work = perf_counter() - start, process_time() - work
        asked = sum(claim.over for claim in proof.claims)
        undecided = sum(len(claim.undecided) for claim in proof.claims)
        print(
            f"seed {seed}: {seconds:.1f} s ({work:.1f} s of work), {asked} questions, "
            f"{len(proof.findings)} findings, {undecided} undecided"
        )


if __name__ == "__main__":
    main([int(seed) for seed in sys.argv[1:]] or [1, 2, 3])
