"""Where the values of a table stand: in a file of its own, or inside a pathway file."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from iopkit.diagnostics.span import SourceSpan
from iopkit.files.yaml.node import Entries, Node, YamlKey

if TYPE_CHECKING:
    from iopkit.diagnostics.diagnostic import Diagnostic
    from iopkit.files.tables.csv_table import CsvCell


@attrs.frozen
class TablePlace:
    """The place of a table, from which those of its values follow.

    No mark holds the line that it points at: that holds what clients answered.

    Parameters
    ----------
    node
        What names the table, or holds it.
    file
        The name of the table's own file; empty where it stands inside another.
    lines
        The lines of that other file.
    """

    node: Node
    file: str = ""
    lines: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...], repr=False)

    def mark(self, line: int, column: int, width: int = 1) -> SourceSpan:
        """Return the place of a line and a column of the table, both counted from 1."""
        if self.file:
            return SourceSpan(self.file, line, column, max(1, width))
        here = self.node.mark
        written = here.line + line
        # The lines of a text after '|' are those of the file, moved to the right.
        if line < 1 or not here.text.startswith("|", here.column - 1) or written > len(self.lines):
            return attrs.evolve(here, text="", width=1)
        return SourceSpan(here.file, written, column + self._indent, max(1, width))

    def of(self, cell: CsvCell) -> SourceSpan:
        """Return the place of a value."""
        return self.mark(cell.line, cell.column, len(cell.text))

    def value(self, cell: CsvCell, instead: float | None = None) -> Node:
        """Return a value of the table as a value of the tree."""
        value = cell.text if instead is None else instead
        return Node(value, self.of(cell), quoted=cell.quoted, layer=self.node.layer)

    def list(self, items: tuple[Node, ...], cell: CsvCell) -> Node:
        """Return some values, the first of which is a cell, as a list of the tree."""
        return Node(items, self.of(cell), layer=self.node.layer)

    def map(self, **lists: tuple[Node, ...]) -> Node:
        """Return lists under their names, in the place of what names the table."""
        mark = attrs.evolve(self.node.mark, text="")
        pairs = [
            (key, Node(items, mark, key, layer=self.node.layer))
            for name, items in lists.items()
            for key in [YamlKey(name, mark)]
        ]
        return attrs.evolve(self.node, value=Entries(tuple(pairs)), quoted=False)

    def placed(self, complaint: Diagnostic) -> Diagnostic:
        """Return a complaint about the table at its place in the file."""
        found = self.mark(complaint.line, complaint.column)
        if self.file:
            return complaint
        return attrs.evolve(complaint, place=found)

    @cached_property
    def _indent(self) -> int:
        """How far the lines of a text after '|' stand to the right."""
        following = self.lines[self.node.mark.line :]
        first = next((line for line in following if line.strip()), "")
        return len(first) - len(first.lstrip(" "))
