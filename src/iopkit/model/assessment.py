"""The named facts that are asked about a client."""

from __future__ import annotations

import math
import re
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from iopkit.errors import InvalidValueError, UnknownNameError
from iopkit.model.field_types import checked
from iopkit.model.validators import identifier, text

if TYPE_CHECKING:
    from iopkit.model.basis import Basis

Value: TypeAlias = bool | float | str
"""What can be recorded about a client: yes/no, a number, or one of the listed words."""


@attrs.frozen(field_transformer=checked)
class YesNo:
    """A question answered by yes or no, recorded as True or False."""

    def refuses(self, value: object) -> str:
        """Return why a value cannot be an answer, or nothing."""
        return "" if isinstance(value, bool) else "must be true or false"


@attrs.frozen(kw_only=True, field_transformer=checked)
class NumberFact:
    """A question answered by a number.

    Parameters
    ----------
    low, high
        The smallest and the largest answer; None for no limit.
    unit
        The unit, such as ``days`` or ``%``; empty for a pure number.
    whole
        Whether only whole numbers are answers: a count, a score. No client then has 4.5 of them.
    """

    low: float | None = None
    high: float | None = None
    unit: str = ""
    whole: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that leave nothing to choose from."""
        if self.low is None or self.high is None:
            return
        low, high = (
            (math.ceil(self.low), math.floor(self.high)) if self.whole else (self.low, self.high)
        )
        if low >= high:
            numbers = "whole numbers" if self.whole else "numbers"
            msg = f"the range {self.low:g} to {self.high:g} holds no two {numbers}"
            raise InvalidValueError(msg)

    def refuses(self, value: object) -> str:
        """Return why a value cannot be an answer, or nothing."""
        return "" if self._holds(value) else f"must be {self.description}"

    @property
    def description(self) -> str:
        """What an answer is: "a number from 0 to 10"."""
        return f"a {'whole ' if self.whole else ''}number{self._limits()}"

    def _holds(self, value: object) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        if not abs(value) <= sys.float_info.max:  # NaN too, which no comparison holds for
            return False
        below = self.low is not None and value < self.low
        above = self.high is not None and value > self.high
        broken = self.whole and not float(value).is_integer()
        return not (below or above or broken)

    def _limits(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        match (self.low, self.high):
            case (None, None):
                return f" [{self.unit}]" if self.unit else ""
            case (None, high):
                return f" of at most {high:g}{unit}"
            case (low, None):
                return f" of at least {low:g}{unit}"
            case (low, high):
                return f" from {low:g} to {high:g}{unit}"


@attrs.frozen(field_transformer=checked)
class OrdinalFact:
    """A question answered by one of several words that have an order, the least first."""

    options: tuple[str, ...] = attrs.field(converter=tuple[str, ...])

    def __attrs_post_init__(self) -> None:
        """Refuse a scale without a choice."""
        _check_options(self.options)

    def refuses(self, value: object) -> str:
        """Return why a value cannot be an answer, or nothing."""
        return "" if value in self.options else f"must be one of {', '.join(self.options)}"


@attrs.frozen(field_transformer=checked)
class Choice:
    """A question answered by one of several words that have no order."""

    options: tuple[str, ...] = attrs.field(converter=tuple[str, ...])

    def __attrs_post_init__(self) -> None:
        """Refuse a choice of less than two."""
        _check_options(self.options)

    def refuses(self, value: object) -> str:
        """Return why a value cannot be an answer, or nothing."""
        return "" if value in self.options else f"must be one of {', '.join(self.options)}"


FactType: TypeAlias = YesNo | NumberFact | OrdinalFact | Choice


class Worse(StrEnum):
    """Which answers to a question are the more severe ones. Yes counts as higher than no."""

    HIGHER = "higher"
    LOWER = "lower"


_IDENTITY: Final = re.compile(
    r"\b("
    r"(first|last|full|sur|client|patient|maiden) ?names?|names?|initials"
    r"|date ?of ?birth|birth ?(date|day)|dob"
    r"|(home|street|mail|e ?mail|ip)? ?address|post(al)? ?code|zip( ?code)?"
    r"|(tele|mobile|cell)? ?phone( ?numbers?)?|(mobile|cell) ?numbers?|e ?mail|fax"
    r"|ssn|social ?security( ?number)?|mrn|(medical|patient) ?record( ?number)?"
    r"|record ?(number|no(?! \w))|passport( ?number)?|driver'?s? ?licen[cs]e( ?number)?"
    r"|(insurance|member|policy|account|client|patient) ?(number|no(?! \w)|id)"
    r")\b",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(r"[ ._-]+")


def identifies(words: str) -> bool:
    """Whether a fact's name or question asks who somebody is.

    The list follows the identifiers of 45 CFR 164.514(b)(2) that a short answer can hold. A word
    of the list counts wherever it stands, also where it is harmless ("Can the client name three
    triggers?"): better one question put differently than one identity kept.

    >>> identifies("date_of_birth"), identifies("What is your name?"), identifies("home_support")
    (True, True, False)
    """
    return bool(_IDENTITY.search(_JOINED.sub(" ", words)))


@attrs.frozen(kw_only=True, field_transformer=checked)
class Fact:
    """One thing that an assessment asks.

    Parameters
    ----------
    id
        The name used in criteria, such as ``home_support``.
    ask
        The question, in the words of whoever asks it.
    type
        What can be answered.
    worse
        Which answers are the more severe ones, so that it can be proved that somebody worse off
        is never placed at less; None when the answers say nothing about severity.
    basis
        Where the question comes from; None when the file's author simply asks it.
    """

    id: str = attrs.field(validator=identifier)
    ask: str = attrs.field(validator=text)
    type: FactType
    worse: Worse | None = None
    basis: Basis | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a question for who somebody is, and a severity of answers without an order."""
        if self.worse is not None and isinstance(self.type, Choice):
            msg = f"the answers to '{self.id}' have no order, so none of them is worse"
            raise InvalidValueError(msg)
        if identifies(self.id) or identifies(self.ask):
            msg = (
                f"fact '{self.id}' asks who the client is; an assessment holds no identity: leave "
                "it out, or ask for what matters to care (an age band, not a date of birth)"
            )
            raise InvalidValueError(msg)


DAYS_IN_LEVEL: Final = "days_in_level"
DAYS_IN_CARE: Final = "days_in_care"
DAYS_WAITING: Final = "days_waiting"

TIME_FACTS: Final[tuple[Fact, ...]] = (
    Fact(
        id=DAYS_IN_LEVEL,
        ask="For how many days has the client been at this level?",
        type=NumberFact(low=0, unit="days"),
    ),
    Fact(
        id=DAYS_IN_CARE,
        ask="For how many days has the client been in care without leaving it?",
        type=NumberFact(low=0, unit="days"),
    ),
)
"""Facts that every criterion may use without an assessment asking them: the clock answers."""

WAITING: Final = Fact(
    id=DAYS_WAITING,
    ask="For how many days has the client been waiting for a place at this level?",
    type=NumberFact(low=0, unit="days"),
)
"""What the clock knows of those who wait: for the rules of a queue alone."""

CLOCK_FACTS: Final[tuple[Fact, ...]] = (*TIME_FACTS, WAITING)
"""All that the clock answers, so that nobody is asked and nobody arrives with it."""


@attrs.frozen(field_transformer=checked)
class Assessment:
    """All facts that are asked about a client, in the order in which they are asked."""

    facts: tuple[Fact, ...] = attrs.field(default=(), converter=tuple["Fact", ...])

    def fact(self, name: str) -> Fact:
        """Return the fact of that name, asked or known from the clock, `WAITING` too.

        Raises
        ------
        UnknownNameError
            When there is none; names the nearest.
        """
        for fact in (*self.facts, *CLOCK_FACTS):
            if fact.id == name:
                return fact
        raise UnknownNameError("fact", name, self.names)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the facts that every criterion may use, those of the clock last."""
        return tuple(fact.id for fact in (*self.facts, *TIME_FACTS))


def _check_options(options: tuple[str, ...]) -> None:
    if len(options) < 2:  # noqa: PLR2004  a choice needs two
        msg = "give at least two words to choose from"
        raise InvalidValueError(msg)
    if len({option.casefold() for option in options}) < len(options):
        msg = "a word to choose from is given twice"
        raise InvalidValueError(msg)
