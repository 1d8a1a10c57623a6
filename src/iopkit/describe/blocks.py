"""Blocks: what a document consists of. They say what there is to say, outputs lay it out."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import attrs

from iopkit.describe.inline import Inlines, Written, inlines
from iopkit.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.criteria.logic.verdict import Verdict
    from iopkit.draw.picture.picture import Picture


def _lines(written: Iterable[Written]) -> tuple[Inlines, ...]:
    return tuple(inlines(each) for each in written)


@attrs.frozen(kw_only=True)
class Paragraph:
    """A few sentences.

    Parameters
    ----------
    line
        What they say.
    role
        What kind of paragraph it is, for a style sheet; nothing to be read.
    """

    line: Inlines = attrs.field(converter=inlines)
    role: str = ""


@attrs.frozen(kw_only=True)
class Item:
    """One of several things.

    Parameters
    ----------
    line
        What is said of it.
    below
        What more there is to say of it.
    role
        What kind of thing it is, for a style sheet; nothing to be read.
    """

    line: Inlines = attrs.field(converter=inlines)
    below: tuple[Block, ...] = attrs.field(default=(), converter=tuple["Block", ...])
    role: str = ""


@attrs.frozen(kw_only=True)
class Items:
    """Several things, one after the other.

    Parameters
    ----------
    items
        The things.
    bulleted
        Whether each begins with a sign even where lines tell them apart: for sentences.
    role
        What kind of list it is, for a style sheet; nothing to be read.
    """

    items: tuple[Item, ...] = attrs.field(converter=tuple[Item, ...])
    bulleted: bool = False
    role: str = ""


@attrs.frozen
class NamedValue:
    """A value with its name: "Places: 31"."""

    name: str
    value: Inlines = attrs.field(converter=inlines)


@attrs.frozen(kw_only=True)
class Facts:
    """Values with their names."""

    facts: tuple[NamedValue, ...] = attrs.field(converter=tuple[NamedValue, ...])


class ColumnKind(StrEnum):
    """What the cells of a column hold, from which outputs align them."""

    TEXT = "text"
    NUMBER = "number"
    VERDICT = "verdict"


@attrs.frozen(kw_only=True)
class TableColumn:
    """A column of a table.

    Parameters
    ----------
    name
        What it holds.
    qualifier
        What its name does not say, on a line of its own; empty for nothing.
    unit
        The unit of its numbers, in the singular as of a `Quantity`; they are written without it.
    kind
        What its cells hold.
    optional
        Whether a page that is too narrow may do without it.
    """

    name: Inlines = attrs.field(converter=inlines)
    qualifier: Inlines = attrs.field(default=(), converter=inlines)
    unit: str = ""
    kind: ColumnKind = ColumnKind.TEXT
    optional: bool = False


@attrs.frozen
class TableCell:
    """A cell of a table.

    Parameters
    ----------
    line
        What stands in it.
    notes
        What is to be said of it that no column has room for.
    """

    line: Inlines = attrs.field(default=(), converter=inlines)
    notes: tuple[Inlines, ...] = attrs.field(default=(), kw_only=True, converter=_lines)


@attrs.frozen(kw_only=True)
class TableRow:
    """A row of a table.

    Parameters
    ----------
    cells
        Its cells, one for each column; the first one names the row.
    group
        What this row and those beside it have in common; empty for nothing.
    """

    cells: tuple[TableCell, ...] = attrs.field(converter=tuple[TableCell, ...])
    group: str = ""


@attrs.frozen(kw_only=True)
class Table:
    """Rows of typed cells.

    Parameters
    ----------
    columns, rows
        What it consists of.
    caption
        What it shows; empty where its section says so.
    grouped_by
        What the groups of its rows are; empty when they have none.
    folded
        Whether the notes of cells can be folded away where that can be done.
    role
        What kind of table it is, for a style sheet; nothing to be read.

    Raises
    ------
    ValueError
        When a row has not a cell for each column.
    """

    columns: tuple[TableColumn, ...] = attrs.field(converter=tuple[TableColumn, ...])
    rows: tuple[TableRow, ...] = attrs.field(converter=tuple[TableRow, ...])
    caption: str = ""
    grouped_by: str = ""
    folded: bool = False
    role: str = ""

    @rows.validator
    def _as_long_as_the_head(self, _attribute: object, rows: Iterable[TableRow]) -> None:
        for row in rows:
            if len(row.cells) != len(self.columns):
                raise InvalidValueError(
                    f"a row of {len(row.cells)} cells in a table of {len(self.columns)} columns"
                )


class NoteSeverity(StrEnum):
    """How much a reader must heed a note."""

    REMARK = "remark"
    CAUTION = "caution"


@attrs.frozen(kw_only=True)
class Note:
    """Something said beside the matter: what a number is not, what was left out."""

    line: Inlines = attrs.field(converter=inlines)
    severity: NoteSeverity = NoteSeverity.REMARK


@attrs.frozen(kw_only=True)
class DocumentFigure:
    """A picture with its caption and the numbers that it shows.

    Parameters
    ----------
    picture
        What is to be seen; it says itself what that is for those who cannot see it.
    caption
        What there is to be seen, in a sentence or two.
    numbers
        The numbers that it was made of; None when the document has them elsewhere.
    wide
        Whether it needs more room than text, and is moved sideways where there is less.
    about
        What it is one of, where several have the same title.
    """

    picture: Picture
    caption: Inlines = attrs.field(default=(), converter=inlines)
    numbers: Table | None = None
    wide: bool = False
    about: str = ""


@attrs.frozen(kw_only=True)
class ReasonNode:
    """A reason with its verdict, and those that it consists of.

    Parameters
    ----------
    line
        What it says, what is recorded, and what it rests on.
    verdict
        What it comes to.
    parts
        The reasons that decide it; empty when it decides by itself.
    """

    line: Inlines = attrs.field(converter=inlines)
    verdict: Verdict
    parts: tuple[ReasonNode, ...] = attrs.field(default=(), converter=tuple["ReasonNode", ...])


@attrs.frozen(kw_only=True)
class ReasonTree:
    """Reasons that stand beside each other."""

    roots: tuple[ReasonNode, ...] = attrs.field(converter=tuple[ReasonNode, ...])


@attrs.frozen(kw_only=True)
class BibliographyEntry:
    """What references of a document lead to: a source, or an assumption.

    Parameters
    ----------
    source
        Id of the source; empty for an assumption.
    assumption
        The reason of the assumption; empty for a source.
    line
        What it is: title, authors, where it is found.
    below
        What more there is to say of it, such as what is taken from it.
    summary
        What that is, for where it is folded.
    """

    source: str = ""
    assumption: str = ""
    line: Inlines = attrs.field(converter=inlines)
    below: tuple[Block, ...] = attrs.field(default=(), converter=tuple["Block", ...])
    summary: str = ""


@attrs.frozen(kw_only=True)
class Bibliography:
    """What the references of a document lead to."""

    entries: tuple[BibliographyEntry, ...] = attrs.field(converter=tuple[BibliographyEntry, ...])


@attrs.frozen(kw_only=True)
class DocumentSection:
    """Blocks below a title.

    Parameters
    ----------
    title
        What they are about.
    blocks
        The blocks.
    id
        What links to it name; empty when nothing does.
    foldable
        Whether a reader may fold it away where that can be done.
    folded
        Whether it is folded at first.
    summary
        The most important of it in a few words, for where it is folded.
    depth
        How many steps down a staircase it stands; None when it is no step.
    role
        What kind of section it is, for a style sheet; nothing to be read.
    """

    title: Inlines = attrs.field(converter=inlines)
    blocks: tuple[Block, ...] = attrs.field(converter=tuple["Block", ...])
    id: str = ""
    foldable: bool = False
    folded: bool = False
    summary: str = ""
    depth: int | None = None
    role: str = ""


Block: TypeAlias = (
    Paragraph
    | Items
    | Facts
    | Table
    | Note
    | DocumentFigure
    | ReasonTree
    | Bibliography
    | DocumentSection
)
"""A part of a document; the union is closed, so that no output can forget one."""


@attrs.frozen(kw_only=True)
class Document:
    """Everything there is to say about something.

    Parameters
    ----------
    title
        What it is about.
    blocks
        What there is to say, in order.
    """

    title: Inlines = attrs.field(converter=inlines)
    blocks: tuple[Block, ...] = attrs.field(converter=tuple["Block", ...])
