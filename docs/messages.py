"""The page of messages, written from the catalogue: `python docs/messages.py`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from iopkit.diagnostics.catalogue import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticSection

PAGE: Final = Path(__file__).parent / "reference" / "messages.md"
HEAD: Final = """# Messages

Each complaint says where it is, what is wrong and what to do, and all complaints about a file come at once.
The words below are its *code*: what `iopkit check --json` gives, and what never changes.
Examples leave out the first three lines of a file (`iopkit`, `id`, `title`)."""  # noqa: E501


def page() -> str:
    """Return the page."""
    parts = [HEAD]
    for section in SECTIONS:
        parts += _section(section)
    return "\n\n".join(parts) + "\n"


def _section(section: DiagnosticSection) -> Iterator[str]:
    yield f"## {section.title}"
    if section.introduction:
        yield section.introduction
    for code in section.codes:
        yield from _code(code)


def _code(code: DiagnosticCode) -> Iterator[str]:
    yield f"### `{code.name}`"
    yield code.explanation
    if code.example:
        yield f"```yaml\n{code.example}\n```"
    if code.command:
        yield f"```sh\n{code.command}\n```"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
