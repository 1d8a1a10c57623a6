"""Care pathways as GraphML, for graph programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.hookspecs import Exporter, hookimpl

if TYPE_CHECKING:
    from iopkit.model import Pathway


@hookimpl
def iopkit_exporters() -> dict[str, Exporter]:
    """Return the exporter by its name."""
    return {"graphml": Exporter(title="A graph (GraphML)", suffix=".graphml", write=_graphml)}


def _graphml(pathway: Pathway) -> str:
    from iopkit_graphml.graph import graphml  # networkx, for which no list of exporters waits

    return graphml(pathway)
