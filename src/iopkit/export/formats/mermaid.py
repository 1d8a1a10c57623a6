"""A pathway as a Mermaid flowchart, which many code hosts and wikis draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.export.drawn_edges import Edge, edges, entered
from iopkit.hookspecs import Exporter
from iopkit.model.transition import TransitionKind

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway

_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-+/%'?!")
_ARROWS = {TransitionKind.STEP_UP: "-.->", TransitionKind.RETURN: "-.->"}


def mermaid(pathway: Pathway) -> str:
    """Return the flowchart: levels as boxes, outcomes rounded, ways up and back dotted.

    >>> from iopkit.files.compose.load import load
    >>> print(mermaid(load("standard")).splitlines()[0])
    flowchart LR
    """
    ids = [level.id for level in pathway.levels] + [each.id for each in pathway.outcomes]
    name = {each: f"n{place}" for place, each in enumerate(ids, start=1)}
    lines = ["flowchart LR"]
    lines += [f'    {name[level.id]}["{escaped(level.title)}"]' for level in pathway.levels]
    lines += [f'    {name[each.id]}(["{escaped(each.title)}"])' for each in entered(pathway)]
    lines += [
        f"    {name[e.start]} {_ARROWS.get(e.kind, '-->')}{_label(e)} {name[e.to]}"
        for e in edges(pathway)
    ]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Return a text that Mermaid shows as it is, whatever characters are in it.

    >>> escaped('IOP "evening" [1]')
    'IOP #34;evening#34; #91;1#93;'
    """
    # Numbered entities are the one form that survives quotes, brackets, Markdown and HTML.
    shown = (char if char.isprintable() else " " for char in text)
    return "".join(char if char in _SAFE or ord(char) > 127 else f"#{ord(char)};" for char in shown)  # noqa: PLR2004  ASCII


def _label(edge: Edge) -> str:
    return f'|"{escaped(edge.label)}"|' if edge.label else ""


EXPORTER: Final = Exporter(title="A Mermaid flowchart", suffix=".mmd", write=mermaid)
