"""The colours of pictures and pages, by what they are for."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class Palette(StrEnum):
    """What a colour is for. Nothing is said by a colour alone.

    =======  =====================================================
    paper    what all stands on
    panel    boxes, and whatever is set off from the paper
    text     words
    faint    words that come second
    line     borders, axes
    down     steps down, and the first series of a chart
    up       steps up, and the second series
    accent   links, and the third series
    warn     what went wrong, and early leavers
    good     what went well, and who completed
    =======  =====================================================
    """

    PAPER = "paper"
    PANEL = "panel"
    TEXT = "text"
    FAINT = "faint"
    LINE = "line"
    DOWN = "down"
    UP = "up"
    ACCENT = "accent"
    WARN = "warn"
    GOOD = "good"


LIGHT: Final[Mapping[Palette, str]] = {
    Palette.PAPER: "#ffffff",
    Palette.PANEL: "#f3f6f7",
    Palette.TEXT: "#1b2530",
    Palette.FAINT: "#566371",
    Palette.LINE: "#9aa7b3",
    Palette.DOWN: "#0b6b73",
    Palette.UP: "#ad4d0c",
    Palette.ACCENT: "#3a56a8",
    Palette.WARN: "#b02a25",
    Palette.GOOD: "#2b7548",
}
"""The colours on white, in print and where nobody says what they stand on."""

DARK: Final[Mapping[Palette, str]] = {
    Palette.PAPER: "#12181e",
    Palette.PANEL: "#1d252d",
    Palette.TEXT: "#e9eef2",
    Palette.FAINT: "#a6b3bf",
    Palette.LINE: "#5e6c79",
    Palette.DOWN: "#56c4cb",
    Palette.UP: "#f0a565",
    Palette.ACCENT: "#9db7f5",
    Palette.WARN: "#ff938b",
    Palette.GOOD: "#85d0a4",
}
"""The colours on a dark page. Each word stands out against paper and panel by 4.5 to 1 or more."""


def variables(colours: Mapping[Palette, str]) -> str:
    """Return colours as declarations of CSS: ``--paper:#ffffff; ...``.

    >>> variables(LIGHT).split("; ")[0]
    '--paper:#ffffff'
    """
    return "; ".join(f"--{ink}:{colour}" for ink, colour in colours.items())


def rules() -> str:
    """Return the rules of CSS by which pictures in a page follow the page's colours.

    >>> rules().splitlines()[0]
    '.fill-paper{fill:var(--paper)} .stroke-paper{stroke:var(--paper)}'
    """
    return "\n".join(
        f".fill-{ink}{{fill:var(--{ink})}} .stroke-{ink}{{stroke:var(--{ink})}}" for ink in Palette
    )
