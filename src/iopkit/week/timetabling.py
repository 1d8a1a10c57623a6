"""From a pathway to its timetable."""

from __future__ import annotations

import contextlib
import math
from typing import TYPE_CHECKING, Final

from iopkit.diagnostics.catalogue.weeks import BEYOND_DOUBT, OUT_OF_TIME
from iopkit.model.schedule.weekday import Weekday
from iopkit.week.deadline import Deadline, OverdueError
from iopkit.week.decomposition import parts
from iopkit.week.infeasibility.demands import demands
from iopkit.week.infeasibility.infeasible_week import (
    ImpossibleWeekError,
    NothingToHoldError,
    UndecidedWeekError,
)
from iopkit.week.infeasibility.minimal_conflict import conflict
from iopkit.week.requirements import plan
from iopkit.week.resource_names import resource_id
from iopkit.week.search_stage import Stage, unwatched
from iopkit.week.session import Session
from iopkit.week.solver.constraint_encoding import state
from iopkit.week.solver.cp_sat import SearchUndecidedError, WeekModel
from iopkit.week.solver.day_assignment import MANY, days
from iopkit.week.solver.greedy_start import is_free, sketch
from iopkit.week.solver.resource_assignment import tidy
from iopkit.week.times import DAY
from iopkit.week.timetable import Timetable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from iopkit.model.pathway import Pathway
    from iopkit.week.requirements import WeekRequirements
    from iopkit.week.search_stage import Watch
    from iopkit.week.solver.constraint_encoding import EncodedWeek
    from iopkit.week.solver.instance import Instance, ScheduledEvent

_FIND: Final = 4.0
"""How much may be tried to find any week, in the measure of `WeekModel.solve`."""
_SKETCHED: Final = 0.1
"""How much may be tried to hold the week of a sketch."""
_BY_DAYS: Final = 0.5
"""How much may be tried to find the times of sessions of which the days are given."""
_ROUND: Final = 0.06
"""How much may be tried in each round to make it better."""
_MOST_MOVED: Final = 10_000
"""A week of so many sessions is gone through once to make it better, and a smaller one as often as
comes to that: what each round takes beside what is tried follows the sessions."""
_FOR_FINDING: Final = 0.6
"""The share of the time in which a week is found; the rest is for saying why there is none."""
_FOR_ARRANGING: Final = 0.8
"""The share of what is then left in which it is made better; the rest is for who leads what."""


def laid_out(
    pathway: Pathway,
    programs: Collection[str] | None = None,
    *,
    seconds: float = math.inf,
    watch: Watch = unwatched,
) -> Timetable:
    """Return the timetable of a pathway; see `iopkit.week.lay_out`.

    >>> from iopkit.files.compose.load import load
    >>> table = laid_out(load("standard"), ["iop"])
    >>> len(table.sections), len([each for each in table.sessions if each.client is None])
    (3, 24)
    """
    deadline = Deadline(seconds)
    held = plan(pathway, programs)
    if not held.courses:
        raise NothingToHoldError([program.id for program in held.programs])
    stated = state(held)
    rows = [course for course, _ in stated.owners]
    found, is_whole = _placed(held, stated, deadline, watch)
    found = tidy(stated.instance, found, rows, _spare(held, rows), deadline)
    return Timetable(
        pathway=pathway,
        programs=[program.id for program in held.programs],
        sections=held.sections,
        sessions=[
            _session(held, owner, where) for owner, where in zip(stated.owners, found, strict=True)
        ],
        assumed=held.assumed,
        not_held=held.not_held,
        cut_short=None if is_whole and not deadline.is_over else seconds,
    )


def _placed(
    held: WeekRequirements, stated: EncodedWeek, deadline: Deadline, watch: Watch
) -> tuple[list[ScheduledEvent], bool]:
    """Return where the sessions are, and whether everything was tried to make that good.

    Found for each part of the week that others do not touch.
    """
    pieces = parts(stated.instance)
    first = [
        _first(held, stated, events, piece, turn, deadline, watch)
        for turn, (events, piece) in enumerate(pieces)
    ]
    number = len(stated.instance.events)
    watch(Stage.ARRANGE, number)
    found: dict[int, ScheduledEvent] = {}
    is_whole = True
    until = deadline.part(_FOR_ARRANGING)
    for (events, piece), (model, placed, drawn) in zip(pieces, first, strict=True):
        model.deadline = until
        share = len(events) / number
        better, is_done = _better(model, piece, placed, share, drawn=drawn)
        found.update(zip(events, better, strict=True))
        is_whole &= is_done
    return [found[place] for place in range(number)], is_whole


def _first(  # noqa: PLR0913, PLR0917  a part of a whole, and until when
    held: WeekRequirements,
    stated: EncodedWeek,
    events: Sequence[int],
    piece: Instance,
    turn: int,
    deadline: Deadline,
    watch: Watch,
) -> tuple[WeekModel, list[ScheduledEvent], bool]:
    """Return a week for a part with the model of it, and whether it is as it was sketched.

    Raises
    ------
    ImpossibleWeekError, UndecidedWeekError
        When there is none, or neither it nor a proof was found.
    """
    watch(Stage.FIND, len(events))
    until = deadline.part(_FOR_FINDING)
    try:
        model = WeekModel(piece, until)
        drawn = _sketched(model, piece, turn)
        first = drawn or _by_days(model, piece, until)
        first = first or model.decide(_FIND)
    except (SearchUndecidedError, OverdueError):
        watch(Stage.EXPLAIN, len(events))
        raise _why(held, deadline) or _undecided(held, stated, events, until) from None
    if first is None:
        watch(Stage.EXPLAIN, len(events))
        known = tuple(demands(held).values())
        raise _why(held, deadline) or ImpossibleWeekError(known, is_smallest=False)
    return model, first, drawn is not None


def _sketched(model: WeekModel, piece: Instance, turn: int) -> list[ScheduledEvent] | None:
    """Return the week of a sketch; None if that cannot be held.

    Where people or rooms are scarce, single clients take what the groups leave.
    """
    drawn = sketch(piece, turn)
    if not is_free(piece):
        alone = {event for event, _, _ in piece.beside}
        drawn = {place: at for place, at in drawn.items() if place not in alone}
    with contextlib.suppress(SearchUndecidedError):
        return model.solve(_SKETCHED, fixed=drawn)
    return None


def _by_days(model: WeekModel, piece: Instance, until: Deadline) -> list[ScheduledEvent] | None:
    """Return a week of many sessions, day by day; None if none was found in that way."""
    if len(piece.events) < MANY:
        return None
    with contextlib.suppress(SearchUndecidedError):
        chosen = days(piece, until)
        if chosen is not None:
            return model.solve(_BY_DAYS, days=chosen)
    return None


def _better(
    model: WeekModel, piece: Instance, first: list[ScheduledEvent], share: float, *, drawn: bool
) -> tuple[list[ScheduledEvent], bool]:
    """Return a better week than the first one, as far as the budget goes; and if there was time.

    A few sessions at a time while the others stay: those of single clients, and those of one
    section; all at once only where the first week was not `drawn` as a person would.
    """
    everything = frozenset(range(len(piece.events)))
    alone = frozenset(event for event, _, _ in piece.beside)
    rows = [frozenset(events) for events in piece.together if len(events) > 1]
    turns = [alone if drawn else everything, *rows, alone, *rows]
    budget = _ROUND * max(share, 0.1)
    best, cost = first, float("inf")
    model.wish()
    with contextlib.suppress(SearchUndecidedError):  # none worse follows
        model.solve(budget, fixed={place: first[place].start for place in everything})
        cost = model.cost
    for seed, free in enumerate(turns[: max(1, _MOST_MOVED // len(everything))]):
        if model.deadline.is_over:
            return best, False
        fixed = {place: best[place].start for place in everything - free}
        try:
            found = model.solve(budget, seed=seed, fixed=fixed)
        except SearchUndecidedError:
            continue
        if found is not None and model.cost < cost:
            best, cost = found, model.cost
        if model.is_best and not fixed:
            break
    return best, not model.deadline.is_over


def _undecided(
    held: WeekRequirements, stated: EncodedWeek, events: Sequence[int], until: Deadline
) -> UndecidedWeekError:
    """Return the error that says for which sessions neither a week nor a proof was found."""
    if not until.is_over:
        return UndecidedWeekError(BEYOND_DOUBT())
    owners = [held.courses[stated.owners[event][0]] for event in events]
    whose = dict.fromkeys(course.program.title for course in owners)
    said = OUT_OF_TIME(seconds=until.whole, sessions=len(events), programs=tuple(whose))
    return UndecidedWeekError(said, seconds=until.whole)


def _why(held: WeekRequirements, deadline: Deadline) -> ImpossibleWeekError | None:
    """Return why there is no week; None when that cannot be said."""
    known = demands(held)
    found = conflict(held, list(known), deadline)
    if found is None:
        return None
    keys, is_smallest = found
    return ImpossibleWeekError([known[key] for key in keys], is_smallest=is_smallest)


def _spare(held: WeekRequirements, rows: Sequence[int]) -> list[list[int]]:
    """Return how many seats stay empty for each session in each room."""
    rooms = held.pathway.week.rooms if held.pathway.week else ()
    sizes = [room.size for room in rooms]
    return [
        [0 if size is None else max(0, size - held.courses[row].clients) for size in sizes]
        for row in rows
    ]


def _session(held: WeekRequirements, owner: tuple[int, int], placed: ScheduledEvent) -> Session:
    course = held.courses[owner[0]]
    week = held.pathway.week
    room = leader = ""
    if week is not None and placed.room is not None:
        rooms = week.rooms[placed.room[0]]
        room = _name(rooms.id, rooms.count, placed.room[1])
    if week is not None and placed.leader is not None:
        staff = week.staff[placed.leader[0]]
        leader = _name(staff.id, staff.count, placed.leader[1])
    return Session(
        program=course.program.id,
        track=course.track_id,
        section="" if course.is_shared else course.section,
        service=course.service,
        therapy=course.line.therapy,
        title=course.title,
        format=course.line.format,
        need=course.line.need,
        number=owner[1] + 1,
        day=tuple(Weekday)[placed.start // DAY],
        start=placed.start % DAY,
        minutes=course.minutes,
        clients=course.clients,
        client=course.client,
        room=room,
        leader=leader,
        mode=course.mode,
    )


def _name(name: str, count: int, which: int) -> str:
    return name if count == 1 else resource_id(name, which + 1)
