"""A table as text: a first row of names, a row for each client, commas between.

Nothing that stands below the first row is ever repeated: it is what clients answered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.errors import UnreadableError, nearest
from iopkit.files.code import Code
from iopkit.files.complaint import Complaint
from iopkit.files.node import Mark
from iopkit.model.assessment import identifies

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

TOLD: Final = 20
"""How many complaints about one table are told one by one."""

MOST_ANSWERS: Final = 100_000
"""How many values a table may hold: 10,000 clients with ten answers each."""

_QUOTED: Final = re.compile(r'"((?:[^"]|"")*+)"')
_BARE: Final = re.compile(r"[^,\r\n]*")
_END: Final = re.compile(r"\r\n|\r|\n")
_OTHER_FILE: Final = re.compile(r"\s*(?:[{\[]|- |---|[\w-]+:(?:\s|$))")
"""How YAML and JSON begin, and a table does not."""
_FIRST: Final = "the first row has to hold the names of the columns"


@attrs.frozen
class Cell:
    """A value of a table, and where it stands.

    Parameters
    ----------
    text
        What it says, never shown.
    line, column
        Where it starts, both counted from 1.
    quoted
        Whether it stands in quotes, which tells an empty word from nothing.
    """

    text: str = attrs.field(repr=lambda _text: "...")
    line: int
    column: int
    quoted: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is recorded here."""
        return not self.quoted and not self.text.strip()


@attrs.frozen
class Table:
    """The rows below the names of the columns; each has as many cells as there are names."""

    names: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def read_table(text: str, file: str, *, over_lines: bool = False, any_size: bool = False) -> Table:
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
        raise UnreadableError([Complaint.at(Mark(file, 0, 0), Code.WRONG_FORM, message, _FIRST)])
    reader = _Reader(file, text, over_lines)
    rows = [row for row in reader.rows() if len(row) > 1 or not row[0].is_empty]
    if not rows:
        complaint = Complaint.at(Mark(file, 0, 0), Code.EMPTY_FILE, "there is nothing here", _FIRST)
        raise UnreadableError([complaint])
    names, *listed = rows
    found = [
        Complaint.at(
            Mark(file, row[0].line, row[0].column),
            Code.WRONG_FORM,
            f"{_values(len(row))} here, but the table has {_columns(len(names))}",
            "every row needs a value for each column; a comma inside a value needs quotes",
        )
        for row in listed
        if len(row) != len(names)
    ]
    if not any_size and len(names) * len(listed) > MOST_ANSWERS:
        message = f"more than {MOST_ANSWERS:,} values in this table"
        complaint = Complaint.at(Mark(file, 0, 0), Code.TOO_LARGE, message, "give fewer rows")
        found.insert(0, complaint)
    refuse(found)
    return Table(tuple(names), tuple(map(tuple, listed)))


def check_names(table: Table, file: str, known: Collection[str], needed: Sequence[str]) -> None:
    """Refuse a table with columns that nobody knows, and one without those that are needed.

    Raises
    ------
    UnreadableError
        When a column is unknown, would tell who a client is, stands there twice, or is not there.
    """
    found: list[Complaint] = []
    seen: set[str] = set()
    for name in table.names:
        code, message, hint = _wrong_name(name.text.strip(), known, seen)
        if message:
            mark = Mark(file, name.line, name.column, max(1, len(name.text)))
            found.append(Complaint.at(mark, code, message, hint))
        seen.add(name.text.strip())
    for wanted in needed:
        if wanted not in seen:
            hint = f"columns can be: {', '.join(known)}"
            message = f"the table has no column '{wanted}'"
            found.append(Complaint.at(Mark(file, 1, 1), Code.MISSING_KEY, message, hint))
    refuse(found)


def refuse(found: Sequence[Complaint]) -> None:
    """Raise the first `TOLD` complaints about a table, and how many more there are, if any.

    Raises
    ------
    UnreadableError
        When there is any complaint.
    """
    if len(found) > TOLD:
        message = f"{len(found) - TOLD} more values are wrong"
        hint = "correct these first"
        rest = Complaint.at(Mark(found[0].file, 0, 0), found[0].code, message, hint)
        raise UnreadableError([*found[:TOLD], rest])
    if found:
        raise UnreadableError(found)


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


def _wrong_name(name: str, known: Collection[str], seen: set[str]) -> tuple[Code, str, str]:
    if not name:
        return Code.WRONG_FORM, "this column has no name", "name it, or remove it"
    if name in seen:
        return Code.DUPLICATE_KEY, f"column '{name}' stands there twice", "keep one of them"
    if name in known:
        return Code.WRONG_FORM, "", ""
    if identifies(name):
        message = f"column '{name}' would tell who a client is; iopkit keeps no identity"
        return Code.IDENTITY, message, "remove the column"
    if not seen and any(sign in name for sign in ";\t"):
        message = "the columns are not separated by commas"
        return Code.WRONG_FORM, message, "save the file as CSV with commas"
    hint = nearest(name, known) or "remove it, or ask for it in the assessment"
    return Code.UNKNOWN_KEY, f"column '{name}' is no question of this pathway", hint


def _values(count: int) -> str:
    return "1 value stands" if count == 1 else f"{count} values stand"


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count} columns"


class _Reader:
    """Goes through a text once, and knows the line and the column."""

    def __init__(self, file: str, text: str, over_lines: bool) -> None:  # noqa: FBT001
        self._file, self._text, self._over_lines = file, text, over_lines
        self._at = self._start = 0
        self._line = 1

    def rows(self) -> list[list[Cell]]:
        rows: list[list[Cell]] = []
        while self._at < len(self._text):
            row = [self._cell()]
            while self._text.startswith(",", self._at):
                self._at += 1
                row.append(self._cell())
            rows.append(row)
            end = _END.match(self._text, self._at)
            if end:
                self._at = self._start = end.end()
                self._line += 1
        return rows

    def _cell(self) -> Cell:
        line, column = self._line, self._at - self._start + 1
        if not self._text.startswith('"', self._at):
            bare = _BARE.match(self._text, self._at)
            self._at = bare.end() if bare else self._at
            return Cell(bare[0].strip() if bare else "", line, column)
        found = _QUOTED.match(self._text, self._at)
        ends = list(_END.finditer(found[0])) if found else []
        if found is None or (ends and not self._over_lines):
            message = "a quote opens here and is not closed in this line"
            hint = "close it, or take it out; every value stands in one line"
            raise UnreadableError(
                [Complaint.at(Mark(self._file, line, column), Code.UNCLOSED_QUOTE, message, hint)]
            )
        if ends:
            self._line += len(ends)
            self._start = self._at + ends[-1].end()
        self._at = found.end()
        after = self._text[self._at : self._at + 1]
        if after not in {"", ",", "\r", "\n"}:
            message = "something stands behind the quote that closes this value"
            hint = "put all of the value in quotes; within quotes write a quote twice"
            raise UnreadableError(
                [Complaint.at(Mark(self._file, line, column), Code.WRONG_FORM, message, hint)]
            )
        return Cell(found[1].replace('""', '"'), line, column, quoted=True)
