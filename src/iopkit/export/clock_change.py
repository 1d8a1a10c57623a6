"""When the clocks of a time zone change, as a calendar file has to say it.

A weekly session keeps its place on the wall clock: 17:30 stays 17:30 when summer time begins.
Programs that read calendars work that out by the rules of the zone, which stand in the same file.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Sequence

_DAY: Final = dt.timedelta(days=1)
_WEEK: Final = 7
_AHEAD: Final = 8
"""How far ahead a rule is held against the zone. [years]"""


@attrs.frozen(kw_only=True)
class ClockChange:
    """A moment at which the clocks are set.

    Parameters
    ----------
    at
        What the clocks show at that moment, before they are set; without a zone.
    before, after
        How far the clocks are ahead of UTC until then and from then on.
    name
        What the zone calls its time from then on, such as ``MDT``.
    """

    at: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str

    @property
    def is_forward(self) -> bool:
        """Whether the clocks are set forward, as in spring."""
        return self.after > self.before


@attrs.frozen(kw_only=True)
class YearlyChange:
    """A change that comes back each year.

    Parameters
    ----------
    first
        The first of them.
    month
        The month. [1 to 12]
    weekday
        The day of the week, Monday being 0.
    which
        Which of these days of the month: 1 the first, 2 the second, -1 the last.
    """

    first: ClockChange
    month: int
    weekday: int
    which: int


def clock_changes(zone: dt.tzinfo, first: dt.date, last: dt.date) -> tuple[ClockChange, ...]:
    """Return the changes of a zone's clocks from one date to another.

    >>> from zoneinfo import ZoneInfo
    >>> year = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    >>> [str(each.at) for each in clock_changes(ZoneInfo("America/Denver"), *year)]
    ['2026-03-08 02:00:00', '2026-11-01 02:00:00']
    >>> clock_changes(ZoneInfo("America/Phoenix"), *year)
    ()
    """
    found = []
    moment = dt.datetime.combine(first, dt.time(), dt.UTC) - _DAY
    end = dt.datetime.combine(last, dt.time(), dt.UTC) + 2 * _DAY
    while moment < end:
        following = moment + _DAY
        before, after = _offset(moment, zone), _offset(following, zone)
        if before != after:
            exact = _between(moment, following, zone)
            at = (exact + before).replace(tzinfo=None)
            if first <= at.date() <= last:
                name = exact.astimezone(zone).tzname() or ""
                found.append(ClockChange(at=at, before=before, after=after, name=name))
        moment = following
    return tuple(found)


def yearly(zone: dt.tzinfo, first: dt.date, last: dt.date) -> tuple[YearlyChange, ...] | None:
    """Return the yearly rules by which a zone's clocks change; None when there are no such rules.

    The changes begin in the year before the first date, so that they say what the clocks show on
    it.

    >>> from zoneinfo import ZoneInfo
    >>> rules = yearly(ZoneInfo("Europe/Berlin"), dt.date(2026, 5, 1), dt.date(2027, 4, 30))
    >>> [(rule.month, rule.weekday, rule.which, str(rule.first.at)) for rule in rules]
    [(3, 6, -1, '2025-03-30 02:00:00'), (10, 6, -1, '2025-10-26 03:00:00')]
    """
    begin, end = first.year - 1, last.year + _AHEAD
    changes = clock_changes(zone, dt.date(begin, 1, 1), dt.date(end, 12, 31))
    rules = [_rule([each for each in changes if each.is_forward is way]) for way in (True, False)]
    found = tuple(rule for rule in rules if rule is not None)
    years = end - begin + 1
    if len(found) == len(rules) and len(changes) == len(rules) * years:
        return found
    return None


def _rule(changes: Sequence[ClockChange]) -> YearlyChange | None:
    """Return the rule that all changes in one direction follow, one a year; None for no such."""
    if not changes:
        return None
    first = changes[0]
    alike = {(c.at.month, c.at.weekday(), c.at.time(), c.before, c.after, c.name) for c in changes}
    # Which of the days of the month it is, counted from its beginning or from its end.
    counted = {(c.at.day - 1) // _WEEK + 1 for c in changes}
    is_last = all((c.at + _WEEK * _DAY).month != c.at.month for c in changes)
    if len(alike) > 1 or not (is_last or len(counted) == 1):
        return None
    which = -1 if is_last else counted.pop()
    return YearlyChange(first=first, month=first.at.month, weekday=first.at.weekday(), which=which)


def _between(low: dt.datetime, high: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return the first second between two moments at which the later offset holds. [UTC]"""
    later = _offset(high, zone)
    seconds = int((high - low).total_seconds())
    least, most = 0, seconds
    while most - least > 1:
        middle = (least + most) // 2
        if _offset(low + dt.timedelta(seconds=middle), zone) == later:
            most = middle
        else:
            least = middle
    return low + dt.timedelta(seconds=most)


def _offset(moment: dt.datetime, zone: dt.tzinfo) -> dt.timedelta:
    return moment.astimezone(zone).utcoffset() or dt.timedelta()
