"""Codes of client files and tables of clients."""

from __future__ import annotations

from typing import Final

from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticSection

IDENTITY: Final = DiagnosticCode(
    name="identity",
    explanation=(
        "A key, or a column of a table, says who the client is.\n"
        "iopkit needs no identity and stores none: leave it out."
    ),
)
BAD_ANSWER: Final = DiagnosticCode(
    name="bad-answer",
    explanation=(
        "An answer cannot be one to its question; the message says what it must be.\n"
        "`Male` for `male`, `yes` or `Y` for true, and a level's title for its id are taken; "
        "what can mean two things is refused with both.\n"
        "The same mistake in many rows of a table is told once, with how often it is made and"
        " in which lines first.\n"
        "Two answers may also contradict each other: nobody is at a level for longer than in "
        "care."
    ),
)

SECTION: Final = DiagnosticSection(
    title="Client files and tables of clients",
    introduction=(
        "A complaint about a client file or a table of clients never shows the line or the answer."
    ),
    codes=(IDENTITY, BAD_ANSWER),
)
