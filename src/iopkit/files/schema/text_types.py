"""Shapes of the small texts: durations, ranges, rates, dates, criteria."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, Generic, TypeVar

import attrs

from iopkit.criteria.language.parse import parse
from iopkit.criteria.language.write import write as criterion_text
from iopkit.diagnostics.catalogue.quantities import (
    NO_TIME_BETWEEN_REVIEWS,
    OTHER_THAN_DATE,
    OTHER_THAN_INTERVAL,
)
from iopkit.diagnostics.catalogue.values import REFUSED_BY_MODEL, REFUSED_CRITERION
from iopkit.errors import CriterionError, InvalidValueError
from iopkit.files.schema import quantity
from iopkit.files.schema.quantity import NotUnderstoodError
from iopkit.files.schema.value_type import JsonSchema, TextType, Written, refuse_form
from iopkit.model.criterion import Constant

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopkit.files.schema.context import ReadingContext
    from iopkit.files.yaml.node import Node
    from iopkit.model.basis import Basis
    from iopkit.model.criterion import Criterion
    from iopkit.model.range import Range

T = TypeVar("T")


@attrs.frozen
class TextScalar(Generic[T]):
    """A text that stands for a value.

    Parameters
    ----------
    wanted
        What it is, with an example.
    reader, writer
        Text to value and back; the reader raises `NotUnderstoodError`, or lets the model refuse
        the value.
    numbers
        Whether a bare number is taken as its text.
    pattern
        What editors check the text by, as a regular expression; empty for nothing.
    """

    wanted: str
    reader: Callable[[str], T]
    writer: Callable[[T], str]
    numbers: bool = False
    pattern: str = ""

    def read(self, node: Node, reading: ReadingContext) -> T:
        """Return the value."""
        value = node.value
        if isinstance(value, int | float) and not isinstance(value, bool):
            text = quantity.number_text(value)
        elif isinstance(value, str):
            text = value
        else:
            refuse_form(node, reading, self.wanted)
        try:
            return self.reader(text)
        except NotUnderstoodError as error:
            reading.refuse(error.told, node.mark, error.hint)
        except InvalidValueError as error:  # it is understood, but the model takes no such value
            reading.refuse(REFUSED_BY_MODEL(reason=str(error)), node.mark, f"write {self.wanted}")

    def write(self, value: T, _basis: Basis | None) -> Written:
        """Return the text, or the number if it is one."""
        text = self.writer(value)
        return float(text) if self.numbers and text.lstrip("-").isdigit() else text

    def schema(self, *, partial: bool) -> JsonSchema:  # noqa: ARG002
        """Return what is accepted."""
        kinds: object = ["string", "number"] if self.numbers else "string"
        return {"type": kinds} | ({"pattern": self.pattern} if self.pattern else {})


def _plain_range(text: str) -> Range:
    return quantity.read_range(text)


def _signed_range(text: str) -> Range:
    return quantity.read_range(text, signed=True)


def _timed_range(text: str) -> Range:
    return quantity.read_range(text, timed=True)


def _write_timed_range(value: Range) -> str:
    return quantity.write_range(value, timed=True)


EVERY_SESSION: Final = "every session"
REGULARLY: Final = "regularly"
"""Two words that stand for an interval, the second for one that nobody names."""

_INTERVALS: Final = {
    "daily": "1 day",
    "every day": "1 day",
    "weekly": "7 days",
    "every week": "7 days",
    "biweekly": "14 days",
    "every other week": "14 days",
    "monthly": "1 month",
    "every month": "1 month",
    "yearly": "1 year",
    "every year": "1 year",
}


def _read_interval(text: str) -> float:
    meant = _INTERVALS.get(" ".join(text.lower().split()))
    if meant:
        raise NotUnderstoodError(OTHER_THAN_INTERVAL(text=text, meant=meant))
    days = quantity.read_duration(text.strip().removeprefix("every "))
    if days == 0:
        raise NotUnderstoodError(NO_TIME_BETWEEN_REVIEWS())
    return days


def _write_interval(days: float) -> str:
    return f"every {quantity.write_duration(days)}"


def _read_review(text: str) -> float | str:
    words = " ".join(text.lower().split())
    if words in {"session", "each session", EVERY_SESSION}:
        return EVERY_SESSION
    return REGULARLY if words in {"at regular intervals", REGULARLY} else _read_interval(text)


def _write_review(value: float | str) -> str:
    return value if isinstance(value, str) else _write_interval(value)


def _read_date(text: str) -> dt.date:
    try:
        if len(text) == len("2024-01-01"):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise NotUnderstoodError(OTHER_THAN_DATE(text=text))


DURATION: Final = TextScalar(
    "a duration such as 28 days", quantity.read_duration, quantity.write_duration
)
INTERVAL: Final = TextScalar("a duration such as every 7 days", _read_interval, _write_interval)
REVIEW_INTERVAL: Final = TextScalar(
    "every session, regularly, or a duration such as every 7 days", _read_review, _write_review
)
TIMED_RANGE: Final = TextScalar("a range such as 4 to 6 weeks", _timed_range, _write_timed_range)
PLAIN_RANGE: Final = TextScalar(
    "a number or a range such as 3 to 5", _plain_range, quantity.write_range, numbers=True
)
SIGNED_RANGE: Final = TextScalar(
    "a range such as 0 to 10", _signed_range, quantity.write_range, numbers=True
)
RATE: Final = TextScalar("a rate such as 1.2 per day", quantity.read_rate, quantity.write_rate)
DATE: Final = TextScalar("a date such as 2024-01-31", _read_date, dt.date.isoformat)

WEEK_TIME: Final = TextScalar(
    "a time of the week such as Mon-Fri 09:00-12:00",
    quantity.read_week_time,
    quantity.write_week_time,
    pattern=r"^\s*([A-Za-z]{3}[A-Za-z\s,-]*)?([0-9]{1,2}:[0-9]{2}\s*-\s*[0-9]{1,2}:[0-9]{2})?\s*$",
)
HOURS: Final = TextScalar(
    "hours such as Mon-Fri 08:00-17:00",
    quantity.read_hours,
    str,
    pattern=r"^\s*[A-Za-z]{3}[A-Za-z\s,-]*[0-9]{1,2}:[0-9]{2}\s*-\s*[0-9]{1,2}:[0-9]{2}\s*$",
)


@attrs.frozen
class CriterionText:
    """A criterion in the criteria language."""

    def read(self, node: Node, reading: ReadingContext) -> Criterion:
        """Return the tree of the criterion."""
        if isinstance(node.value, bool):
            return Constant(node.value)
        text = TextType().read(node, reading)
        try:
            return parse(text)
        except CriterionError as error:
            mark = node.span(error.start, error.end)
            reading.refuse(REFUSED_CRITERION(reason=error.message), mark, error.hint)

    def write(self, value: Criterion, _basis: Basis | None) -> Written:
        """Return the text of the criterion."""
        return criterion_text(value)

    def schema(self, *, partial: bool) -> JsonSchema:  # noqa: ARG002
        """Return what is accepted."""
        return {"type": ["string", "boolean"]}
