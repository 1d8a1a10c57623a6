"""The end of the page: what every number and rule rests on, and what was assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.model.provenance.citations import figures
from iopkit.pages.template import filled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from iopkit.model.basis import Source
    from iopkit.model.pathway import Pathway
    from iopkit.model.provenance.citations import Stated
    from iopkit.pages.pathway.citation_marks import Marks


@attrs.frozen(kw_only=True)
class ReferenceEntry:
    """A source with what was taken from it.

    Parameters
    ----------
    source, number
        The source, and its number on the page.
    who
        Who published it and when; empty if nobody says.
    taken
        What was taken from it: where in the source, and what.
    """

    source: Source
    number: int
    who: str
    taken: tuple[tuple[str, tuple[str, ...]], ...]


def rests_html(pathway: Pathway, marks: Marks) -> Markup:
    """Return the sources of a pathway and its assumptions, each under its mark on the page."""
    stated = list(figures(pathway))
    for *_, basis in stated:
        marks.of(basis)  # what no section above shows gets its mark here
    assumed = [
        (number, reason, _names(s for s in stated if s[3] and s[3].assumption == reason))
        for reason, number in marks.assumed.items()
    ]
    own = _names(each for each in stated if each[3] is None)
    origins = [_origin(source, stated, marks) for source in pathway.sources]
    return filled("rests.html", origins=origins, assumed=assumed, own=own)


def _origin(source: Source, stated: Iterable[Stated], marks: Marks) -> ReferenceEntry:
    by_place: dict[str, list[Stated]] = {}
    for each in stated:
        if each[3] is not None and each[3].source == source.id:
            by_place.setdefault(each[3].locator, []).append(each)
    return ReferenceEntry(
        source=source,
        number=marks.number(source.id),
        who=", ".join(part for part in (source.by, str(source.year or "")) if part),
        # What names no place comes first, or it would seem to belong to the last one.
        taken=tuple(
            (place, _names(some))
            for place, some in sorted(by_place.items(), key=lambda e: e[0] != "")
        ),
    )


def _names(stated: Iterable[Stated]) -> tuple[str, ...]:
    """Return what is stated, with its value; what is said several times, with their number."""
    found: dict[str, int] = {}
    for _, what, value, _ in stated:
        name = f"{what}: {value}" if value else what
        found[name] = found.get(name, 0) + 1
    return tuple(name if times == 1 else f"{name} ({times} rules)" for name, times in found.items())
