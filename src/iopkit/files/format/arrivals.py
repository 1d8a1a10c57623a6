"""The section ``arrivals`` of a pathway file."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from iopkit.errors import InvalidValueError
from iopkit.files.format.client_sample import ArrivalsFile, ClientSampleShape
from iopkit.files.schema.answer_distribution import AnswerShape
from iopkit.files.schema.collection import ListOf, MapOf
from iopkit.files.schema.record import FieldSpec, OneKeyOf, Record
from iopkit.files.schema.text_types import DATE, DURATION, RATE
from iopkit.files.schema.value_type import Flag, Id, NumberType
from iopkit.model.simulation.arrivals import Answer, ArrivalStream, Dates, Rate

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from iopkit.model.basis import Basis
    from iopkit.model.simulation.arrivals import When
    from iopkit.model.simulation.client_sample import ClientSample

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NO_DAYS: Final = ("rate", "weekly", "table", "cohort")
_LARGEST_COHORT: Final = 1_000_000


def _week(**clients: float) -> tuple[float, ...]:
    return tuple(clients.get(day, 0.0) for day in _WEEKDAYS)


def _days_of(week: tuple[float, ...]) -> Mapping[str, object]:
    return dict(zip(_WEEKDAYS, week, strict=True))


_WEEKLY: Final = Record(
    what="a week",
    build=_week,
    fields=_days_of,
    keys=tuple(
        FieldSpec(
            day, NumberType(low=0), f"Mean number of clients on a {day.title()}.", default=0.0
        )
        for day in _WEEKDAYS
    ),
)


def _step(*, day: float, rate: float) -> tuple[float, float]:
    return day, rate


_STEP: Final = Record(
    what="a step of a rate",
    build=_step,
    fields=lambda step: {"day": step[0], "rate": step[1]},
    keys=(
        FieldSpec("from", DURATION, "When the rate begins.", "day", required=True, words="from {}"),
        FieldSpec("rate", RATE, "The rate from then on.", required=True, words="{}"),
    ),
)


def _arrivals(  # noqa: PLR0913  one parameter for each key
    *,
    id: str,  # noqa: A002  the model's name for it
    to: str,
    basis: Basis | None,
    facts: tuple[Answer, ...] = (),
    rate: float | None = None,
    weekly: tuple[float, ...] | None = None,
    table: tuple[tuple[float, float], ...] | None = None,
    period: float | None = None,
    days: tuple[float, ...] | None = None,
    cohort: int | None = None,
    starts: dt.date | None = None,
    people: ClientSample | None = None,
    in_order: bool = False,
) -> ArrivalStream:
    if period is not None and table is None:
        msg = "period belongs to a table"
        raise InvalidValueError(msg, parameter="period")
    if cohort is not None and cohort > _LARGEST_COHORT:
        msg = f"cohort must be at most {_LARGEST_COHORT}"
        raise InvalidValueError(msg, parameter="cohort")
    when: When
    if rate is not None:
        when = Rate.constant(rate)
    elif weekly is not None:
        when = Rate.weekly(weekly)
    elif table is not None:
        when = Rate(steps=table, period=period)
    else:
        when = Dates(days if days is not None else (0.0,) * (cohort or 0), day_zero=starts)
    return ArrivalStream(
        id=id,
        to=to,
        when=when,
        answers=facts,
        people=people,
        in_order=in_order,
        basis=basis,
    )


def _is_cohort(days: tuple[float, ...]) -> bool:
    return bool(days) and not any(days) and len(days) <= _LARGEST_COHORT


def _fields(stream: ArrivalStream) -> Mapping[str, object]:
    fields: dict[str, object] = {
        "to": stream.to,
        "facts": stream.answers,
        "people": stream.people,
        "in_order": stream.in_order,
        "basis": stream.basis,
    }
    match stream.when:
        case Rate(steps=((_, rate),), period=None):
            fields["rate"] = rate
        case Rate(steps=steps, period=period):
            week = tuple(rate for _, rate in steps)
            if period == len(_WEEKDAYS) == len(steps) and stream.when == Rate.weekly(week):
                fields["weekly"] = week
            else:
                fields |= {"table": steps, "period": period}
        case Dates(days=days, day_zero=None) if _is_cohort(days) and not stream.in_order:
            fields["cohort"] = len(days)
        case Dates(days=days, day_zero=day_zero):
            fields |= {"days": days, "starts": day_zero}
    return fields


STREAM: Final = Record(
    what="a stream of arrivals",
    build=_arrivals,
    fields=_fields,
    named=True,
    removable=True,
    basis="own",
    speaks_of=("rate", "weekly", "table", "period", "days", "cohort"),
    one_of=(
        OneKeyOf(("rate", "weekly", "table", "days", "cohort", "from_file"), required=True),
        # What goes with known days alone, and must go when another file gives something else.
        *(OneKeyOf((known, other)) for known in ("starts", "in_order") for other in _NO_DAYS),
    ),
    keys=(
        FieldSpec(
            "to",
            Id(),
            "The level that they enter, or placed: where the rules place them.",
            required=True,
            words="to {}",
            refers_to="level",
        ),
        FieldSpec(
            "rate", RATE, "How many come, at any time alike, such as 1.2 per day.", words="{}"
        ),
        FieldSpec(
            "weekly",
            _WEEKLY,
            "How many come on each weekday; none on those left out.",
            words="each week {}",
        ),
        FieldSpec(
            "table", ListOf(_STEP), "A rate that changes, the first step from 0 days.", words="{}"
        ),
        FieldSpec(
            "period",
            DURATION,
            "After how long a table starts again; never if left out.",
            words="again after {}",
        ),
        FieldSpec(
            "days",
            ListOf(NumberType(low=0)),
            "The days on which they come, if these are known. [days]",
            words="on the days {}",
        ),
        FieldSpec(
            "cohort",
            NumberType(whole=True, low=1),
            "How many are there at day 0. [clients]",
            words="{} at day 0",
            unit="client",
        ),
        FieldSpec(
            "from_file",
            ArrivalsFile(),
            "The table of those who came: a column day (days from the start) or date, the others "
            "facts.",
        ),
        FieldSpec(
            "starts",
            DATE,
            "The date of day 0, where the days are known by date.",
            words="day 0 is {}",
        ),
        FieldSpec(
            "people",
            ClientSampleShape(),
            "A table of clients to draw from, its columns facts.",
        ),
        FieldSpec(
            "in_order",
            Flag(),
            "Whether the first who comes is the first of people, and so on.",
            default=False,
            words="in this order",
        ),
        FieldSpec(
            "facts", MapOf(AnswerShape(), attrgetter("fact")), "How their answers are spread."
        ),
    ),
)
ARRIVALS: Final = MapOf(STREAM, attrgetter("id"))
