"""The section ``week`` of a pathway file: when and where sessions are held, and who leads them."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.files.schema.collection import ListOf, MapOf
from iopkit.files.schema.record import FieldSpec, Record
from iopkit.files.schema.text_types import DATE, HOURS
from iopkit.files.schema.value_type import NumberType, TextType
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
        FieldSpec("title", TextType(), "Its name for people.", required=True, stand_in="?"),
        FieldSpec(
            "size",
            NumberType(whole=True, low=1),
            "The most clients in one session; any if left out.",
            words="up to {}",
            unit="client",
        ),
        FieldSpec(
            "count",
            NumberType(whole=True, low=1),
            "How many such rooms there are.",
            default=1,
            words="{}",
            unit="room",
        ),
        FieldSpec(
            "open",
            SOME_HOURS,
            "When sessions may be held in it; as the facility if left out.",
            words="{}",
        ),
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
        FieldSpec(
            "title",
            TextType(),
            "The name of one of them for people, such as Counselor; never that of a person.",
            required=True,
            stand_in="?",
        ),
        FieldSpec(
            "as",
            ListOf(TextType(), single=True),
            "The words after `led_by` for which they stand; their id alone if left out.",
            "leads",
            words="may lead what is led by {}",
            joint="or",
        ),
        FieldSpec(
            "count",
            NumberType(whole=True, low=1),
            "How many people they are.",
            default=1,
            words="{}",
            unit="person",
        ),
        FieldSpec(
            "hours",
            NumberType(),
            "The most hours in sessions, each of them. [h/week]",
            words="up to {} each",
            unit="hour a week",
        ),
        FieldSpec(
            "at",
            SOME_HOURS,
            "When they work; whenever the facility is open if left out.",
            words="{}",
        ),
        FieldSpec(
            "a_day",
            NumberType(whole=True, low=1),
            "The most time in sessions on one day, each of them. [minutes]",
            words="up to {} each",
            unit="minute a day",
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
        FieldSpec(
            "zone",
            TextType(),
            "The time zone, such as America/Denver; only calendars need it.",
            default="",
            words="in the time of {}",
        ),
        FieldSpec(
            "open",
            SOME_HOURS,
            "When sessions may be held; one stretch of hours or several.",
            words="Sessions can be held {}",
        ),
        FieldSpec(
            "closed",
            ListOf(DATE, single=True),
            "Dates without sessions; only calendars need them.",
            words="no sessions on {}",
        ),
        FieldSpec(
            "step",
            NumberType(whole=True, low=1),
            "Sessions begin at multiples of this after midnight; 15 if left out. [minutes]",
            default=15,
            words="sessions begin at multiples of {} after midnight",
            unit="minute",
        ),
        FieldSpec(
            "pause",
            NumberType(whole=True, low=0),
            "The least time between two sessions of one client, of one leader and in one room. "
            "[minutes]",
            default=0,
            words="at least {} between two sessions of one client, of one leader and in one room",
            unit="minute",
        ),
        FieldSpec(
            "full_time",
            NumberType(),
            "The hours of one full-time position; 40 if left out, which is assumed. [h/week]",
            default=FULL_TIME,
            words="a full-time position is {}",
            unit="hour a week",
        ),
        FieldSpec("rooms", MapOf(ROOM, attrgetter("id")), "Where sessions are held, by id."),
        FieldSpec("staff", MapOf(STAFF, attrgetter("id")), "Who leads them, in groups, by id."),
    ),
)
