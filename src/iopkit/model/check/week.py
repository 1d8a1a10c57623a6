"""Whether a week can be what a facility says of it: its time zone, and the times of its tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.diagnostics.catalogue.contradictions import (
    ALWAYS_BUSY_TRACK,
    NO_SUCH_ZONE,
    SESSION_OVER_DAY,
)
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.errors import nearest
from iopkit.model.schedule.weekday import covers, week_time_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.basis import Path
    from iopkit.model.pathway import Pathway
    from iopkit.model.program import Program
    from iopkit.model.schedule.track import Track


def problems_with_the_week(pathway: Pathway) -> Iterator[Diagnostic]:
    """Yield a time zone that nobody knows, and tracks that nobody can follow.

    Whether all sessions find their time, room and leader is for a solver to say.

    >>> from iopkit.errors import IntegrityError
    >>> from iopkit.model.pathway import Pathway
    >>> from iopkit.model.schedule.week import Week
    >>> try:
    ...     Pathway(id="p", title="P", week=Week(zone="America/Dever"))
    ... except IntegrityError as error:
    ...     print(error)
    week.zone: no time zone is named 'America/Dever' (did you mean 'America/Denver'?)
    """
    yield from _zone(pathway)
    for program in pathway.programs:
        for track in program.tracks:
            path: Path = ("programs", program.id, "tracks", track.id)
            yield from _busy(track, path)
            yield from _too_short(track, program, pathway, path)


def _zone(pathway: Pathway) -> Iterator[Diagnostic]:
    name = pathway.week.zone if pathway.week else ""
    if not name:
        return
    import zoneinfo  # with the machine's own list of zones, which only this needs

    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        known = zoneinfo.available_timezones()
        if known and name not in known:  # a machine without a list knows nothing about any
            near = nearest(name, sorted(known)) if "/" in name else ""
            path: Path = ("week", "zone")
            yield Diagnostic.of(path, NO_SUCH_ZONE(name=name), near or None)


def _busy(track: Track, path: Path) -> Iterator[Diagnostic]:
    if track.start is None or track.end is None or not track.days:
        return
    if all(covers(track.busy, day, track.start, track.end) for day in track.days):
        when = week_time_text(track.days, track.start, track.end)
        yield Diagnostic.of((*path, "busy"), ALWAYS_BUSY_TRACK(track=track.id, when=when))


def _too_short(
    track: Track, program: Program, pathway: Pathway, path: Path
) -> Iterator[Diagnostic]:
    """Yield the first session of every client that is longer than a client's day."""
    replaced = {service.instead_of for service in program.services if service.instead_of}
    for service in program.services:
        least = service.minutes.low
        taken = service.is_for_everyone and not service.instead_of
        if not taken or service.therapy in replaced or service.sessions.high == 0:
            continue
        if track.a_day is not None and least is not None and least > track.a_day:
            name = pathway.name_of(service)
            yield Diagnostic.of(
                (*path, "a_day"),
                SESSION_OVER_DAY(track=track.id, a_day=track.a_day, name=name, least=least),
            )
            return
