"""What YAML's own errors mean, in the words of somebody who has never heard of YAML."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from iopkit.files.yaml.code import Code


class YamlExplanation(NamedTuple):
    """A complaint without its place; `opening` to point at where the broken thing began."""

    code: Code
    message: str
    hint: str
    opening: bool = False


_QUOTES: Final = 'put the whole text in quotes: "..."'
_INDENT: Final = "lines that belong together start in the same column; use spaces"

_BY_PROBLEM: Final[dict[str, YamlExplanation]] = {
    "mapping values are not allowed in this context": YamlExplanation(
        Code.YAML_SYNTAX,
        "a second ': ' on one line, or a line that is indented too far",
        f"if it belongs to the text, {_QUOTES}",
    ),
    "found unexpected end of stream": YamlExplanation(
        Code.UNCLOSED_QUOTE,
        "the quotes that open here are never closed",
        "close them",
        opening=True,
    ),
    "did not find expected ',' or ']'": YamlExplanation(
        Code.YAML_SYNTAX, "the list that opens here lacks a ',' or its ']'", "", opening=True
    ),
    "did not find expected ',' or '}'": YamlExplanation(
        Code.YAML_SYNTAX, "the map that opens here lacks a ',' or its '}'", "", opening=True
    ),
    "did not find expected '-' indicator": YamlExplanation(
        Code.YAML_SYNTAX, "this line does not fit into the list above it", _INDENT
    ),
    "block sequence entries are not allowed in this context": YamlExplanation(
        Code.YAML_SYNTAX, "a list cannot begin here", "start it on a line of its own"
    ),
    "could not find expected ':'": YamlExplanation(
        Code.YAML_SYNTAX,
        "this line is neither 'key: value' nor a list item",
        "write a space after ':' and after '-'",
        opening=True,
    ),
    "found unknown escape character": YamlExplanation(
        Code.YAML_SYNTAX, "'\\' has a meaning of its own in \"quotes\"", "write '\\\\' for one"
    ),
    "did not find expected node content": YamlExplanation(
        Code.YAML_SYNTAX, "a value cannot begin with this character", _QUOTES
    ),
    "did not find expected alphabetic or numeric character": YamlExplanation(
        Code.ANCHOR, "a value cannot begin with '*' or '&'", _QUOTES, opening=True
    ),
    "found undefined tag handle": YamlExplanation(
        Code.TAG, "a value cannot begin with '!'", _QUOTES, opening=True
    ),
    "found unknown directive name": YamlExplanation(
        Code.YAML_SYNTAX, "a line cannot begin with '%'", "remove it", opening=True
    ),
    "control characters are not allowed": YamlExplanation(
        Code.NOT_TEXT, "a character here cannot be shown", "delete it and type it again"
    ),
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
        return YamlExplanation(Code.TAB, "a tab", "indent with spaces")
    if problem == "found character that cannot start any token":
        return YamlExplanation(Code.YAML_SYNTAX, f"a value cannot begin with '{at}'", _QUOTES)
    if problem == "did not find expected key":
        if before.strip():
            message = "more follows after the closing quote or bracket"
            return YamlExplanation(Code.YAML_SYNTAX, message, "remove it, or quote the whole text")
        return YamlExplanation(
            Code.YAML_SYNTAX, "this line does not fit under those above it", _INDENT
        )
    known = _BY_PROBLEM.get(problem)
    if known and at == "[" and _BEFORE_A_LIST.search(before):
        # "house in [a, b]" inside a list or map on one line: the bracket is the criterion's.
        return known._replace(hint='put the criterion in quotes: "FACT in [a, b]"')
    return known or YamlExplanation(Code.YAML_SYNTAX, f"this is not YAML: {problem}", _QUOTES)
