"""The week of a facility and the tracks of its clients: as a file says them."""

import datetime as dt

import pytest

from iopkit.errors import PathwayError
from iopkit.files.compose.dump import dump
from iopkit.files.compose.load import examine_text, loads
from iopkit.files.diff.pathway_diff import diff
from iopkit.model.basis import Basis
from iopkit.model.pathway import Pathway
from iopkit.model.schedule.staff import Staff
from iopkit.model.schedule.track import Track
from iopkit.model.schedule.week import Room, Week
from iopkit.model.schedule.weekday import Hours, Weekday

HEAD = "iopkit: 1\nid: base\ntitle: Base\nsources: {plan: {title: Plan}}\n"
BASE = f"""\
{HEAD}levels: {{iop: {{title: IOP, rank: 3, program: day}}}}
programs:
  day:
    title: Day
    services: [{{therapy: group, led_by: [therapist]}}]
    tracks:
      evening: {{at: Mon-Thu 17:30-20:30, clients: 12, busy: Mon-Fri 08:00-17:00, a_day: 180}}
week:
  zone: America/Denver
  open: [Mon-Fri 08:00-21:00, Sat 09:00-13:00]
  closed: [2027-01-01, 2026-12-25]
  pause: 10
  source: plan
  rooms:
    large: {{title: Group room, size: 14}}
    small:
      {{title: Office, size: 3, count: 2, open: "Mon, Wed 08:00-12:00", source: "plan, page 2"}}
  staff:
    counselor:
      title: Counselors
      as: [counselor, therapist]
      count: 2
      hours: 25
      at: Mon-Fri 09:00-21:00
    nurse: {{title: Nurse, a_day: 240}}
"""
WORKDAYS = tuple(Weekday)[:5]
PLAN = Basis(source="plan")


def own(text: str) -> Pathway:
    """Return the pathway of a file that extends the one above."""
    head = "iopkit: 1\nid: own\ntitle: Own\nextends: base\n"
    return loads(head + text, name="own.yaml", find={"base": ("base.yaml", BASE)}.get)


def errors(text: str) -> list[str]:
    found = examine_text(HEAD + text, name="f").complaints
    return [f"{c.line}:{c.column} {c.code}: {c.message}; {c.hint}" for c in found]


def test_a_week_is_read_and_written_unchanged() -> None:
    pathway = loads(BASE)

    assert pathway.week == Week(
        zone="America/Denver",
        open=[
            Hours(days=WORKDAYS, start=480, end=1260),
            Hours(days=[Weekday.SAT], start=540, end=780),
        ],
        closed=[dt.date(2026, 12, 25), dt.date(2027, 1, 1)],
        pause=10,
        rooms=[
            Room(id="large", title="Group room", size=14, basis=PLAN),
            Room(
                id="small",
                title="Office",
                size=3,
                count=2,
                open=[Hours(days=[Weekday.MON, Weekday.WED], start=480, end=720)],
                basis=Basis(source="plan", locator="page 2"),
            ),
        ],
        staff=[
            Staff(
                id="counselor",
                title="Counselors",
                leads=["counselor", "therapist"],
                count=2,
                hours=25,
                at=[Hours(days=WORKDAYS, start=540, end=1260)],
                basis=PLAN,
            ),
            Staff(id="nurse", title="Nurse", leads=["nurse"], a_day=240, basis=PLAN),
        ],
        basis=PLAN,
    )
    assert loads(dump(pathway)) == pathway


def test_a_track_says_who_follows_it_and_when_they_cannot_come() -> None:
    assert loads(BASE).programs[0].tracks == (
        Track(
            id="evening",
            days=WORKDAYS[:4],
            start=1050,
            end=1230,
            clients=12,
            busy=[Hours(days=WORKDAYS, start=480, end=1020)],
            a_day=180,
        ),
    )


def test_a_pathway_without_a_week_says_nothing_of_one() -> None:
    pathway = loads("{iopkit: 1, id: p, title: P}")

    assert pathway.week is None
    assert "week" not in dump(pathway)
    assert loads("{iopkit: 1, id: p, title: P, week: {}}").week == Week()


def test_another_file_changes_rooms_and_staff_one_by_one() -> None:
    week = own(
        "week:\n"
        "  open: Mon-Fri 08:00-18:00\n"
        "  rooms: {small: {remove: true}, medium: {title: Medium, size: 8}, large: {size: 12}}\n"
        "  staff: {counselor: {count: 3}}\n"
    ).week

    assert week is not None
    assert (week.zone, week.pause) == ("America/Denver", 10)
    assert [str(hours) for hours in week.open] == ["Mon-Fri 08:00-18:00"]
    assert [(room.id, room.size) for room in week.rooms] == [("large", 12), ("medium", 8)]
    assert [(each.id, each.count) for each in week.staff] == [("counselor", 3), ("nurse", 1)]
    # What is changed no longer rests on what the other file said it rests on.
    assert [each.basis for each in week.staff] == [None, PLAN]


def test_another_file_removes_the_whole_week() -> None:
    assert own("week: {remove: true}\n").week is None


def test_what_is_not_there_cannot_be_removed() -> None:
    with pytest.raises(PathwayError) as caught:
        own("week: {rooms: {smal: {remove: true}}}\n")

    (found,) = caught.value.complaints
    assert found.code == "removes-nothing"
    assert "there are: large, small" in found.hint


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            "week: {open: Mon-Fri}",
            "5:14 not-hours: 'Mon-Fri' names days, but no time; write it as Mon-Fri 08:00-17:00",
        ),
        (
            "week: {open: [Mon, Wed 08:00-12:00]}",
            "5:15 not-hours: 'Mon' names days, but no time; write it as Mon-Fri 08:00-17:00; in",
        ),
        (
            "week: {open: 08:00-12:00}",
            "5:14 not-hours: '08:00-12:00' names a time, but no days; write it as Mon-Sun 08:00-",
        ),
        (
            "week: {open: Mon-Fri 22:00-06:00}",
            "5:14 not-hours: hours of the week must end after it starts, on the same day; ",
        ),
        (
            "week: {closed: [2026-13-25]}",
            "5:17 not-a-date: '2026-13-25' is not a date; ",
        ),
        (
            "week: {zone: America/Denvr}",
            "5:14 not-a-zone: no time zone is named 'America/Denvr'; did you mean 'America/Denver",
        ),
        ("week: {rooms: {large: {size: 0}}}", "5:30 bad-value: this must be 1 or more, not 0; "),
        (
            "week: {staff: {nurse: {title: N, hours: 200}}}",
            "5:41 bad-value: hours must be more than 0 and at most 168, got 200; ",
        ),
        (
            "week: {staff: {nurse: {title: N, as: []}}}",
            "5:38 bad-value: leads must name something; left out it is 'nurse'; ",
        ),
        ("week: [Mon]", "5:7 wrong-form: this must be a week, a map of keys and values, not"),
        ("week: {roms: {}}", "5:8 unknown-key: 'roms' is not known here; did you mean 'rooms'?"),
    ],
)
def test_what_cannot_be_is_told_with_what_to_write(text: str, complaint: str) -> None:
    found = errors(text)

    assert any(each.startswith(complaint) for each in found), found


def test_one_mistake_does_not_hide_the_next() -> None:
    found = errors("week: {open: Mon-Fri, rooms: {Large: {title: L}}, staff: {nurse: {count: 0}}}")

    assert [each.split(" ")[1] for each in found] == [
        "not-hours:",
        "not-an-id:",
        "missing-key:",
        "bad-value:",
    ]


def test_a_part_cannot_have_a_week() -> None:
    part = "iopkit: 1\nid: part\ntitle: Part\nweek: {pause: 10}\n"
    head = "iopkit: 1\nid: own\ntitle: Own\nuses: part\n"
    found = examine_text(head, find_part={"part": ("part.yaml", part)}.get).complaints

    assert [c.code for c in found] == ["parts-section"]


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        ("pause: 10", "pause: 5", "pause"),
        ("Sat 09:00-13:00", "Sat 09:00-14:00", "open"),
        ("size: 14", "size: 16", "rooms > large > size"),
        ("hours: 25", "hours: 20", "staff > counselor > hours"),
        (", therapist]", "]", "staff > counselor > as"),
        ("2027-01-01", "2027-01-02", "closed"),
    ],
)
def test_a_changed_week_is_one_difference(before: str, after: str, way: str) -> None:
    (found,) = diff(loads(BASE), loads(BASE.replace(before, after))).values

    assert (found.section, " > ".join(found.way)) == ("week", way)
    assert found.a is not None
    assert found.a.origin is not None


def test_a_week_that_only_one_has_is_one_difference() -> None:
    (found,) = diff(loads(BASE), own("week: {remove: true}\n")).values

    assert (found.section, found.way, found.change.value) == ("week", (), "only in A")
    assert found.a is not None
    assert found.a.text == "the whole section"


LED = """\
levels: {iop: {title: IOP, rank: 3, program: day}}
programs: {day: {title: Day, services: [{therapy: group, led_by: [WORDS]}]}, old: {title: Old}}
"""


def test_a_service_that_nobody_may_lead_is_warned_about() -> None:
    base = HEAD + LED.replace("WORDS", "counsellor")
    text = base + "week: {staff: {lpc: {title: L, as: [counselor]}}}\n"
    (found,) = (c for c in examine_text(text).complaints if c.code == "nobody-leads")

    assert (found.line, found.column) == (6, 58)
    assert found.message == "nobody in 'staff' may lead 'group' of 'day', led by 'counsellor'"
    assert found.hint == "did you mean 'counselor'?"


@pytest.mark.parametrize(
    "week", ["{}", "{staff: {lpc: {title: L, as: [nurse, counselor]}}}", "{rooms: {a: {title: A}}}"]
)
def test_no_staff_or_somebody_who_may_lead_is_no_warning(week: str) -> None:
    text = f"{HEAD}{LED.replace('WORDS', 'counselor, physician')}week: {week}\n"

    assert "nobody-leads" not in {c.code for c in examine_text(text).complaints}


def test_a_service_of_an_extended_file_is_told_of_at_the_staff() -> None:
    text = (
        "iopkit: 1\nid: own\ntitle: Own\nextends: base\n"
        "week: {staff: {counselor: {remove: true}}}\n"
    )
    find = {"base": ("base.yaml", BASE)}.get
    (found,) = examine_text(text, name="own.yaml", find=find).complaints

    assert (found.code, found.file, found.line) == ("nobody-leads", "own.yaml", 5)
    assert found.hint == "add 'therapist' after 'as' of whoever leads it"
