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
from iopkit.diagnostics.catalogue.tables import (
    COLUMN_IN_DOUBT,
    COLUMN_OF_IDENTITY_OR_KEY,
    COLUMN_OVER_LINES,
    COLUMN_TWICE_THERE,
    CORRECT_FIRST,
    FIRST_ROW_NOT_UTF_8,
    FIRST_ROW_TOO_LONG,
    INDEX_COLUMN,
    MORE_COLUMNS,
    NO_QUESTION_IN_FIRST_ROW,
    NO_QUESTION_OF_PATHWAY,
    NUMBERED_COLUMN_UNNAMED,
    ONE_MORE_COLUMN,
    OPEN_QUOTE_IN_LINE,
    SEVERAL_SEPARATORS,
    TABLE_NOT_TEXT,
    TABLE_WITHOUT_NAMES,
)
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.diagnostics.span import SourceSpan
from iopkit.errors import UnreadableError, nearest
from iopkit.files.tables.aliases import doubt, meant
from iopkit.files.tables.delimiter import COMMA, delimiter
from iopkit.model.assessment import identifies

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from iopkit.diagnostics.kind import DiagnosticMessage
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
        raise _refused(file, TABLE_NOT_TEXT())
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
        raise _refused(file, TABLE_WITHOUT_NAMES())
    at = skipped + lines.characters
    if not row or at >= LONGEST:
        raise _refused(file, FIRST_ROW_TOO_LONG())
    try:
        names = [name.encode("latin-1").decode().strip() for name in row]
    except UnicodeDecodeError:
        raise _refused(file, FIRST_ROW_NOT_UTF_8()) from None
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
            raise _refused(file, SEVERAL_SEPARATORS())
        raise _refused(file, NO_QUESTION_IN_FIRST_ROW())
    found = [
        Diagnostic.at(SourceSpan(file, *place), told, hint)
        for place, told, hint in _complaints(names, holds, list(known), places)
    ]
    if found:
        more = len(found) - TOLD
        told = ONE_MORE_COLUMN if more == 1 else MORE_COLUMNS
        raise UnreadableError(first_of(found, told, count=more))
    return {name: holds[name][0] for name in names}


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
) -> Iterator[tuple[tuple[int, int], DiagnosticMessage, str | None]]:
    """Yield where a column is wrong, how, and what to do where the kind does not know it."""
    seen: set[str] = set()
    # A table without names begins with answers, and these are not repeated.
    are_names = any(holds.values())
    for number, name in enumerate(names, start=1):
        shown = f"'{name}'" if are_names else f"{number}"
        at = places[number - 1] if places else (0, 0)
        held = holds[name]
        if not name:
            yield at, NUMBERED_COLUMN_UNNAMED(number=number), None
        elif not held and ("\n" in name or "\r" in name):
            # What stands there may be clients' answers, so it is not repeated.
            yield at, COLUMN_OVER_LINES(number=number), None
        elif not held and _INDEX.fullmatch(name):
            yield at, INDEX_COLUMN(name=name), None
        elif not held and identifies(name):
            yield at, COLUMN_OF_IDENTITY_OR_KEY(name=name, key=KEY), None
        elif not held:
            yield at, NO_QUESTION_OF_PATHWAY(column=shown), nearest(name, known) or None
        elif len(held) > 1:
            yield at, COLUMN_IN_DOUBT(name=name, why=doubt(held)), None
        elif held[0] in seen:
            yield at, COLUMN_TWICE_THERE(column=shown), None
        else:
            seen.add(held[0])


def first_of(found: Sequence[Diagnostic], more: str, *, count: int = 0) -> list[Diagnostic]:
    """Return the first complaints about a table, and in one more that there are others.

    Parameters
    ----------
    found
        All of them, or one more than are told; not empty.
    more
        The template of the last one, which says that there are others.
    count
        How many others there are, where the template says it.
    """
    if len(found) <= TOLD:
        return list(found)
    kind = found[0].kind.code.kind(more, CORRECT_FIRST)
    rest = Diagnostic.at(SourceSpan(found[0].file), kind(count=count))
    return [*found[:TOLD], rest]


def _refuse_open_quote(text: str, file: str, parted: Delimiter) -> None:
    """Refuse a first row, its bytes as characters, that goes over several lines."""
    lines = enumerate(io.StringIO(text, newline=""), start=1)
    number, line = next(((at, line) for at, line in lines if line.strip("\r\n")), (0, ""))
    at = opened_in(line.rstrip("\r\n").encode("latin-1"), parted.sign.encode())
    if at < 0 or len(line) == len(text) >= LONGEST - len(codecs.BOM_UTF8):
        return  # of a line that is cut off nobody knows
    column = len(line[:at].encode("latin-1").decode(errors="replace")) + 1
    place = SourceSpan(file, parted.lines + number, column)
    complaint = Diagnostic.at(place, OPEN_QUOTE_IN_LINE())
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


def _refused(file: str, message: DiagnosticMessage) -> UnreadableError:
    return UnreadableError([Diagnostic.at(SourceSpan(file), message)])


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
