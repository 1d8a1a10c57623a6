"""Every measure of a simulation, declared here and nowhere else."""

from __future__ import annotations

from functools import cache
from typing import Final

import attrs

from iopkit.errors import UnknownNameError
from iopkit.model.simulation.measure import (
    AT_LEAST,
    AT_MOST,
    Absence,
    Better,
    Measure,
    MeasureColumn,
    MeasuredOver,
    MeasureSubject,
    MeasureTable,
)

_CARE, _LEVEL, _DEPARTURE = MeasuredOver.CARE, MeasuredOver.LEVEL, MeasuredOver.DEPARTURE
_ENDS: Final = {AT_LEAST: ("at least", "low"), AT_MOST: ("at most", "high")}
"""The ends of a range: how their titles and their names of version 0.1 end."""

MEASURES: Final = (
    Measure(
        name="occupancy",
        title="places used",
        unit="1",
        definition="Bed-days used over bed-days available: census and blocked clients together, "
        "divided by places, each averaged over the time that counts; none where there is no limit "
        "at some time, or no places at all.",
        over=_LEVEL,
        worth=0.05,
        subject=MeasureSubject(before="the share of places used in", unit=" points", sign=" %"),
        column=MeasureColumn(
            table=MeasureTable.LEVELS, name="places", qualifier="used", decimals=0
        ),
    ),
    Measure(
        name="census",
        title="clients at a time",
        unit="clients",
        definition="Time in active stay at the level, divided by the time that counts.",
        over=_LEVEL,
        absence=Absence.ZERO,
        worth=1.0,
        subject=MeasureSubject(before="the number of clients in", listed=False),
        column=MeasureColumn(
            table=MeasureTable.LEVELS, name="clients", qualifier="at a time", optional=True
        ),
    ),
    Measure(
        name="admissions",
        title="admissions",
        unit="per year",
        definition="Active stays that began.",
        over=_LEVEL,
        absence=Absence.ZERO,
        worth=12.0,
        subject=MeasureSubject(before="the number of admissions to", after=" a year", listed=False),
        column=MeasureColumn(
            table=MeasureTable.LEVELS, name="admissions", qualifier="a year", optional=True
        ),
    ),
    Measure(
        name="wait_mean",
        title="mean wait",
        unit="days",
        definition="Of the stays whose active part began, so not of those who gave up.",
        over=_LEVEL,
        better=Better.LESS,
        worth=1.0,
        subject=MeasureSubject(before="the mean wait for", unit=" days"),
        column=MeasureColumn(table=MeasureTable.WAITS, name="mean wait"),
    ),
    Measure(
        name="wait_median",
        title="half wait up to",
        unit="days",
        definition="The smallest wait that at least half of the same do not exceed.",
        over=_LEVEL,
        better=Better.LESS,
        column=MeasureColumn(
            table=MeasureTable.WAITS,
            name="half wait",
            qualifier="up to",
            optional=True,
        ),
        former="wait_p50",
    ),
    Measure(
        name="wait_p90",
        title="9 of 10 wait up to",
        unit="days",
        definition="The smallest wait that at least 9 of 10 of the same do not exceed.",
        over=_LEVEL,
        better=Better.LESS,
        column=MeasureColumn(table=MeasureTable.WAITS, name="9 of 10 wait", qualifier="up to"),
    ),
    Measure(
        name="queue_length",
        title="clients waiting",
        unit="clients",
        definition="Time in the queue, of those too who gave up, divided by the time that counts.",
        over=_LEVEL,
        absence=Absence.ZERO,
        better=Better.LESS,
        worth=1.0,
        subject=MeasureSubject(before="the number of clients waiting for", listed=False),
        column=MeasureColumn(
            table=MeasureTable.WAITS, name="clients", qualifier="waiting", optional=True
        ),
        former="queue",
    ),
    Measure(
        name="abandonments",
        title="clients who give up waiting",
        unit="per year",
        definition="Clients who left the queue before a stay began.",
        over=_LEVEL,
        absence=Absence.IMPOSSIBLE,
        better=Better.LESS,
        worth=12.0,
        subject=MeasureSubject(
            before="the number of clients who give up waiting for", after=" a year"
        ),
        column=MeasureColumn(table=MeasureTable.ABANDONMENTS, name="clients", qualifier="a year"),
        former="gave_up",
    ),
    Measure(
        name="abandonment_share",
        title="share of those who come that give up waiting",
        unit="1",
        definition="Those who gave up, of all whose wait ended, by beginning or by giving up.",
        over=_LEVEL,
        better=Better.LESS,
        column=MeasureColumn(
            table=MeasureTable.ABANDONMENTS,
            name="of those whose",
            qualifier="wait ended",
            decimals=0,
        ),
        former="gave_up_share",
    ),
    Measure(
        name="wait_before_abandonment",
        title="mean time until giving up",
        unit="days",
        definition="How long those had waited who gave up.",
        over=_LEVEL,
        column=MeasureColumn(
            table=MeasureTable.ABANDONMENTS, name="after a mean", qualifier="of", optional=True
        ),
        former="gave_up_after",
    ),
    Measure(
        name="blocked",
        title="clients held up in their old place",
        unit="clients",
        definition="Time from the end of the stay until the place is given back, divided by the "
        "time that counts; only where a transition holds the place.",
        over=_LEVEL,
        absence=Absence.IMPOSSIBLE,
        better=Better.LESS,
        worth=1.0,
        subject=MeasureSubject(
            before="the number of clients who hold a place in", after=" and wait for the next"
        ),
        column=MeasureColumn(table=MeasureTable.BLOCKED, name="clients", qualifier="at a time"),
    ),
    Measure(
        name="displaced",
        title="clients whose place is cut",
        unit="per year",
        definition="Clients who had to leave because places became fewer.",
        over=_LEVEL,
        absence=Absence.IMPOSSIBLE,
        better=Better.LESS,
        worth=12.0,
        subject=MeasureSubject(
            before="the number of clients whose place is cut in", after=" a year"
        ),
    ),
    Measure(
        name="departures",
        title="stays that end",
        unit="per year",
        definition="Active stays that ended, those of the displaced among them.",
        over=_LEVEL,
        absence=Absence.ZERO,
    ),
    Measure(
        name="share",
        title="share of those who leave",
        unit="1",
        definition="The stays that ended this way, of all at the level that ended.",
        over=_DEPARTURE,
        column=MeasureColumn(
            table=MeasureTable.STAYS, name="of those", qualifier="who leave", decimals=0
        ),
    ),
    Measure(
        name="los_median",
        title="median stay",
        unit="days",
        definition="The smallest length that at least half of these stays do not exceed.",
        over=_DEPARTURE,
        column=MeasureColumn(table=MeasureTable.STAYS, name="median stay", optional=True),
        former="median",
    ),
    Measure(
        name="los_mean",
        title="mean stay",
        unit="days",
        definition="The mean length of these stays, without the wait before them.",
        over=_DEPARTURE,
        column=MeasureColumn(table=MeasureTable.STAYS, name="mean stay"),
        former="mean",
    ),
    Measure(
        name="outcomes",
        title="clients who leave",
        unit="per year",
        definition="Clients who left care so, those who gave up or were displaced among them.",
        over=MeasuredOver.OUTCOME,
        absence=Absence.ZERO,
        worth=12.0,
        subject=MeasureSubject(before="the number of clients whose care ends as", after=" a year"),
    ),
    Measure(
        name="new_arrivals",
        title="clients who come for the first time",
        unit="per year",
        definition="Clients who came, without those of a census and those who came back.",
        over=_CARE,
        absence=Absence.ZERO,
        former="arrivals",
    ),
    Measure(
        name="readmissions",
        title="clients who come back",
        unit="per year",
        definition="Stays that began with a return after an outcome.",
        over=_CARE,
        absence=Absence.ZERO,
        better=Better.LESS,
        worth=12.0,
        subject=MeasureSubject(before="the number of clients who come back a year"),
        former="returns",
    ),
    Measure(
        name="not_admitted",
        title="clients whom no level takes",
        unit="clients in the run",
        definition="Clients who came and whom no level admitted, in the whole run.",
        over=_CARE,
        absence=Absence.ZERO,
        better=Better.LESS,
        worth=1.0,
        subject=MeasureSubject(
            before="the number of clients whom no level takes, in the whole run"
        ),
        former="unplaced",
    ),
    Measure(
        name="without_exit",
        title="stays that cannot end",
        unit="visits in the run",
        definition="Stays that have not ended with the run and of which no transition can open any "
        "more, now or at a later review.",
        over=_CARE,
        absence=Absence.ZERO,
        better=Better.LESS,
        worth=1.0,
        subject=MeasureSubject(before="the number of stays that cannot end, in the whole run"),
        former="stuck",
    ),
    Measure(
        name="censored",
        title="visits cut off by the end",
        unit="visits in the run",
        definition="Visits that had not ended when the run did.",
        over=_CARE,
        absence=Absence.ZERO,
        former="cut_off",
    ),
    Measure(
        name="cost",
        title="cost",
        unit="money per year",
        definition="What the levels state, for the time that places are held, for admissions and "
        "for sessions.",
        over=MeasuredOver.MONEY,
        is_range=True,
        better=Better.LESS,
        worth=0.0,
        subject=MeasureSubject(before="the yearly cost of care in"),
    ),
    Measure(
        name="cost_per_client",
        title="cost of each client admitted",
        unit="money per client",
        definition="The same, divided by the active stays that began at the level; for all of "
        "care, by the clients who began the first one of their lives with it.",
        over=MeasuredOver.MONEY,
        is_range=True,
        better=Better.LESS,
    ),
    Measure(
        name="staff_hours",
        title="hours of staff",
        unit="hours per week",
        definition="Hours with clients in core services whose times the programs state, one person "
        "leading.",
        over=MeasuredOver.LEADERS,
        is_range=True,
        worth=1.0,
        subject=MeasureSubject(before="the number of weekly staff hours of"),
    ),
)
"""In the order in which tables and the reference show them."""

BEYOND_PLACES: Final = "clients stay on days without places for them"
"""Why more places are used than there are, or some where there are none."""


@cache
def measure(name: str) -> Measure:
    """Return the measure of a name; of one end of a range, with words of its own.

    >>> measure("wait_mean").title, measure("cost_at_least").title
    ('mean wait', 'cost, at least')
    >>> measure("wait_mean").counts_from(4.0), measure("wait_mean").counts_from(100.0)
    (1.0, 5.0)

    Raises
    ------
    UnknownNameError
        When there is none.
    """
    found = _by_name().get(name)
    if found is None:
        raise UnknownNameError("figure", name, _by_name())
    return found


def measures_over(over: MeasuredOver) -> tuple[Measure, ...]:
    """Return the measures that have one figure for each of something, in their order."""
    return tuple(each for each in MEASURES if each.over is over)


def columns_of(table: MeasureTable) -> tuple[tuple[Measure, MeasureColumn], ...]:
    """Return the measures in a table of a run with their columns, in their order."""
    placed = ((each, each.column) for each in MEASURES)
    return tuple((each, column) for each, column in placed if column and column.table is table)


def measure_called(words: str) -> str:
    """Return the name of the figure that is called so: by its name, or by its title.

    >>> measure_called("Mean wait"), measure_called("cost_at_least")
    ('wait_mean', 'cost_at_least')

    Raises
    ------
    UnknownNameError
        When there is no such figure.
    """
    plain = _plain(words)
    for name, each in _by_name().items():
        if plain in {_plain(name), _plain(each.title)}:
            return name
    now = FORMER_NAMES.get(words.strip())
    known = [each.name for each in MEASURES]
    raise UnknownNameError("figure", words, known if now is None else [now])


def _plain(words: str) -> str:
    return " ".join(words.replace("_", " ").replace("-", " ").split()).casefold()


@cache
def _by_name() -> dict[str, Measure]:
    found = {}
    for each in MEASURES:
        found[each.name] = each
        for end, (words, estimate) in _ENDS.items() if each.is_range else ():
            subject = each.subject and attrs.evolve(
                each.subject, before=f"the {estimate} estimate of {each.subject.before}"
            )
            found[f"{each.name}{end}"] = attrs.evolve(
                each, title=f"{each.title}, {words}", subject=subject
            )
    return found


def _former_names() -> dict[str, str]:
    found = {each.former: each.name for each in MEASURES if each.former}
    for each in MEASURES:
        for end, (_, former) in _ENDS.items() if each.is_range else ():
            found[f"{each.former or each.name}_{former}"] = f"{each.name}{end}"
    return found


FORMER_NAMES: Final = _former_names()
"""What version 0.1 called figures, and what they are called now, where that differs."""
