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
from iopkit.describe.wording import briefer
from iopkit.terminal.style import DisplayStyle, plain, printed_length
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

_NAME: Final = 10
"""The least room of the name of a fact. [characters]"""

_GAP: Final = 2
"""The least number of blanks between two columns. [characters]"""

_BULLET, _BEWARE = "- ", "! "


def document_text(document: Document, look: DisplayStyle) -> str:
    """Return a whole document."""
    title = look.strong(_wrapped(look, line_text(document.title, look)))
    return "\n".join([title, *blocks_lines(document.blocks, look)])


def blocks_text(blocks: Iterable[Block], look: DisplayStyle) -> str:
    """Return blocks on their own, without a title."""
    lines = list(blocks_lines(blocks, look))
    return "\n".join(lines[1:] if lines and not lines[0] else lines)


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
        if isinstance(block, Paragraph) or (isinstance(block, Items) and block.bulleted):
            is_apart = before is not None
        else:
            is_apart = isinstance(before, DocumentSection | DocumentFigure | Table)
        if is_apart and not isinstance(block, DocumentSection | Table):
            yield margin.rstrip()  # those two begin with an empty line themselves
        yield from _block(block, look, margin)
        before = block


def line_text(line: Inlines, look: DisplayStyle) -> str:
    """Return the words of a line; references stand behind them in brackets, several as one.

    >>> from iopkit.model.basis import Basis
    >>> line_text((Text("9 hours"), Reference(Basis(source="seed-000"))), DisplayStyle())
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
            return briefer(text)
        case CodeText(text):
            return f"`{text}`"
        case Quantity() | QuantityRange() | Reference():
            return str(inline)
        case Link():
            return briefer(inline.name)
        case Condition():
            return inline.expression
        case VerdictText(verdict, text):
            return f"{look.sign(verdict)} {text}".rstrip()
        case _:
            assert_never(inline)


def _block(block: Block, look: DisplayStyle, margin: str) -> Iterator[str]:  # noqa: C901, PLR0912  one case for each kind
    match block:
        case Paragraph():
            yield _wrapped(look, line_text(block.line, look), first=margin, rest=margin)
        case Items():
            for item in block.items:
                yield from _item(item, look, margin, _BULLET if block.bulleted else "")
        case Facts():
            yield from _facts(block, look, margin)
        case Table():
            yield from _table(block, look, margin or "  ")
        case Note():
            text = line_text(block.line, look)
            if block.severity is NoteSeverity.CAUTION:
                yield _wrapped(look, text, first=f"{margin}{_BEWARE}", rest=f"{margin}  ")
            else:
                yield _wrapped(look, f"Note: {text}", first=margin, rest=margin)
        case DocumentFigure():
            if block.caption:
                yield _wrapped(look, line_text(block.caption, look), first=margin, rest=margin)
            if block.numbers is not None:
                yield from _table(block.numbers, look, margin or "  ")
        case ReasonTree():
            for root in block.roots:
                yield from _reason(root, look, margin)
        case Bibliography():
            for place, entry in enumerate(block.entries):
                if place and entry.below:
                    yield margin.rstrip()
                named = f"{entry.source}: " if entry.source else ""
                text = f"{named}{line_text(entry.line, look)}"
                yield _wrapped(look, text, first=margin, rest=margin + _SET_IN)
                yield from _below(entry.below, look, f"{margin}  ")
        case DocumentSection():
            yield from _section(block, look, margin)
        case _:
            assert_never(block)


def _section(section: DocumentSection, look: DisplayStyle, margin: str) -> Iterator[str]:
    yield ""
    title = line_text(section.title, look)
    if section.depth is None:
        is_judged = bool(section.title) and isinstance(section.title[0], VerdictText)
        rest = margin + (
            _SET_IN if is_judged else ""
        )  # the words of a verdict stand beside its sign
        yield margin + look.strong(_wrapped(look, title, rest=rest))
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
    yield _wrapped(look, line_text(line, look), first=first, rest=inside)
    yield from _below(item.below, look, inside)


def _below(blocks: Iterable[Block], look: DisplayStyle, margin: str) -> Iterator[str]:
    """Yield what belongs to a line above; items that only name something have a dash."""
    for block in blocks:
        if isinstance(block, Items):
            for each in block.items:
                yield from _item(each, look, margin, "" if each.below else _BULLET)
        else:
            yield from blocks_lines([block], look, margin)


def _facts(facts: Facts, look: DisplayStyle, margin: str) -> Iterator[str]:
    room = max([_NAME, *(len(plain(each.name)) + _GAP for each in facts.facts)])
    is_narrow = 2 * room > look.width - len(margin)
    for each in facts.facts:
        value = line_text(each.value, look)
        if is_narrow:
            yield _wrapped(look, f"{each.name}: {value}", first=margin, rest=margin + _SET_IN)
        else:
            first = f"{margin}{plain(each.name).ljust(room)}"
            yield _wrapped(look, value, first=first, rest=margin + " " * room)


def _reason(reason: ReasonNode, look: DisplayStyle, margin: str) -> Iterator[str]:
    first = f"{margin}{look.sign(reason.verdict)} "
    yield _wrapped(look, line_text(reason.line, look), first=first, rest=f"{margin}     ")
    for part in reason.parts:
        yield from _reason(part, look, f"{margin}   ")


def _table(block: Table, look: DisplayStyle, margin: str) -> Iterator[str]:
    if block.caption:
        yield ""
        yield _wrapped(look, block.caption)
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
    names = (line_text(each, look) for each in (column.name, column.qualifier))
    head = "\n".join(part for part in (*names, unit) if part)
    return head, [_cell(row.cells[place], column, look) for row in block.rows]


def _cell(cell: TableCell, column: TableColumn, look: DisplayStyle) -> str:
    line = _words(cell)
    match line:
        case [Quantity() | QuantityRange() as alone, *rest] if alone.unit == column.unit:
            return f"{alone.number}{line_text(tuple(rest), look)}"
        case _:
            return line_text(line, look)


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
    """Yield what is to be said of cells below their table: of rows, then of each other column."""
    yield from _noted(block, 0, look, margin)
    for place, column in enumerate(block.columns[1:], 1):
        lines = list(_noted(block, place, look, margin))
        if lines:
            yield ""
            names = (line_text(each, look) for each in (column.name, column.qualifier))
            yield look.strong(_wrapped(look, " ".join(filter(None, names))))
            yield from lines


def _noted(block: Table, place: int, look: DisplayStyle, margin: str) -> Iterator[str]:
    """Yield the notes and references of a column; what is the same of several rows, once."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in block.rows:
        cell = row.cells[place]
        notes = "; ".join(line_text(note, look) for note in cell.notes)
        based = line_text(tuple(e for e in cell.line if isinstance(e, Reference)), look)
        told = " ".join(filter(None, [notes, based]))
        if told:
            signs = (look.sign(e.verdict) for e in cell.line if isinstance(e, VerdictText))
            name = line_text(_words(row.cells[0]), look)
            found.setdefault((f"{margin}{''.join(f'{s} ' for s in signs)}", told), []).append(name)
    for (first, told), names in found.items():
        yield _wrapped(look, f"{', '.join(names)}: {told}", first=first, rest=margin + _SET_IN)


def _words(cell: TableCell) -> Inlines:
    """Return what stands in a cell; what it rests on is told below the table."""
    return tuple(each for each in cell.line if not isinstance(each, Reference))


def _wrapped(look: DisplayStyle, text: str, *, first: str = "", rest: str = "") -> str:
    """Return a text in lines that fit, be those after the first set in or not."""
    further = max(printed_length(rest) - printed_length(first), 0)
    narrower = attrs.evolve(look, width=look.width - further)
    return narrower.wrapped(text, first=first, rest=rest)
