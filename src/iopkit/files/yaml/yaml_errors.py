"""What YAML's own errors mean, in the words of somebody who has never heard of YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from iopkit.diagnostics.catalogue.yaml_syntax import (
    BACKSLASH,
    CONTROL_CHARACTER,
    DIRECTIVE,
    LIST_BEGINS_HERE,
    LIST_NEVER_CLOSED,
    MAP_NEVER_CLOSED,
    NEITHER_KEY_NOR_ITEM,
    NO_YAML,
    ODD_ANCHOR,
    ODD_BEGINNING,
    ODD_INDENT,
    ODD_LINE_IN_LIST,
    ODD_TAG,
    QUOTES_NEVER_CLOSED,
    RESERVED_BEGINNING,
    SECOND_COLON,
    TAB_IN_INDENT,
    TEXT_AFTER_QUOTE,
)

if TYPE_CHECKING:
    from iopkit.diagnostics.kind import DiagnosticMessage


class YamlExplanation(NamedTuple):
    """A complaint without its place; `opening` to point at where the broken thing began."""

    message: DiagnosticMessage
    opening: bool = False
    hint: str | None = None


_QUOTES: Final = 'put the whole text in quotes: "..."'
_INDENT: Final = "lines that belong together start in the same column; use spaces"

_BY_PROBLEM: Final[dict[str, YamlExplanation]] = {
    "mapping values are not allowed in this context": YamlExplanation(SECOND_COLON()),
    "found unexpected end of stream": YamlExplanation(QUOTES_NEVER_CLOSED(), opening=True),
    "did not find expected ',' or ']'": YamlExplanation(LIST_NEVER_CLOSED(), opening=True),
    "did not find expected ',' or '}'": YamlExplanation(MAP_NEVER_CLOSED(), opening=True),
    "did not find expected '-' indicator": YamlExplanation(ODD_LINE_IN_LIST()),
    "block sequence entries are not allowed in this context": YamlExplanation(LIST_BEGINS_HERE()),
    "could not find expected ':'": YamlExplanation(NEITHER_KEY_NOR_ITEM(), opening=True),
    "found unknown escape character": YamlExplanation(BACKSLASH()),
    "did not find expected node content": YamlExplanation(ODD_BEGINNING()),
    "did not find expected alphabetic or numeric character": YamlExplanation(
        ODD_ANCHOR(), opening=True
    ),
    "found undefined tag handle": YamlExplanation(ODD_TAG(), opening=True),
    "found unknown directive name": YamlExplanation(DIRECTIVE(), opening=True),
    "control characters are not allowed": YamlExplanation(CONTROL_CHARACTER()),
}

_BEFORE_A_LIST: Final = re.compile(r"\bin\s*$")


def words_for(problem: str, at: str, before: str) -> YamlExplanation:
    """Return what an error of the parser means.

    Parameters
    ----------
    problem
        What the parser said.
    at
        The character where it stopped; empty at the end of a line.
    before
        What stands before it on its line.
    """
    if at == "\t":
        return YamlExplanation(TAB_IN_INDENT())
    if problem == "found character that cannot start any token":
        return YamlExplanation(RESERVED_BEGINNING(at=at))
    if problem == "did not find expected key":
        if before.strip():
            return YamlExplanation(TEXT_AFTER_QUOTE())
        return YamlExplanation(ODD_INDENT())
    known = _BY_PROBLEM.get(problem)
    if known and at == "[" and _BEFORE_A_LIST.search(before):
        # "house in [a, b]" inside a list or map on one line: the bracket is the criterion's.
        return known._replace(hint='put the criterion in quotes: "FACT in [a, b]"')
    return known or YamlExplanation(NO_YAML(problem=problem))
