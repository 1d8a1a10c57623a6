"""A picture as values: shapes with coordinates, before any ink."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.draw.picture.primitives import PictureGroup
from iopkit.draw.picture.svg import svg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.draw.picture.primitives import Area, Dot, PictureText, Rect, Shape, Stroke


@attrs.frozen(kw_only=True)
class Picture:
    """A picture, ready for any ink.

    Parameters
    ----------
    width, height
        Its size. [pixels]
    shapes
        What it holds; later ones lie on earlier ones.
    title
        What it shows, in a few words.
    description
        What there is to be seen, in sentences, for those who cannot see it.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...] = attrs.field(converter=tuple["Shape", ...], repr=False)
    title: str
    description: str = ""

    def flat(self) -> Iterator[Rect | Stroke | Area | Dot | PictureText]:
        """Yield every shape, out of its groups, in order."""
        waiting = list(reversed(self.shapes))
        while waiting:
            shape = waiting.pop()
            if isinstance(shape, PictureGroup):
                waiting.extend(reversed(shape.shapes))
            else:
                yield shape

    def svg(self, *, name: str = "") -> str:
        """Return it as SVG.

        Parameters
        ----------
        name
            Empty for a file of its own, on paper. For a picture inside a page: what its ids begin
            with, each picture another; the page gives the colours, see
            `iopkit.draw.picture.palette.rules`.
        """
        return svg(self, name=name)

    def _repr_svg_(self) -> str:
        """Return it as a notebook shows it."""
        return self.svg()
