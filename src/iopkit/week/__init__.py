"""The week: from programs to a timetable.

`lay_out` needs the extra ``week``. What it returns, a `Timetable` of `Session`, and `load_of`,
which says what that takes, need nothing, so that a week can be shown where no solver is installed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.model.field_types import checked_call
from iopkit.week.assumptions import OmittedSession, WeekAssumption
from iopkit.week.infeasibility.infeasible_week import (
    ImpossibleWeekError,
    NothingToHoldError,
    UndecidedWeekError,
    WeekConstraint,
)
from iopkit.week.search_stage import Stage, unwatched
from iopkit.week.section import Section
from iopkit.week.session import Session
from iopkit.week.timetable import Timetable
from iopkit.week.workload.client_load import ClientLoad
from iopkit.week.workload.room_load import RoomLoad
from iopkit.week.workload.staff_load import StaffLoad
from iopkit.week.workload.workload import WeekWorkload, load_of

SECONDS: Final = 60.0
"""How long it may take to lay out a week, if nobody says. [s]"""

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from iopkit.model.pathway import Pathway

__all__ = [
    "SECONDS",
    "ClientLoad",
    "ImpossibleWeekError",
    "NothingToHoldError",
    "OmittedSession",
    "RoomLoad",
    "Section",
    "Session",
    "StaffLoad",
    "Stage",
    "Timetable",
    "UndecidedWeekError",
    "WeekAssumption",
    "WeekConstraint",
    "WeekWorkload",
    "lay_out",
    "load_of",
]


@checked_call
def lay_out(
    pathway: Pathway,
    programs: Collection[str] | None = None,
    *,
    seconds: float = SECONDS,
    watch: Callable[[Stage, int], None] = unwatched,
) -> Timetable:
    """Lay out the week of a pathway: when each session is, where, and who leads it.

    The same pathway gets the same timetable, on a busy machine too, unless the time is up before
    everything was tried; `Timetable.cut_short` says so.

    Parameters
    ----------
    pathway
        The pathway.
    programs
        Ids of the programs to lay out; None for all.
    seconds
        How long it may take, the search for what conflicts included. [s]
    watch
        Is told what is being done, and for how many sessions, whenever something new begins.

    Raises
    ------
    UnknownNameError
        When the pathway has no program of that id.
    ImpossibleWeekError
        When no week keeps to everything that the pathway says; names what conflicts.
    NothingToHoldError
        When the programs have no service that could be laid out.
    UndecidedWeekError
        When neither a week nor a proof that there is none was found, or there are too many
        sessions to look for one.
    InvalidValueError
        When the seconds are no number from 0 on.
    MissingExtraError
        When the extra ``week`` is not installed.
    """
    from iopkit.week.timetabling import laid_out  # a solver: costs half a second

    return laid_out(pathway, programs, seconds=seconds, watch=watch)
