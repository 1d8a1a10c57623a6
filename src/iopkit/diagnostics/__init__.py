"""What iopkit has to say about files, as values: kinds are catalogued, words are made at the end.

Read `kind` first, then `diagnostic`; every wording stands in `catalogue`, grouped as the page of
messages is.
"""

from __future__ import annotations

from iopkit.diagnostics.diagnostic import Diagnostic, DiagnosticNote
from iopkit.diagnostics.fix import Applicability, DiagnosticFix
from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticKind, DiagnosticMessage, Severity
from iopkit.diagnostics.span import SourceSpan

__all__ = [
    "Applicability",
    "Diagnostic",
    "DiagnosticCode",
    "DiagnosticFix",
    "DiagnosticKind",
    "DiagnosticMessage",
    "DiagnosticNote",
    "Severity",
    "SourceSpan",
]
