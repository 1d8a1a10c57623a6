"""How many clients a track has, and into which sections they are divided."""

from __future__ import annotations

import math
from string import ascii_uppercase
from typing import TYPE_CHECKING, Final

from iopkit.diagnostics.catalogue.weeks import TOO_MANY_SECTIONS
from iopkit.model.simulation.flow import most_places, places_in_force
from iopkit.week.assumptions import WeekAssumption
from iopkit.week.doses import is_for_some, is_together
from iopkit.week.infeasibility.infeasible_week import UndecidedWeekError
from iopkit.week.section import Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.model.basis import Path
    from iopkit.model.pathway import Pathway
    from iopkit.model.program import Program
    from iopkit.model.schedule.track import Track
    from iopkit.week.doses import Doses

SIZE: Final = 12
"""How many clients have a session together, where nobody says. [clients]"""
SIZE_WHY: Final = "California, 9 CCR 10345 (b): at most twelve patients in a group session"

_MOST: Final = 1000
"""More sections than that are not laid out."""


def sections(
    pathway: Pathway, program: Program, track: Track | None, doses: Doses
) -> tuple[tuple[Section, ...], tuple[WeekAssumption, ...]]:
    """Return the sections of a track, and what is taken for granted about them.

    Parameters
    ----------
    pathway, program
        Whose track it is.
    track
        The track; None for a program without tracks.
    doses
        What is held.

    Raises
    ------
    UndecidedWeekError
        When there are too many of them.
    """
    assumed: list[WeekAssumption] = []
    name = track.id if track else ""
    size = _size(program, doses, name, assumed)
    clients = _clients(pathway, program, track, size or 1, assumed)
    number = math.ceil(clients / size) if size else min(clients, 1)
    if number > _MOST:
        raise UndecidedWeekError(TOO_MANY_SECTIONS(clients=clients, size=size))
    found = [
        Section(
            program=program.id,
            track=name,
            id=letters(place) if number > 1 else "",
            clients=clients // number + (place < clients % number),
        )
        for place in range(number)
    ]
    return tuple(found), tuple(assumed)


def letters(place: int) -> str:
    """Return the name of a section by its place, counted from 0.

    >>> [letters(place) for place in (0, 25, 26, 27)]
    ['A', 'Z', 'AA', 'AB']
    """
    after, last = divmod(place, len(ascii_uppercase))
    return (letters(after - 1) if after else "") + ascii_uppercase[last]


def _size(program: Program, doses: Doses, track: str, assumed: list[WeekAssumption]) -> int:
    """Return the most clients of a section; 0 when they have nothing together."""
    together = [
        dose.service
        for dose in doses.held
        if program.services[dose.service].is_for_everyone
        and is_together(program.services[dose.service])
        and not is_for_some(program.services[dose.service])
    ]
    stated = [program.services[place].size for place in together]
    known = [size for size in stated if size is not None]
    if known:
        return min(known)
    if not together:
        return 0
    path: Path = ("programs", program.id, "services", together[0], "size")
    assumed.append(
        WeekAssumption(
            path=path,
            program=program.id,
            track=track,
            assumed=f"at most {SIZE} clients have a session together",
            unsaid="how many",
            why=SIZE_WHY,
        )
    )
    return SIZE


def _clients(
    pathway: Pathway,
    program: Program,
    track: Track | None,
    size: int,
    assumed: list[WeekAssumption],
) -> int:
    """Return how many clients follow a track at a time."""
    if track is not None and track.clients is not None:
        return track.clients
    path: Path = ("programs", program.id)
    if track is not None:
        path = (*path, "tracks", track.id, "clients")
    levels = [level for level in pathway.levels if program.id in level.programs]
    shares = [
        places / _tracks(pathway, level.programs)
        for level in levels
        if (places := most_places(level)) is not None
    ]
    changing = any(len(set(places_in_force(level))) > 1 for level in levels)
    whose = f"the {track.id} track" if track else "the program"
    if shares:
        clients = math.ceil(sum(shares))
        most = "the most places that its level ever has" if changing else "the places of its level"
        why = f"{most}, divided evenly among the tracks that are held there"
    else:
        clients, why = size, "one group of them, since nobody says how many places there are"
    many = "1 client follows" if clients == 1 else f"{clients} clients follow"
    assumed.append(
        WeekAssumption(
            path=path,
            program=program.id,
            track=track.id if track else "",
            assumed=f"{many} {whose} at a time",
            why=why,
        )
    )
    return clients


def _tracks(pathway: Pathway, programs: Iterable[str]) -> int:
    """Return how many tracks some programs have together; one without tracks counts as one."""
    return sum(max(1, len(pathway.program(name).tracks)) for name in programs)
