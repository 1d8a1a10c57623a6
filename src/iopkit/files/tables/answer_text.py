"""What somebody's words for an answer stand for, and back.

This is the one place that decides it: for tables of clients, a census, tables of people, client
files, and what is typed. Taken is what leaves no doubt; the rest is refused, and never repeated.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import re
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.files.schema.quantity import number_text
from iopkit.files.tables.aliases import doubt, meant
from iopkit.model.assessment import Choice, NumberFact, OrdinalFact, YesNo
from iopkit.model.check.percent import is_percentage, looks_like_share
from iopkit.model.units import converted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopkit.model.assessment import FactType, Value

YES: Final = frozenset({"yes", "y", "true", "t", "1"})
NO: Final = frozenset({"no", "n", "false", "f", "0"})
_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_PLAIN: Final = re.compile(_NUMBER.pattern.encode(), re.IGNORECASE)
_UNIT: Final = re.compile(r"(?P<number>.*?[\d.])\s*(?P<unit>%|[a-z]+)", re.ASCII)
_GROUPS: Final = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+", re.ASCII)
_GROUPED: Final = re.compile(
    r"[+-]?[1-9]\d{0,2}(,\d{3}){2,}|[+-]?[1-9]\d{0,2}(,\d{3})+\.\d+", re.ASCII
)
_COMMA: Final = re.compile(r"[+-]?\d*,\d+", re.ASCII)
_DATE: Final = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)"
    r"([ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d{1,9})?)?( ?(Z|[+-]\d\d(:?\d\d)?))?)?",
    re.ASCII | re.IGNORECASE,
)

_DAYS: Final = NumberFact(low=0, high=1e6, unit="days")
"""As long as anybody can be anywhere."""

_TWO_WAYS: Final = "can be read in two ways, because of its comma: write a point, or no comma"


@attrs.frozen
class ReadAnswer:
    """What was made of somebody's words.

    Parameters
    ----------
    answer
        The answer; None when there is none.
    why
        Why there is none, to follow the name of what was asked; never what was said.
    is_doubt
        Whether there is none because there could be several.
    is_share
        Whether it is a number in percent that looks like a share; see `iopkit.model.check.percent`.
    """

    answer: Value | None = attrs.field(default=None, repr=lambda _answer: "...")
    why: str = ""
    is_doubt: bool = False
    is_share: bool = False


def hear(said: object, kind: FactType, demand: str = "") -> ReadAnswer:
    """Return the answer that a text, a number or a truth value stands for.

    Parameters
    ----------
    said
        What somebody wrote or typed.
    kind
        What can be answered.
    demand
        What is said that an answer must be; empty for what `must` says.

    >>> hear("Y", YesNo()).answer, hear("4 weeks", NumberFact(unit="days")).answer
    (True, 28.0)
    >>> hear("B", OrdinalFact(["a", "b"])).answer, hear("", YesNo()).why
    ('b', 'is empty; it must be yes or no (or true, false, 1, 0)')
    """
    heard = _heard(said, kind)
    if heard is not None:
        return heard
    demand = demand or must(kind)
    return ReadAnswer(why=empty(demand) if isinstance(said, str) and not said.strip() else demand)


def _heard(said: object, kind: FactType) -> ReadAnswer | None:
    """Return what was made of somebody's words; None when they are no answer."""
    match kind:
        case YesNo():
            truth = _truth(said)
            return None if truth is None else ReadAnswer(truth)
        case NumberFact():
            return _number(said, kind)
        case OrdinalFact(options) | Choice(options):
            found = next(filter(None, (meant(word, options) for word in _words(said))), ())
            if len(found) > 1:
                return ReadAnswer(why=doubt(found), is_doubt=True)
            return ReadAnswer(found[0]) if found else None


def empty(demand: str) -> str:
    """Say that nothing stands where something has to.

    >>> empty("must be a date such as 2026-03-01")
    'is empty; it must be a date such as 2026-03-01'
    """
    return f"is empty; it {demand}"


def all_shares(heard: Iterable[ReadAnswer]) -> bool:
    """Whether all answers to a question that are not 0 look like shares, and some do.

    >>> percent = NumberFact(low=0, high=100, unit="%")
    >>> all_shares(hear(said, percent) for said in ("0.9", "0"))
    True
    >>> all_shares(hear(said, percent) for said in ("0.9", "2"))
    False
    """
    some = [each for each in heard if each.answer]
    return bool(some) and all(each.is_share for each in some)


def plain_number(said: object) -> float:
    """Return the number that the bytes of a text are, digits alone; NaN for all that is not so.

    A million different numbers are read in no time this way, and `hear` says the same of each.

    >>> plain_number(b"12.5"), plain_number(b"80 %")
    (12.5, nan)
    """
    return float(said) if isinstance(said, bytes) and _PLAIN.fullmatch(said) else math.nan


def number_in(text: str, unit: str = "") -> float | None:
    """Return the number that a text says, or None; its unit may stand after it.

    >>> number_in("12.5"), number_in("80 %", "%"), number_in("2 weeks", "days"), number_in("7,5")
    (12.5, 80.0, 14.0, 7.5)
    >>> number_in("twelve") is None, number_in("1,234") is None
    (True, True)
    """
    return _amount(text, unit)[0]


def days_in(said: object) -> ReadAnswer:
    """Return the days that a text or a number says, 0 or more.

    >>> days_in("2 weeks").answer, days_in(-3).why, days_in("").answer is None
    (14.0, 'must be a number of days, 0 or more', True)
    """
    return hear(said, _DAYS, "must be a number of days, 0 or more")


def must(kind: FactType) -> str:
    """Return what an answer must be, for whoever writes a table.

    >>> must(YesNo()), must(NumberFact(low=0, high=10))
    ('must be yes or no (or true, false, 1, 0)', 'must be a number from 0 to 10')
    """
    if isinstance(kind, YesNo):
        return "must be yes or no (or true, false, 1, 0)"
    return kind.refuses(None)


def spoken(value: Value) -> str:
    """Return the text that `hear` takes for this answer."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else number_text(value)


def date_in(text: str) -> dt.date | None:
    """Return the date that a text says, or None; a time after it is left out.

    >>> date_in("2026-03-01"), date_in("2026-03-01 14:30"), date_in("1.3.2026") is None
    (datetime.date(2026, 3, 1), datetime.date(2026, 3, 1), True)
    """
    found = _DATE.fullmatch(text.strip())
    try:
        return dt.date.fromisoformat(found["date"]) if found else None
    except ValueError:
        return None


def not_a_date(text: str) -> str:
    """Say what is wrong with a text that is no date.

    >>> not_a_date("1.3.2026")
    'must be a date such as 2026-03-01'
    """
    demand = "must be a date such as 2026-03-01"
    return demand if text.strip() else empty(demand)


def _truth(said: object) -> bool | None:
    if isinstance(said, bool):
        return said
    if isinstance(said, int | float):
        return bool(said) if said in {0, 1} else None
    if not isinstance(said, str):
        return None
    word = said.strip().casefold()
    if word in YES or word in NO:
        return word in YES
    # A program that has no empty truth value writes numbers.
    return {"1.0": True, "0.0": False}.get(word)


def _number(said: object, kind: NumberFact) -> ReadAnswer | None:
    signed = False
    amount: object = said
    if isinstance(said, str):
        amount, signed, is_doubt = _amount(said, kind.unit)
        if is_doubt:
            return ReadAnswer(why=_TWO_WAYS, is_doubt=True)
    if isinstance(amount, bool) or not isinstance(amount, int | float) or kind.refuses(amount):
        return None
    return ReadAnswer(
        amount, is_share=not signed and looks_like_share(amount) and is_percentage(kind)
    )


def _amount(text: str, unit: str) -> tuple[float | None, bool, bool]:
    """Return the number that a text says, whether its unit stands there, and if it is in doubt."""
    plain = text.strip()
    if _NUMBER.fullmatch(plain):
        return float(plain), False, False
    plain = plain.casefold()
    own = unit.casefold()
    written = _UNIT.fullmatch(plain)
    if own and plain.endswith(own):
        digits, into = plain.removesuffix(own).rstrip(), unit
    elif written:
        digits, into = written["number"], written["unit"]
    else:
        digits, into = plain, ""
    number = _digits(digits)
    is_doubt = number is None and bool(_GROUPS.fullmatch(digits))
    return (None if number is None else converted(number, into, unit)), bool(into), is_doubt


def _digits(text: str) -> float | None:
    """Return the number that digits say; a comma is taken where it can be only one thing."""
    if _NUMBER.fullmatch(text):
        return float(text)
    if _GROUPED.fullmatch(text):
        return float(text.replace(",", ""))
    if _COMMA.fullmatch(text) and not _GROUPS.fullmatch(text):
        return float(text.replace(",", "."))
    return None


def _words(said: object) -> Iterator[str]:
    """Yield the words as which a value can stand among others: 2.0 is written 2 there."""
    if isinstance(said, bool):
        yield "true" if said else "false"
    elif isinstance(said, str):
        yield said
    if isinstance(said, str) and not _NUMBER.fullmatch(said.strip()):
        return
    if isinstance(said, str | int | float) and not isinstance(said, bool):
        with contextlib.suppress(OverflowError):
            yield f"{float(said):.15g}"
