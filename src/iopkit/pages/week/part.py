"""The week on the page: a timetable, or why there is none."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from iopkit.errors import IopkitError, MissingExtraError
from iopkit.pages.template import filled
from iopkit.terminal.week.week_text import MOST_DEMANDS, demands_left_out, in_haste
from iopkit.week.search_stage import unwatched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from iopkit.model.pathway import Pathway
    from iopkit.week import WeekConstraint
    from iopkit.week.search_stage import Watch


SECONDS: Final = 20.0
"""How long a page waits for its week, if nobody says. [s]"""


def week_part(pathway: Pathway, *, seconds: float = SECONDS, watch: Watch = unwatched) -> Markup:
    """Return the timetable of a pathway; one sentence, and the reasons, where there is none.

    Parameters
    ----------
    pathway
        The pathway.
    seconds
        How long it may take to lay out the week; where that was not enough, the page says so. [s]
    watch
        Is told what is being done.
    """
    if not says_when(pathway):
        return filled(
            "no_week.html",
            text="The file of this pathway does not say when anything is held, so there is no "
            "timetable.",
            reasons=(),
        )
    from iopkit.pages.week.week import week_html
    from iopkit.week import ImpossibleWeekError, lay_out

    try:
        timetable = lay_out(pathway, seconds=seconds, watch=watch)
    except ImpossibleWeekError as error:
        return filled(
            "no_week.html",
            text="There is no timetable, for this cannot be held together:",
            reasons=_reasons(error.demands),
            is_smallest=error.is_smallest,
        )
    except MissingExtraError as error:
        return filled("no_week.html", text=f"There is no timetable: {error}.", reasons=())
    except IopkitError as error:
        return filled("no_week.html", text=f"There is no timetable: {error}", reasons=())
    if timetable.cut_short is None:
        return week_html(timetable)
    said = filled("no_week.html", text=in_haste(timetable.cut_short), reasons=())
    return said + week_html(timetable)


def says_when(pathway: Pathway) -> bool:
    """Whether a pathway says when anything is held.

    >>> from iopkit.files.compose.load import load
    >>> says_when(load("standard"))
    False
    """
    tracks = (track for program in pathway.programs for track in program.tracks)
    return pathway.week is not None or any(
        track.days or track.start is not None for track in tracks
    )


def _reasons(demands: Sequence[WeekConstraint]) -> list[str]:
    # A page that is handed out names the file and the line, but not the folders of who made it.
    more = demands_left_out(len(demands))
    return [
        f"{each.text} ({PurePath(each.origin.file).name}, line {each.origin.line})"
        if each.origin
        else each.text
        for each in demands[:MOST_DEMANDS]
    ] + [more] * bool(more)
