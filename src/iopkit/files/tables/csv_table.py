"""A table as text: a first row of names, a row for each client, a comma between two values.

Nothing that stands below the first row is ever repeated: it is what clients answered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.diagnostics.kind import Severity
from iopkit.diagnostics.span import SourceSpan
from iopkit.errors import UnreadableError, nearest
from iopkit.files.tables.aliases import doubt, meant
from iopkit.files.tables.delimiter import Delimiter, delimiter
from iopkit.files.yaml.code import Code
from iopkit.files.yaml.complaint import Complaint, together
from iopkit.model.assessment import identifies

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

TOLD: Final = 20
"""How many complaints about one table are told one by one."""

MOST_ANSWERS: Final = 100_000
"""How many values a table may hold: 10,000 clients with ten answers each."""

_QUOTED: Final = re.compile(r'"((?:[^"]|"")*+)"')
_END: Final = re.compile(r"\r\n|\r|\n")
_OTHER_FILE: Final = re.compile(r"\s*(?:[{\[]|- |---|[\w-]+:(?:\s|$))")
"""How YAML and JSON begin, and a table does not."""
_FIRST: Final = "the first row has to hold the names of the columns"
_BLANK: Final = "take them out, so that nobody wonders who is missing there"


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
        message = "this is no table: it begins as a file of keys and values does"
        raise UnreadableError(
            [Complaint.at(SourceSpan(file, 0, 0), Code.WRONG_FORM, message, _FIRST)]
        )
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
        complaint = Complaint.at(
            SourceSpan(file, 0, 0), Code.EMPTY_FILE, "there is nothing here", _FIRST
        )
        raise UnreadableError([complaint])
    names, *listed = rows
    found = [
        Complaint.at(
            SourceSpan(file, row[0].line, row[0].column),
            Code.WRONG_FORM,
            f"{_values(len(row))} here, but the table has {_columns(len(names))}",
            f"every row needs a value for each column; a {parted.name} inside a value needs quotes",
        )
        for row in listed
        if len(row) != len(names)
    ]
    if not any_size and len(names) * len(listed) > MOST_ANSWERS:
        message = f"more than {MOST_ANSWERS:,} values in this table"
        complaint = Complaint.at(SourceSpan(file, 0, 0), Code.TOO_LARGE, message, "give fewer rows")
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


def skipped(count: int) -> str:
    """Say how many rows were left out because nothing stands in them.

    >>> skipped(1), skipped(2000)
    ('1 blank row was skipped', '2,000 blank rows were skipped')
    """
    return "1 blank row was skipped" if count == 1 else f"{count:,} blank rows were skipped"


def told_blank(table: CsvTable, mark: SourceSpan) -> Complaint:
    """Return the warning that rows were skipped, of which the first stands at a mark."""
    found = Complaint.at(mark, Code.BLANK_ROWS, skipped(len(table.blank)), _BLANK)
    return attrs.evolve(found, severity=Severity.WARNING)


def check_names(
    table: CsvTable, file: str, known: Collection[str], needed: Sequence[str]
) -> CsvTable:
    """Return a table with the names of its columns as they are known.

    Raises
    ------
    UnreadableError
        When a column is unknown, would tell who a client is, stands there twice, or is not there.
    """
    found: list[Complaint] = []
    names: list[CsvCell] = []
    seen: set[str] = set()
    texts = [name.text.strip() for name in table.names]
    # A table without names begins with answers, and these are not repeated.
    are_names = any(meant(text, known) for text in texts)
    for number, (name, text) in enumerate(zip(table.names, texts, strict=True), start=1):
        meanings = meant(text, known)
        said = meanings[0] if len(meanings) == 1 else text
        shown = f"'{text}'" if are_names else f"{number}"
        code, message, hint = _wrong_name(said, text, shown, meanings, seen)
        if message:
            mark = SourceSpan(file, name.line, name.column, max(1, len(name.text)))
            hint = hint or nearest(text, known) or "remove it, or ask for it in the assessment"
            found.append(Complaint.at(mark, code, message, hint))
        seen.add(said)
        names.append(attrs.evolve(name, text=said))
    for wanted in needed:
        if wanted not in seen:
            hint = f"columns can be: {', '.join(known)}"
            message = f"the table has no column '{wanted}'"
            found.append(Complaint.at(SourceSpan(file, 1, 1), Code.MISSING_KEY, message, hint))
    refuse(found)
    return attrs.evolve(table, names=tuple(names))


def refuse(found: Sequence[Complaint]) -> None:
    """Raise complaints about a table: what is wrong alike in many rows is one of them.

    Raises
    ------
    UnreadableError
        When there is any complaint. The first `TOLD` are told, and how many more there are.
    """
    told = together(found)
    if len(told) > TOLD:
        message = f"{sum(each.count for each in told[TOLD:])} more values are wrong"
        hint = "correct these first"
        rest = Complaint.at(SourceSpan(found[0].file, 0, 0), found[0].code, message, hint)
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
) -> tuple[Code, str, str]:
    """Return what is wrong with the name of a column: code, message and hint."""
    if not text:
        return Code.WRONG_FORM, "this column has no name", "name it, or remove it"
    if said in seen:
        return Code.DUPLICATE_KEY, f"column {shown} stands there twice", "keep one of them"
    if len(meanings) == 1:
        return Code.WRONG_FORM, "", ""
    if meanings:
        return Code.UNKNOWN_KEY, f"column '{text}' {doubt(meanings)}", "name the question"
    if identifies(text):
        message = f"column '{text}' would tell who a client is; iopkit keeps no identity"
        return Code.IDENTITY, message, "remove the column"
    if not seen and any(sign in text for sign in ";\t"):
        message = "the columns are not separated by one sign alone"
        return Code.WRONG_FORM, message, "save the file as CSV with commas"
    return Code.UNKNOWN_KEY, f"column {shown} is no question of this pathway", ""


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
            message = "a quote opens here and is not closed in this line"
            hint = "close it, or take it out; every value stands in one line"
            raise UnreadableError(
                [
                    Complaint.at(
                        SourceSpan(self._file, line, column), Code.UNCLOSED_QUOTE, message, hint
                    )
                ]
            )
        if ends:
            self._line += len(ends)
            self._start = self._at + ends[-1].end()
        self._at = found.end()
        after = self._text[self._at : self._at + 1]
        if after not in {"", self._sign, "\r", "\n"}:
            message = "something stands behind the quote that closes this value"
            hint = "put all of the value in quotes; within quotes write a quote twice"
            raise UnreadableError(
                [Complaint.at(SourceSpan(self._file, line, column), Code.WRONG_FORM, message, hint)]
            )
        text = found[1].replace('""', '"')
        return CsvCell(text, line, column, quoted=True, width=len(found[0]))
