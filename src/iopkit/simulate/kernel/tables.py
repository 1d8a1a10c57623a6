"""A scenario as numbers: what the kernel reads.

Axis names used in shapes: ``n_levels``, ``n_nodes`` (levels, then outcomes), ``n_edges``
(transitions, grouped by the node they leave), ``n_moves`` (the same, then giving up and being
displaced, by level), ``n_streams`` (streams, then the census), ``n_steps`` (steps of rates, or
known arrival days), ``n_dists`` (distributions), ``n_parts`` (parts of mixtures), ``n_facts``,
``n_criteria``, ``n_codes`` (instructions of compiled criteria), ``n_clocks`` (calendars and dates
of groups), ``n_changes`` (facts that progress at a level), ``n_present`` (clients of the census).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterable

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
ShortInts: TypeAlias = npt.NDArray[np.int32]
Words: TypeAlias = npt.NDArray[np.uint64]

NONE = -1
"""The index of nothing."""


class Network(NamedTuple):
    """Nodes and edges.

    Parameters
    ----------
    first, last
        The edges with a share that leave each node: ``first`` included, ``last`` excluded.
        (n_nodes,)
    away
        Share of those at a node who take no edge: 0 for a level; for an outcome those who never
        return. (n_nodes,) [1]
    guide
        The first edge that a uniform number can pick, by its first bits. (n_nodes, n_guides)
    up_to
        Shares added up along a node's edges, so that a uniform number picks one. (n_edges,) [1]
    share
        Share of each edge. (n_edges,) [1]
    to
        Node that each move enters. (n_moves,)
    stay
        Distribution of the time before each edge is taken. (n_edges,)
    key
        The word that keys each edge's draws. (n_edges,)
    completes
        The bit of the level that a move completes, 0 for none or one that no criterion asks for.
        (n_moves,)
    when
        Criterion of each edge, `NONE` for always. (n_edges,)
    """

    first: Ints
    last: Ints
    away: Floats
    guide: Ints
    up_to: Floats
    share: Floats
    to: Ints
    stay: Ints
    key: Words
    completes: Words
    when: Ints


class DistributionRow(NamedTuple):
    """Distributions.

    Parameters
    ----------
    shape
        One of the constants of `iopkit.simulate.kernel.keyed_random`. (n_dists,)
    a, b, c
        Its parameters. (n_dists,)
    first, last
        The parts of a mixture. (n_dists,)
    up_to
        Weights of a mixture's parts, added up to 1. (n_parts,) [1]
    part
        Distribution of each part. (n_parts,)
    """

    shape: Ints
    a: Floats
    b: Floats
    c: Floats
    first: Ints
    last: Ints
    up_to: Floats
    part: Ints


class Streams(NamedTuple):
    """Who arrives.

    Parameters
    ----------
    key
        The upper half of the word that names a stream's clients. (n_streams,)
    to
        Level entered, `NONE` for placed. (n_streams,), without the census
    first, last
        The steps of each stream. (n_streams,), as the next two without the census
    period
        When the steps start again, infinite for never. (n_streams,) [days]
    is_dated
        1 when the steps are known arrival days, 0 when they are steps of a rate. (n_streams,)
    day
        First day of each step, or a known arrival day. (n_steps,) [days]
    end
        Last day of each step, infinite for the last one that never ends. (n_steps,) [days]
    rate
        Rate during each step. (n_steps,) [1/day]
    facts
        Distribution of each fact, `NONE` where it comes from people. (n_streams, n_facts)
    fact_key
        The word that keys each fact's draws. (n_facts,)
    people_first, people_last
        The rows of people of each stream. (n_streams,)
    in_order
        1 when a stream's client has the row of the same number, 0 for a drawn one. (n_streams,)
    people
        What people answered, as criteria see it; NaN for what they were not asked. (n_people,
        n_facts)
    people_key
        The word that keys the draw of a row. (1,)
    """

    key: Words
    to: Ints
    first: Ints
    last: Ints
    period: Floats
    is_dated: Ints
    day: Floats
    end: Floats
    rate: Floats
    facts: Ints
    fact_key: Words
    people_first: Ints
    people_last: Ints
    in_order: Ints
    people: Floats
    people_key: Words


class Codes(NamedTuple):
    """Criteria, compiled to instructions for a stack of truth values.

    Parameters
    ----------
    first, last
        The instructions of each criterion. (n_criteria,)
    code
        What to do: a constant of `iopkit.simulate.kernel.criterion_bytecode`. (n_codes,)
    fact
        Fact compared, or node completed. (n_codes,)
    value
        What the fact is compared with. (n_codes,)
    placing
        The levels in the order in which placing tries them, one a row: level, rank in numbers from
        0, criterion of admission (`NONE` for one that admits everybody), first and last criterion
        that is a preference. (n_levels, 5)
    on_shares
        1 when clients move on shares alone and criteria are asked in queues only. (1,)
    """

    first: Ints
    last: Ints
    code: Ints
    fact: Ints
    value: Floats
    placing: Ints
    on_shares: Ints


class Progress(NamedTuple):
    """How facts change at reviews.

    Parameters
    ----------
    change_first, change_last
        How facts progress at each level. (n_levels,)
    change_fact, change_by
        Which fact, and the distribution of what is added; `NONE` for another answer. (n_changes,)
    change_whole, change_low, change_high
        1 for a fact of whole numbers; the ends that it never leaves. (n_changes,)
    becomes_first, becomes_last
        The other answers. (n_changes,)
    becomes_up_to, becomes_value
        Their shares added up, and the answers as criteria see them.
    """

    change_first: Ints
    change_last: Ints
    change_fact: Ints
    change_by: Ints
    change_whole: Ints
    change_low: Floats
    change_high: Floats
    becomes_first: Ints
    becomes_last: Ints
    becomes_up_to: Floats
    becomes_value: Floats


class InitialState(NamedTuple):
    """The clients of the census, in the order in which they begin or queue.

    Parameters
    ----------
    level, waiting
        Where the clients of the census are, those in care first; 1 for who waits. (n_present,)
    since, care
        How long already; when care began, infinite for who is not in care. (n_present,) [days]
    completed, number
        Bits of the levels completed; the place in the list. (n_present,)
    """

    level: Ints
    waiting: Ints
    since: Floats
    care: Floats
    completed: Words
    number: Ints


class OptionalTables(NamedTuple):
    """What only some scenarios have.

    Parameters
    ----------
    hold
        1 for a move on which the client keeps the place until the next is free. (n_moves,)
    rule_first, rule_last
        Criteria of each queue: who meets an earlier one goes first. (n_levels,)
    patience, patience_key
        How long clients wait, `NONE` for as long as it takes, and the word that keys it.
        (n_levels,)
    gives_up
        The move of those whose patience ends. (n_levels,)
    size
        Clients in a group that starts, 0 for who comes begins. (n_levels,)
    by_date
        1 where groups start on given days. (n_levels,)
    displaces
        Whom a cut of places displaces: 0 nobody, 1 who began last, 2 who began first. (n_levels,)
    displaced
        The move of those. (n_levels,)
    clock_level
        Whose clock it is. (n_clocks,)
    clock_first, clock_last
        The steps of a calendar; equal for the days of groups. (n_clocks,)
    clock_start, clock_every
        First day of groups, and time between two; the period of a calendar, infinite for none.
        (n_clocks,) [days]
    step_day, step_places
        When places change, and to what. (n_calendar_steps,)
    review
        Time between two reviews, infinite for none. (n_levels,) [days]
    review_first, review_last
        The edges at review of each level. (n_levels,)
    progress
        How facts change at reviews.
    present
        The clients of the census.
    """

    hold: Ints
    rule_first: Ints
    rule_last: Ints
    patience: Ints
    patience_key: Words
    gives_up: Ints
    size: Ints
    by_date: Ints
    displaces: Ints
    displaced: Ints
    clock_level: Ints
    clock_first: Ints
    clock_last: Ints
    clock_start: Floats
    clock_every: Floats
    step_day: Floats
    step_places: Ints
    review: Floats
    review_first: Ints
    review_last: Ints
    progress: Progress
    present: InitialState


class Tables(NamedTuple):
    """Everything the kernel reads."""

    network: Network
    spread: DistributionRow
    streams: Streams


def ints(values: Iterable[int]) -> Ints:
    """Return whole numbers as an array."""
    return np.array(list(values), np.int64)
