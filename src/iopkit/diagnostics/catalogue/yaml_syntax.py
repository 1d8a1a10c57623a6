"""Codes of files that are not the YAML of this format."""

from __future__ import annotations

from typing import Final

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
)
TOO_MANY_VALUES: Final = DiagnosticCode(
    name="too-many-values",
    explanation="The file holds more than 50,000 values.",
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
