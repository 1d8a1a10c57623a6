"""Who arrives, and when."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.validators import identifier, text

if TYPE_CHECKING:
    import datetime as dt

    from iopkit.model.basis import Basis
    from iopkit.model.simulation.client_sample import ClientSample
    from iopkit.model.simulation.distribution import Distribution

PLACED: Final = "placed"
"""Where a stream leads whose clients go to the level that the rules place them at."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class Rate:
    """A Poisson stream whose rate is a step function of time.

    Parameters
    ----------
    steps
        (first day, mean clients a day from then on), rising, the first at day 0. [days], [1/day]
    period
        After how many days the steps start again; None for never: the last goes on. [days]
    """

    steps: tuple[tuple[float, float], ...] = attrs.field(converter=tuple[tuple[float, float], ...])
    period: float | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse steps that do not start at day 0 and rise."""
        days = [day for day, _ in self.steps]
        rises = days == sorted(set(days)) and all(math.isfinite(day) for day in days)
        if not days or days[0] != 0 or not rises:
            msg = "the steps of a rate must start at day 0 and rise"
            raise InvalidValueError(msg)
        if any(not 0 <= rate < math.inf for _, rate in self.steps):
            msg = "a rate must be 0 or more clients a day"
            raise InvalidValueError(msg)
        if self.period is not None and not days[-1] < self.period < math.inf:
            msg = "a rate's period must be longer than its steps"
            raise InvalidValueError(msg)

    @classmethod
    def constant(cls, per_day: float) -> Rate:
        """Return the stream of a constant rate. [1/day]"""
        return cls(steps=((0.0, per_day),))

    @classmethod
    def weekly(cls, per_weekday: tuple[float, ...]) -> Rate:
        """Return the stream whose rate depends on the weekday, Monday first; day 0 is a Monday."""
        if len(per_weekday) != 7:  # noqa: PLR2004  days of a week
            msg = f"a week has seven rates, Monday first; got {len(per_weekday)}"
            raise InvalidValueError(msg)
        return cls(steps=tuple((float(i), rate) for i, rate in enumerate(per_weekday)), period=7.0)

    def mean(self) -> float:
        """Return the mean rate: over a period, or of the last step for ever. [1/day]"""
        if self.period is None:
            return self.steps[-1][1]
        ends = [day for day, _ in self.steps[1:]] + [self.period]
        clients = sum((end - day) * rate for (day, rate), end in zip(self.steps, ends, strict=True))
        return clients / self.period


@attrs.frozen(field_transformer=checked)
class Dates:
    """Clients who arrive at known times.

    Parameters
    ----------
    days
        When each arrives, rising; several may share a day. [days]
    day_zero
        The date of day 0; None when only the days are known.
    """

    days: tuple[float, ...] = attrs.field(converter=tuple[float, ...])
    day_zero: dt.date | None = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse times that fall or are negative."""
        if list(self.days) != sorted(self.days) or any(not 0 <= d < math.inf for d in self.days):
            msg = "arrival days must be 0 or more and rise"
            raise InvalidValueError(msg)

    def counted_from(self, start: dt.date) -> Dates:
        """Return the same arrivals, their days counted from another date.

        Days that have no date are counted from it already.

        Raises
        ------
        ValueError
            When somebody arrives before that date.

        >>> import datetime as dt
        >>> march = Dates((0, 3), day_zero=dt.date(2026, 3, 1))
        >>> march.counted_from(dt.date(2026, 2, 27)).days
        (2.0, 5.0)
        """
        if self.day_zero is None:
            return self
        later = float((self.day_zero - start).days)
        if self.days and self.days[0] + later < 0:
            msg = f"somebody arrives before {start.isoformat()}, the first day"
            raise InvalidValueError(msg)
        return Dates(tuple(day + later for day in self.days), day_zero=start)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Answer:
    """How an answer is spread over arriving clients.

    Parameters
    ----------
    fact
        Id of the fact.
    weights
        For a yes/no question, a scale or a choice: (answer, share) pairs that add up to 1. The
        answers of a yes/no question are True and False.
    amount
        For a number: its distribution, in the unit of the fact.
    basis
        What this rests on.
    """

    fact: str = attrs.field(validator=identifier)
    weights: tuple[tuple[bool | str, float], ...] = attrs.field(
        default=(), converter=tuple[tuple[bool | str, float], ...]
    )
    amount: Distribution | None = None
    basis: Basis | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse both or neither, and shares that do not add up."""
        if bool(self.weights) == (self.amount is not None):
            msg = f"fact '{self.fact}' needs either the shares of its answers or a distribution"
            raise InvalidValueError(msg)
        if any(not 0 <= weight <= 1 for _, weight in self.weights):
            msg = f"every share of the answers to '{self.fact}' must be between 0 and 1"
            raise InvalidValueError(msg)
        if self.weights and abs(sum(weight for _, weight in self.weights) - 1) > 1e-6:  # noqa: PLR2004  rounding
            msg = f"the shares of the answers to '{self.fact}' must add up to 1"
            raise InvalidValueError(msg)


When: TypeAlias = Rate | Dates


@attrs.frozen(kw_only=True, field_transformer=checked)
class ArrivalStream:
    """A stream of clients who come to the facility for the first time.

    A client is known by the stream's id and its number in the stream, so the same client makes
    the same draws in every scenario that has the stream.

    Parameters
    ----------
    id
        Name of the stream.
    to
        Id of the level that its clients enter, or `PLACED`.
    when
        The times of arrival.
    answers
        How the clients' facts are spread; empty when they have none.
    people
        Clients to draw from, a whole row for each who arrives; None for none. A fact comes from
        here or from `answers`, never from both.
    in_order
        Whether the first who arrives has the first row, and so on, instead of a drawn one: for
        `Dates` of as many days as there are rows.
    basis
        What the numbers rest on.

    Raises
    ------
    ValueError
        When a fact comes from both `answers` and `people`, or rows in order do not match the days.
    """

    id: str = attrs.field(validator=identifier)
    to: str = attrs.field(validator=identifier)
    when: When
    answers: tuple[Answer, ...] = attrs.field(default=(), converter=tuple["Answer", ...])
    people: ClientSample | None = None
    in_order: bool = False
    basis: Basis | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a fact from two places, and rows that do not go with the days."""
        known = () if self.people is None else self.people.facts
        for answer in self.answers:
            if answer.fact in known:
                msg = f"'{answer.fact}' comes from 'people'; leave it out of 'facts'"
                raise InvalidValueError(msg)
        if not self.in_order:
            return
        if self.people is None or not isinstance(self.when, Dates):
            msg = "clients in order need 'people', and the days on which these come"
            raise InvalidValueError(msg)
        if len(self.people.rows) != len(self.when.days):
            msg = (
                f"{len(self.people.rows)} people in order cannot come on {len(self.when.days)} days"
            )
            raise InvalidValueError(msg)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Referral:
    """Somebody through whom clients find the pathway: a therapist, the family, a public list.

    Parameters
    ----------
    by
        Who sends them, in words. A sort of people or place, never a person.
    basis
        Where it is stated; None when the file's author simply states it.
    """

    by: str = attrs.field(validator=text)
    basis: Basis | None = None
