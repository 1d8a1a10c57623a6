"""A table as text: a first row of names, a row for each client, a comma between two values.

Nothing that stands below the first row is ever repeated: it is what clients answered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.diagnostics.catalogue.tables import (
    COLUMN_IN_DOUBT,
    COLUMN_MISSING,
    COLUMN_OF_IDENTITY,
    COLUMN_TWICE_THERE,
    CORRECT_FIRST,
    EMPTY_TABLE,
    MORE_VALUES,
    NO_QUESTION_OF_PATHWAY,
    NO_TABLE,
    ONE_BLANK_ROW,
    OPEN_QUOTE_IN_LINE,
    RAGGED_ROW,
    SEVERAL_BLANK_ROWS,
    SEVERAL_SEPARATORS,
    TABLE_TOO_LARGE,
    TEXT_BEHIND_QUOTE,
    UNNAMED_COLUMN,
)
from iopkit.diagnostics.diagnostic import Diagnostic, together
from iopkit.diagnostics.span import SourceSpan
from iopkit.errors import UnreadableError, nearest
from iopkit.files.tables.aliases import doubt, meant
from iopkit.files.tables.delimiter import Delimiter, delimiter
from iopkit.model.assessment import identifies

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from iopkit.diagnostics.kind import DiagnosticMessage

TOLD: Final = 20
"""How many complaints about one table are told one by one."""

MOST_ANSWERS: Final = 100_000
"""How many values a table may hold: 10,000 clients with ten answers each."""

_QUOTED: Final = re.compile(r'"((?:[^"]|"")*+)"')
_END: Final = re.compile(r"\r\n|\r|\n")
_OTHER_FILE: Final = re.compile(r"\s*(?:[{\[]|- |---|[\w-]+:(?:\s|$))")
"""How YAML and JSON begin, and a table does not."""
_FIRST: Final = "the first row has to hold the names of the columns"


@attrs.frozen
class CsvCell:
    """A value of a table, and where it stands.

    Parameters
    ----------
    text
        What it says, never shown.
    line, column
        Where it starts, both counted from 1.
    quoted
        Whether it stands in quotes, which tells an empty word from nothing.
    width
        How much room it takes there, blanks and quotes included. [characters]
    """

    text: str = attrs.field(repr=lambda _text: "...")
    line: int
    column: int
    quoted: bool = False
    width: int = attrs.field(default=0, eq=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is recorded here."""
        return not self.quoted and not self.text.strip()


@attrs.frozen
class CsvTable:
    """The rows below the names of the columns; each has as many cells as there are names.

    Parameters
    ----------
    names
        The names of the columns.
    rows
        The rows, without those in which nothing stands.
    blank
        The lines of the rows in which nothing stands; a line without anything is no row.
    """

    names: tuple[CsvCell, ...]
    rows: tuple[tuple[CsvCell, ...], ...]
    blank: tuple[int, ...] = ()


def read_table(
    text: str, file: str, *, over_lines: bool = False, any_size: bool = False
) -> CsvTable:
    r"""Return the table that a text holds.

    Parameters
    ----------
    text
        The whole text.
    file
        Its name in messages.
    over_lines
        Whether a value in quotes may go over several lines, which in a file is a slip: whoever
        read on would take all rows up to the next quote for one value.
    any_size
        Whether it may hold more than `MOST_ANSWERS`.

    Raises
    ------
    UnreadableError
        When it is no such table: lists the first `TOLD` things that are wrong.

    >>> table = read_table("level,days\niop,12\n", "today.csv")
    >>> [name.text for name in table.names], len(table.rows), table.rows[0][1].column
    (['level', 'days'], 1, 5)
    """
    if _OTHER_FILE.match(text):  # its first line may be an answer, and is not repeated
        raise UnreadableError([Diagnostic.at(SourceSpan(file, 0, 0), NO_TABLE())])
    parted = delimiter(text)
    reader = _Reader(file, text, parted, over_lines)
    rows: list[list[CsvCell]] = []
    blank: list[int] = []
    for row in reader.rows():
        if not all(cell.is_empty for cell in row):
            rows.append(row)
        elif len(row) > 1 or row[0].width:
            blank.append(row[0].line)
    if not rows:
        complaint = Diagnostic.at(SourceSpan(file, 0, 0), EMPTY_TABLE())
        raise UnreadableError([complaint])
    names, *listed = rows
    found = [
        Diagnostic.at(
            SourceSpan(file, row[0].line, row[0].column),
            RAGGED_ROW(values=_values(len(row)), columns=_columns(len(names)), parted=parted.name),
        )
        for row in listed
        if len(row) != len(names)
    ]
    if not any_size and len(names) * len(listed) > MOST_ANSWERS:
        complaint = Diagnostic.at(SourceSpan(file, 0, 0), TABLE_TOO_LARGE(most=MOST_ANSWERS))
        found.insert(0, complaint)
    refuse(found)
    used = _used(names, listed)
    return CsvTable(
        tuple(names[:used]), tuple(tuple(row[:used]) for row in listed), blank=tuple(blank)
    )


def _used(names: Sequence[CsvCell], rows: Sequence[Sequence[CsvCell]]) -> int:
    """Return how many columns are used: empty ones at the end, as Excel leaves them, are not."""
    used = len(names)
    while used > 1 and all(row[used - 1].is_empty for row in (names, *rows)):
        used -= 1
    return used


def skipped(count: int) -> DiagnosticMessage:
    """Return how many rows were left out because nothing stands in them.

    >>> skipped(1).text, skipped(2000).text
    ('1 blank row was skipped', '2,000 blank rows were skipped')
    """
    return ONE_BLANK_ROW() if count == 1 else SEVERAL_BLANK_ROWS(count=count)


def told_blank(table: CsvTable, mark: SourceSpan) -> Diagnostic:
    """Return the warning that rows were skipped, of which the first stands at a mark."""
    return Diagnostic.at(mark, skipped(len(table.blank)))


def check_names(
    table: CsvTable, file: str, known: Collection[str], needed: Sequence[str]
) -> CsvTable:
    """Return a table with the names of its columns as they are known.

    Raises
    ------
    UnreadableError
        When a column is unknown, would tell who a client is, stands there twice, or is not there.
    """
    found: list[Diagnostic] = []
    names: list[CsvCell] = []
    seen: set[str] = set()
    texts = [name.text.strip() for name in table.names]
    # A table without names begins with answers, and these are not repeated.
    are_names = any(meant(text, known) for text in texts)
    for number, (name, text) in enumerate(zip(table.names, texts, strict=True), start=1):
        meanings = meant(text, known)
        said = meanings[0] if len(meanings) == 1 else text
        shown = f"'{text}'" if are_names else f"{number}"
        told = _wrong_name(said, text, shown, meanings, seen)
        if told is not None:
            mark = SourceSpan(file, name.line, name.column, max(1, len(name.text)))
            near = nearest(text, known) if told.kind is NO_QUESTION_OF_PATHWAY else ""
            found.append(Diagnostic.at(mark, told, near or None))
        seen.add(said)
        names.append(attrs.evolve(name, text=said))
    missing = [COLUMN_MISSING(wanted=w, known=tuple(known)) for w in needed if w not in seen]
    found += [Diagnostic.at(SourceSpan(file, 1, 1), told) for told in missing]
    refuse(found)
    return attrs.evolve(table, names=tuple(names))


def refuse(found: Sequence[Diagnostic]) -> None:
    """Raise complaints about a table: what is wrong alike in many rows is one of them.

    Raises
    ------
    UnreadableError
        When there is any complaint. The first `TOLD` are told, and how many more there are.
    """
    told = together(found)
    if len(told) > TOLD:
        count = sum(each.count for each in told[TOLD:])
        kind = found[0].kind.code.kind(MORE_VALUES, CORRECT_FIRST)
        rest = Diagnostic.at(SourceSpan(found[0].file), kind(count=count))
        raise UnreadableError([*told[:TOLD], rest])
    if told:
        raise UnreadableError(told)


def write_table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    r"""Return the text that `read_table` reads as these values, in quotes where that is needed.

    >>> write_table(["employed", "home"], [["yes", "so, so"], ["no", ""]])
    'employed,home\nyes,"so, so"\nno,""\n'
    """
    lines = [",".join(map(_cell, row)) for row in (names, *rows)]
    return "".join(f"{line}\n" for line in lines)


def _cell(text: str) -> str:
    plain = text and text == text.strip() and not re.search(r'[",\r\n]', text)
    return text if plain else '"' + text.replace('"', '""') + '"'


def _wrong_name(
    said: str, text: str, shown: str, meanings: Sequence[str], seen: Collection[str]
) -> DiagnosticMessage | None:
    """Return what is wrong with the name of a column, or nothing."""
    if not text:
        return UNNAMED_COLUMN()
    if said in seen:
        return COLUMN_TWICE_THERE(column=shown)
    if len(meanings) == 1:
        return None
    if meanings:
        return COLUMN_IN_DOUBT(name=text, why=doubt(meanings))
    if identifies(text):
        return COLUMN_OF_IDENTITY(name=text)
    if not seen and any(sign in text for sign in ";\t"):
        return SEVERAL_SEPARATORS()
    return NO_QUESTION_OF_PATHWAY(column=shown)


def _values(count: int) -> str:
    return "1 value stands" if count == 1 else f"{count} values stand"


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count} columns"


class _Reader:
    """Goes through a text once, and knows the line and the column."""

    def __init__(
        self,
        file: str,
        text: str,
        parted: Delimiter,
        over_lines: bool,  # noqa: FBT001
    ) -> None:
        self._file, self._text, self._over_lines = file, text, over_lines
        self._sign = parted.sign
        self._bare = re.compile(rf"[^{re.escape(parted.sign)}\r\n]*")
        self._at = self._start = parted.start
        self._line = 1 + parted.lines

    def rows(self) -> list[list[CsvCell]]:
        rows: list[list[CsvCell]] = []
        while self._at < len(self._text):
            row = [self._cell()]
            while self._text.startswith(self._sign, self._at):
                self._at += 1
                row.append(self._cell())
            rows.append(row)
            end = _END.match(self._text, self._at)
            if end:
                self._at = self._start = end.end()
                self._line += 1
        return rows

    def _cell(self) -> CsvCell:
        line, column = self._line, self._at - self._start + 1
        if not self._text.startswith('"', self._at):
            bare = self._bare.match(self._text, self._at)
            self._at = bare.end() if bare else self._at
            text = bare[0] if bare else ""
            return CsvCell(text.strip(), line, column, width=len(text))
        found = _QUOTED.match(self._text, self._at)
        ends = list(_END.finditer(found[0])) if found else []
        if found is None or (ends and not self._over_lines):
            raise UnreadableError(
                [Diagnostic.at(SourceSpan(self._file, line, column), OPEN_QUOTE_IN_LINE())]
            )
        if ends:
            self._line += len(ends)
            self._start = self._at + ends[-1].end()
        self._at = found.end()
        after = self._text[self._at : self._at + 1]
        if after not in {"", self._sign, "\r", "\n"}:
            raise UnreadableError(
                [Diagnostic.at(SourceSpan(self._file, line, column), TEXT_BEHIND_QUOTE())]
            )
        text = found[1].replace('""', '"')
        return CsvCell(text, line, column, quoted=True, width=len(found[0]))
