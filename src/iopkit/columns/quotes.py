"""Quotes that open in one line of a text file and close in another, or never.

No question, no key and no word of a scale needs more than one line. So such a quote is a slip, and
whoever read on would take all rows up to the next quote for one value: clients would be gone.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK: Final = 4_000_000
"""How much of a file is looked at together; of a longer line nothing is said. [bytes]"""

_CLOSED: Final = re.compile(rb'"[^"]*+(?:""[^"]*+)*+"')


def _opening(sign: bytes) -> re.Pattern[bytes]:
    """Return what finds quotes that may be open; only with one a value begins opens one.

    Within quotes two stand for one.
    """
    return re.compile(
        rb"""(?<![^SIGN\r\n])"[^"\r\n]*+(?:""[^"\r\n]*+)*+(?=[\r\n]|\Z)""".replace(
            b"SIGN", re.escape(sign)
        )
    )


def opened_in(line: bytes, sign: bytes = b",") -> int:
    """Return where in a line a quote opens that is not closed there; -1 when none does.

    >>> opened_in(b'1,"no, never",yes'), opened_in(b'10,"no,female'), opened_in(b'5" tall,no')
    (-1, 3, -1)
    """
    at = 0
    while True:
        if line[at : at + 1] == b'"':
            closed = _CLOSED.match(line, at)
            if closed is None:
                return at
            at = closed.end()
        comma = line.find(sign, at)
        if comma < 0:
            return -1
        at = comma + 1


def unclosed_quotes(file: IO[bytes], before: int, sign: bytes = b",") -> Iterator[tuple[int, int]]:
    r"""Yield the line and the column of each quote that is not closed in its line.

    Parameters
    ----------
    file
        A text file; it is read from where it stands.
    before
        How many lines come before that. [lines]
    sign
        What stands between two values.

    Yields
    ------
    tuple
        The line and the column, both counted from 1.

    >>> import io
    >>> list(unclosed_quotes(io.BytesIO(b'1,"no,female\n2,yes,"a, ""b"\n'), before=1))
    [(2, 3)]
    """
    for lines in _whole_lines(file):
        if b'"' in lines:
            yield from ((before + line, column) for line, column in _unclosed(lines, sign))
        before += _ends(lines)


def _whole_lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a file some lines at a time."""
    left = b""
    while some := file.read(CHUNK):
        left += some
        # A carriage return at the very end may be the first half of an end of line.
        end = max(left.rfind(b"\n"), left.rfind(b"\r", 0, -1)) + 1
        if end:
            yield left[:end]
        left = left[end:]
        if len(left) > CHUNK:
            return  # who reads the rows says that this one is too long
    if left:
        yield left


def _unclosed(lines: bytes, sign: bytes) -> Iterator[tuple[int, int]]:
    counted, line = 0, 1
    for found in _opening(sign).finditer(lines):
        start = max(lines.rfind(b"\n", 0, found.start()), lines.rfind(b"\r", 0, found.start())) + 1
        # A sign within quotes looks as if a value began behind it.
        at = opened_in(lines[start : found.end()], sign)
        if at < 0:
            continue
        line += _ends(lines[counted:start])
        counted = start
        yield line, len(lines[start : start + at].decode(errors="replace")) + 1


def _ends(lines: bytes) -> int:
    """Return how many lines end in a stretch of a file."""
    return lines.count(b"\n") + lines.count(b"\r") - lines.count(b"\r\n")
