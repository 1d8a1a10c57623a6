"""A pathway as a graph whose nodes and edges say everything in plain values."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

from iopkit import write
from iopkit.model import TransitionKind

if TYPE_CHECKING:
    from iopkit.model import Basis, Level, Pathway, Transition

Values: TypeAlias = "dict[str, str | float]"


def graphml(pathway: Pathway) -> str:
    """Return the graph as GraphML, which networkx and many graph programs read.

    >>> from iopkit import load
    >>> graphml(load("standard")).splitlines()[0]
    "<?xml version='1.0' encoding='utf-8'?>"
    """
    lines = nx.generate_graphml(graph(pathway))
    return "\n".join(["<?xml version='1.0' encoding='utf-8'?>", *lines]) + "\n"


def graph(pathway: Pathway) -> nx.MultiDiGraph[str]:
    """Return the graph: levels, outcomes, and every move, also several between the same ends.

    What a pathway does not state is no attribute at all, rather than an empty one. Nodes have
    ``label`` and ``what`` (level or outcome), levels ``rank``, ``overnight``, ``setting`` and
    ``places`` too; edges have ``kind``, ``label``, ``share`` [1], ``when``, ``mean_stay`` [days]
    and ``source``.
    """
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph(id=pathway.id, label=_plain(pathway.title))
    for level in pathway.levels:
        made.add_node(level.id, **_level(level))
    for outcome in pathway.outcomes:
        made.add_node(outcome.id, what="outcome", label=_plain(outcome.title))
    for place, move in enumerate(pathway.transitions):
        made.add_edge(move.start, move.to, key=f"m{place + 1}", **_move(move))
    for place, stream in enumerate(pathway.arrivals):
        if pathway.is_level(stream.to):
            made.add_node("arrivals", what="arrivals", label="Arrivals")
            kind = TransitionKind.ADMIT.value
            made.add_edge("arrivals", stream.to, key=f"a{place + 1}", kind=kind, label=stream.id)
    return made


def _level(level: Level) -> Values:
    values: Values = {
        "what": "level",
        "label": _plain(level.title),
        "rank": float(level.rank),
        "overnight": "yes" if level.overnight else "no",
    }
    if level.setting is not None:
        values["setting"] = level.setting.value
    if level.places is not None:
        values["places"] = float(level.places.value)
    return values


def _move(move: Transition) -> Values:
    values: Values = {"kind": move.kind.value}
    label = [move.kind.value]
    if move.share is not None:
        values["share"] = float(move.share.value)
        label = [f"{100 * move.share.value:.3g}%"]
    if move.when is not None:
        values["when"] = _plain(write(move.when))
    if move.stay is not None and math.isfinite(move.stay.mean()):
        values["mean_stay"] = float(move.stay.mean())
    source = _source(move.share.basis if move.share else None) or _source(move.basis)
    if source:
        values["source"] = source
    return {**values, "label": ", ".join(label)}


def _source(basis: Basis | None) -> str:
    return _plain(str(basis)) if basis is not None else ""


def _plain(text: str) -> str:
    """Return a text without the characters that no XML can hold."""
    return "".join(char if char.isprintable() else " " for char in text)
