"""Codes of files that cannot be read at all."""

from __future__ import annotations

from typing import Final

from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticSection

MISSING_FILE: Final = DiagnosticCode(
    name="missing-file",
    explanation="There is no such file, and no pathway of that name.",
)
NOT_A_FILE: Final = DiagnosticCode(
    name="not-a-file",
    explanation="The path is a folder, or something else that holds no text.",
)
NO_PERMISSION: Final = DiagnosticCode(
    name="no-permission",
    explanation="The system does not let you read the file.",
)
TOO_LARGE: Final = DiagnosticCode(
    name="too-large",
    explanation=(
        "The file has more than 2 MB, or a table of people more than 100,000 values.\n"
        "A pathway has a few hundred lines."
    ),
)
NOT_UTF_8: Final = DiagnosticCode(
    name="not-utf-8",
    explanation=(
        "The file was saved in an old encoding.\nSave it as UTF-8, which every editor can."
    ),
)
NOT_TEXT: Final = DiagnosticCode(
    name="not-text",
    explanation="The file holds bytes that are no text, or a character that cannot be shown.",
)
EMPTY_FILE: Final = DiagnosticCode(
    name="empty-file",
    explanation=("There is nothing in the file but notes.\n`iopkit new` writes one to start from."),
)

SECTION: Final = DiagnosticSection(
    title="The file cannot be read",
    introduction=("Nothing can be said about the content yet.\nThe exit code is 2."),
    codes=(MISSING_FILE, NOT_A_FILE, NO_PERMISSION, TOO_LARGE, NOT_UTF_8, NOT_TEXT, EMPTY_FILE),
)
