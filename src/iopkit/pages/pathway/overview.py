"""The levels at a glance: the staircase as a picture, and as a list for a narrow screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from iopkit.describe.pathway.overview import level_steps
from iopkit.draw.staircase.staircase import staircase_picture
from iopkit.errors import ScenarioError
from iopkit.pages.template import filled

if TYPE_CHECKING:
    from iopkit.describe.names import PathwayNames
    from iopkit.model.pathway import Pathway
    from iopkit.pages.renderer import HtmlRenderer

WIDEST: Final = 1600
"""What a page can shrink to its width so that the words in the boxes can be read. [px]"""


def glance_html(pathway: Pathway, html: HtmlRenderer, names: PathwayNames) -> Markup:
    """Return the staircase as a picture whose boxes lead to the levels, and as a list of them.

    A narrow screen shows the list in place of the picture, every other one the picture, and both
    where the picture is so wide that its words are small.
    """
    try:
        picture = staircase_picture(pathway, links=True)
        drawn, is_readable = picture.svg(name="staircase"), picture.width <= WIDEST
    except ScenarioError:  # more levels than anybody can see at a glance
        drawn, is_readable = "", False
    return filled(
        "glance.html",
        picture=Markup(drawn),  # noqa: S704  its writer escapes all text
        is_readable=is_readable,
        stairs=html.blocks(level_steps(pathway, names), 3),
    )
