"""A chart: a picture, what it says in words, and the numbers that it was made of."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING

import attrs

from iopkit.simulate.notebook import table_html

if TYPE_CHECKING:
    from iopkit.draw.picture.picture import Picture


@attrs.frozen(kw_only=True)
class Chart:
    """A picture with its caption and its numbers, for pages, reports and notebooks alike.

    Parameters
    ----------
    picture
        What is to be seen.
    caption
        What there is to be seen, in a sentence or two.
    head
        The names of the columns of its table; the first one names the rows.
    rows
        The numbers, as words. (n_rows, n_columns)
    note
        How the numbers came about, for a paper or a notebook, where the chart stands alone; a page
        that says it once for many charts leaves it out. Empty for nothing.
    """

    picture: Picture
    caption: str
    head: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    rows: tuple[tuple[str, ...], ...] = attrs.field(converter=tuple["tuple[str, ...]", ...])
    note: str = ""

    @property
    def title(self) -> str:
        """What it shows, in a few words."""
        return self.picture.title

    def svg(self) -> str:
        """Return the picture alone, as SVG for a file of its own."""
        return self.picture.svg()

    def _repr_html_(self) -> str:
        """Return the picture, the caption with its note, and the table as a notebook shows them."""
        told = f"{self.caption} {self.note}".rstrip()
        # As an image of its own, so that ids of several charts cannot meet.
        image = b64encode(self.svg().encode()).decode()
        return (
            f'<figure><img alt="{escape(self.picture.description)}" '
            f'src="data:image/svg+xml;base64,{image}">'
            f"<figcaption>{escape(told)}</figcaption>"
            f"<details><summary>The numbers</summary>"
            f"{table_html(self.title, self.head, self.rows)}</details></figure>"
        )
