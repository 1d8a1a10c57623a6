"""The week as a calendar file (iCalendar, RFC 5545): the only module that knows icalendar.

Who reads such a file may be a client whose telephone shows the next session on a locked screen.
So a calendar for clients says no more than "Group session", when, and in which room: neither what
it is about nor whose it is.
"""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from iopkit.errors import IopkitError, MissingExtraError
from iopkit.export.clock_change import ClockChange, clock_changes, yearly
from iopkit.model.schedule.weekday import Weekday
from iopkit.model.service import Format
from iopkit.week.resource_names import leader_name, room_name

try:
    import icalendar
except ImportError as error:
    raise MissingExtraError("ical", "A calendar file") from error

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from iopkit.model.pathway import Pathway
    from iopkit.week.session import Session
    from iopkit.week.timetable import Timetable

_SAME: Final = uuid.UUID("5e4c6f0a-7a55-5c0b-9f6a-6d0f5f0e6a11")
"""The space of names of our sessions: the same session has the same name in every export."""

_ALONE: Final = frozenset((Format.INDIVIDUAL, Format.CASE_MANAGEMENT))
"""Of these formats a client has no company."""

_WEEK: Final = 7
_DAY_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_YEAR: Final = dt.timedelta(days=364)
"""How long a calendar goes on when nobody says: 52 weeks, the last day included."""

EARLIEST: Final = 1970
LATEST: Final = 2100
"""The years in which a calendar may begin and end: those whose clocks are known, or nearly."""
MOST: Final = 10
"""How long a calendar goes on at most. [years]"""


class Reader(StrEnum):
    """For whom a calendar is."""

    CLIENTS = "clients"
    STAFF = "staff"


class CalendarError(IopkitError, ValueError):
    """A timetable cannot become a calendar; says what is missing or too much."""


def calendar(  # noqa: PLR0913  what decides what stands in the file
    timetable: Timetable,
    *,
    first: dt.date,
    last: dt.date | None = None,
    reader: Reader = Reader.CLIENTS,
    sessions: Collection[Session] | None = None,
    stamp: dt.datetime | None = None,
) -> bytes:
    """Return the sessions of a week as events that come back each week, in one calendar.

    The same call gives the same bytes. A session keeps its UID as long as it is the same one of
    its service in its section, so that a calendar that takes the file in again moves the event
    and does not add another.

    Parameters
    ----------
    timetable
        The week. Its pathway says the time zone and the dates without sessions.
    first
        The first date on which there may be sessions.
    last
        The last one, included; None for 52 weeks.
    reader
        For whom it is. Clients read "Group session" or "Appointment" and the room; staff read what
        is held, for whom, and who leads it.
    sessions
        Those that are wanted, some of the timetable's; None for all.
    stamp
        When this was made, with a time zone; None for the beginning of `first`, so that it can be
        repeated.

    Raises
    ------
    CalendarError
        When the pathway does not say its time zone, or as `checked` does.
    """
    last = checked(first, last)
    zone = zone_of(timetable.pathway)
    stamp = dt.datetime.combine(first, dt.time(), dt.UTC) if stamp is None else stamp
    week = timetable.pathway.week
    closed = frozenset(() if week is None else week.closed)
    wanted = None if sessions is None else set(sessions)
    whole = icalendar.Calendar()
    whole.add("prodid", "-//iopkit//week//EN")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    if not icalendar.is_utc(dt.datetime.combine(first, dt.time(), zone)):
        whole.add_component(_rules_of_time(zone, first, last))
    for session in timetable.sessions:
        if wanted is not None and session not in wanted:
            continue
        dates = _dates(session.day, first, last)
        held = [date for date in dates if date not in closed]
        if held:
            event = _event(session, timetable.pathway, reader)
            event.add("dtstamp", stamp.astimezone(dt.UTC))
            _add_times(event, session, zone, held)
            whole.add_component(event)
    return bytes(whole.to_ical())


def checked(first: dt.date, last: dt.date | None = None) -> dt.date:
    """Return the last date of a calendar.

    Parameters
    ----------
    first
        Its first date.
    last
        Its last one, included; None for 52 weeks.

    Raises
    ------
    CalendarError
        When the last is before the first, or so far from it, or from today, that no calendar is
        kept like that.

    Examples
    --------
    >>> checked(dt.date(2026, 11, 30)).isoformat()
    '2027-11-28'
    """
    if not EARLIEST <= first.year <= LATEST:
        msg = f"a calendar begins in the years {EARLIEST} to {LATEST}, not on {first.isoformat()}"
        raise CalendarError(msg)
    last = first + _YEAR - dt.timedelta(days=1) if last is None else last
    if last < first:
        raise CalendarError(f"the calendar ends on {last}, before it begins on {first}")
    if (last.year - MOST, last.month, last.day) > (first.year, first.month, first.day):
        raise CalendarError(
            f"a calendar goes on for at most {MOST} years, not from {first.isoformat()} until "
            f"{last.isoformat()}; the next one can begin where it ends"
        )
    return last


def zone_of(pathway: Pathway) -> ZoneInfo:
    """Return the time zone of a pathway's week.

    Raises
    ------
    CalendarError
        When the pathway does not say it.
    """
    name = "" if pathway.week is None else pathway.week.zone
    if not name:
        raise CalendarError(
            "a calendar needs to know whose clocks the times are of, and the pathway does not say "
            "so; write the time zone into its week, as in `week: {zone: America/Denver}`"
        )
    return ZoneInfo(name)


def _dates(day: Weekday, first: dt.date, last: dt.date) -> list[dt.date]:
    ahead = (list(Weekday).index(day) - first.weekday()) % _WEEK
    begin = first + dt.timedelta(days=ahead)
    weeks = (last - begin).days // _WEEK + 1
    return [begin + dt.timedelta(weeks=each) for each in range(weeks)]


def _event(session: Session, pathway: Pathway, reader: Reader) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", _uid(session, pathway))
    if reader is Reader.CLIENTS:
        event.add("summary", _neutral(session))
        event.add("class", "PRIVATE")
    else:
        event.add("summary", _seen(session.title))
        event.add("description", _seen(_whose(session, pathway)))
    if session.room:
        event.add("location", _seen(str(room_name(session.room, pathway))))
    elif session.is_online:
        event.add("location", "Online")
    return event


def _uid(session: Session, pathway: Pathway) -> str:
    """Return by what calendars know a session again; a digest, since they may show it."""
    services = pathway.program(session.program).services[: session.service]
    # Not its place in the program, which changes with every new line above it.
    like_it = sum(each.therapy == session.therapy for each in services)
    client = "" if session.client is None else session.client
    whose = (pathway.id, session.program, session.track, session.section, session.therapy)
    parts = (*whose, like_it, client, session.number)
    return str(uuid.uuid5(_SAME, "\x1f".join(map(str, parts))))


def _neutral(session: Session) -> str:
    """Return a title that tells nothing to whoever looks over a client's shoulder."""
    alone = session.client is not None or session.format in _ALONE
    return "Appointment" if alone else "Group session"


def _whose(session: Session, pathway: Pathway) -> str:
    """Return for whom a session is, and who leads it, for those who hold it."""
    program = pathway.program(session.program).title
    section = f"group {session.section}" if session.section else ""
    client = "" if session.client is None else f"client {session.client}"
    leader = f"led by {leader_name(session.leader, pathway)}" if session.leader else ""
    parts = (program, session.track, section, client, leader)
    return ", ".join(part for part in parts if part)


def _seen(text: str) -> str:
    """Return a text without characters that a calendar cannot hold or that hide others."""
    return "".join(char if char.isprintable() else " " for char in text).strip()


def _add_times(
    event: icalendar.Event, session: Session, zone: ZoneInfo, held: Sequence[dt.date]
) -> None:
    """Add when a session is held: each week from the first of some dates to the last of them."""
    first, last = held[0], held[-1]
    event.add("dtstart", _at(first, session.start, zone))
    event.add("dtend", _at(first, session.end, zone))
    weeks = (last - first).days // _WEEK
    if not weeks:
        return
    # RFC 5545, 3.3.10: the end of a rule is in UTC when the beginning has a time zone.
    end = _at(last, session.start, zone).astimezone(dt.UTC)
    event.add("rrule", {"freq": "weekly", "until": end})
    every, there = (first + dt.timedelta(weeks=each) for each in range(weeks)), set(held)
    without = [_at(date, session.start, zone) for date in every if date not in there]
    if without:
        event.add("exdate", without)


def _at(date: dt.date, minutes: int, zone: ZoneInfo) -> dt.datetime:
    """Return what the clocks of a zone show on a date. [minutes after midnight]"""
    midnight = dt.datetime.combine(date, dt.time())
    return (midnight + dt.timedelta(minutes=minutes)).replace(tzinfo=zone)


def _rules_of_time(zone: ZoneInfo, first: dt.date, last: dt.date) -> icalendar.Timezone:
    """Return what the clocks of a zone do: by yearly rules where there are, else date by date."""
    rules = icalendar.Timezone()
    rules.add("tzid", zone.key)
    every = yearly(zone, first, last)
    if every is not None:
        for rule in every:
            part = _observance(rule.first)
            day = f"{rule.which}{_DAY_CODES[rule.weekday]}"
            part.add("rrule", {"freq": "yearly", "bymonth": rule.month, "byday": day})
            rules.add_component(part)
        return rules
    begin = dt.datetime.combine(first - dt.timedelta(days=1), dt.time())
    there = begin.replace(tzinfo=zone)
    offset = there.utcoffset() or dt.timedelta()
    start = ClockChange(at=begin, before=offset, after=offset, name=there.tzname() or "")
    for change in (start, *clock_changes(zone, first, last + dt.timedelta(days=1))):
        rules.add_component(_observance(change))
    return rules


def _observance(change: ClockChange) -> icalendar.TimezoneStandard | icalendar.TimezoneDaylight:
    kind = icalendar.TimezoneDaylight if change.is_forward else icalendar.TimezoneStandard
    part = kind()
    part.add("dtstart", change.at)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("tzname", change.name)
    return part
