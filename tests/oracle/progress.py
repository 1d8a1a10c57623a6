"""How facts move at a review, written again from docs/explanation alone."""

import math

from oracle.draws import draw, name_hash, splitmix, uniform

from iopkit.model.assessment import Assessment, NumberFact, OrdinalFact, Value
from iopkit.model.simulation.fact_change import FactChange


def move(
    facts: dict[str, Value], changes: tuple[FactChange, ...], second: int, assessment: Assessment
) -> None:
    """Move the facts of a client; `second` is the second word of the review's block."""
    for change in changes:
        words = splitmix(second ^ name_hash(f"fact:{change.fact}"))
        if change.by is not None:
            moved = _moved(change.fact, facts[change.fact], draw(change.by, words), assessment)
            facts[change.fact] = moved
            continue
        number, added = uniform(next(words)), 0.0
        for answer, share in change.becomes:
            added += share
            if added > number:
                facts[change.fact] = answer
                break


def _moved(name: str, value: Value, amount: float, assessment: Assessment) -> Value:
    match assessment.fact(name).type:
        case OrdinalFact(options):
            step = math.floor(options.index(str(value)) + amount + 0.5)
            return options[min(max(step, 0), len(options) - 1)]
        case NumberFact(low=low, high=high, whole=whole):
            number = float(value) + amount
            number = float(math.floor(number + 0.5)) if whole else number
            number = number if low is None else max(number, low)
            return number if high is None else min(number, high)
        case _:
            message = f"nothing is added to '{name}'"
            raise AssertionError(message)
