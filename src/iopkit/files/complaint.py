"""One thing that is wrong in a file, and how to say it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from iopkit.files.node import Mark

SHOWN = 100
"""How many characters of a line are shown."""


class Severity(StrEnum):
    """Whether a file can be used all the same."""

    ERROR = "error"
    WARNING = "warning"


def _harmless(text: str) -> str:
    """Return a text that cannot move the cursor of a terminal or reverse its letters."""
    return "".join(char if char.isprintable() else " " for char in text)


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
    """

    code: str
    file: str = attrs.field(converter=_harmless)
    line: int = 0
    column: int = 0
    width: int = 1
    message: str = attrs.field(converter=_harmless)
    hint: str = attrs.field(default="", converter=_harmless)
    text: str = attrs.field(default="", converter=_harmless, repr=False)
    severity: Severity = Severity.ERROR

    @classmethod
    def at(
        cls,
        mark: Mark,
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
        first = f"{place}: {self.severity}: {self.message}"
        if not self.text.strip():
            return f"{first}\n      {self.hint}" if self.hint else first
        shown, column = _window(self.text, self.column)
        caret = "^" * max(1, min(self.width, len(shown) - column + 1))
        under = f"{' ' * (column - 1)}{caret} {self.hint}".rstrip()
        return f"{first}\n{self.line:>5} | {shown}\n      | {under}"

    def to_json(self) -> dict[str, str | int]:
        """Return the complaint for another program."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "severity": str(self.severity),
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }


def _window(text: str, column: int) -> tuple[str, int]:
    """Return the part of a long line around a column, and the column in that part."""
    if len(text) <= SHOWN:
        return text, column
    start = max(0, min(column - 1 - SHOWN // 2, len(text) - SHOWN))
    before, after = "..." if start else "", "..." if start + SHOWN < len(text) else ""
    return f"{before}{text[start : start + SHOWN]}{after}", column - start + len(before)
