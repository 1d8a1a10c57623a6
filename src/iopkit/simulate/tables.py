"""A scenario as numbers: what the kernel reads.

Axis names used in shapes: ``n_levels``, ``n_nodes`` (levels, then outcomes), ``n_edges``
(transitions, grouped by the node they leave), ``n_streams``, ``n_steps`` (steps of rates, or known
arrival days), ``n_dists`` (distributions), ``n_parts`` (parts of mixtures), ``n_facts``,
``n_criteria``, ``n_codes`` (instructions of compiled criteria).
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
    places
        Places of each level; the largest int64 for no limit. (n_levels,) [clients]
    first, last
        The edges that leave each node: ``first`` included, ``last`` excluded. (n_nodes,)
    away
        Share of those at a node who take no edge: 0 for a level; for an outcome those who never
        return. (n_nodes,) [1]
    up_to
        Shares added up along a node's edges, so that a uniform number picks one. (n_edges,) [1]
    share
        Share of each edge. (n_edges,) [1]
    to
        Node that each edge enters. (n_edges,)
    stay
        Distribution of the time before each edge is taken. (n_edges,)
    key
        The word that keys each edge's draws. (n_edges,)
    completes
        The bit of the level that taking an edge completes, 0 for none. (n_edges,)
    when
        Criterion of each edge, `NONE` for always. (n_edges,)
    """

    places: Ints
    first: Ints
    last: Ints
    away: Floats
    up_to: Floats
    share: Floats
    to: Ints
    stay: Ints
    key: Words
    completes: Words
    when: Ints


class Spread(NamedTuple):
    """Distributions.

    Parameters
    ----------
    shape
        One of the constants of `iopkit.simulate._draws`. (n_dists,)
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
        Level entered, `NONE` for placed. (n_streams,)
    first, last
        The steps of each stream. (n_streams,)
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
        Distribution of each fact, `NONE` where no criterion asks for it. (n_streams, n_facts)
    fact_key
        The word that keys each fact's draws. (n_facts,)
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


class Codes(NamedTuple):
    """Criteria, compiled to instructions for a stack of truth values.

    Parameters
    ----------
    first, last
        The instructions of each criterion. (n_criteria,)
    code
        What to do: a constant of `iopkit.simulate._holds`. (n_codes,)
    fact
        Fact compared, or node completed. (n_codes,)
    value
        What the fact is compared with. (n_codes,)
    placing
        The levels in the order in which placing tries them, one a row: level, rank in numbers from
        0, criterion of admission (`NONE` for one that admits everybody), first and last criterion
        that is a preference. (n_levels, 5)
    """

    first: Ints
    last: Ints
    code: Ints
    fact: Ints
    value: Floats
    placing: Ints


class Tables(NamedTuple):
    """Everything the kernel reads."""

    network: Network
    spread: Spread
    streams: Streams


def ints(values: Iterable[int]) -> Ints:
    """Return whole numbers as an array."""
    return np.array(list(values), np.int64)
