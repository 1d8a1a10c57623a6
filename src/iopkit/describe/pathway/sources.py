"""Every number and rule of a pathway, by what it rests on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from iopkit.describe.bibliography import source_line
from iopkit.describe.blocks import (
    Bibliography,
    BibliographyEntry,
    Document,
    DocumentSection,
    Item,
    Items,
    Paragraph,
)
from iopkit.describe.wording import brief
from iopkit.model.provenance.citation_walk import bases_in
from iopkit.model.provenance.citations import figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iopkit.model.basis import Source
    from iopkit.model.pathway import Pathway
    from iopkit.model.provenance.citations import Stated


def describe_sources(pathway: Pathway) -> Document:
    """Return every number and rule below its source; assumptions and the facility's own apart."""
    return Document(
        title=f"What {brief(pathway.title)} rests on", blocks=list(source_sections(pathway))
    )


def source_sections(pathway: Pathway) -> Iterator[DocumentSection]:
    """Yield the sections about sources, about assumptions, and about what the file just states."""
    stated = list(figures(pathway))
    if pathway.sources:
        entries = [_of_source(source, stated) for source in pathway.sources]
        yield DocumentSection(title="Sources", blocks=[Bibliography(entries=entries)])
    assumed: dict[str, list[Stated]] = {}
    for each in stated:
        if each[3] is not None and each[3].is_assumption:
            assumed.setdefault(each[3].assumption, []).append(each)
    for basis in bases_in(pathway):  # of what is no number and no rule
        if basis.is_assumption:
            assumed.setdefault(basis.assumption, [])
    if assumed:
        entries = [
            BibliographyEntry(
                assumption=reason,
                line=reason,
                below=[_items(some)] if some else [],
                summary="Where this counts",
            )
            for reason, some in assumed.items()
        ]
        yield DocumentSection(title="Assumed, not measured", blocks=[Bibliography(entries=entries)])
    own = [each for each in stated if each[3] is None]
    if own:
        yield DocumentSection(
            title="Stated by the file's author, without a source",
            blocks=[_items(own)],
            foldable=True,
            folded=True,
            summary=f"all {len(own)}",
        )


def _of_source(source: Source, stated: Iterable[Stated]) -> BibliographyEntry:
    by_place: dict[str, list[Stated]] = {}
    for each in stated:
        if each[3] is not None and each[3].source == source.id:
            by_place.setdefault(each[3].locator, []).append(each)
    # What names no place comes first, or it would seem to belong to the last one.
    places = sorted(by_place.items(), key=lambda each: bool(each[0]))
    below = [
        Items(items=[Item(line=place, below=[_items(some)])]) if place else _items(some)
        for place, some in places
    ]
    nothing = Paragraph(line="describes facts or programs, no number or rule")
    return BibliographyEntry(
        source=source.id,
        line=source_line(source),
        below=below or [nothing],
        summary="What is taken from it",
    )


def _items(stated: Sequence[Stated]) -> Items:
    """Return what is stated, with its value; what is said several times, with their number."""
    names = Counter(f"{what}: {value}" if value else what for _, what, value, _ in stated)
    lines = [name if times == 1 else f"{name} ({times} rules)" for name, times in names.items()]
    return Items(items=[Item(line=line) for line in lines])
