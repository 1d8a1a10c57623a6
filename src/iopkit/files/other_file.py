"""What a file is when it is not what was asked for: the kinds of file tell by their keys."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from iopkit.files.code import Code
from iopkit.files.complaint import Complaint
from iopkit.files.node import Entries

if TYPE_CHECKING:
    from iopkit.files.node import Node


class FileKind(StrEnum):
    """What is written as YAML here."""

    PATHWAY = "pathway"
    CLIENT = "client file"
    SITUATIONS = "situation file"
    RULE_SET = "rule set"


_TELLING: Final[dict[FileKind, frozenset[str]]] = {
    FileKind.PATHWAY: frozenset(["extends", "levels", "transitions", "programs", "assessment"]),
    FileKind.CLIENT: frozenset(["facts", "history"]),
    FileKind.SITUATIONS: frozenset(["situations"]),
    FileKind.RULE_SET: frozenset(["about", "rules"]),
}
"""The keys that tell a kind; a file of several kinds is taken for the first."""
_READS: Final[dict[FileKind, str]] = {
    FileKind.PATHWAY: "iopkit check",
    FileKind.CLIENT: "iopkit place PATHWAY --client",
    FileKind.SITUATIONS: "iopkit try",
    FileKind.RULE_SET: "iopkit rules",
}


def another_kind(root: Node, name: str, wanted: FileKind) -> Complaint | None:
    """Return the complaint about a file of another kind, or None when it may be what was wanted.

    Parameters
    ----------
    root
        The whole file. Nothing that stands in it is repeated.
    name
        Its name.
    wanted
        What it should be. One of its own keys is enough for it to be taken for that; but a
        pathway goes before anything else, since its keys stand nowhere else.

    >>> from iopkit.files.strict_yaml import read_yaml
    >>> root, _ = read_yaml("{iopkit: 1, situations: []}", "mine.yaml")
    >>> print(another_kind(root, "mine.yaml", FileKind.CLIENT))
    mine.yaml: error: this looks like a situation file, not a client file
          iopkit try mine.yaml
    """
    keys = set(root.value.names()) if isinstance(root.value, Entries) else set()
    for kind, telling in _TELLING.items():
        if keys & telling and not (keys & _TELLING[wanted]):
            message = f"this looks like a {kind}, not a {wanted}"
            hint = f"{_READS[kind]} {'-' if name == '<stdin>' else name}"
            return Complaint(code=Code.WRONG_FORM, file=name, message=message, hint=hint)
    return None
