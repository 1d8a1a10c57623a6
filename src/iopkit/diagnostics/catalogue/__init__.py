"""Every code and every wording, each declared once, in the order of the page of messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.diagnostics.catalogue import (
    clients,
    contradictions,
    criteria,
    file_access,
    keys,
    lint,
    names,
    other_files,
    scenarios,
    values,
    weeks,
    yaml_syntax,
)

if TYPE_CHECKING:
    from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticSection

SECTIONS: Final[tuple[DiagnosticSection, ...]] = (
    file_access.SECTION,
    yaml_syntax.SECTION,
    keys.SECTION,
    values.SECTION,
    other_files.SECTION,
    names.SECTION,
    criteria.SECTION,
    contradictions.SECTION,
    clients.SECTION,
    scenarios.SECTION,
    weeks.SECTION,
    lint.SECTION,
)

CODES: Final[dict[str, DiagnosticCode]] = {
    code.name: code for section in SECTIONS for code in section.codes
}
