"""One thing that is wrong in a file or a pathway, and how it is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Self, TypeAlias

import attrs

from iopkit.diagnostics.kind import DiagnosticMessage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from iopkit.diagnostics.fix import DiagnosticFix
    from iopkit.diagnostics.kind import DiagnosticKind, Severity
    from iopkit.diagnostics.span import SourceSpan

SHOWN: Final = 100
"""How many characters of a line are shown."""

FIRST: Final = 5
"""Of what is wrong in many rows, how many lines are told."""

REPEATED: Final = 200
"""How much of a value a message repeats. [characters]"""

LONGEST: Final = 500
"""The longest message, and the longest hint. [characters]"""

_ENDLESS: Final = re.compile(rf"(?<=')[^']{{{REPEATED + 1},}}(?=')")

ValuePath: TypeAlias = tuple[str | int, ...]
"""The way to a value of a pathway, in the names of its file."""


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


@attrs.frozen
class DiagnosticNote:
    """What else belongs to a diagnostic, at a place of its own."""

    message: str = attrs.field(converter=_bounded)
    place: SourceSpan

    def to_dict(self) -> dict[str, object]:
        """Return the note for another program."""
        place = self.place
        where = {"file": place.file, "line": place.line, "column": place.column}
        return {**where, "message": self.message}


@attrs.frozen(kw_only=True)
class Diagnostic:
    """What is wrong, where, and what to do: the words are made of these fields when asked for.

    Parameters
    ----------
    kind
        Its sentence, its code and its explanation.
    args
        What the sentence is about, by the names in its template.
    place
        Where in a file; None when no file is known.
    path
        The way to the value, in the names of the pathway file; empty when that is not known.
    span
        The characters meant inside the text of a criterion; None for the whole value.
    severity
        Whether the file can be used all the same.
    notes
        What else belongs to it, each with its own place.
    fix
        A replacement that puts it right, when there is one.
    count
        How often the same is wrong, this place included.
    lines
        The first lines where it is, when it is wrong more than once.
    hint
        What to do; empty when the message says it.
    """

    kind: DiagnosticKind
    args: Mapping[str, object] = attrs.field(factory=dict, hash=False)
    place: SourceSpan | None = None
    path: ValuePath = ()
    span: tuple[int, int] | None = None
    severity: Severity
    notes: tuple[DiagnosticNote, ...] = attrs.field(
        default=(), converter=tuple[DiagnosticNote, ...]
    )
    fix: DiagnosticFix | None = None
    count: int = 1
    lines: tuple[int, ...] = attrs.field(default=(), converter=tuple[int, ...])
    hint: str = attrs.field(default="", converter=_bounded)

    @classmethod
    def at(
        cls,
        place: SourceSpan | None,
        message: DiagnosticMessage,
        hint: str | None = None,
        *,
        notes: Iterable[DiagnosticNote] = (),
        fix: DiagnosticFix | None = None,
    ) -> Self:
        """Return a diagnostic about a stretch of a file; ``hint`` counts over that of the kind."""
        return cls(
            kind=message.kind,
            args=message.args,
            place=place,
            severity=message.kind.severity,
            notes=notes,
            fix=fix,
            hint=message.hint if hint is None else hint,
        )

    @classmethod
    def of(
        cls,
        path: ValuePath,
        message: DiagnosticMessage,
        hint: str | None = None,
        *,
        span: tuple[int, int] | None = None,
        fix: DiagnosticFix | None = None,
    ) -> Self:
        """Return a diagnostic about a value of a pathway, whichever file it is from."""
        return attrs.evolve(cls.at(None, message, hint, fix=fix), path=path, span=span)

    @property
    def code(self) -> str:
        """What is wrong, as one word that never changes."""
        return self.kind.code.name

    @property
    def message(self) -> str:
        """What is wrong, in a sentence."""
        return _bounded(DiagnosticMessage(self.kind, self.args).text)

    @property
    def file(self) -> str:
        """The file's name as the reader knows it; empty when no file is known."""
        return _harmless(self.place.file) if self.place else ""

    @property
    def line(self) -> int:
        """The line, counted from 1; 0 for the file as a whole."""
        return self.place.line if self.place else 0

    @property
    def column(self) -> int:
        """The column, counted from 1; 0 for the file as a whole."""
        return self.place.column if self.place else 0

    @property
    def text(self) -> str:
        """The line itself; empty when it must not be shown."""
        return _harmless(self.place.text) if self.place else ""

    def showing(self, text: str) -> Self:
        """Return it with another text for its line; none for a line that must not be shown."""
        return attrs.evolve(self, place=self.place and attrs.evolve(self.place, text=text))

    def __str__(self) -> str:
        """Return it as a compiler prints it: place, message, line, caret, hint, notes."""
        if self.place is None:
            where = written_path(self.path)
            told = f"{where}: {self.message}" if where else self.message
            return f"{told} ({self.hint})" if self.hint else told
        return "\n".join([self._main(), *(f"      {n.place}: {n.message}" for n in self.notes)])

    def _main(self) -> str:
        message = f"{self.message}{often(self.count, self.lines)}"
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        first = f"{where}: {self.severity}: {message}"
        if not self.text.strip():
            return f"{first}\n      {self.hint}" if self.hint else first
        shown, column = _window(self.text, self.column)
        width = self.place.width if self.place else 1
        caret = "^" * max(1, min(width, len(shown) - column + 1))
        under = f"{' ' * (column - 1)}{caret} {self.hint}".rstrip()
        return f"{first}\n{self.line:>5} | {shown}\n      | {under}"

    def to_dict(self) -> dict[str, object]:
        """Return it for another program."""
        several = {"count": self.count, "lines": [*self.lines]} if self.count > 1 else {}
        notes = {"notes": [note.to_dict() for note in self.notes]} if self.notes else {}
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "severity": str(self.severity),
            "code": self.code,
            "message": self.message,
            "args": plain_args(self.args),
            "hint": self.hint,
            **notes,
            **({"fix": self.fix.to_dict()} if self.fix else {}),
            **several,
        }


def plain_args(args: Mapping[str, object]) -> dict[str, object]:
    """Return the arguments of a sentence for another program."""
    return {name: _plain(value) for name, value in args.items()}


def _plain(value: object) -> object:
    """Return an argument for another program: a list, a number, a truth value or a text."""
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value if isinstance(value, bool | int | float) else _bounded(str(value))


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


def together(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics of which those that say the same of one file are one, at its first place.

    >>> from iopkit.diagnostics.kind import DiagnosticCode
    >>> from iopkit.diagnostics.span import SourceSpan
    >>> kind = DiagnosticCode(name="x", explanation="").kind("m")
    >>> several = [Diagnostic.at(SourceSpan("f", line, 1), kind()) for line in (2, 7)]
    >>> [(each.line, each.count) for each in together(several)]
    [(2, 2)]
    """
    groups: dict[tuple[object, ...], list[Diagnostic]] = {}
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


def written_path(path: ValuePath) -> str:
    """Return the way to a value as people write it.

    >>> written_path(("levels", "iop", "admit", 0))
    'levels.iop.admit[0]'
    """
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def _window(text: str, column: int) -> tuple[str, int]:
    """Return the part of a long line around a column, and the column in that part."""
    if len(text) <= SHOWN:
        return text, column
    start = max(0, min(column - 1 - SHOWN // 2, len(text) - SHOWN))
    before, after = "..." if start else "", "..." if start + SHOWN < len(text) else ""
    return f"{before}{text[start : start + SHOWN]}{after}", column - start + len(before)
