"""A pathway in the DOT language of Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.export.drawn_edges import edges, entered
from iopkit.hookspecs import Exporter
from iopkit.model.transition import TransitionKind

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway


def dot(pathway: Pathway) -> str:
    """Return the directed graph: levels as boxes, outcomes as ellipses, ways up and back dashed.

    >>> from iopkit.files.compose.load import load
    >>> print(dot(load("standard")).splitlines()[0])
    digraph "standard" {
    """
    lines = [f"digraph {quoted(pathway.id)} {{"]
    lines += ["  rankdir=LR;", f"  label={quoted(pathway.title)};"]
    for level in pathway.levels:
        lines.append(f"  {quoted(level.id)} [shape=box, label={quoted(level.title)}];")
    for outcome in entered(pathway):
        lines.append(f"  {quoted(outcome.id)} [shape=ellipse, label={quoted(outcome.title)}];")
    for edge in edges(pathway):
        dashed = (
            ", style=dashed" if edge.kind in {TransitionKind.STEP_UP, TransitionKind.RETURN} else ""
        )
        ends = f"{quoted(edge.start)} -> {quoted(edge.to)}"
        lines.append(f"  {ends} [label={quoted(edge.label)}{dashed}];")
    return "\n".join([*lines, "}"]) + "\n"


def quoted(text: str) -> str:
    r"""Return a text in quotes, as DOT shows it unchanged.

    >>> print(quoted('the "evening" group'))
    "the \"evening\" group"
    """
    shown = "".join(char if char.isprintable() else " " for char in text)
    # A backslash begins an escape in a label, so it is doubled.
    return '"' + shown.replace("\\", "\\\\").replace('"', '\\"') + '"'


EXPORTER: Final = Exporter(title="A graph for Graphviz", suffix=".dot", write=dot)
