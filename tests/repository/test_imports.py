"""No two modules wait for each other, not even inside a function."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import networkx as nx
from repository.test_rooms import MODULES, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = {
    ".".join(("iopkit", *path.relative_to(SOURCE).with_suffix("").parts)): path for path in MODULES
}


def for_types_only(tree: ast.Module) -> set[ast.AST]:
    """Return what a type checker alone sees."""
    return {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for statement in node.body
        for inner in ast.walk(statement)
    }


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield every module that is imported when something runs, at once or later."""
    left_out = for_types_only(tree)
    for node in ast.walk(tree):
        if node in left_out:
            continue
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in NAMES else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_no_imports_go_round_in_a_circle() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    for name, path in NAMES.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        graph.add_edges_from((name, other) for other in imported(tree) if other in NAMES)
    assert len(graph) > len(NAMES) / 2
    assert not [sorted(ring) for ring in nx.strongly_connected_components(graph) if len(ring) > 1]
