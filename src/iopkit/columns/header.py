"""Which columns a table of clients may have, and what each holds."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.columns.batch import kinds
from iopkit.columns.placement_counts import TOLD
from iopkit.columns.quotes import opened_in
from iopkit.criteria.language.question_names import COMPLETED, completed_question
from iopkit.errors import UnreadableError, nearest
from iopkit.files.tables.aliases import doubt, meant
from iopkit.files.tables.delimiter import COMMA, delimiter
from iopkit.files.yaml.code import Code
from iopkit.files.yaml.complaint import Complaint
from iopkit.model.assessment import identifies

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from iopkit.files.tables.delimiter import Delimiter
    from iopkit.model.pathway import Pathway

KEY: Final = "id"
"""The column that holds a row's own key: a number that means nothing, never a name."""

LONGEST: Final = 1_000_000
"""The most bytes that the first row of a text file may have."""

UNCLOSED: Final = (
    "a quote opens here and is not closed in this line",
    "close it, or take it out; every value stands in one line",
)
"""What is said of a quote, and what to do."""

_INDEX: Final = re.compile("__index_level_[0-9]+__|Unnamed: [0-9]+")
"""What pandas calls the column with its own numbers of rows."""


@attrs.frozen
class Header:
    """The first row of a text file.

    Parameters
    ----------
    names
        What it says, blanks at the ends left out, and so are columns at the end without a name.
    bytes
        Where the next row begins. [bytes]
    lines
        How many lines come before the next row. [lines]
    sign
        What stands between two values.
    nameless
        How many columns without a name follow: there nothing may stand.
    blank
        How many rows without anything in them come before. [rows]
    places
        The line and the column at which each name stands, both counted from 1.
    """

    names: tuple[str, ...]
    bytes: int
    lines: int
    sign: str = COMMA
    nameless: int = 0
    blank: int = 0
    places: tuple[tuple[int, int], ...] = attrs.field(default=(), repr=False)


def read_header(start: bytes, file: str) -> Header:
    r"""Return the first row of a text file.

    Parameters
    ----------
    start
        What the file begins with, up to `LONGEST` bytes.
    file
        Its name in messages.

    Raises
    ------
    UnreadableError
        When there is no such row, a quote in it is not closed, or it is not in UTF-8.

    >>> read_header(b"\xef\xbb\xbfid, cravings\r\n1,3\r\n", "people.csv")
    Header(names=('id', 'cravings'), bytes=17, lines=1, sign=',', nameless=0, blank=0)
    """
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in start:
        hint = "save it as CSV in UTF-8"
        raise _refused(file, Code.NOT_TEXT, "this is not a text file in UTF-8", hint)
    skipped = len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0
    # Latin-1 keeps every byte one character, so that lengths stay those of the file.
    text = start[skipped:].decode("latin-1")
    parted = delimiter(text)
    skipped, text = skipped + parted.start, text[parted.start :]
    _refuse_open_quote(text, file, parted)
    lines = _Counted(text)
    rows = csv.reader(lines, delimiter=parted.sign)
    row: list[str] | None = None
    blank = 0
    try:
        for row in rows:
            if any(value.strip() for value in row):
                break
            blank += bool(row)
        else:
            row = None
    except csv.Error:
        row = []
    if row is None:
        raise _refused(file, Code.EMPTY_FILE, "this file is empty", _FIRST)
    at = skipped + lines.characters
    if not row or at >= LONGEST:
        message = "the first row is longer than any names of columns can be"
        raise _refused(file, Code.TOO_LARGE, message, "is a quote never closed?")
    try:
        names = [name.encode("latin-1").decode().strip() for name in row]
    except UnicodeDecodeError:
        message, hint = "the first row is not written in UTF-8", "save the file as CSV in UTF-8"
        raise _refused(file, Code.NOT_UTF_8, message, hint) from None
    said = start[skipped:at].decode(errors="replace")
    places = [(line + parted.lines, column) for line, column in _places(names, said)]
    used = max(place for place, name in enumerate(names, start=1) if name)
    return Header(
        names=tuple(names[:used]),
        bytes=at,
        lines=parted.lines + lines.lines,
        sign=parted.sign,
        nameless=len(names) - used,
        blank=blank,
        places=tuple(places[:used]),
    )


def columns(
    names: Sequence[str],
    pathway: Pathway,
    file: str,
    places: Sequence[tuple[int, int]] = (),
) -> dict[str, str]:
    """Return what each column of a table holds: a fact, ``completed LEVEL``, or the key.

    Parameters
    ----------
    names
        The names of the columns, in their order.
    pathway
        Whose questions they answer.
    file
        The table's name in messages.
    places
        The line and the column of each name; empty where there are no lines.

    Raises
    ------
    UnreadableError
        When a column is unknown, would tell who a client is, or stands there twice; lists all.

    >>> from iopkit.files.compose.load import load
    >>> columns(["id", "cravings", "completed.iop"], load("standard"), "people.csv")
    {'id': 'id', 'cravings': 'cravings', 'completed.iop': 'completed iop'}
    """
    known = _known(pathway)
    holds = {name: _held(name, known) for name in names}
    if not any(holds.values()):
        # What stands there may be a client's answers, so none of it is repeated.
        if len(names) == 1 and any(sign in names[0] for sign in ";\t"):
            message = "the columns are not separated by one sign alone"
            raise _refused(file, Code.WRONG_FORM, message, "save the file as CSV with commas")
        message = "the first row names no question of this pathway"
        raise _refused(file, Code.WRONG_FORM, message, _FIRST)
    found = [
        Complaint(code=code, file=file, line=line, column=column, message=message, hint=hint)
        for (line, column), (code, message, hint) in _complaints(names, holds, list(known), places)
    ]
    if found:
        more = len(found) - TOLD
        columns = "1 more column" if more == 1 else f"{more} more columns"
        raise UnreadableError(first_of(found, f"{columns} cannot be used either"))
    return {name: holds[name][0] for name in names}


_FIRST: Final = "the first row has to hold the names of questions, such as completed.iop"


@attrs.frozen
class _Column:
    """What a column holds, and the title under which it may stand."""

    holds: str
    title: str = ""


def _known(pathway: Pathway) -> dict[str, _Column]:
    """Return the names that a column may have, and what it then holds."""
    # A dot, because a blank in the name of a column is easily lost; a fact comes first.
    levels = {
        f"{COMPLETED}.{level.id}": _Column(
            completed_question(level.id), completed_question(level.title)
        )
        for level in pathway.levels
    }
    return {KEY: _Column(KEY)} | levels | {name: _Column(name) for name in kinds(pathway)}


def _held(name: str, known: Mapping[str, _Column]) -> tuple[str, ...]:
    """Return what a column of some name can hold: one thing, nothing, or several in doubt."""
    if not name:
        return ()
    found = meant(name, {each: column.title for each, column in known.items()})
    return tuple(dict.fromkeys(known[each].holds for each in found))


def _complaints(
    names: Sequence[str],
    holds: Mapping[str, Sequence[str]],
    known: Sequence[str],
    places: Sequence[tuple[int, int]],
) -> Iterator[tuple[tuple[int, int], tuple[Code, str, str]]]:
    """Yield where a column is wrong, and how: code, message and hint."""
    seen: set[str] = set()
    # A table without names begins with answers, and these are not repeated.
    are_names = any(holds.values())
    for number, name in enumerate(names, start=1):
        shown = f"'{name}'" if are_names else f"{number}"
        at = places[number - 1] if places else (0, 0)
        held = holds[name]
        if not name:
            message, hint = f"column {number} has no name", "name it, or remove it"
            yield at, (Code.WRONG_FORM, message, hint)
        elif not held and ("\n" in name or "\r" in name):
            # What stands there may be clients' answers, so it is not repeated.
            message = f"column {number} has a name over several lines"
            yield at, (Code.WRONG_FORM, message, "give it the name of a question")
        elif not held and _INDEX.fullmatch(name):
            message = f"column '{name}' holds the numbers that pandas gives to rows"
            yield at, (Code.UNKNOWN_KEY, message, "write the table with index=False")
        elif not held and identifies(name):
            message = f"column '{name}' would tell who a client is; iopkit keeps no identity"
            hint = f"remove it; a key that means nothing can stand in a column '{KEY}'"
            yield at, (Code.IDENTITY, message, hint)
        elif not held:
            message = f"column {shown} is no question of this pathway"
            hint = nearest(name, known) or "remove it, or ask for it in the assessment"
            yield at, (Code.UNKNOWN_KEY, message, hint)
        elif len(held) > 1:
            message = f"column '{name}' {doubt(held)}"
            yield at, (Code.UNKNOWN_KEY, message, "name the question")
        elif held[0] in seen:
            message, hint = f"column {shown} stands there twice", "keep one of them"
            yield at, (Code.DUPLICATE_KEY, message, hint)
        else:
            seen.add(held[0])


def first_of(found: Sequence[Complaint], more: str) -> list[Complaint]:
    """Return the first complaints about a table, and in one more that there are others.

    Parameters
    ----------
    found
        All of them, or one more than are told; not empty.
    more
        How the last one says that there are others.
    """
    if len(found) <= TOLD:
        return list(found)
    hint = "correct these first"
    code, file = found[0].code, found[0].file
    return [*found[:TOLD], Complaint(code=code, file=file, message=more, hint=hint)]


def _refuse_open_quote(text: str, file: str, parted: Delimiter) -> None:
    """Refuse a first row, its bytes as characters, that goes over several lines."""
    lines = enumerate(io.StringIO(text, newline=""), start=1)
    number, line = next(((at, line) for at, line in lines if line.strip("\r\n")), (0, ""))
    at = opened_in(line.rstrip("\r\n").encode("latin-1"), parted.sign.encode())
    if at < 0 or len(line) == len(text) >= LONGEST - len(codecs.BOM_UTF8):
        return  # of a line that is cut off nobody knows
    message, hint = UNCLOSED
    column = len(line[:at].encode("latin-1").decode(errors="replace")) + 1
    complaint = Complaint(
        code=Code.UNCLOSED_QUOTE,
        file=file,
        line=parted.lines + number,
        column=column,
        message=message,
        hint=hint,
    )
    raise UnreadableError([complaint])


def _places(names: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield the line and the column at which each name stands in a text."""
    at = 0
    for name in names:
        found = text.find(name, at)
        at = at if found < 0 else found
        before = text[:at]
        yield before.count("\n") + 1, at - before.rfind("\n")
        at += len(name) + 1  # and the comma


def _refused(file: str, code: Code, message: str, hint: str) -> UnreadableError:
    return UnreadableError([Complaint(code=code, file=file, message=message, hint=hint)])


class _Counted:
    """The lines of a text, counted as they are taken."""

    def __init__(self, text: str) -> None:
        self._left = io.StringIO(text, newline="")  # which takes no other sign for a new line
        self.characters = self.lines = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._left:
            self.characters += len(line)
            self.lines += 1
            yield line
