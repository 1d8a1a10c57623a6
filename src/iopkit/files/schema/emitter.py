"""From plain lists and maps to YAML that a person likes to read.

Sections and their larger items are written line by line; what fits on a line stands on one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from iopkit.files.schema.quantity import number_text

if TYPE_CHECKING:
    from iopkit.files.schema.value_type import Written

WIDTH: Final = 100
_BARE: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 _./%=<>()+-]*[A-Za-z0-9_./%=)])?", re.ASCII)
_NUMBERLIKE: Final = re.compile(r"[\d.+-]+([eE][+-]?\d+)?|0[xob].*", re.ASCII)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LOADED: Final = frozenset(["true", "false", "null", "yes", "no", "on", "off", "y", "n"])
"""Words that YAML, old or new, takes for something else than themselves."""


class Lines(str):
    """A text that is written line by line, as it stands."""

    __slots__ = ()


def emit(content: Mapping[str, Written], *, spread: frozenset[str]) -> str:
    """Return a map as a YAML file.

    Parameters
    ----------
    content
        The keys of the file, in order.
    spread
        The keys whose items are written line by line even when they are short.
    """
    parts: list[str] = []
    for key, value in content.items():
        section = isinstance(value, Mapping | Sequence) and not isinstance(value, str)
        lines = _block(key, value, "", 2 if key in spread else 1)
        parts.append(("\n" if section and parts else "") + "\n".join(lines))
    return "\n".join(parts) + "\n"


def scalar(value: Written) -> str:
    """Return a single value; a text in quotes unless it is plainly a text.

    >>> scalar("28 days"), scalar("18:30"), scalar("no"), scalar(36.0)
    ('28 days', '"18:30"', '"no"', '36')
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(value)
    text = str(value)
    loaded = text.lower() in _LOADED or (_NUMBERLIKE.fullmatch(text) and not _DATE.fullmatch(text))
    return text if _BARE.fullmatch(text) and not loaded else _quoted(text)


def _block(key: str, value: Written, indent: str, spread: int) -> list[str]:
    """Return the lines of a key and its value; the outer `spread` layers are never on one line."""
    head = f"{indent}{_key(key)}:"
    if isinstance(value, Lines) and _stand_alone(value):
        return [f"{head} |", *(f"{indent}  {line}" for line in value.split("\n")[:-1])]
    if not value or isinstance(value, str) or not isinstance(value, Mapping | Sequence):
        return [f"{head} {_flow(value)}"]
    line = f"{head} {_flow(value)}"
    if not spread and len(line) <= WIDTH:
        return [line]
    return [head, *_items(value, f"{indent}  ", max(0, spread - 1))]


def _stand_alone(text: str) -> bool:
    """Whether the lines of a text can stand in a file as they are."""
    *lines, rest = text.split("\n")
    return bool(lines) and not rest and all(ln.isprintable() and ln[:1].strip() for ln in lines)


def _items(value: Written, indent: str, spread: int) -> list[str]:
    if isinstance(value, Mapping):
        return [line for k, v in value.items() for line in _block(k, v, indent, spread)]
    lines: list[str] = []
    for item in value if isinstance(value, Sequence) else ():
        line = f"{indent}- {_flow(item)}"
        if len(line) <= WIDTH or not item or not isinstance(item, Mapping):
            lines.append(line)
        else:
            inner = _items(item, f"{indent}  ", 0)
            lines += [f"{indent}- {inner[0].lstrip()}", *inner[1:]]
    return lines


def _flow(value: Written) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(k)}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return scalar(value)


def _key(key: str) -> str:
    return key if key in {"yes", "no"} else scalar(key)


def _quoted(text: str) -> str:
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(escapes.get(char) or _shown(char) for char in text) + '"'


def _shown(char: str) -> str:
    code = ord(char)
    if char.isprintable():
        return char
    if code < 0x100:  # noqa: PLR2004  what two digits can say
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004  four digits
