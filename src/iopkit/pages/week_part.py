"""The week on the page: a timetable, or why there is none."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from iopkit.errors import IopkitError, MissingExtraError
from iopkit.pages.template import filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from iopkit.model.pathway import Pathway
    from iopkit.week import Demand


def week_part(pathway: Pathway) -> Markup:
    """Return the timetable of a pathway; one sentence, and the reasons, where there is none."""
    if not says_when(pathway):
        return filled(
            "no_week.html",
            text="The file of this pathway does not say when anything is held, so there is no "
            "timetable.",
            reasons=(),
        )
    from iopkit.pages.week import week_html
    from iopkit.week import ImpossibleWeekError, lay_out

    try:
        return week_html(lay_out(pathway))
    except ImpossibleWeekError as error:
        return filled(
            "no_week.html",
            text="There is no timetable, for this cannot be held together:",
            reasons=_reasons(error.demands),
        )
    except MissingExtraError as error:
        return filled("no_week.html", text=f"There is no timetable: {error}.", reasons=())
    except IopkitError as error:
        return filled("no_week.html", text=f"There is no timetable: {error}", reasons=())


def says_when(pathway: Pathway) -> bool:
    """Whether a pathway says when anything is held.

    >>> from iopkit.files.load import load
    >>> says_when(load("standard"))
    False
    """
    tracks = (track for program in pathway.programs for track in program.tracks)
    return pathway.week is not None or any(
        track.days or track.start is not None for track in tracks
    )


def _reasons(demands: Sequence[Demand]) -> list[str]:
    # A page that is handed out names the file and the line, but not the folders of who made it.
    return [
        f"{each.text} ({PurePath(each.origin.file).name}, line {each.origin.line})"
        if each.origin
        else each.text
        for each in demands
    ]
