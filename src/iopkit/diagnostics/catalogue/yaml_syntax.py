"""Codes of files that are not the YAML of this format."""

from __future__ import annotations

from typing import Final

from iopkit.diagnostics.catalogue.file_access import EMPTY_FILE, NOT_TEXT
from iopkit.diagnostics.catalogue.keys import (
    DUPLICATE_KEY,
    KEY_NOT_TEXT,
    MERGE_KEY,
    NEAR_DUPLICATE_KEY,
)
from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticSection

YAML_SYNTAX: Final = DiagnosticCode(
    name="yaml-syntax",
    explanation=(
        "The line is not YAML.\n"
        "Most often a text that holds `: ` lacks its quotes, or lines that belong together "
        "start in different columns."
    ),
    example="title2: Group: evening",
)
TAB: Final = DiagnosticCode(
    name="tab",
    explanation="Lines are indented with spaces; a tab looks the same and is not.",
    example="levels:\n\tiop: 1",
)
UNCLOSED_QUOTE: Final = DiagnosticCode(
    name="unclosed-quote",
    explanation=("A text that opens with a quote never ends.\nThe caret is at the opening quote."),
    example='description: "Open',
)
ANCHOR: Final = DiagnosticCode(
    name="anchor",
    explanation=(
        "A value begins with `&` or `*`, by which YAML repeats values.\n"
        "They are not read here: write the value twice, or quote the text."
    ),
    example="description: *important*",
)
TAG: Final = DiagnosticCode(
    name="tag",
    explanation=("A value begins with `!`, by which YAML names types.\nQuote the text."),
    example="description: !note x",
)
SECOND_DOCUMENT: Final = DiagnosticCode(
    name="second-document",
    explanation=("A line `---` begins a second document.\nA file holds one pathway."),
    example=("description: x\n---\nid: y"),
)
TOO_DEEP: Final = DiagnosticCode(
    name="too-deep",
    explanation="Lists and maps stand inside one another more than 24 deep.",
    example="description: [[[[[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]]]]",
)
TOO_MANY_VALUES: Final = DiagnosticCode(
    name="too-many-values",
    explanation="The file holds more than 50,000 values.",
    command=('echo "a: [$(seq -s, 60000)]" > many.yaml\niopkit check many.yaml'),
)

SECTION: Final = DiagnosticSection(
    title="It is not the YAML of this format",
    introduction=(
        "YAML reads on line by line, so after one of these the rest of the file is not looked"
        " at.\n"
        "The exit code is 2."
    ),
    codes=(
        YAML_SYNTAX,
        TAB,
        UNCLOSED_QUOTE,
        ANCHOR,
        TAG,
        SECOND_DOCUMENT,
        TOO_DEEP,
        TOO_MANY_VALUES,
    ),
)

CONTROL_CHARACTER: Final = NOT_TEXT.kind(
    "a character here cannot be shown", "delete it and type it again"
)
EMPTY_DOCUMENT: Final = EMPTY_FILE.kind("the file is empty")
NON_BREAKING_SPACE: Final = YAML_SYNTAX.kind(
    "a non-breaking space, which looks like a space and is none", "delete it and type a space"
)
COLON_MISSING: Final = YAML_SYNTAX.kind(
    "a ': ' is missing here", "write a ':' and a space between a key and its value"
)
SECOND_COLON: Final = YAML_SYNTAX.kind(
    "a second ': ' on one line, or a line that is indented too far",
    'if it belongs to the text, put the whole text in quotes: "..."',
)
LIST_NEVER_CLOSED: Final = YAML_SYNTAX.kind("the list that opens here lacks a ',' or its ']'")
MAP_NEVER_CLOSED: Final = YAML_SYNTAX.kind("the map that opens here lacks a ',' or its '}}'")
ODD_LINE_IN_LIST: Final = YAML_SYNTAX.kind(
    "this line does not fit into the list above it",
    "lines that belong together start in the same column; use spaces",
)
LIST_BEGINS_HERE: Final = YAML_SYNTAX.kind(
    "a list cannot begin here", "start it on a line of its own"
)
NEITHER_KEY_NOR_ITEM: Final = YAML_SYNTAX.kind(
    "this line is neither 'key: value' nor a list item", "write a space after ':' and after '-'"
)
BACKSLASH: Final = YAML_SYNTAX.kind(
    "'\\' has a meaning of its own in \"quotes\"", "write '\\\\' for one"
)
ODD_BEGINNING: Final = YAML_SYNTAX.kind(
    "a value cannot begin with this character", 'put the whole text in quotes: "..."'
)
DIRECTIVE: Final = YAML_SYNTAX.kind("a line cannot begin with '%'", "remove it")
RESERVED_BEGINNING: Final = YAML_SYNTAX.kind(
    "a value cannot begin with '{at}'", 'put the whole text in quotes: "..."'
)
ODD_INDENT: Final = YAML_SYNTAX.kind(
    "this line does not fit under those above it",
    "lines that belong together start in the same column; use spaces",
)
NO_YAML: Final = YAML_SYNTAX.kind(
    "this is not YAML: {problem}", 'put the whole text in quotes: "..."'
)
TEXT_AFTER_QUOTE: Final = YAML_SYNTAX.kind(
    "more follows after the closing quote or bracket", "remove it, or quote the whole text"
)
TAB_IN_INDENT: Final = TAB.kind("a tab", "indent with spaces")
QUOTES_NEVER_CLOSED: Final = UNCLOSED_QUOTE.kind(
    "the quotes that open here are never closed", "close them"
)
ANCHOR_OR_ALIAS: Final = ANCHOR.kind(
    "a value cannot begin with '*' or '&'", "put a text in quotes; write shared values twice"
)
ODD_ANCHOR: Final = ANCHOR.kind(
    "a value cannot begin with '*' or '&'", 'put the whole text in quotes: "..."'
)
TAGGED_VALUE: Final = TAG.kind("a value cannot begin with '!'", "put a text in quotes")
ODD_TAG: Final = TAG.kind("a value cannot begin with '!'", 'put the whole text in quotes: "..."')
ANOTHER_DOCUMENT: Final = SECOND_DOCUMENT.kind("a second document begins here", "remove '---'")
NESTED_TOO_DEEP: Final = TOO_DEEP.kind("nested more than {most} deep", "is this the right file?")
VALUES_TOO_MANY: Final = TOO_MANY_VALUES.kind("more than {most} values", "split the file")
KEY_IS_NO_SCALAR: Final = KEY_NOT_TEXT.kind("a key must be a word", "check brackets and '?'")
KEY_IS_NO_WORD: Final = KEY_NOT_TEXT.kind("{shown} is not a word", "put the key in quotes")
MERGES_MAPS: Final = MERGE_KEY.kind("'<<' does not merge maps here", "use 'extends'")
KEY_TWICE: Final = DUPLICATE_KEY.kind("{shown} is given twice", "keep one of them")
KEY_NEARLY_TWICE: Final = NEAR_DUPLICATE_KEY.kind(
    "{shown} is too much like {other}",
    "they differ only in capitals, spaces, '-' or '_': keep one, or rename it",
)

FIRST_HERE: Final = "the first one is here"
"""Said of the place of the first of two keys."""
