"""The levels at a glance: the staircase as a picture, and as a list for a narrow screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
from markupsafe import Markup

from iopkit.draw.staircase.staircase import staircase_picture
from iopkit.errors import ScenarioError
from iopkit.export.drawn_edges import edges
from iopkit.pages.pathway.criterion_phrase import capital, titles
from iopkit.pages.pathway.transitions import SIGNS, in_order
from iopkit.pages.template import filled
from iopkit.terminal.staircase import hours, places

if TYPE_CHECKING:
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway

UNBROKEN: Final = "\u00a0%"
"""A percent sign that never begins a line."""

WIDEST: Final = 1600
"""What a page can shrink to its width so that the words in the boxes can be read. [px]"""


@attrs.frozen
class NextLevelLine:
    """A way from a level to another: its arrow, the name of its colour, and where it leads."""

    arrow: str
    ink: str
    text: str


@attrs.frozen(kw_only=True)
class Stair:
    """A level in a few words, with the ways to other levels."""

    id: str
    title: str
    about: str
    ways: tuple[NextLevelLine, ...] = attrs.field(converter=tuple[NextLevelLine, ...])


def glance_html(pathway: Pathway) -> Markup:
    """Return the staircase as a picture whose boxes lead to the levels, and as a list of them.

    A narrow screen shows the list in place of the picture, every other one the picture, and both
    where the picture is so wide that its words are small.
    """
    levels = sorted(pathway.levels, key=lambda each: -each.rank)
    onward = _ways(pathway)
    try:
        picture = staircase_picture(pathway, links=True)
        drawn, is_readable = picture.svg(name="staircase"), picture.width <= WIDEST
    except ScenarioError:  # more levels than anybody can see at a glance
        drawn, is_readable = "", False
    return filled(
        "glance.html",
        picture=Markup(drawn),  # noqa: S704  its writer escapes all text
        is_readable=is_readable,
        stairs=[
            Stair(
                id=level.id,
                title=level.title,
                about=_about(level, pathway),
                ways=onward[level.id],
            )
            for level in levels
        ],
    )


def _about(level: Level, pathway: Pathway) -> str:
    setting = [level.setting.value] if level.setting else []
    night = ["overnight"] if level.overnight else []
    programs = (pathway.program(name) for name in level.programs)
    weekly = [hours(each) for each in programs if each.hours_per_week().is_known]
    return capital(", ".join([places(level), *setting, *night, *weekly]))


def _ways(pathway: Pathway) -> dict[str, list[NextLevelLine]]:
    """Return the ways to other levels by the id of the level that they leave."""
    called = titles(pathway)
    found: dict[str, list[NextLevelLine]] = {level.id: [] for level in pathway.levels}
    between = [each for each in edges(pathway) if each.start in called and each.to in called]
    for edge in sorted(between, key=lambda each: in_order(each.kind, each.share)):
        arrow, ink = SIGNS.get(edge.kind, ("→", "faint"))
        share = f", {edge.label.replace('%', UNBROKEN)}" if edge.label else ""
        found[edge.start].append(
            NextLevelLine(arrow, ink, f"{edge.kind} to {called[edge.to]}{share}")
        )
    return found
