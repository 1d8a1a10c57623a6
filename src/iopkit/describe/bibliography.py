"""What a document rests on: the sources that it cites, the assumptions that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.describe.blocks import Bibliography, BibliographyEntry, DocumentSection
from iopkit.describe.inline import Inlines, inlines
from iopkit.model.provenance.citation_walk import cited

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopkit.describe.blocks import Block
    from iopkit.model.basis import Source


def cited_sources(blocks: Iterable[Block], known: Iterable[Source]) -> Iterator[Block]:
    """Yield a section with the sources that blocks cite, in the order of those that are known."""
    entries = [
        BibliographyEntry(source=each.id, line=source_line(each))
        for each in cited(known, tuple(blocks))
    ]
    if entries:
        yield DocumentSection(title="Sources", blocks=[Bibliography(entries=entries)])


def source_line(source: Source) -> Inlines:
    """Return a source: its title, who published it and when, where it is, what to mind."""
    who = ", ".join(part for part in (source.by, str(source.year or "")) if part)
    where = f". {source.where}" if source.where else ""
    note = f". {source.note}" if source.note else ""
    return inlines(f"{source.title}{f' ({who})' if who else ''}{where}{note}")
