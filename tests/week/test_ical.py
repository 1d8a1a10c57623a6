"""The week as a calendar file, read back by another library."""

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

import attrs
import pytest
from weeks import HOSTILE, SERVICES, TUE, WEEK, named

pytest.importorskip("icalendar")
recurring = pytest.importorskip("recurring_ical_events")

import icalendar  # noqa: E402  both may be missing

from iopkit.export.ical import CalendarError, Reader, calendar  # noqa: E402
from iopkit.model.schedule.weekday import Weekday, clock  # noqa: E402
from iopkit.week.session import Session  # noqa: E402
from iopkit.week.timetable import Timetable  # noqa: E402

FIRST = dt.date(2026, 11, 30)
LAST = dt.date(2027, 11, 28)


def read(whole: bytes) -> icalendar.Calendar:
    """Return a calendar file as another program reads it."""
    found = icalendar.Calendar.from_ical(whole)
    assert isinstance(found, icalendar.Calendar)
    return found


def held(whole: bytes, first: dt.date = FIRST, last: dt.date = LAST) -> list[icalendar.Event]:
    """Return every single event between two dates, both included."""
    found = recurring.of(read(whole)).between(first, last + dt.timedelta(days=1))
    return list(found)


def in_zone(zone: str, closed: tuple[dt.date, ...] = ()) -> Timetable:
    """Return the made-up week in another time zone."""
    week = WEEK.pathway.week
    assert week is not None
    house = attrs.evolve(WEEK.pathway, week=attrs.evolve(week, zone=zone, closed=closed))
    return attrs.evolve(WEEK, pathway=house)


def starts(event: icalendar.Event) -> dt.datetime:
    """Return when an event begins."""
    assert isinstance(event.start, dt.datetime)
    return event.start


def expected(timetable: Timetable, first: dt.date, last: dt.date) -> Counter[tuple[str, str, str]]:
    """Return date, beginning and end of every session, counted day by day."""
    assert timetable.pathway.week is not None
    found: Counter[tuple[str, str, str]] = Counter()
    date = first
    while date <= last:
        if date not in timetable.pathway.week.closed:
            for each in timetable.sessions:
                if list(Weekday)[date.weekday()] is each.day:
                    found[str(date), clock(each.start), clock(each.end)] += 1
        date += dt.timedelta(days=1)
    return found


def on_the_wall(events: list[icalendar.Event], zone: str) -> Counter[tuple[str, str, str]]:
    """Return date, beginning and end of events as the clocks of a zone show them."""
    found: Counter[tuple[str, str, str]] = Counter()
    for event in events:
        start, end = event.start, event.end
        assert isinstance(start, dt.datetime)
        assert isinstance(end, dt.datetime)
        begins, ends = (each.astimezone(ZoneInfo(zone)) for each in (start, end))
        found[str(begins.date()), f"{begins:%H:%M}", f"{ends:%H:%M}"] += 1
    return found


@pytest.mark.parametrize(
    "zone",
    [
        "America/Denver",
        "Europe/Berlin",
        "Australia/Lord_Howe",  # half an hour of summer time, in our winter
        "America/Phoenix",  # none at all
        "Africa/Casablanca",  # no yearly rule
        "Europe/Dublin",
        "Asia/Kathmandu",
        "UTC",
    ],
)
def test_over_a_year_every_session_is_at_its_time_on_the_wall(zone: str) -> None:
    closed = (dt.date(2026, 12, 24), dt.date(2026, 12, 25), dt.date(2027, 3, 14))
    timetable = in_zone(zone, closed)

    events = held(calendar(timetable, first=FIRST, last=LAST))

    assert on_the_wall(events, zone) == expected(timetable, FIRST, LAST)


def test_the_zone_in_the_file_is_enough_to_read_it() -> None:
    """A reader that knows no zones works with the rules in the file alone."""
    for zone in ("America/Denver", "Europe/Berlin", "Africa/Casablanca"):
        whole = calendar(in_zone(zone), first=FIRST, last=LAST)
        (rules,) = read(whole).walk("VTIMEZONE")
        assert isinstance(rules, icalendar.Timezone)
        told = rules.to_tz(lookup_tzid=False)
        known = ZoneInfo(zone)
        hour = dt.datetime(2026, 11, 30, 0, 30)  # noqa: DTZ001  what the wall shows
        while hour.date() <= LAST:
            # The hour of a change itself is two things at once, or nothing.
            around = [known.utcoffset(hour + dt.timedelta(hours=h)) for h in (-2, 0, 2)]
            if len(set(around)) == 1:
                assert told.utcoffset(hour) == known.utcoffset(hour), (zone, hour)
            hour += dt.timedelta(hours=1)


def test_nothing_is_held_on_closed_dates_even_if_it_is_the_first_or_the_last() -> None:
    closed = (dt.date(2026, 11, 30), dt.date(2026, 12, 14), dt.date(2026, 12, 28))
    timetable = in_zone("America/Denver", closed)
    whole = calendar(timetable, first=dt.date(2026, 11, 30), last=dt.date(2026, 12, 28))
    dates = {starts(event).date() for event in held(whole) if starts(event).weekday() == 0}

    assert dates == {dt.date(2026, 12, 7), dt.date(2026, 12, 21)}


def test_when_every_date_is_closed_the_calendar_is_empty() -> None:
    day = dt.date(2026, 12, 1)

    whole = calendar(in_zone("Europe/Berlin", (day,)), first=day, last=day)

    assert held(whole) == []
    assert b"VEVENT" not in whole


def test_one_date_is_no_series() -> None:
    day = dt.date(2026, 12, 1)

    whole = calendar(in_zone("Europe/Berlin"), first=day, last=day)

    assert len(held(whole, day, day)) == sum(each.day is TUE for each in WEEK.sessions)
    assert b"FREQ=WEEKLY" not in whole


def test_without_an_end_it_is_52_weeks() -> None:
    timetable = in_zone("America/Phoenix")

    events = held(calendar(timetable, first=FIRST), last=dt.date(2030, 1, 1))

    assert len(events) == 52 * len(WEEK.sessions)
    assert max(starts(event).date() for event in events) <= FIRST + dt.timedelta(days=363)


def test_the_same_call_gives_the_same_bytes_and_the_stamp_is_part_of_it() -> None:
    stamp = dt.datetime(2026, 11, 22, 8, 30, tzinfo=ZoneInfo("America/Denver"))
    once, again = (calendar(WEEK, first=FIRST) for _ in range(2))

    assert once == again
    assert b"DTSTAMP:20261130T000000Z\r\n" in once
    assert b"DTSTAMP:20261122T153000Z\r\n" in calendar(WEEK, first=FIRST, stamp=stamp)


def uids(timetable: Timetable) -> dict[str, str]:
    """Return the time of each event by its UID."""
    events = read(calendar(timetable, first=FIRST)).events
    found = {str(event["UID"]): str(event.start) for event in events}
    assert len(found) == len(events)
    return found


def test_a_session_that_moves_keeps_its_uid() -> None:
    first, *others = WEEK.sessions
    moved = attrs.evolve(first, start=first.start + 30, room="quiet", leader="counselor 2")

    before, after = uids(WEEK), uids(attrs.evolve(WEEK, sessions=[moved, *others]))

    assert before.keys() == after.keys()
    assert sum(before[uid] != after[uid] for uid in before) == 1


def test_a_new_line_in_the_program_changes_no_uid() -> None:
    program = WEEK.pathway.programs[0]
    more = attrs.evolve(
        program, services=[attrs.evolve(SERVICES[0], therapy="yoga"), *program.services]
    )
    later = attrs.evolve(
        WEEK,
        pathway=attrs.evolve(WEEK.pathway, programs=[more]),
        sessions=[attrs.evolve(each, service=each.service + 1) for each in WEEK.sessions],
    )

    assert uids(later) == uids(WEEK)


def test_two_lines_of_one_therapy_have_uids_of_their_own() -> None:
    program = WEEK.pathway.programs[0]
    twice = attrs.evolve(program, services=[*program.services, SERVICES[0]])
    first = WEEK.sessions[0]
    again = attrs.evolve(first, service=len(program.services), start=first.start + 300)
    both = attrs.evolve(
        WEEK,
        pathway=attrs.evolve(WEEK.pathway, programs=[twice]),
        sessions=[*WEEK.sessions, again],
    )

    assert len(uids(both)) == len(WEEK.sessions) + 1


def test_a_client_reads_nothing_that_tells_what_it_is_about() -> None:
    whole = calendar(WEEK, first=FIRST)
    events = read(whole).events

    assert {str(event["SUMMARY"]) for event in events} == {"Group session", "Appointment"}
    assert {str(event["CLASS"]) for event in events} == {"PRIVATE"}
    words = ("Harborside", "Recovery", "outpatient", "iop", "therapy", "counsel", "Women", "educat")
    text = whole.decode().replace("PRODID:-//iopkit//week//EN", "").casefold()
    assert [word for word in words if word.casefold() in text] == []


def test_the_staff_read_what_is_held_for_whom_and_by_whom() -> None:
    events = read(calendar(WEEK, first=FIRST, reader=Reader.STAFF)).events
    found = {(str(e["SUMMARY"]), str(e["DESCRIPTION"]), str(e.get("LOCATION"))) for e in events}

    program = "Intensive outpatient program"
    assert (
        "Group therapy",
        f"{program}, evening, group B, led by Counselor 2",
        "Quiet room",
    ) in found
    assert (
        "Individual counseling",
        f"{program}, morning, client 3, led by Counselor 1",
        "Office 1",
    ) in found
    assert ("Family evening", f"{program}, evening, led by Counselor 1", "Online") in found


def test_some_sessions_are_the_same_events_as_in_the_whole_calendar() -> None:
    some = [each for each in WEEK.sessions if each.leader == "counselor 2"]

    chosen = uids_of(some)

    assert 0 < len(chosen) < len(WEEK.sessions)
    assert chosen.items() <= uids(WEEK).items()


def uids_of(sessions: list[Session]) -> dict[str, str]:
    """Return the time of each event by its UID, of some sessions."""
    events = read(calendar(WEEK, first=FIRST, sessions=sessions)).events
    return {str(event["UID"]): str(event.start) for event in events}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("reader", Reader)
def test_names_come_out_as_text(name: str, reader: Reader) -> None:
    whole = calendar(named(name), first=FIRST, reader=reader)

    lines = whole.split(b"\r\n")
    assert max(map(len, lines)) <= 75  # RFC 5545, 3.1: octets of a line without its end
    # No other end of a line, and no character that a text cannot hold (RFC 5545, 3.1).
    assert not [byte for byte in whole.replace(b"\r\n", b"") if byte < 0x20 or byte == 0x7F]
    for line in lines:
        line.decode()  # no character is cut by a fold
    shown = "".join(char if char.isprintable() else " " for char in name).strip()
    rooms = {str(e["LOCATION"]) for e in read(whole).events if str(e["LOCATION"]) != "Online"}
    assert rooms == {shown, f"{shown} 1", f"{shown} 2"}
    if reader is Reader.STAFF:
        assert {str(event["SUMMARY"]) for event in read(whole).events} == {shown}
    assert len(read(whole).events) == len(WEEK.sessions)


def test_without_a_time_zone_it_is_said_what_to_write() -> None:
    with pytest.raises(CalendarError, match=r"week: \{zone: America/Denver\}"):
        calendar(in_zone(""), first=FIRST)
    without = attrs.evolve(WEEK, pathway=attrs.evolve(WEEK.pathway, week=None))
    with pytest.raises(CalendarError, match="time zone"):
        calendar(without, first=FIRST)


def test_a_calendar_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(CalendarError, match="ends on 2026-11-29, before it begins on 2026-11-30"):
        calendar(WEEK, first=FIRST, last=dt.date(2026, 11, 29))


def test_a_session_until_midnight_ends_on_the_next_day() -> None:
    late = attrs.evolve(WEEK.sessions[0], start=1380, minutes=60)

    (event,) = held(
        calendar(attrs.evolve(WEEK, sessions=[late]), first=FIRST, last=FIRST), last=FIRST
    )

    assert (starts(event).hour, event.duration) == (23, dt.timedelta(hours=1))
    assert starts(event).date() == FIRST
