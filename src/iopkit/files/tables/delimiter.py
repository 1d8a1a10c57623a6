"""By which sign the values of a text table are parted.

A comma is the rule. Programs of countries whose numbers have a comma write semicolons, others
tabs; and Excel begins some files with a line such as ``sep=;``, which is no row.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

COMMA: Final = ","
SIGNS: Final = {COMMA: "comma", ";": "semicolon", "\t": "tab"}
"""The signs that are found without being told, and what they are called."""

_TOLD: Final = re.compile(r'"?sep=([!-~\t])"?[,;\t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_NO_SIGN: Final = re.compile(r'[\w"\'.+-]')
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*+"')
_LINE: Final = re.compile(r"[^\r\n]*[^\s][^\r\n]*")


@attrs.frozen
class Delimiter:
    """How a table is parted.

    Parameters
    ----------
    sign
        What stands between two values.
    start
        Where its rows begin, after a line that says the sign. [characters]
    lines
        How many lines come before that. [lines]
    """

    sign: str = COMMA
    start: int = 0
    lines: int = 0

    @property
    def name(self) -> str:
        """What the sign is called."""
        return SIGNS.get(self.sign, f"'{self.sign}'")


def delimiter(text: str) -> Delimiter:
    r"""Return how the table in a text, or in the beginning of one, is parted.

    The names in the first row tell the sign, unless a line before it does: where a comma stands
    between them it is the comma, else the only one of the other signs that stands there.

    >>> delimiter("id;ok\n1;yes\n").sign, delimiter("sep=;\nid;ok\n").start, delimiter("a,b;c").sign
    (';', 6, ',')
    """
    told = _TOLD.match(text)
    if told and not _NO_SIGN.fullmatch(told[1]):
        return Delimiter(told[1], told.end(), 1)
    first = _LINE.search(text)
    names = _QUOTED.sub("", first[0]) if first else ""
    found = [sign for sign in SIGNS if sign in names]
    return Delimiter(found[0]) if len(found) == 1 else Delimiter()
