"""What stands inside a program beside its services: goals, lengths, tracks and its review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from iopkit.files.format.week import SOME_HOURS
from iopkit.files.schema.collection import ListOf
from iopkit.files.schema.record import FieldSpec, Record
from iopkit.files.schema.shorthand import Shorthand
from iopkit.files.schema.text_types import (
    EVERY_SESSION,
    REGULARLY,
    REVIEW_INTERVAL,
    TIMED_RANGE,
    WEEK_TIME,
    CriterionText,
)
from iopkit.files.schema.value_type import ChoiceType, NumberType, TextType
from iopkit.model.program import Goal, Length
from iopkit.model.review import ProgressReview
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


TRACK: Final = Shorthand(
    Record(
        what="a track",
        build=_track,
        fields=_track_fields,
        named=True,
        removable=True,
        keys=(
            FieldSpec(
                "at",
                WEEK_TIME,
                "The days, the times, or both; unknown if left out.",
                default=_NO_TIME,
                words="{}",
            ),
            FieldSpec("mode", ChoiceType(Mode), "Whether clients come or join online.", words="{}"),
            FieldSpec(
                "clients",
                NumberType(whole=True, low=1),
                "How many clients follow it at a time.",
                words="{}",
                unit="client",
            ),
            FieldSpec(
                "busy", SOME_HOURS, "When its clients are at work or at school.", words="busy {}"
            ),
            FieldSpec(
                "a_day",
                NumberType(whole=True, low=1),
                "The most time in sessions that a client has on one day. [minutes]",
                words="at most {} of sessions a day",
                unit="minute",
            ),
        ),
    ),
    "at",
)

GOAL: Final = Shorthand(
    Record(
        what="a goal",
        build=Goal,
        basis="own",
        keys=(FieldSpec("goal", TextType(), "What is to be reached.", required=True, words="{}"),),
    ),
    "goal",
)

LENGTH: Final = Record(
    what="another length",
    build=Length,
    basis="own",
    keys=(
        FieldSpec(
            "when",
            CriterionText(),
            "For whom, or in which case.",
            required=True,
            words="for those with {}",
        ),
        FieldSpec(
            "length", TIMED_RANGE, "How long it lasts then.", required=True, words="{}", unit="day"
        ),
    ),
)


def _review(*, value: float | str, **given: Any) -> ProgressReview:  # noqa: ANN401  straight on to attrs
    days = None if isinstance(value, str) else value
    return ProgressReview(each_session=value == EVERY_SESSION, days=days, **given)


def _review_fields(review: ProgressReview) -> Mapping[str, object]:
    words = EVERY_SESSION if review.each_session else REGULARLY
    return {
        "value": words if review.days is None else review.days,
        "by": review.by,
        "basis": review.basis,
    }


REVIEW: Final = Shorthand(
    Record(
        what="a review",
        build=_review,
        fields=_review_fields,
        basis="own",
        keys=(
            FieldSpec("value", REVIEW_INTERVAL, "How often.", required=True, words="{}"),
            FieldSpec(
                "by", ListOf(TextType(), single=True), "Who looks at it.", words="by {}", joint="or"
            ),
        ),
    ),
    "value",
)
