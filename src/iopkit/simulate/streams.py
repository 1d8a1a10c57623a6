"""Arrival streams as tables."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from iopkit.model.arrivals import PLACED, Dates, Rate
from iopkit.simulate.key import stream_word, word_of
from iopkit.simulate.tables import NONE, Streams, ints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.model.arrivals import Arrivals
    from iopkit.model.assessment import Fact
    from iopkit.simulate.spreads import Spreads


def streams_table(
    streams: Sequence[Arrivals], levels: Sequence[str], facts: Sequence[Fact], spread: Spreads
) -> Streams:
    """Return who arrives as tables.

    Parameters
    ----------
    streams
        The streams, in the order of the scenario.
    levels
        Names of the levels; their place is their number.
    facts
        The facts that criteria need; none when clients move on shares alone.
    spread
        Collects the distributions of answers.
    """
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
            case Rate(steps=steps, period=length):
                day += [start for start, _ in steps]
                rate += [value for _, value in steps]
                end += [start for start, _ in steps[1:]] + [math.inf if length is None else length]
                period.append(math.inf if length is None else length)
        last.append(len(day))
    answers = [{answer.fact: answer for answer in stream.answers} for stream in streams]
    spreads = [[spread.answer(given[fact.id], fact) for fact in facts] for given in answers]
    return Streams(
        key=np.array([stream_word(s.id) << 32 for s in streams], np.uint64),
        to=ints(NONE if stream.to == PLACED else levels.index(stream.to) for stream in streams),
        first=ints(first),
        last=ints(last),
        period=np.array(period),
        is_dated=ints(isinstance(stream.when, Dates) for stream in streams),
        day=np.array(day, np.float64),
        end=np.array(end, np.float64),
        rate=np.array(rate, np.float64),
        facts=np.array(spreads, np.int64).reshape(len(streams), len(facts)),
        fact_key=np.array([word_of(f"fact:{fact.id}") for fact in facts], np.uint64),
    )
