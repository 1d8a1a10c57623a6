"""From a pathway to its timetable."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from iopkit.model.weekday import Weekday
from iopkit.week._solver import Model, UndecidedError
from iopkit.week.conflict import conflict
from iopkit.week.demands import demands
from iopkit.week.impossible import ImpossibleWeekError, NothingToHoldError, UndecidedWeekError
from iopkit.week.parts import parts
from iopkit.week.plan import plan
from iopkit.week.session import Session
from iopkit.week.sketch import is_free, sketch
from iopkit.week.state import state
from iopkit.week.tidy import tidy
from iopkit.week.times import DAY
from iopkit.week.timetable import Timetable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from iopkit.model.pathway import Pathway
    from iopkit.week.instance import Instance, Placed
    from iopkit.week.plan import Plan

_FIND: Final = 4.0
"""How much may be tried to find any week, in the measure of `Model.solve`."""
_SKETCHED: Final = 0.1
"""How much may be tried to hold the week of a sketch."""
_ROUND: Final = 0.06
"""How much may be tried in each round to make it better."""


def laid_out(pathway: Pathway, programs: Collection[str] | None = None) -> Timetable:
    """Return the timetable of a pathway; see `iopkit.week.lay_out`.

    >>> from iopkit.files.load import load
    >>> table = laid_out(load("standard"), ["iop"])
    >>> len(table.sections), len([each for each in table.sessions if each.client is None])
    (3, 24)
    """
    held = plan(pathway, programs)
    if not held.courses:
        raise NothingToHoldError([program.id for program in held.programs])
    stated = state(held)
    placed = _placed(held, stated.instance)
    rows = [course for course, _ in stated.owners]
    spare = _spare(held, rows)
    found = tidy(stated.instance, placed, rows, spare)
    return Timetable(
        pathway=pathway,
        programs=[program.id for program in held.programs],
        sections=held.sections,
        sessions=[
            _session(held, owner, where) for owner, where in zip(stated.owners, found, strict=True)
        ],
        assumed=held.assumed,
        not_held=held.not_held,
    )


def _placed(held: Plan, instance: Instance) -> list[Placed]:
    """Return where the sessions are, found for each part of the week that others do not touch."""
    found: dict[int, Placed] = {}
    pieces = parts(instance)
    for turn, (events, piece) in enumerate(pieces):
        model = Model(piece)
        try:
            drawn = _sketched(model, piece, turn)
            first = drawn or model.decide(_FIND)
        except UndecidedError:
            raise _why(held) or UndecidedWeekError(_UNDECIDED) from None
        if first is None:
            known = tuple(demands(held).values())
            raise _why(held) or ImpossibleWeekError(known, is_smallest=False)
        share = len(events) / len(instance.events)
        found.update(
            zip(events, _better(model, piece, first, share, drawn=drawn is not None), strict=True)
        )
    return [found[place] for place in range(len(instance.events))]


def _sketched(model: Model, piece: Instance, turn: int) -> list[Placed] | None:
    """Return the week of a sketch; None if that cannot be held.

    Where people or rooms are scarce, single clients take what the groups leave.
    """
    drawn = sketch(piece, turn)
    if not is_free(piece):
        alone = {event for event, _, _ in piece.beside}
        drawn = {place: at for place, at in drawn.items() if place not in alone}
    with contextlib.suppress(UndecidedError):
        return model.solve(_SKETCHED, fixed=drawn)
    return None


def _better(
    model: Model, piece: Instance, first: list[Placed], share: float, *, drawn: bool
) -> list[Placed]:
    """Return a better week than the first one, as far as the budget goes.

    A few sessions at a time while the others stay: those of single clients, and those of one
    section; all at once only where the first week was not `drawn` as a person would.
    """
    model.wish()
    everything = frozenset(range(len(piece.events)))
    alone = frozenset(event for event, _, _ in piece.beside)
    rows = [frozenset(events) for events in piece.together if len(events) > 1]
    budget = _ROUND * max(share, 0.1)
    best, cost = first, float("inf")
    with contextlib.suppress(UndecidedError):  # none worse follows
        model.solve(budget, fixed={place: first[place].start for place in everything})
        cost = model.cost
    for seed, free in enumerate([alone if drawn else everything, *rows, alone, *rows]):
        fixed = {place: best[place].start for place in everything - free}
        try:
            found = model.solve(budget, seed=seed, fixed=fixed)
        except UndecidedError:
            continue
        if found is not None and model.cost < cost:
            best, cost = found, model.cost
        if model.is_best and not fixed:
            break
    return best


_UNDECIDED: Final = (
    "no week was found, and no proof that there is none: there is too little of something, but not "
    "so little that it is beyond doubt; with more rooms, people or time a week is found sooner"
)


def _why(held: Plan) -> ImpossibleWeekError | None:
    """Return why there is no week; None when that cannot be said."""
    known = demands(held)
    found = conflict(held, list(known))
    if found is None:
        return None
    keys, is_smallest = found
    return ImpossibleWeekError([known[key] for key in keys], is_smallest=is_smallest)


def _spare(held: Plan, rows: Sequence[int]) -> list[list[int]]:
    """Return how many seats stay empty for each session in each room."""
    rooms = held.pathway.week.rooms if held.pathway.week else ()
    sizes = [room.size for room in rooms]
    return [
        [0 if size is None else max(0, size - held.courses[row].clients) for size in sizes]
        for row in rows
    ]


def _session(held: Plan, owner: tuple[int, int], placed: Placed) -> Session:
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
    return name if count == 1 else f"{name} {which + 1}"
