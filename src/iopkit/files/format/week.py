"""The section ``week`` of a pathway file: when and where sessions are held, and who leads them."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.files.schema.collection import ListOf, MapOf
from iopkit.files.schema.record import Key, Record
from iopkit.files.schema.text_types import DATE, HOURS
from iopkit.files.schema.value_type import Number, Text
from iopkit.model.schedule.staff import Staff
from iopkit.model.schedule.week import FULL_TIME, Room, Week

if TYPE_CHECKING:
    from collections.abc import Mapping

SOME_HOURS: Final = ListOf(HOURS, single=True)
"""One stretch of hours, or several."""

ROOM: Final = Record(
    what="a room",
    build=Room,
    named=True,
    removable=True,
    basis="own",
    speaks_of=("size", "count", "open"),
    keys=(
        Key("title", Text(), "Its name for people.", required=True, stand_in="?"),
        Key("size", Number(whole=True, low=1), "The most clients in one session; any if left out."),
        Key("count", Number(whole=True, low=1), "How many such rooms there are.", default=1),
        Key("open", SOME_HOURS, "When sessions may be held in it; as the facility if left out."),
    ),
)


def _staff_fields(staff: Staff) -> Mapping[str, object]:
    fields = attrs.asdict(staff, recurse=False)
    return fields | {"leads": None if staff.leads == (staff.id,) else staff.leads}


STAFF: Final = Record(
    what="a group of staff",
    build=Staff,
    fields=_staff_fields,
    named=True,
    removable=True,
    basis="own",
    speaks_of=("as", "count", "hours", "at", "a_day"),
    keys=(
        Key(
            "title",
            Text(),
            "The name of one of them for people, such as Counselor; never that of a person.",
            required=True,
            stand_in="?",
        ),
        Key(
            "as",
            ListOf(Text(), single=True),
            "The words after `led_by` for which they stand; their id alone if left out.",
            "leads",
        ),
        Key("count", Number(whole=True, low=1), "How many people they are.", default=1),
        Key("hours", Number(), "The most hours in sessions, each of them. [h/week]"),
        Key("at", SOME_HOURS, "When they work; whenever the facility is open if left out."),
        Key(
            "a_day",
            Number(whole=True, low=1),
            "The most time in sessions on one day, each of them. [minutes]",
        ),
    ),
)


WEEK: Final = Record(
    what="a week",
    build=Week,
    removable=True,
    basis="own",
    speaks_of=("zone", "open", "closed", "step", "pause", "full_time"),
    keys=(
        Key(
            "zone",
            Text(),
            "The time zone, such as America/Denver; only calendars need it.",
            default="",
        ),
        Key("open", SOME_HOURS, "When sessions may be held; one stretch of hours or several."),
        Key(
            "closed", ListOf(DATE, single=True), "Dates without sessions; only calendars need them."
        ),
        Key(
            "step",
            Number(whole=True, low=1),
            "Sessions begin at multiples of this after midnight; 15 if left out. [minutes]",
            default=15,
        ),
        Key(
            "pause",
            Number(whole=True, low=0),
            "The least time between two sessions of one client, of one leader and in one room. "
            "[minutes]",
            default=0,
        ),
        Key(
            "full_time",
            Number(),
            "The hours of one full-time position; 40 if left out, which is assumed. [h/week]",
            default=FULL_TIME,
        ),
        Key("rooms", MapOf(ROOM, attrgetter("id")), "Where sessions are held, by id."),
        Key("staff", MapOf(STAFF, attrgetter("id")), "Who leads them, in groups, by id."),
    ),
)
