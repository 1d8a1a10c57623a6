"""Arrival streams as tables."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from iopkit.criteria.language.resolve import encode
from iopkit.model.simulation.arrivals import PLACED, Dates, Rate
from iopkit.model.simulation.census import CENSUS
from iopkit.simulate.kernel.tables import NONE, Streams, ints
from iopkit.simulate.lowering.draw_keys import stream_word, word_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.model.assessment import Fact
    from iopkit.model.simulation.census import Census
    from iopkit.model.simulation.client_sample import ClientSample
    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.lowering.distributions import DistributionTable

DAYS_IN_WEEK: Final = 7.0


def streams_table(
    scenario: Scenario, levels: Sequence[str], facts: Sequence[Fact], spread: DistributionTable
) -> Streams:
    """Return who arrives as tables.

    Parameters
    ----------
    scenario
        Whose streams; its census, if it has one, is one more.
    levels
        Names of the levels; their place is their number.
    facts
        The facts that criteria need; none when clients move on shares alone.
    spread
        Collects the distributions of answers.
    """
    streams = scenario.streams
    first: list[int] = []
    last: list[int] = []
    day: list[float] = []
    end: list[float] = []
    rate: list[float] = []
    period: list[float] = []
    for stream in streams:
        first.append(len(day))
        match stream.when:
            case Dates(days):
                day += days
                end += [math.inf] * len(days)
                rate += [0.0] * len(days)
                period.append(math.inf)
            case Rate() as rates:
                turned = _turned(rates, scenario)
                steps, length = turned.steps, turned.period
                day += [start for start, _ in steps]
                rate += [value for _, value in steps]
                end += [start for start, _ in steps[1:]] + [math.inf if length is None else length]
                period.append(math.inf if length is None else length)
        last.append(len(day))
    answers = [{answer.fact: answer for answer in stream.answers} for stream in streams]
    spreads = [
        [spread.answer(given[fact.id], fact) if fact.id in given else NONE for fact in facts]
        for given in answers
    ]
    known = [_rows(stream.people, facts) for stream in streams]
    nodes = {level: i for i, level in enumerate(levels)} | {PLACED: NONE}
    if scenario.census is not None:
        spreads.append([NONE] * len(facts))
        known.append(_present(scenario.census, facts))
    ends = np.cumsum([0] + [len(rows) for rows in known])
    names = [stream.id for stream in streams] + ([CENSUS] if scenario.census is not None else [])
    return Streams(
        key=np.array([stream_word(name) << 32 for name in names], np.uint64),
        to=ints(nodes[stream.to] for stream in streams),
        first=ints(first),
        last=ints(last),
        period=np.array(period, np.float64),
        is_dated=ints(isinstance(stream.when, Dates) for stream in streams),
        day=np.array(day, np.float64),
        end=np.array(end, np.float64),
        rate=np.array(rate, np.float64),
        facts=np.array(spreads, np.int64).reshape(len(names), len(facts)),
        fact_key=np.array([word_of(f"fact:{fact.id}") for fact in facts], np.uint64),
        people_first=ends[:-1].astype(np.int64),
        people_last=ends[1:].astype(np.int64),
        in_order=ints([*(stream.in_order for stream in streams), 1][: len(names)]),
        people=np.array([row for rows in known for row in rows], np.float64).reshape(
            int(ends[-1]), len(facts)
        ),
        people_key=np.array([word_of("people")], np.uint64),
    )


def _turned(rate: Rate, scenario: Scenario) -> Rate:
    """Return a weekly rate from the weekday on which the run starts."""
    if scenario.starts is None or rate.period != DAYS_IN_WEEK:
        return rate
    weekday = scenario.starts.weekday()
    steps = sorted(((day - weekday) % DAYS_IN_WEEK, value) for day, value in rate.steps)
    if steps[0][0] > 0:
        steps.insert(0, (0.0, steps[-1][1]))
    return Rate(steps=tuple(steps), period=rate.period)


def _rows(people: ClientSample | None, facts: Sequence[Fact]) -> list[list[float]]:
    if people is None or not facts:
        return []
    place = {fact: i for i, fact in enumerate(people.facts)}
    return [
        [encode(row[place[fact.id]], fact) if fact.id in place else math.nan for fact in facts]
        for row in people.rows
    ]


def _present(census: Census, facts: Sequence[Fact]) -> list[list[float]]:
    if not facts:
        return []
    clients = [census.clients[i] for i in in_turn(census)]
    return [[encode(client.facts[fact.id], fact) for fact in facts] for client in clients]


def in_turn(census: Census) -> list[int]:
    """Return the places of the census's clients in the order in which they begin or queue.

    Those in care by the list, then those who wait, the longest wait first.
    """
    clients = census.clients
    in_care = [i for i, client in enumerate(clients) if not client.is_waiting]
    waiting = [i for i, client in enumerate(clients) if client.is_waiting]
    return in_care + sorted(waiting, key=lambda i: -clients[i].days)
