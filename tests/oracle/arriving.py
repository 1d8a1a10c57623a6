"""Who comes and who is there already, written again from docs/explanation alone."""

from typing import TYPE_CHECKING

from oracle.draws import Chance, draw, exponential, name_hash, splitmix, uniform
from oracle.draws import part as chosen
from oracle.people import Person
from oracle.rates import reached, turned

from iopkit.model.simulation.arrivals import ArrivalStream, Dates
from iopkit.model.simulation.census import CENSUS, Census
from iopkit.model.simulation.scenario import Scenario

if TYPE_CHECKING:
    from iopkit.model.assessment import Value


def next_arrival(
    scenario: Scenario, stream: ArrivalStream, number: int, block: Chance, now: float
) -> float | None:
    """Return when a stream's next client comes; None for never."""
    if isinstance(stream.when, Dates):
        return stream.when.days[number] if number < len(stream.when.days) else None
    first, _ = block(stream.id, number, 0)
    return reached(turned(stream.when, scenario.starts), now, exponential(first))


def arriving(stream: ArrivalStream, number: int, block: Chance) -> Person:
    """Return a client of a stream as they arrive."""
    _, second = block(stream.id, number, 0)
    facts: dict[str, Value] = {}
    for answer in stream.answers:
        words = splitmix(second ^ name_hash(f"fact:{answer.fact}"))
        if answer.amount is not None:
            facts[answer.fact] = draw(answer.amount, words)
        else:
            weighted = [(weight, option) for option, weight in answer.weights]
            facts[answer.fact] = chosen(weighted, uniform(next(words)))
    if stream.people is not None:
        rows, place = stream.people.rows, number
        if not stream.in_order:
            word = next(splitmix(second ^ name_hash("people")))
            place = int(uniform(word) * len(rows))
        facts |= dict(zip(stream.people.facts, rows[place], strict=True))
    return Person(stream.id, number, facts)


def present(census: Census) -> tuple[list[Person], list[Person]]:
    """Return who is in care at the start, and who waits, both in the order of their turn."""
    in_care: list[Person] = []
    waiting: list[Person] = []
    for number, client in enumerate(census.clients):
        person = Person(CENSUS, number, dict(client.facts))
        for level in client.completed:
            person.has_completed(level, completed=True)
        person.comes_to(client.level, 0.0 - client.days)
        if client.days_in_care is not None:
            person.care_began = 0.0 - client.days_in_care
        (waiting if client.is_waiting else in_care).append(person)
    return in_care, sorted(waiting, key=lambda one: one.queued_at)
