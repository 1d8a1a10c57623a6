"""What a file is when it is not what was asked for: the kinds of file tell by their keys.

What is not clearly a pathway may be what somebody answered, so nothing of it is ever repeated.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from iopkit.diagnostics.catalogue.file_access import OTHER_FILE
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.diagnostics.span import SourceSpan
from iopkit.errors import nearest
from iopkit.files.format.pathway import PATHWAY
from iopkit.files.yaml.node import Entries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.files.yaml.node import Node


class FileKind(StrEnum):
    """What files hold here."""

    PATHWAY = "pathway"
    CLIENT = "client file"
    SITUATIONS = "situation file"
    RULE_SET = "rule set"
    PART = "part"
    TABLE = "table"
    RECORD = "file that iopkit wrote for other programs"


_OF_ANY_KIND: Final = frozenset(["iopkit", "id", "title", "description", "sources"])
_SECTIONS: Final = frozenset(key.name for key in PATHWAY.keys) - _OF_ANY_KIND
"""The keys of a pathway file that no other file has."""
_TELLING: Final[dict[FileKind, frozenset[str]]] = {
    FileKind.PATHWAY: _SECTIONS,
    FileKind.CLIENT: frozenset(["facts", "history", "days_in_level", "days_in_care"]),
    FileKind.SITUATIONS: frozenset(["situations"]),
    FileKind.RULE_SET: frozenset(["about", "rules"]),
}
"""The keys that tell a kind; a file of several kinds is taken for the first."""
_READS: Final[dict[FileKind, str]] = {
    FileKind.PATHWAY: "iopkit check {}",
    FileKind.CLIENT: "iopkit place PATHWAY --client {}",
    FileKind.SITUATIONS: "iopkit try {}",
    FileKind.RULE_SET: "iopkit rules {}",
    FileKind.TABLE: "for a table of clients: iopkit place PATHWAY --clients {}",
    FileKind.RECORD: "give the pathway file that it was made from",
}
_COLUMNS: Final = re.compile(r"[^,;\t:{}\[\]#]+(?:[,;\t][^,;\t:{}\[\]#]*)+")
_RECORD: Final = re.compile(r"\"schema\"\s*:\s*\"iopkit/")


def is_plainly(kind: FileKind, text: str) -> bool:
    r"""Whether the lines of a text say that it is a pathway, or a rule set, and no answers.

    >>> pathway = FileKind.PATHWAY
    >>> is_plainly(pathway, "id: a\nlevels: {}"), is_plainly(pathway, "facts: {levels: 2}")
    (True, False)
    """
    inline = r"^|[{,]\s*" if text.lstrip()[:1] == "{" else "^"

    def says(keys: Iterable[str]) -> bool:
        key = "|".join(sorted(keys))
        return re.search(rf"(?:{inline})[\"']?(?:{key})[\"']?\s*:", text, re.MULTILINE) is not None

    answers = _TELLING[FileKind.CLIENT] | _TELLING[FileKind.SITUATIONS]
    # No file of answers has a title, and of a pathway just begun every section may be misspelt.
    return says(_TELLING[kind] | {"title"}) and not says(answers)


def kind_of_text(text: str) -> FileKind | None:
    r"""Return the kind of a text that is no YAML of ours: a table, or what commands print as JSON.

    >>> kind_of_text("level,days\niop,3")
    <FileKind.TABLE: 'table'>
    """
    lines = (line.strip() for line in text.splitlines())
    first = next((line for line in lines if line and not line.startswith("#")), "")
    if _COLUMNS.fullmatch(first):
        return FileKind.TABLE
    if text.lstrip()[:1] == "{" and _RECORD.search(text):
        return FileKind.RECORD
    return None


def kind_of(root: Node) -> FileKind | None:
    """Return the kind that the keys of a file tell, or None when they tell none."""
    keys = set(root.value.names()) if isinstance(root.value, Entries) else set()
    return next((kind for kind, telling in _TELLING.items() if keys & telling), None)


def not_to_lie_below(root: Node, wanted: FileKind) -> str:
    """Return what a file is that cannot be extended or used, in words; empty when it can be.

    A file without any section, such as a pathway that somebody has just begun, is no mistake, and
    a section that is misspelt is told where it stands.

    Parameters
    ----------
    root
        The whole file. Nothing that stands in it is repeated.
    wanted
        What it should be: a pathway, or a part.
    """
    if root.value is None:
        return "there is nothing in it"
    if not isinstance(root.value, Entries):
        return f"it holds {root.said()}, and no keys of a {wanted}"
    kind = kind_of(root)
    if kind not in {FileKind.PATHWAY, None}:
        return f"it is a {kind}, not a {wanted}"
    names = set(root.value.names())
    misspelt = any(nearest(name, _SECTIONS) for name in names - _OF_ANY_KIND)
    if kind is None and not ("iopkit" in names and (misspelt or names <= _OF_ANY_KIND)):
        return (
            f"none of its keys says that it is a {wanted}" if names else "there are no keys in it"
        )
    return ""


def another_kind(root: Node, name: str, wanted: FileKind) -> Diagnostic | None:
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

    >>> from iopkit.files.yaml.strict_yaml import read_yaml
    >>> root, _ = read_yaml("{iopkit: 1, situations: []}", "mine.yaml")
    >>> print(another_kind(root, "mine.yaml", FileKind.CLIENT))
    mine.yaml: error: this looks like a situation file, not a client file
          iopkit try mine.yaml
    """
    keys = set(root.value.names()) if isinstance(root.value, Entries) else set()
    kind = None if keys & _TELLING[wanted] else kind_of(root)
    return None if kind is None else instead(kind, name, wanted)


def instead(kind: FileKind, name: str, wanted: FileKind) -> Diagnostic:
    """Return the complaint that a file is of one kind and not of the one that is wanted."""
    hint = _READS[kind].format("-" if name == "<stdin>" else name)
    return Diagnostic.at(SourceSpan(name), OTHER_FILE(kind=kind, wanted=wanted), hint)
