"""Mistakes in a file put right as far as that is sure, with the rest of its text kept."""

from __future__ import annotations

import codecs
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from iopkit.diagnostics.fix import Applicability
from iopkit.errors import UnreadableError
from iopkit.files.yaml.atomic_write import write_bytes
from iopkit.files.yaml.text import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from iopkit.diagnostics.diagnostic import Diagnostic
    from iopkit.diagnostics.fix import DiagnosticFix
    from iopkit.files.compose.load import Examined


@attrs.frozen(kw_only=True)
class Repair:
    """What became of a text.

    Parameters
    ----------
    text
        The text with what was put right.
    examined
        What there is to say about it now.
    made
        What was wrong and is put right, in the order of the file.
    """

    text: str
    examined: Examined
    made: tuple[Diagnostic, ...] = ()


def repair(text: str, name: str, examine: Callable[[str], Examined]) -> Repair:
    """Return a text with every correction that is sure, or after which nothing else is wrong.

    Parameters
    ----------
    text
        What a file says.
    name
        The file's name for messages; corrections of other files are left alone.
    examine
        Tells what there is to say about a text of that name.

    Raises
    ------
    UnreadableError
        When the text cannot be read as it stands.
    """
    now = Repair(text=text, examined=examine(text))
    refused: set[tuple[int, int]] = set()
    while True:
        open_ = [
            each
            for each in now.examined.complaints
            if (place := _place(each, name)) is not None and place not in refused
        ]
        if not open_:
            return attrs.evolve(now, made=tuple(sorted(now.made, key=_in_order)))
        better = _better(now, open_, examine) or _better(now, open_[:1], examine)
        if better is None:
            refused.add((open_[0].line, open_[0].column))
        else:
            now = better


def repair_file(path: str, examine: Callable[[str], Examined]) -> Repair:
    """Put a file right; it is written whole, or left alone when nothing is to be changed.

    Raises
    ------
    UnreadableError
        When the file cannot be read as it stands.
    OSError
        When it cannot be read or written at all.
    """
    data = Path(path).read_bytes()
    done = repair(decode(data, path), path, examine)
    if done.made:
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        write_bytes(path, mark + done.text.encode(), overwrite=True)
    return done


def elsewhere(found: Iterable[Diagnostic], name: str) -> tuple[Diagnostic, ...]:
    """Return what could be put right in other files than the one of this name."""
    return tuple(
        each
        for each in found
        if each.fix
        and each.fix.applicability is not Applicability.MAYBE
        and each.fix.place
        and each.fix.place.file != name
    )


def _place(found: Diagnostic, name: str) -> tuple[int, int] | None:
    """Return where a diagnostic stands that can be put right in this file."""
    fix = found.fix
    if fix is None or fix.applicability is Applicability.MAYBE or fix.place is None:
        return None
    return (found.line, found.column) if fix.place.file == name else None


def _better(
    now: Repair, wrong: Sequence[Diagnostic], examine: Callable[[str], Examined]
) -> Repair | None:
    """Return the text with all of some corrections, unless that makes anything else wrong."""
    text = replaced(now.text, [each.fix for each in wrong if each.fix])
    if text is None:
        return None
    try:
        after = examine(text)
    except UnreadableError:
        return None
    new = Counter(map(_what, after.errors)) - Counter(map(_what, now.examined.errors))
    sure = all(each.fix and each.fix.applicability is Applicability.SURE for each in wrong)
    if new and not sure:
        return None
    return Repair(text=text, examined=after, made=(*now.made, *wrong))


def _what(found: Diagnostic) -> tuple[str, str, str, int]:
    return found.file, found.code, found.message, found.line


def _in_order(found: Diagnostic) -> tuple[int, int]:
    return found.line, found.column


def replaced(text: str, fixes: Iterable[DiagnosticFix]) -> str | None:
    r"""Return a text with some characters replaced; None when others stand there.

    >>> from iopkit.diagnostics.fix import DiagnosticFix
    >>> from iopkit.diagnostics.span import SourceSpan
    >>> here = DiagnosticFix(original="b", replacement="see", place=SourceSpan("f", 2, 1))
    >>> replaced("a: 1\r\nb: 2\r\n", [here]), replaced("a: 1", [here]) is None
    ('a: 1\r\nsee: 2\r\n', True)
    """
    lines = text.splitlines(keepends=True)
    placed = [(fix.place.line, fix.place.column, fix) for fix in fixes if fix.place]
    placed.sort(key=lambda each: each[:2])
    for number, on_line in groupby(placed, key=lambda each: each[0]):
        if number > len(lines):
            return None
        for _, _, fix in reversed([*on_line]):  # from the right: places to the left stay
            line = lines[number - 1]
            start = fix.start(line)
            if start is None:
                return None
            rest = line[start + len(fix.original) :]
            lines[number - 1] = f"{line[:start]}{fix.replacement}{rest}"
    return "".join(lines)
