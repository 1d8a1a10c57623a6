"""Documents as text for a terminal: nothing is added to what blocks say, and nothing left out."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, assert_never

import attrs

from iopkit.describe.blocks import (
    Bibliography,
    ColumnKind,
    DocumentFigure,
    DocumentSection,
    Facts,
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
from iopkit.terminal.style import DisplayStyle, plain
from iopkit.terminal.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iopkit.describe.blocks import (
        Block,
        Document,
        Item,
        ReasonNode,
        TableCell,
        TableColumn,
    )
    from iopkit.describe.inline import Inline, Inlines

_SET_IN: Final = "    "
"""How far lines that go on are set in, and what stands below an item."""

_NAME: Final = 9
"""The least room of the name of a fact. [characters]"""

_GAP: Final = 2
"""The blanks between two columns of a table. [characters]"""

_SEVERITIES: Final = {NoteSeverity.REMARK: "Note", NoteSeverity.CAUTION: "Caution"}


def document_text(document: Document, look: DisplayStyle) -> str:
    """Return a whole document."""
    title = look.strong(look.wrapped(line_text(document.title, look)))
    return "\n".join([title, *blocks_lines(document.blocks, look)])


def blocks_lines(blocks: Iterable[Block], look: DisplayStyle, margin: str = "") -> Iterator[str]:
    """Yield the lines of some blocks.

    Parameters
    ----------
    blocks
        The blocks.
    look
        How they are written.
    margin
        What every line begins with; a table uses the whole width.
    """
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            is_apart = before is not None
        else:
            is_apart = isinstance(before, DocumentSection | DocumentFigure | Table)
        if is_apart and not isinstance(block, DocumentSection | Table):
            yield margin.rstrip()  # those two begin with an empty line themselves
        yield from _block(block, look, margin)
        before = block


def line_text(line: Inlines, look: DisplayStyle) -> str:
    """Return the words of a line; references stand behind them in brackets, several as one.

    >>> line_text((Text("9 hours"), Reference(source="seed-000")), DisplayStyle())
    '9 hours [seed-000]'
    """
    parts: list[str] = []
    for is_reference, some in groupby(line, lambda each: isinstance(each, Reference)):
        if is_reference:
            parts.append(f"{' ' if parts else ''}[{'; '.join(map(str, some))}]")
        else:
            parts += [_inline(each, look) for each in some]
    return "".join(parts)


def _inline(inline: Inline, look: DisplayStyle) -> str:
    match inline:
        case Text(text) | Emphasis(text) | Term(text):
            return text
        case CodeText(text):
            return f"`{text}`"
        case Quantity() | QuantityRange() | Reference():
            return str(inline)
        case Link():
            return inline.name
        case Condition():
            return inline.expression
        case VerdictText(verdict, text):
            return f"{look.sign(verdict)} {text}".rstrip()
        case _:
            assert_never(inline)


def _block(block: Block, look: DisplayStyle, margin: str) -> Iterator[str]:  # noqa: C901, PLR0912  one case for each kind
    match block:
        case Paragraph():
            yield look.wrapped(line_text(block.line, look), first=margin, rest=margin)
        case Items():
            for item in block.items:
                yield from _item(item, look, margin)
        case Facts():
            yield from _facts(block, look, margin)
        case Table():
            yield from _table(block, look, margin or "  ")
        case Note():
            text = f"{_SEVERITIES[block.severity]}: {line_text(block.line, look)}"
            yield look.wrapped(text, first=margin, rest=margin)
        case DocumentFigure():
            if block.caption:
                yield look.wrapped(line_text(block.caption, look), first=margin, rest=margin)
            if block.numbers is not None:
                yield from _table(block.numbers, look, margin or "  ")
        case ReasonTree():
            for root in block.roots:
                yield from _reason(root, look, margin)
        case Bibliography():
            for entry in block.entries:
                named = f"{entry.source}: " if entry.source else ""
                text = f"{named}{line_text(entry.line, look)}"
                yield look.wrapped(text, first=margin, rest=margin + _SET_IN)
                yield from blocks_lines(entry.below, look, f"{margin}  ")
        case DocumentSection():
            yield from _section(block, look, margin)
        case _:
            assert_never(block)


def _section(section: DocumentSection, look: DisplayStyle, margin: str) -> Iterator[str]:
    yield ""
    title = line_text(section.title, look)
    if section.depth is None:
        yield margin + look.strong(look.wrapped(title, rest=margin))
        yield from blocks_lines(section.blocks, look, f"{margin}  ")
        return
    before = "   " * (section.depth - 1) + f"{look.step} " if section.depth else ""
    yield margin + before + look.strong(plain(title))
    yield from blocks_lines(section.blocks, look, f"{margin}{'   ' * section.depth}{look.bar}  ")


def _item(item: Item, look: DisplayStyle, margin: str, bullet: str = "") -> Iterator[str]:
    line, first = item.line, margin + bullet
    if line and isinstance(line[0], VerdictText):
        first += f"{look.sign(line[0].verdict)} "
        line = (Text(line[0].text), *line[1:])
    inside = margin + (" " * len(bullet) if bullet else _SET_IN)
    yield look.wrapped(line_text(line, look), first=first, rest=inside)
    for block in item.below:
        if isinstance(block, Items):
            for each in block.items:
                yield from _item(each, look, inside, "- ")
        else:
            yield from blocks_lines([block], look, inside)


def _facts(facts: Facts, look: DisplayStyle, margin: str) -> Iterator[str]:
    room = max([_NAME, *(len(plain(each.name)) for each in facts.facts)]) + 1
    for each in facts.facts:
        first = f"{margin}{plain(each.name).ljust(room)}"
        yield look.wrapped(line_text(each.value, look), first=first, rest=margin + " " * room)


def _reason(reason: ReasonNode, look: DisplayStyle, margin: str) -> Iterator[str]:
    first = f"{margin}{look.sign(reason.verdict)} "
    yield look.wrapped(line_text(reason.line, look), first=first, rest=f"{margin}     ")
    for part in reason.parts:
        yield from _reason(part, look, f"{margin}   ")


def _table(block: Table, look: DisplayStyle, margin: str) -> Iterator[str]:
    if block.caption:
        yield ""
        yield look.wrapped(block.caption)
    uncoloured = attrs.evolve(look, colour=False)  # a table takes no colours for its cells
    columns = [_column(block, place, uncoloured) for place in range(len(block.columns))]
    kinds = [each.kind for each in block.columns]
    optional = [place for place, each in enumerate(block.columns) if each.optional]
    if block.grouped_by:
        columns.append((block.grouped_by, [row.group for row in block.rows]))
        kinds.append(ColumnKind.TEXT)
    for some in _side_by_side(columns, kinds, look.width):
        numbers = [at for at, place in enumerate(some) if kinds[place] is ColumnKind.NUMBER]
        spare = [at for at, place in enumerate(some) if place in optional]
        rows = list(zip(*(columns[place][1] for place in some), strict=True))
        head = [columns[place][0] for place in some]
        yield ""
        yield table(head, rows, look, numbers=numbers, spare=spare)
    yield from _notes(block, look, margin)


def _column(block: Table, place: int, look: DisplayStyle) -> tuple[str, list[str]]:
    column = block.columns[place]
    unit = f"[{units(column.unit, 0)}]" if column.unit else ""
    head = "\n".join(part for part in (column.name, column.qualifier, unit) if part)
    return head, [_cell(row.cells[place], column, look) for row in block.rows]


def _cell(cell: TableCell, column: TableColumn, look: DisplayStyle) -> str:
    match cell.line:
        case [Quantity() | QuantityRange() as alone, *rest] if alone.unit == column.unit:
            return f"{alone.number}{line_text(tuple(rest), look)}"
        case _:
            return line_text(cell.line, look)


def _side_by_side(
    columns: Sequence[tuple[str, Sequence[str]]], kinds: Sequence[ColumnKind], width: int
) -> Iterator[list[int]]:
    """Yield the columns of verdicts that fit beside each other, all others with each of them."""
    verdicts = [place for place, kind in enumerate(kinds) if kind is ColumnKind.VERDICT]
    others = [place for place, kind in enumerate(kinds) if kind is not ColumnKind.VERDICT]
    if not verdicts:
        yield others
        return
    wide = [max(map(len, [*name.split("\n"), *cells])) + _GAP for name, cells in columns]
    room = width + _GAP - sum(wide[place] for place in others)
    row: list[int] = []
    for place in verdicts:
        if row and sum(wide[each] for each in [*row, place]) > room:
            yield [*others, *row]
            row = []
        row.append(place)
    yield [*others, *row]


def _notes(block: Table, look: DisplayStyle, margin: str) -> Iterator[str]:
    """Yield what is to be said of cells below their table: of a row, then of each other column."""
    for row in block.rows:
        named, *_ = row.cells
        if named.notes:
            text = f"{line_text(named.line, look)}: {_in_one(named.notes, look)}"
            yield look.wrapped(text, first=margin, rest=margin + _SET_IN)
    for place, column in enumerate(block.columns[1:], 1):
        noted: dict[str, list[str]] = {}
        signs: dict[str, str] = {}
        for row in block.rows:
            cell = row.cells[place]
            if cell.notes:
                told = _in_one(cell.notes, look)
                noted.setdefault(told, []).append(line_text(row.cells[0].line, look))
                signs[told] = "".join(
                    f"{look.sign(each.verdict)} "
                    for each in cell.line
                    if isinstance(each, VerdictText)
                )
        if noted:
            yield ""
            yield look.strong(look.wrapped(" ".join(filter(None, [column.name, column.qualifier]))))
        for told, names in noted.items():
            text = f"{', '.join(names)}: {told}"
            yield look.wrapped(text, first=f"{margin}{signs[told]}", rest=margin + _SET_IN)


def _in_one(notes: Iterable[Inlines], look: DisplayStyle) -> str:
    return "; ".join(line_text(note, look) for note in notes)
