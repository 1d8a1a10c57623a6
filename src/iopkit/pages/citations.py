"""The small marks behind what a page states, which lead to what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from iopkit.pages.template import seen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.describe.inline import Reference


class Citations:
    """Numbers sources in a given order, and assumptions in the order in which they come up.

    >>> from iopkit.describe.inline import Reference
    >>> from iopkit.model.basis import Basis
    >>> citations = Citations(["seed-000"])
    >>> citations.marks([Reference(Basis(assumption="nobody counted"))]).striptags()
    'a1'
    """

    def __init__(self, sources: Iterable[str]) -> None:
        self._sources = {source: place for place, source in enumerate(sources, 1)}
        self._assumed: dict[str, int] = {}

    def marks(self, references: Iterable[Reference]) -> Markup:
        """Return the marks of some references, none of them twice."""
        return Markup(" ").join(dict.fromkeys(self._mark(each) for each in references))

    def number(self, *, source: str = "", assumption: str = "") -> int:
        """Return the number of a source or of an assumption."""
        if source:
            return self._sources.setdefault(source, len(self._sources) + 1)
        return self._assumed.setdefault(assumption, len(self._assumed) + 1)

    def _mark(self, reference: Reference) -> Markup:
        basis = reference.basis
        if basis.is_assumption:
            number = self.number(assumption=basis.assumption)
            return Markup(
                '<a class="mark" href="#assumed-{0}" aria-label="assumption {0}">a{0}</a>'
            ).format(number)
        number = self.number(source=basis.source)
        where = f", {basis.locator}" if basis.locator else ""
        return Markup(
            '<a class="mark" href="#source-{0}" aria-label="source {0}{1}" title="{2}">{0}</a>'
        ).format(number, seen(where), seen(basis.locator or basis.source))
