"""What comes with iopkit, as a plugin like any other."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from iopkit.files.compose.shipped_files import shipped_names, shipped_rule_sets
from iopkit.hookspecs import hookimpl

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from iopkit.export.exporter import Exporter


class Shipped:
    """What comes with iopkit."""

    @hookimpl
    def iopkit_pathways(self) -> Mapping[str, Traversable]:
        """Return the pathways that come with iopkit."""
        data = files("iopkit.files") / "data"
        return {name: data / f"{name}.yaml" for name in shipped_names()}

    @hookimpl
    def iopkit_rule_sets(self) -> Mapping[str, Traversable]:
        """Return the rule sets that come with iopkit."""
        data = files("iopkit.files") / "data" / "rules"
        return {name: data / f"{name}.yaml" for name in shipped_rule_sets()}

    @hookimpl
    def iopkit_exporters(self) -> Mapping[str, Exporter]:
        """Return the exporters that come with iopkit."""
        from iopkit.export.dot import dot
        from iopkit.export.edge_table import edge_table
        from iopkit.export.exporter import Exporter
        from iopkit.export.mermaid import mermaid

        return {
            "dot": Exporter(title="A graph for Graphviz", suffix=".dot", write=dot),
            "edges": Exporter(title="The moves as a table (CSV)", suffix=".csv", write=edge_table),
            "mermaid": Exporter(title="A Mermaid flowchart", suffix=".mmd", write=mermaid),
        }
