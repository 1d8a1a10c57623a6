"""A week as numbers: what the solver sees.

Times are minutes after Monday 00:00. Sessions, rooms and groups of staff are known by their place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from iopkit.week.times import Stretches


@attrs.frozen(kw_only=True)
class Event:
    """A session to be placed.

    Parameters
    ----------
    minutes
        How long it lasts. [minutes]
    inside
        The stretches of the week of which one must hold it.
    rooms
        The rooms that would do, one of which it takes; None when it needs none.
    staff
        The groups of staff who may lead it, one of whom does; None when nobody is needed.
    """

    minutes: int
    inside: Stretches
    rooms: tuple[int, ...] | None = None
    staff: tuple[int, ...] | None = None


@attrs.frozen(kw_only=True)
class Supply:
    """Rooms that are alike, or people who may lead the same sessions.

    Parameters
    ----------
    count
        How many; None for no limit.
    inside
        When they can be had; None for always.
    a_week, a_day
        The most time in sessions, each of them; None for no limit. [minutes]
    """

    count: int | None
    inside: Stretches | None = None
    a_week: int | None = None
    a_day: int | None = None


@attrs.frozen
class Limit:
    """How much of a day, or how many days, some sessions may take.

    Parameters
    ----------
    events
        The sessions.
    low, high
        The least and the most; None for no limit.
    """

    events: tuple[int, ...]
    low: int | None = None
    high: int | None = None


@attrs.frozen
class DayLimit:
    """The most time that a client has on one day.

    Parameters
    ----------
    events
        Sessions that all count.
    choices
        Sessions of which a client takes one row or another: what replaces each other.
    most
        [minutes]
    """

    events: tuple[int, ...]
    choices: tuple[tuple[tuple[int, ...], ...], ...]
    most: int


@attrs.frozen(kw_only=True)
class Instance:
    """Everything that a week has to keep to.

    Parameters
    ----------
    step, pause
        Sessions begin at multiples of the one after midnight, and have at least the other between
        them. [minutes]
    events
        The sessions.
    rooms, staff
        What they take.
    apart_in_time
        Sets of sessions that somebody has all of, so that no two are at the same time.
    apart_in_days
        Sets of sessions no two of which are on the same day.
    days
        On how many days sets of sessions are.
    a_day
        How much of a day clients can have.
    in_order
        Pairs of sessions that might as well change places: the first begins no later.
    rows
        The sessions of one course with several, for the wish that they be alike.
    together
        Sets of sessions that the same clients have together, for the wish of days without gaps.
    beside
        For sessions of one client: the session, the place in `together` of what the client has with
        others, and the stretches in which it would best be.
    """

    step: int = 15
    pause: int = 0
    events: tuple[Event, ...] = ()
    rooms: tuple[Supply, ...] = ()
    staff: tuple[Supply, ...] = ()
    apart_in_time: tuple[tuple[int, ...], ...] = ()
    apart_in_days: tuple[tuple[int, ...], ...] = ()
    days: tuple[Limit, ...] = ()
    a_day: tuple[DayLimit, ...] = ()
    in_order: tuple[tuple[int, int], ...] = ()
    rows: tuple[tuple[int, ...], ...] = ()
    together: tuple[tuple[int, ...], ...] = ()
    beside: tuple[tuple[int, int, Stretches], ...] = ()


@attrs.frozen
class ScheduledEvent:
    """Where a session is.

    Parameters
    ----------
    start
        When it begins. [minutes after Monday 00:00]
    room, leader
        The place of the room, or of the group of staff, and which of those alike, counted from 0;
        None where none is needed.
    """

    start: int
    room: tuple[int, int] | None = None
    leader: tuple[int, int] | None = None
