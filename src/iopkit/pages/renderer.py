"""Documents as HTML, for pages and notebooks: nothing is added to what blocks say."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, assert_never

import attrs
from markupsafe import Markup

from iopkit.criteria.logic.verdict import Verdict
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
from iopkit.describe.wording import capital
from iopkit.pages.template import seen, typeset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iopkit.describe.blocks import (
        BibliographyEntry,
        Block,
        Document,
        Item,
        ReasonNode,
        TableCell,
        TableColumn,
        TableRow,
    )
    from iopkit.describe.inline import Inline, Inlines
    from iopkit.pages.citations import Citations

SIGNS: Final = {Verdict.MET: "✓", Verdict.NOT_MET: "✗", Verdict.UNKNOWN: "?"}
INKS: Final = {Verdict.MET: "good", Verdict.NOT_MET: "warn", Verdict.UNKNOWN: "faint"}

_HEADINGS: Final = 4
"""Below this depth a title is no heading, but a line that says what follows."""

_NARROW: Final = 4
"""How many columns a page has room for beside its margins."""


_MOST_VERDICTS: Final = 6
"""How many verdicts stand beside each other; more come in another table."""


class HtmlRenderer:
    """Makes HTML of blocks; keeps the numbers of references and pictures that came up.

    Parameters
    ----------
    citations
        Number what references lead to; None for a document on its own, where references stand in
        brackets behind what they are about.
    name
        What the ids of its pictures begin with, each renderer of a page another.
    """

    def __init__(self, citations: Citations | None = None, name: str = "figure") -> None:
        self._citations = citations
        self._name = name
        self._figures = 0

    def document(self, document: Document, level: int = 1) -> Markup:
        """Return a document, its title a heading of some level."""
        title = self.line(document.title)
        heading = Markup('<h{0} dir="auto">{1}</h{0}>').format(level, title)
        return _lines([heading, self.blocks(document.blocks, level + 1)])

    def blocks(self, blocks: Iterable[Block], level: int = 2) -> Markup:
        """Return blocks one after the other, titles of sections as headings from a level on."""
        return _lines(self._block(each, level) for each in blocks)

    def line(self, line: Inlines) -> Markup:
        """Return the words of a line; conditions within conditions stand in lists behind them."""
        parts: list[Markup] = []
        if line and isinstance(line[0], Condition):
            line = (attrs.evolve(line[0], text=capital(line[0].text)), *line[1:])
        for is_reference, some in groupby(line, lambda each: isinstance(each, Reference)):
            if is_reference:
                parts.append(self._references(e for e in some if isinstance(e, Reference)))
            else:
                parts += [self._inline(each) for each in some]
        below = [self._parts(each) for each in line if isinstance(each, Condition)]
        return Markup("").join([*parts, *below])

    def _references(self, references: Iterable[Reference]) -> Markup:
        if self._citations is not None:
            return Markup(" {}").format(self._citations.marks(references))
        return Markup(" [{}]").format(typeset("; ".join(map(str, references))))

    def _parts(self, condition: Condition) -> Markup:
        if not condition.parts:
            return Markup("")
        items = (
            Markup("<li>{}{}</li>").format(typeset(capital(each.text)), self._parts(each))
            for each in condition.parts
        )
        return Markup("\n<ul>\n{}\n</ul>\n").format(_lines(items))

    def _inline(self, inline: Inline) -> Markup:
        match inline:
            case Text(text):
                return typeset(text)
            case Emphasis(text):
                return Markup("<strong>{}</strong>").format(typeset(text))
            case CodeText(text):
                return Markup("<code>{}</code>").format(seen(text))
            case Quantity() | QuantityRange() | Reference():
                return typeset(str(inline))
            case Term(text):
                return Markup("<dfn>{}</dfn>").format(typeset(text))
            case Link():
                told = Markup('<span dir="auto">{}</span>').format(typeset(inline.text))
                if not inline.target:
                    return told
                return Markup('<a href="#{}" dir="auto">{}</a>').format(
                    inline.target, typeset(inline.text)
                )
            case Condition():
                return typeset(inline.text)
            case VerdictText(verdict, text):
                return Markup(
                    '<span class="{}"><span class="sign" aria-hidden="true">{}</span>'
                    '<span class="word">{}</span></span>'
                ).format(INKS[verdict], SIGNS[verdict], typeset(text))
            case _:
                assert_never(inline)

    def _block(self, block: Block, level: int) -> Markup:
        match block:
            case Paragraph():
                return self._paragraph(block.line, block.role)
            case Items():
                items = (self._item(each, level) for each in block.items)
                return Markup("<ul{}>\n{}\n</ul>").format(_role(block.role), _lines(items))
            case Facts():
                facts = (
                    Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
                        typeset(each.name), self.line(each.value)
                    )
                    for each in block.facts
                )
                return Markup('<dl class="facts">\n{}\n</dl>').format(_lines(facts))
            case Table():
                return self._table(block)
            case Note():
                return self._paragraph(block.line, _NOTES[block.severity])
            case DocumentFigure():
                return self._figure(block)
            case ReasonTree():
                return self._reasons(block.roots)
            case Bibliography():
                return self._bibliography(block, level)
            case DocumentSection():
                return self._section(block, level)
            case _:
                assert_never(block)

    def _paragraph(self, line: Inlines, role: str) -> Markup:
        has_parts = any(isinstance(each, Condition) and each.parts for each in line)
        tag = "div" if has_parts else "p"  # no list stands in a paragraph
        return Markup("<{0}{1}>{2}</{0}>").format(tag, _role(role), self.line(line))

    def _item(self, item: Item, level: int) -> Markup:
        line, role = self.line(item.line), _role(item.role)
        if not item.below:
            return Markup("<li{}>{}</li>").format(role, line)
        below = self.blocks(item.below, level)
        return Markup('<li{}>\n<p class="item">{}</p>\n{}\n</li>').format(role, line, below)

    def _section(self, section: DocumentSection, level: int) -> Markup:
        blocks = self.blocks(section.blocks, level + 1)
        title = self.line(section.title)
        role = _role(section.role)
        if section.foldable:
            return Markup(
                '<details{role}{open}>\n<summary><h{level} dir="auto">{title}</h{level}>'
                '<span class="short">{summary}</span></summary>\n'
                "<div{id}>\n{blocks}\n</div>\n</details>"
            ).format(
                role=role,
                open="" if section.folded else " open",
                level=min(level, _HEADINGS),
                title=title,
                summary=typeset(section.summary),
                id=Markup(' id="{}" tabindex="-1"').format(section.id) if section.id else "",
                blocks=blocks,
            )
        if level > _HEADINGS:
            return Markup('<p class="says">{}</p>\n{}').format(title, blocks)
        name = Markup(' id="{}"').format(section.id) if section.id else ""
        heading = Markup('<h{0}{1}{2} dir="auto">{3}</h{0}>').format(level, name, role, title)
        return _lines([heading, blocks])

    def _table(self, table: Table) -> Markup:
        return _lines(self._columns(table, places) for places in _side_by_side(table))

    def _columns(self, whole: Table, places: Sequence[int]) -> Markup:
        table = attrs.evolve(
            whole,
            rows=[
                attrs.evolve(row, cells=[row.cells[place] for place in places])
                for row in whole.rows
            ],
            columns=[whole.columns[place] for place in places],
        )
        head = Markup("").join(
            Markup('<th scope="col"{} dir="auto">{}</th>').format(_number(each), self._head(each))
            for each in table.columns
        )
        bodies = (
            self._body(table, group, list(rows))
            for group, rows in groupby(table.rows, lambda row: row.group)
        )
        caption = Markup("<caption>{}</caption>\n").format(typeset(table.caption))
        told = Markup("<table{}>\n{}<thead><tr>{}</tr></thead>\n{}\n</table>").format(
            _role(table.role), caption if table.caption else "", head, _lines(bodies)
        )
        if len(table.columns) > _NARROW:
            return Markup('<div class="wide">\n{}\n</div>').format(told)
        return told

    def _head(self, column: TableColumn) -> Markup:
        unit = Markup("[{}]").format(units(column.unit, 0)) if column.unit else Markup("")
        names = (self.line(column.name), self.line(column.qualifier))
        return Markup(" ").join(filter(None, (*names, unit)))

    def _body(self, table: Table, group: str, rows: Iterable[TableRow]) -> Markup:
        lines = [self._row(table, row) for row in rows]
        if group:
            head = Markup('<tr class="need"><th scope="rowgroup" colspan="{}">{}</th></tr>').format(
                len(table.columns), typeset(group)
            )
            lines.insert(0, head)
        return Markup("<tbody>\n{}\n</tbody>").format(_lines(lines))

    def _row(self, table: Table, row: TableRow) -> Markup:
        named, *others = row.cells
        cells = [Markup('<th scope="row" dir="auto">{}</th>').format(self._noted(named))]
        for cell, column in zip(others, table.columns[1:], strict=True):
            told = self._folded(cell) if table.folded else self._noted(cell, column)
            cells.append(
                Markup('<td data-name="{}"{}>{}</td>').format(
                    self._head(column).striptags(), _number(column), told
                )
            )
        return Markup("<tr>{}</tr>").format(Markup("").join(cells))

    def _noted(self, cell: TableCell, column: TableColumn | None = None) -> Markup:
        told = self._cell(cell, column)
        if not cell.notes:
            return told
        notes = Markup("; ").join(self._flat(note) for note in cell.notes)
        return Markup("{}<small>{}</small>").format(told, notes)

    def _folded(self, cell: TableCell) -> Markup:
        notes = (Markup("<p>{}</p>").format(self._flat(note)) for note in cell.notes)
        return Markup("<details><summary>{}</summary>{}</details>").format(
            self._cell(cell, None), Markup("").join(notes)
        )

    def _cell(self, cell: TableCell, column: TableColumn | None) -> Markup:
        unit = None if column is None else column.unit
        match cell.line:
            case [Quantity() | QuantityRange() as alone, *rest] if alone.unit == unit:
                return typeset(alone.number) + self._flat(tuple(rest))
            case _:
                return self._flat(cell.line)

    def _flat(self, line: Inlines) -> Markup:
        """Return a line in which no condition has a list."""
        flat = [Text(each.flat) if isinstance(each, Condition) else each for each in line]
        if line and isinstance(line[0], Condition):
            flat[0] = Text(capital(line[0].flat))
        return self.line(tuple(flat))

    def _figure(self, figure: DocumentFigure) -> Markup:
        self._figures += 1
        # Its writer escapes all text.
        picture = Markup(figure.picture.svg(name=f"{self._name}-{self._figures}"))  # noqa: S704
        about = _flat_title(figure)
        if figure.wide:
            picture = Markup(
                '<div class="scroll" role="group" tabindex="0" aria-label="Picture: {}">\n'
                "{}\n</div>"
            ).format(about, picture)
        parts = [picture]
        if figure.caption:
            parts.append(Markup("<figcaption>{}</figcaption>").format(self.line(figure.caption)))
        if figure.numbers is not None:
            parts.append(
                Markup(
                    '<details class="data screen">\n<summary>The numbers<span class="aside-eyes"> '
                    'of {0}</span></summary>\n<div class="scroll" role="group" tabindex="0" '
                    'aria-label="Numbers: {0}">\n{1}\n</div>\n</details>'
                ).format(about, self._table(figure.numbers))
            )
        role = _role("chart wide" if figure.wide else "chart")
        return Markup("<figure{}>\n{}\n</figure>").format(role, _lines(parts))

    def _reasons(self, reasons: Iterable[ReasonNode]) -> Markup:
        items = (
            Markup(
                '<li><span class="{}"><span class="sign" aria-label="{}">{}</span></span> {}{}</li>'
            ).format(
                INKS[each.verdict],
                each.verdict.value,
                SIGNS[each.verdict],
                self._flat(each.line),
                Markup("\n{}\n").format(self._reasons(each.parts)) if each.parts else "",
            )
            for each in reasons
        )
        return Markup('<ul class="reasons">\n{}\n</ul>').format(_lines(items))

    def _bibliography(self, block: Bibliography, level: int) -> Markup:
        sources = sorted((each for each in block.entries if each.source), key=self._number)
        assumed = sorted((each for each in block.entries if not each.source), key=self._number)
        return _lines(
            Markup('<ol class="{}">\n{}\n</ol>').format(
                role, _lines(self._entry(each, level) for each in entries)
            )
            for role, entries in (("sources", sources), ("assumed", assumed))
            if entries
        )

    def _number(self, entry: BibliographyEntry) -> int:
        """Return the number that marks of an entry have; 0 where there are no marks."""
        if self._citations is None:
            return 0
        return self._citations.number(source=entry.source, assumption=entry.assumption)

    def _entry(self, entry: BibliographyEntry, level: int) -> Markup:
        place = ""
        if self._citations is not None:
            number = self._number(entry)
            kind = "source" if entry.source else "assumed"
            place = Markup(' id="{}-{}" tabindex="-1"').format(kind, number)
        below = self.blocks(entry.below, level)
        if entry.below and entry.summary:
            below = Markup('<details class="taken">\n<summary>{}</summary>\n{}\n</details>').format(
                typeset(entry.summary), below
            )
        return Markup("<li{}>\n<p>{}</p>\n{}\n</li>").format(place, self.line(entry.line), below)


_NOTES: Final = {NoteSeverity.REMARK: "note", NoteSeverity.CAUTION: "note caution"}


def _side_by_side(table: Table) -> Iterator[list[int]]:
    """Yield the columns of verdicts that a page has room for, all others with each of them."""
    kinds = [each.kind for each in table.columns]
    verdicts = [place for place, kind in enumerate(kinds) if kind is ColumnKind.VERDICT]
    others = [place for place, kind in enumerate(kinds) if kind is not ColumnKind.VERDICT]
    for start in range(0, len(verdicts) or 1, _MOST_VERDICTS):
        yield [*others, *verdicts[start : start + _MOST_VERDICTS]]


def _flat_title(figure: DocumentFigure) -> Markup:
    title = figure.picture.title
    return typeset(f"{figure.about}: {title}" if figure.about else title)


def _lines(parts: Iterable[Markup] | Iterator[Markup]) -> Markup:
    return Markup("\n").join(parts)


def _role(role: str) -> Markup:
    return Markup(' class="{}"').format(role) if role else Markup("")


def _number(column: TableColumn) -> Markup:
    return _role("number" if column.kind is ColumnKind.NUMBER else "")
