"""What stands inside a program beside its services: goals, lengths, tracks and its review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from iopkit.files.format.week import SOME_HOURS
from iopkit.files.schema.collection import ListOf
from iopkit.files.schema.record import Key, Record
from iopkit.files.schema.shorthand import Brief
from iopkit.files.schema.text_types import (
    EVERY_SESSION,
    REGULARLY,
    REVIEW_INTERVAL,
    TIMED_RANGE,
    WEEK_TIME,
    CriterionText,
)
from iopkit.files.schema.value_type import Number, OneOf, Text
from iopkit.model.program import Goal, Length
from iopkit.model.review import Review
from iopkit.model.schedule.track import Track
from iopkit.model.service import Mode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.files.schema.quantity import WeekTime

_NO_TIME: Final[WeekTime] = ((), None, None)


def _track(*, at: WeekTime = _NO_TIME, **given: Any) -> Track:  # noqa: ANN401  straight on to attrs
    days, start, end = at
    return Track(days=days, start=start, end=end, **given)


def _track_fields(track: Track) -> Mapping[str, object]:
    fields = attrs.asdict(track, recurse=False)
    return fields | {"at": (track.days, track.start, track.end)}


TRACK: Final = Brief(
    Record(
        what="a track",
        build=_track,
        fields=_track_fields,
        named=True,
        removable=True,
        keys=(
            Key(
                "at",
                WEEK_TIME,
                "The days, the times, or both; unknown if left out.",
                default=_NO_TIME,
            ),
            Key("mode", OneOf(Mode), "Whether clients come or join online."),
            Key("clients", Number(whole=True, low=1), "How many clients follow it at a time."),
            Key("busy", SOME_HOURS, "When its clients are at work or at school."),
            Key(
                "a_day",
                Number(whole=True, low=1),
                "The most time in sessions that a client has on one day. [minutes]",
            ),
        ),
    ),
    "at",
)

GOAL: Final = Brief(
    Record(
        what="a goal",
        build=Goal,
        basis="own",
        keys=(Key("goal", Text(), "What is to be reached.", required=True),),
    ),
    "goal",
)

LENGTH: Final = Record(
    what="another length",
    build=Length,
    basis="own",
    keys=(
        Key("when", CriterionText(), "For whom, or in which case.", required=True),
        Key("length", TIMED_RANGE, "How long it lasts then.", required=True),
    ),
)


def _review(*, value: float | str, **given: Any) -> Review:  # noqa: ANN401  straight on to attrs
    days = None if isinstance(value, str) else value
    return Review(each_session=value == EVERY_SESSION, days=days, **given)


def _review_fields(review: Review) -> Mapping[str, object]:
    words = EVERY_SESSION if review.each_session else REGULARLY
    return {
        "value": words if review.days is None else review.days,
        "by": review.by,
        "basis": review.basis,
    }


REVIEW: Final = Brief(
    Record(
        what="a review",
        build=_review,
        fields=_review_fields,
        basis="own",
        keys=(
            Key("value", REVIEW_INTERVAL, "How often.", required=True),
            Key("by", ListOf(Text(), single=True), "Who looks at it."),
        ),
    ),
    "value",
)
