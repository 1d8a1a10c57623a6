"""Wordings of numbers, durations, times and distributions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.diagnostics.catalogue.keys import MISSING_KEY, UNKNOWN_KEY
from iopkit.diagnostics.catalogue.values import (
    BAD_VALUE,
    NOT_A_DATE,
    NOT_A_DISTRIBUTION,
    NOT_A_DURATION,
    NOT_A_NUMBER,
    NOT_A_RANGE,
    NOT_A_RATE,
    NOT_A_TRACK,
    NOT_HOURS,
)

if TYPE_CHECKING:
    from iopkit.diagnostics.kind import DiagnosticKind

WRITE_WEEK_TIME: Final = "write it as Mon-Fri 09:00-12:00 or Mon, Wed 17:30-20:30"
WRITE_HOURS: Final = "write it as Mon-Fri 08:00-17:00"

NEITHER_NUMBER_NOR_WORD: Final = NOT_A_NUMBER.kind(
    "this must be a number or {no_limit}, not '{value}'", "write digits alone, or {no_limit}"
)
NEITHER_NUMBER_NOR_UNLIMITED: Final = NOT_A_NUMBER.kind(
    "this must be a number or unlimited, not '{value}'", "write digits alone, or unlimited"
)
OTHER_THAN_INTERVAL: Final = NOT_A_DURATION.kind(
    "'{text}' is not a duration", "write it as every {meant}"
)
NO_TIME_BETWEEN_REVIEWS: Final = NOT_A_DURATION.kind(
    "the time between two reviews must be more than 0", "write it as every 7 days"
)
DURATION_WITHOUT_UNIT: Final = NOT_A_DURATION.kind(
    "a duration needs its unit", "write the unit, such as {text} days"
)
NEGATIVE_DURATION: Final = NOT_A_DURATION.kind("a duration cannot be below 0", "write 0 or more")
ENDLESS_DURATION: Final = NOT_A_DURATION.kind(
    "a duration this long cannot be counted", "write a shorter one"
)
RANGE_BACKWARDS: Final = NOT_A_RANGE.kind(
    "the range ends before it starts", "write the smaller one first, such as {example}"
)
RANGE_WITHOUT_UNIT: Final = NOT_A_RANGE.kind(
    "a duration needs its unit", "write the unit, such as {example}"
)
RANGE_WITH_UNIT: Final = NOT_A_RANGE.kind(
    "'{text}' has a unit of time", "write the number alone, such as {example}"
)
NEGATIVE_BOUND: Final = NOT_A_RANGE.kind("'{text}' is below 0", "write 0 or more")
OPEN_RANGE: Final = NOT_A_RANGE.kind(
    "'{text}' has an open end", "write both ends, such as 3 to 7 days"
)
OTHER_THAN_RATE: Final = NOT_A_RATE.kind("'{text}' is not a rate")
NEGATIVE_RATE: Final = NOT_A_RATE.kind("a rate cannot be below 0", "write 0 or more")
NO_WEEKDAY: Final = NOT_A_TRACK.kind("'{word}' is not a weekday: {weekdays}", WRITE_WEEK_TIME)
OTHER_THAN_WEEK_TIME: Final = NOT_A_TRACK.kind(
    "'{text}' is not a time of the week", WRITE_WEEK_TIME
)
WEEK_TIME_REFUSED: Final = NOT_A_TRACK.kind("a time of the week {problem}", WRITE_WEEK_TIME)
IMPOSSIBLE_CLOCK_TIME: Final = NOT_A_TRACK.kind(
    "'{text}' names a time that no clock shows", "use times from 00:00 to 24:00"
)
WEEKDAYS_BACKWARDS: Final = NOT_A_TRACK.kind("'{part}' runs backwards", WRITE_WEEK_TIME)
DAYS_WITHOUT_TIME: Final = NOT_HOURS.kind(
    "'{text}' names days, but no time",
    f"{WRITE_HOURS}; in a list, put quotes around several days: 'Mon, Wed 08:00-12:00'",
)
TIME_WITHOUT_DAYS: Final = NOT_HOURS.kind(
    "'{text}' names a time, but no days", "write it as Mon-Sun {hours}"
)
OTHER_THAN_DATE: Final = NOT_A_DATE.kind("'{text}' is not a date", "write it as 2024-01-31")
UNCLEAR_DISTRIBUTION: Final = NOT_A_DISTRIBUTION.kind(
    "{got} alone does not say which distribution is meant"
)
SHARE_OVER_ONE: Final = BAD_VALUE.kind(
    "a share is a number from 0 to 1, not {yes:g}", "{yes:g} % is {share:g}"
)
NO_KEY_OF_DISTRIBUTION: Final = UNKNOWN_KEY.kind(
    "'{key}' is not known in a distribution", "known here: {known}"
)
NO_KEY_OF_ANSWERS: Final = UNKNOWN_KEY.kind(
    "'{key}' is not known here", "known here: {name}, source, assumption"
)
NEITHER_YES_NOR_NO: Final = UNKNOWN_KEY.kind(
    "the answers to this question are yes and no", "write {{yes: 0.4, no: 0.6}}"
)
MIXTURE_WITHOUT_WEIGHT: Final = MISSING_KEY.kind(
    "each part of a mixture needs its weight", "write {{weight: 0.3, ...}}"
)
REFUSED_DISTRIBUTION: Final = NOT_A_DISTRIBUTION.kind("{reason}")
CLOCK_FOR_DURATION: Final = NOT_A_DURATION.kind(
    "'{text}' is a time of day, not an amount", "write it as {example}"
)
UNCLEAR_DURATION: Final = NOT_A_DURATION.kind("'{text}' is not understood")
LARGE_DURATION: Final = NOT_A_DURATION.kind("'{text}' is too large", "write it as {example}")
CLOCK_FOR_RANGE: Final = NOT_A_RANGE.kind(
    "'{text}' is a time of day, not an amount", "write it as {example}"
)
UNCLEAR_RANGE: Final = NOT_A_RANGE.kind("'{text}' is not understood")
LARGE_RANGE: Final = NOT_A_RANGE.kind("'{text}' is too large", "write it as {example}")

OF_HOURS: Final[dict[DiagnosticKind, DiagnosticKind]] = {
    OTHER_THAN_WEEK_TIME: NOT_HOURS.kind("'{text}' is not hours of the week", WRITE_HOURS),
    IMPOSSIBLE_CLOCK_TIME: NOT_HOURS.kind("'{text}' names a time that no clock shows", WRITE_HOURS),
    WEEK_TIME_REFUSED: NOT_HOURS.kind("hours of the week {problem}", WRITE_HOURS),
    WEEKDAYS_BACKWARDS: NOT_HOURS.kind("'{part}' runs backwards", WRITE_HOURS),
    NO_WEEKDAY: NOT_HOURS.kind("'{word}' is not a weekday: {weekdays}", WRITE_HOURS),
}
"""What is said of hours, by what is said of a time of the week."""
TEXT_FOR_NUMBER: Final = NOT_A_NUMBER.kind("this must be {wanted}, not '{value}'")
NUMBER_TOO_LARGE: Final = NOT_A_NUMBER.kind("this number is too large")
OTHER_NUMBER: Final = NOT_A_NUMBER.kind("this must be {wanted}, not {value:g}")
NUMBER_TOO_SMALL: Final = BAD_VALUE.kind("this must be {low:g} or more, not {value:g}")
