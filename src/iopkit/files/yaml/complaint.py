"""One thing that is wrong in a file, and how to say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from iopkit.diagnostics.kind import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iopkit.diagnostics.span import SourceSpan

SHOWN = 100
"""How many characters of a line are shown."""

FIRST = 5
"""Of what is wrong in many rows, how many lines are told."""


REPEATED = 200
"""How much of a value a complaint repeats. [characters]"""

LONGEST = 500
"""The longest message, and the longest hint. [characters]"""

_ENDLESS = re.compile(rf"(?<=')[^']{{{REPEATED + 1},}}(?=')")


def _harmless(text: str) -> str:
    """Return a text that cannot move the cursor of a terminal or reverse its letters."""
    return "".join(char if char.isprintable() else " " for char in text)


def _bounded(text: str) -> str:
    """Return a harmless message that repeats no more of a value than anybody reads."""
    short = _ENDLESS.sub(lambda value: f"{value[0][: REPEATED - 3]}...", _harmless(text))
    if len(short) <= LONGEST:
        return short
    # A value with quotes inside; what is said of it stands before and after.
    return f"{short[:REPEATED]} ... {short[-REPEATED:]}"


@attrs.frozen(kw_only=True)
class Complaint:
    """What is wrong, where, and what to do.

    Parameters
    ----------
    code
        What is wrong, as one word that never changes.
    file
        The file's name as the reader knows it.
    line, column
        Where, both counted from 1; line 0 for the file as a whole.
    width
        How many characters are meant.
    message
        What is wrong, in a sentence.
    hint
        What to do; empty when the message says it.
    text
        The line itself; empty when it must not be shown.
    severity
        Whether the file can be used all the same.
    count
        How often the same is wrong, this place included.
    lines
        The first lines where it is, when it is wrong more than once.
    """

    code: str
    file: str = attrs.field(converter=_harmless)
    line: int = 0
    column: int = 0
    width: int = 1
    message: str = attrs.field(converter=_bounded)
    hint: str = attrs.field(default="", converter=_bounded)
    text: str = attrs.field(default="", converter=_harmless, repr=False)
    severity: Severity = Severity.ERROR
    count: int = 1
    lines: tuple[int, ...] = attrs.field(default=(), converter=tuple[int, ...])

    @classmethod
    def at(
        cls,
        mark: SourceSpan,
        code: str,
        message: str,
        hint: str = "",
        *,
        severity: Severity = Severity.ERROR,
    ) -> Complaint:
        """Return a complaint about a stretch of a file."""
        return cls(
            code=code,
            file=mark.file,
            line=mark.line,
            column=mark.column,
            width=mark.width,
            message=message,
            hint=hint,
            text=mark.text,
            severity=severity,
        )

    def __str__(self) -> str:
        """Return the complaint as a compiler prints it: place, message, line, caret, hint."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        message = f"{self.message}{often(self.count, self.lines)}"
        first = f"{place}: {self.severity}: {message}"
        if not self.text.strip():
            return f"{first}\n      {self.hint}" if self.hint else first
        shown, column = _window(self.text, self.column)
        caret = "^" * max(1, min(self.width, len(shown) - column + 1))
        under = f"{' ' * (column - 1)}{caret} {self.hint}".rstrip()
        return f"{first}\n{self.line:>5} | {shown}\n      | {under}"

    def to_json(self) -> dict[str, object]:
        """Return the complaint for another program."""
        several = {"count": self.count, "lines": [*self.lines]} if self.count > 1 else {}
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "severity": str(self.severity),
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
            **several,
        }


def often(count: int, places: Sequence[int], *, what: str = "line") -> str:
    """Say how often the same is wrong, and where first; nothing of what is wrong once.

    >>> often(1000, (2, 3, 4, 5, 6)), often(2, (2, 9)), often(1, (2,))
    (' (1,000 times, in lines 2, 3, 4, 5, 6 and others)', ' (2 times, in lines 2, 9)', '')
    """
    if count == 1:
        return ""
    if not places:
        return f" ({count:,} times)"
    others = " and others" if count > len(places) else ""
    listed = ", ".join(map(str, places))
    return f" ({count:,} times, in {what}{'s' if len(places) > 1 else ''} {listed}{others})"


def together(found: Iterable[Complaint]) -> list[Complaint]:
    """Return complaints of which those that say the same of one file are one, at its first place.

    >>> one = Complaint(code="x", file="f", line=2, message="m")
    >>> [(each.line, each.count) for each in together([one, attrs.evolve(one, line=7)])]
    [(2, 2)]
    """
    groups: dict[tuple[object, ...], list[Complaint]] = {}
    for each in found:
        key = (each.code, each.file, each.message, each.hint, each.severity)
        groups.setdefault(key, []).append(each)
    return [
        attrs.evolve(
            group[0],
            count=sum(each.count for each in group),
            lines=tuple(dict.fromkeys(each.line for each in group if each.line))[:FIRST],
        )
        if len(group) > 1
        else group[0]
        for group in groups.values()
    ]


def _window(text: str, column: int) -> tuple[str, int]:
    """Return the part of a long line around a column, and the column in that part."""
    if len(text) <= SHOWN:
        return text, column
    start = max(0, min(column - 1 - SHOWN // 2, len(text) - SHOWN))
    before, after = "..." if start else "", "..." if start + SHOWN < len(text) else ""
    return f"{before}{text[start : start + SHOWN]}{after}", column - start + len(before)
