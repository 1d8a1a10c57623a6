"""What the text of an answer in a table stands for, and back."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from iopkit.files.quantity import number_text
from iopkit.model.assessment import Choice, Number, Scale, YesNo

if TYPE_CHECKING:
    from iopkit.model.assessment import FactType, Value

_TRUTH: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


def number_in(text: str, unit: str = "") -> float | None:
    """Return the number that a text says, or None; after one in percent may stand its sign.

    >>> number_in("12.5"), number_in("80 %", "%"), number_in("twelve") is None
    (12.5, 80.0, True)
    """
    plain = text.strip()
    if unit == "%":
        plain = plain.removesuffix("%").rstrip()
    return float(plain) if _NUMBER.fullmatch(plain) else None


def answer_in(text: str, kind: FactType) -> Value:
    """Return the answer that a text stands for; the text itself when it stands for none.

    What cannot be an answer is for `iopkit.model.answers.refusal` to find.

    >>> answer_in("Yes", YesNo()), answer_in("3", Number()), answer_in(" b", Scale(["a", "b"]))
    (True, 3.0, 'b')
    """
    match kind:
        case YesNo():
            return _TRUTH.get(text.strip().casefold(), text)
        case Number(unit=unit):
            number = number_in(text, unit)
            return text if number is None else number
        case Scale(options) | Choice(options):
            return text if text in options else text.strip()


def must(kind: FactType) -> str:
    """Return what an answer must be, for whoever writes a table.

    >>> must(YesNo()), must(Number(low=0, high=10))
    ('must be yes or no (or true, false, 1, 0)', 'must be a number from 0 to 10')
    """
    if isinstance(kind, YesNo):
        return "must be yes or no (or true, false, 1, 0)"
    return kind.refuses(None)


def spoken(value: Value) -> str:
    """Return the text that `answer_in` takes for this answer."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else number_text(value)


def date_in(text: str) -> dt.date | None:
    """Return the date that a text says, or None.

    >>> date_in("2026-03-01"), date_in("1.3.2026") is None
    (datetime.date(2026, 3, 1), True)
    """
    try:
        return dt.date.fromisoformat(text) if len(text) == len("2026-03-01") else None
    except ValueError:
        return None
