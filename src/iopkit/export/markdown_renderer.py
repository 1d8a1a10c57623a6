"""Documents as Markdown, for a report that is written on, a wiki, a pull request."""

from __future__ import annotations

import re
from base64 import b64encode
from itertools import groupby
from typing import TYPE_CHECKING, Final, assert_never

from iopkit.criteria.logic.verdict import Verdict
from iopkit.describe.blocks import (
    Bibliography,
    ColumnKind,
    DocumentFigure,
    DocumentSection,
    Facts,
    Item,
    Items,
    Note,
    NoteSeverity,
    Paragraph,
    ReasonTree,
    Table,
)
from iopkit.describe.inline import (
    CodeText,
    Condition,
    Emphasis,
    Link,
    Quantity,
    QuantityRange,
    Reference,
    Term,
    Text,
    VerdictText,
    units,
)
from iopkit.describe.wording import capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopkit.describe.blocks import (
        BibliographyEntry,
        Block,
        Document,
        ReasonNode,
        TableCell,
        TableColumn,
    )
    from iopkit.describe.inline import Inline, Inlines

_SIGNS: Final = {Verdict.MET: "✓", Verdict.NOT_MET: "✗", Verdict.UNKNOWN: "?"}
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|#~])")
_DEEPEST: Final = 6
_SEVERITIES: Final = {NoteSeverity.REMARK: "Note", NoteSeverity.CAUTION: "Caution"}


def document_markdown(document: Document) -> str:
    """Return a whole document."""
    parts = [f"# {line_markdown(document.title)}", *_blocks(document.blocks, 2)]
    return "\n\n".join(parts) + "\n"


def line_markdown(line: Inlines) -> str:
    r"""Return the words of a line; references stand behind them in brackets, several as one.

    >>> from iopkit.model.basis import Basis
    >>> print(line_markdown((Text("at least 9_hours"), Reference(Basis(source="seed-000")))))
    at least 9\_hours \[seed-000\]
    """
    parts: list[str] = []
    if line and isinstance(line[0], Condition):
        line = (Text(capital(line[0].flat)), *line[1:])
    for is_reference, some in groupby(line, lambda each: isinstance(each, Reference)):
        if is_reference:
            told = "; ".join(map(str, some))
            parts.append(f"{' ' if parts else ''}{_escaped(f'[{told}]')}")
        else:
            parts += [_inline(each) for each in some]
    return "".join(parts)


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text) | Term(text):
            return _escaped(text)
        case Emphasis(text):
            return f"*{_escaped(text)}*"
        case CodeText(text):
            return f"`{text}`"
        case Quantity() | QuantityRange() | Reference():
            return _escaped(str(inline))
        case Link():
            return _escaped(inline.text)
        case Condition():
            return _escaped(inline.flat)
        case VerdictText(verdict, text):
            return f"{_SIGNS[verdict]} {_escaped(text)}".rstrip()
        case _:
            assert_never(inline)


def _escaped(text: str) -> str:
    shown = "".join(each if each.isprintable() else " " for each in text)
    return _SPECIAL.sub(r"\\\1", shown)


def _blocks(blocks: Iterable[Block], depth: int) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, depth)


def _block(block: Block, depth: int) -> Iterator[str]:
    match block:
        case Paragraph():
            yield line_markdown(block.line)
        case Items():
            yield "\n".join(line for item in block.items for line in _item(item, depth))
        case Facts():
            yield "\n".join(
                f"- **{_escaped(each.name)}**: {line_markdown(each.value)}" for each in block.facts
            )
        case Table():
            yield from _table(block)
        case Note():
            yield f"> **{_SEVERITIES[block.severity]}**: {line_markdown(block.line)}"
        case DocumentFigure():
            yield from _figure(block)
        case ReasonTree():
            yield "\n".join(line for root in block.roots for line in _reason(root))
        case Bibliography():
            items = [Item(line=_named(each), below=each.below) for each in block.entries]
            yield from _block(Items(items=items), depth)
        case DocumentSection():
            yield f"{'#' * min(depth, _DEEPEST)} {line_markdown(block.title)}"
            yield from _blocks(block.blocks, depth + 1)
        case _:
            assert_never(block)


def _named(entry: BibliographyEntry) -> Inlines:
    return (Emphasis(entry.source), Text(": "), *entry.line) if entry.source else entry.line


def _item(item: Item, depth: int) -> Iterator[str]:
    yield f"- {line_markdown(item.line)}"
    for block in item.below:
        if not isinstance(block, Items | ReasonTree):
            yield ""
        for text in _block(block, depth + 1):
            yield from (f"  {line}".rstrip() for line in text.split("\n"))


def _reason(reason: ReasonNode) -> Iterator[str]:
    yield f"- {_SIGNS[reason.verdict]} {line_markdown(reason.line)}"
    for part in reason.parts:
        yield from (f"  {line}" for line in _reason(part))


def _table(block: Table) -> Iterator[str]:
    if block.caption:
        yield f"*{_escaped(block.caption)}*"
    group = [block.grouped_by] if block.grouped_by else []
    head = [*map(_head, block.columns), *map(_escaped, group)]
    right = [each.kind is ColumnKind.NUMBER for each in block.columns] + [False] * len(group)
    lines = [head, ["---:" if number else "---" for number in right]]
    for row in block.rows:
        cells = [_cell(cell, column) for cell, column in zip(row.cells, block.columns, strict=True)]
        lines.append([*cells, *([_escaped(row.group)] if group else [])])
    yield "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _head(column: TableColumn) -> str:
    unit = f"[{units(column.unit, 0)}]" if column.unit else ""
    names = map(line_markdown, (column.name, column.qualifier))
    return " ".join(filter(None, [*names, _escaped(unit)]))


def _cell(cell: TableCell, column: TableColumn) -> str:
    match cell.line:
        case [Quantity() | QuantityRange() as alone, *rest] if alone.unit == column.unit:
            told = f"{_escaped(alone.number)}{line_markdown(tuple(rest))}"
        case _:
            told = line_markdown(cell.line)
    return "<br>".join(filter(None, [told, *map(line_markdown, cell.notes)]))


def _figure(figure: DocumentFigure) -> Iterator[str]:
    image = b64encode(figure.picture.svg().encode()).decode()
    yield f"![{_escaped(figure.picture.title)}](data:image/svg+xml;base64,{image})"
    if figure.caption:
        yield line_markdown(figure.caption)
    if figure.numbers is not None:
        yield from _table(figure.numbers)
