"""The small marks behind what a page states, which lead to what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from iopkit.pages.template import seen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.model.basis import Basis
    from iopkit.model.pathway import Pathway


class Marks:
    """Numbers the sources of a pathway, and its assumptions in the order in which they come up.

    >>> from iopkit.model.basis import Basis
    >>> from iopkit.model.pathway import Pathway
    >>> marks = Marks(Pathway(id="p", title="P"))
    >>> marks.of(Basis(assumption="nobody counted")).striptags(), marks.of(None)
    ('a1', Markup(''))
    """

    def __init__(self, pathway: Pathway) -> None:
        self._sources = {each.id: place for place, each in enumerate(pathway.sources, 1)}
        self._assumed: dict[str, int] = {}

    @property
    def assumed(self) -> Mapping[str, int]:
        """What was assumed so far, and its number."""
        return self._assumed

    def of(self, *bases: Basis | None) -> Markup:
        """Return the marks of some bases, none of them twice; nothing for what has none."""
        marks = dict.fromkeys(self._mark(basis) for basis in bases if basis is not None)
        return Markup(" ").join(marks) if marks else Markup()

    def number(self, source: str) -> int:
        """Return the number of a source."""
        return self._sources[source]

    def _mark(self, basis: Basis) -> Markup:
        if basis.is_assumption:
            number = self._assumed.setdefault(basis.assumption, len(self._assumed) + 1)
            return Markup(
                '<a class="mark" href="#assumed-{0}" aria-label="assumption {0}">a{0}</a>'
            ).format(number)
        number = self._sources[basis.source]
        where = f", {basis.locator}" if basis.locator else ""
        return Markup(
            '<a class="mark" href="#source-{0}" aria-label="source {0}{1}" title="{2}">{0}</a>'
        ).format(number, seen(where), seen(basis.locator or basis.source))
