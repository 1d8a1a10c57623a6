"""The facts that a rule about programs may use, and what a program says to each.

A rule book about programs speaks of hours and days, never of a client. A program states each of
these as a range, so a criterion over it can be unknown where the program says "several hours".
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, TypeAlias

from iopkit.model.assessment import Fact, NumberFact, YesNo
from iopkit.model.range import Range
from iopkit.model.schedule.track import Weekday
from iopkit.model.service import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from iopkit.model.level import Level
    from iopkit.model.program import Program
    from iopkit.model.schedule.track import Track

Answer: TypeAlias = "Range | bool | None"
"""What a program says to one of the facts: a range, whose bounds may be unknown; yes or no; None
where it says neither."""

_OFFERED: Final = {
    "offers_individual": Format.INDIVIDUAL,
    "offers_group": Format.GROUP,
    "offers_family": Format.FAMILY,
    "offers_education": Format.CLASS,
    "offers_case_management": Format.CASE_MANAGEMENT,
}
"""The format of the services that each of these facts asks for."""

_WEEK: Final = 7

PROGRAM_FACTS: Final[tuple[Fact, ...]] = (
    Fact(
        id="hours_per_week",
        ask="How many hours a week does a client come?",
        type=NumberFact(low=0, high=168, unit="hours"),
    ),
    Fact(
        id="days_per_week",
        ask="On how many days a week does a client come?",
        type=NumberFact(low=0, high=_WEEK),
    ),
    Fact(
        id="hours_per_day",
        ask="How many hours does a client stay on a day?",
        type=NumberFact(low=0, high=24, unit="hours"),
    ),
    Fact(
        id="days_between_services",
        ask="How many days without service lie between two days of service, at most?",
        type=NumberFact(low=0, high=_WEEK - 1, unit="days"),
    ),
    Fact(
        id="length_days",
        ask="How many days does the program last?",
        type=NumberFact(low=0, unit="days"),
    ),
    Fact(
        id="review_days",
        ask="How many days pass between two reviews of the plan?",
        type=NumberFact(low=0, unit="days"),
    ),
    Fact(id="offers_individual", ask="Are there individual sessions?", type=YesNo()),
    Fact(id="offers_group", ask="Are there group sessions?", type=YesNo()),
    Fact(id="offers_family", ask="Are there family sessions?", type=YesNo()),
    Fact(id="offers_education", ask="Are there classes?", type=YesNo()),
    Fact(id="offers_case_management", ask="Is there case management?", type=YesNo()),
)
"""All of them, in the order in which a table shows them."""


def program_answers(program: Program, level: Level | None) -> Mapping[str, Answer]:
    """Return what a program says to each of `PROGRAM_FACTS`, where it is held at a level.

    What is stated wins over what can be worked out. Times of the week count where nothing better
    is known: a client follows one of the tracks, so they give a range from the least to the most.
    A kind of service that is not listed is unknown and not absent, since silence is not a no.

    Parameters
    ----------
    program
        The program.
    level
        The level whose reviews count; None for a program that no level offers.

    >>> from iopkit.model.program import Program
    >>> evening = Program(id="p", title="P", hours=Range(9, 19), days=Range(3, 5))
    >>> [str(program_answers(evening, None)[name]) for name in ("hours_per_day", "review_days")]
    ['1.8 to 6.33333', 'unknown']
    >>> print(program_answers(evening, None)["offers_family"])
    None
    """
    held = {service.format for service in program.services}
    hours, days = _hours_per_week(program), _days_per_week(program)
    return {
        "hours_per_week": hours,
        "days_per_week": days,
        "hours_per_day": _hours_per_day(program.tracks, hours, days),
        "days_between_services": _days_between(program.tracks, days),
        "length_days": program.length,
        "review_days": _review_days(program, level, _days_between(program.tracks, days)),
        **{name: True if kind in held else None for name, kind in _OFFERED.items()},
    }


def _review_days(program: Program, level: Level | None, between: Range) -> Range:
    """Return the time between reviews: at every session, else the level's, else the program's own.

    Who looks at progress at every session does so as often as the client comes, however long the
    level waits with moving on; how often that is may be unknown.
    """
    if program.review is not None and program.review.each_session:
        return Range(None, None if between.high is None else between.high + 1)
    if level is not None and level.review is not None:
        return Range.exactly(level.review.value)
    own = program.review.days if program.review else None
    return Range() if own is None else Range.exactly(own)


def _hours_per_week(program: Program) -> Range:
    if program.hours.is_known:
        return program.hours
    added = program.hours_of_services()
    if (added.low is not None and added.high is not None) or not program.tracks:
        return added
    weekly = _known(track.hours_per_week() for track in program.tracks)
    return _spanned(weekly) if weekly else added


def _days_per_week(program: Program) -> Range:
    known = all(track.days for track in program.tracks)
    if program.days.is_known or not program.tracks or not known:
        return program.days
    return _spanned(len(track.days) for track in program.tracks)


def _hours_per_day(tracks: tuple[Track, ...], hours: Range, days: Range) -> Range:
    """Return the hours of a day: by the tracks, else the week's spread evenly over its days.

    Where the two exclude each other, as with two hours of services in an evening of three, either
    may be what a rule book counts.
    """
    shared = _shared(hours, days)
    daily = _known(track.hours_per_day() for track in tracks)
    if not daily:
        return shared
    held = _spanned(daily)
    apart = _above(held.low, shared.high) or _above(shared.low, held.high)
    ends = [end for each in (held, shared) for end in (each.low, each.high) if end is not None]
    return _spanned(ends) if apart else held


def _shared(hours: Range, days: Range) -> Range:
    """Return a week's hours divided by its days, as far as the bounds allow."""
    most = min(max(days.high or _WEEK, 1), _WEEK)
    low = None if hours.low is None else _tidy(hours.low / most)
    # Without a least number of days, all the hours of two weeks may lie on one day.
    high = None if hours.high is None or not days.low else _tidy(hours.high / min(days.low, _WEEK))
    return Range(low, high)


def _days_between(tracks: tuple[Track, ...], days: Range) -> Range:
    """Return the longest break of a week: by the tracks, else as the number of days allows."""
    if tracks and all(track.days for track in tracks):
        return _spanned(_longest_break(track) for track in tracks)
    low = high = None
    if days.high is not None and days.high > 0:
        most = min(math.ceil(days.high), _WEEK)
        low = math.ceil((_WEEK - most) / most)
    if days.low is not None and 1 <= days.low <= _WEEK:
        high = _WEEK - math.floor(days.low)
    return Range(low, high)


def _longest_break(track: Track) -> int:
    order = list(Weekday)
    places = [order.index(day) for day in track.days]
    following = [*places[1:], places[0] + _WEEK]  # over the turn of the week
    return max(after - before - 1 for before, after in zip(places, following, strict=True))


def _known(numbers: Iterable[float | None]) -> list[float]:
    """Return the numbers of all tracks; none where one is unknown, since it may be followed."""
    each = list(numbers)
    return [number for number in each if number is not None] if None not in each else []


def _spanned(numbers: Iterable[float]) -> Range:
    known = list(numbers)
    return Range(min(known), max(known))


def _above(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and one > other


def _tidy(number: float) -> float:
    """Return a quotient as it stands on paper: rounding must not bring it below a limit."""
    return float(f"{number:.12g}")
