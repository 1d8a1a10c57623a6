"""From what stands in a column to answers, one byte or one number for each client.

=============  ==============================  ============
question       an answer                       not recorded
=============  ==============================  ============
yes/no         1 for yes, 0 for no             255
scale, choice  the place of the word, from 0   the largest
number         the number                      NaN
=============  ==============================  ============

These are the numbers of `iopkit.criteria.language.resolve.encode`. What cannot be an answer is
never
repeated: not in a message, not in an exception.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import attrs
import numpy as np

from iopkit.columns.percent import Shares
from iopkit.columns.raw_column import FactorizedColumn
from iopkit.columns.text_stream import NO_CHARACTER
from iopkit.errors import InvalidValueError
from iopkit.files.tables.answer_text import hear, must, plain_number
from iopkit.model.assessment import Choice, NumberFact, OrdinalFact, YesNo
from iopkit.model.check.percent import LARGEST_SHARE, is_percentage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from iopkit.columns.raw_column import Raw
    from iopkit.model.assessment import FactType

    Small: TypeAlias = NDArray[np.unsignedinteger]
    Answers: TypeAlias = Small | NDArray[np.float64]
    Faults: TypeAlias = NDArray[np.uint8]
    """For each client 0, or the number of the reason why what stands there is no answer."""

_NOTHING: Final = float("nan")
_NOT_UTF_8: Final = "is not written in UTF-8: save the table as CSV in UTF-8"
_REMEMBERED: Final = 10_000
"""How many distinct values of a column are remembered at once."""

_MOST_REASONS: Final = 254
"""How many reasons a byte can tell apart, but for one that is about two columns."""


def small_type(n_answers: int) -> type[np.uint8 | np.uint16]:
    """Return the smallest type that has room for some answers and for nothing recorded.

    >>> small_type(255).__name__, small_type(256).__name__
    ('uint8', 'uint16')
    """
    if n_answers > np.iinfo(np.uint16).max:
        raise InvalidValueError(
            f"a question has at most 65,535 answers in a table, not {n_answers:,}"
        )
    return np.uint8 if n_answers <= np.iinfo(np.uint8).max else np.uint16


def nothing_in(dtype: np.dtype[np.generic]) -> int:
    """Return the number that stands for nothing recorded in small answers.

    >>> nothing_in(np.dtype(np.uint8))
    255
    """
    return int(2 ** (8 * dtype.itemsize) - 1)


def missing_in(answers: Answers) -> NDArray[np.bool]:
    """Return for each client whether nothing is recorded."""
    if answers.dtype == np.float64:
        return np.isnan(answers)
    return np.equal(answers, nothing_in(answers.dtype))


class _Read(NamedTuple):
    """What a value was read as: the number of the answer, and what there is to say about it."""

    number: float = _NOTHING
    fault: int = 0
    is_share: bool = False


_BLANK: Final = _Read()
_FINE: Final = np.uint8(0)


def _parts(read: Sequence[_Read]) -> tuple[NDArray[np.float64], Faults, NDArray[np.bool]]:
    return (
        np.array([each.number for each in read], dtype=np.float64),
        np.array([each.fault for each in read], dtype=np.uint8),
        np.array([each.is_share for each in read], dtype=np.bool),
    )


def _like_shares(numbers: NDArray[np.float64]) -> NDArray[np.bool]:
    return np.logical_and(numbers > 0, numbers <= LARGEST_SHARE)


@attrs.define
class Interpreter:
    """Reads one column, batch by batch, and remembers what it has read.

    Parameters
    ----------
    kind
        What can be answered.

    Attributes
    ----------
    reasons
        Why something is no answer, to follow the name of the column; the first is the usual one.
    shares
        Whether answers look like shares; None where nothing is measured in percent.

    >>> column = FactorizedColumn([b"Yes", b"0", b"maybe"], np.array([0, 1, 2, -1], dtype=np.int32))
    >>> answers, faults = Interpreter(YesNo()).read(column)
    >>> answers.tolist(), faults.tolist()
    ([1, 0, 255, 255], [0, 0, 1, 0])
    """

    kind: FactType
    reasons: list[str] = attrs.field(init=False)
    shares: Shares | None = attrs.field(init=False)
    _seen: dict[tuple[type, object], _Read] = attrs.field(
        factory=dict, init=False, repr=lambda _seen: "..."
    )

    def __attrs_post_init__(self) -> None:
        """Begin with nothing read."""
        self.reasons = [must(self.kind)]
        self.shares = Shares() if is_percentage(self.kind) else None

    def read(self, column: Raw) -> tuple[Answers, Faults]:
        """Return the answers, and for each client what is wrong.

        That is 0, or the place in `reasons`, counted from 1. What cannot be an answer is not
        recorded among the answers.
        """
        if isinstance(column, FactorizedColumn):
            return self._listed(column)
        if isinstance(self.kind, NumberFact):
            return self._numbers(column, self.kind)
        distinct, places = np.unique(column, return_inverse=True)
        gone = np.isnan(distinct)[places]
        return self._listed(
            FactorizedColumn(distinct.tolist(), np.where(gone, -1, places).astype(np.int32)),
        )

    def _listed(self, column: FactorizedColumn) -> tuple[Answers, Faults]:
        if len(self._seen) > _REMEMBERED:
            self._seen.clear()
        numbers, faults, like = self._distinct(column.distinct)
        if self.shares is not None and not self.shares.others:
            often = np.bincount(column.places[column.places >= 0], minlength=len(numbers))
            self.shares.add(numbers, like, often)
        # The last one, at -1, is nothing recorded.
        ended: NDArray[np.float64] = np.append(numbers, _NOTHING)
        wrong = (
            np.take(np.append(faults, _FINE), column.places, mode="wrap")
            if faults.any()
            else np.zeros(len(column.places), dtype=np.uint8)
        )
        if isinstance(self.kind, NumberFact):
            return np.take(ended, column.places, mode="wrap"), wrong
        return np.take(self._small(ended), column.places, mode="wrap"), wrong

    def _distinct(
        self, values: Sequence[object]
    ) -> tuple[NDArray[np.float64], Faults, NDArray[np.bool]]:
        """Return the numbers of some values, what is wrong, and which look like shares. (n,)"""
        if not isinstance(self.kind, NumberFact):
            return _parts([*map(self._once, values)])
        numbers = np.fromiter(map(plain_number, values), dtype=np.float64, count=len(values))
        others = np.flatnonzero(np.isnan(numbers))
        numbers, faults = self._within(numbers, self.kind)
        like = _like_shares(numbers)
        some = [self._once(values[place]) for place in others.tolist()]
        numbers[others], faults[others], like[others] = _parts(some)
        return numbers, faults, like

    def _small(self, numbers: NDArray[np.float64]) -> Small:
        options = (False, True) if isinstance(self.kind, YesNo | NumberFact) else self.kind.options
        kind = small_type(len(options))
        return np.where(np.isnan(numbers), np.iinfo(kind).max, numbers).astype(kind)

    def _numbers(self, column: NDArray[np.float64], kind: NumberFact) -> tuple[Answers, Faults]:
        answers, faults = self._within(column, kind)
        if self.shares is not None and not self.shares.others:
            like = _like_shares(answers)
            self.shares.add(answers, like, np.ones(len(answers), dtype=np.int64))
        return answers, faults

    def _within(
        self, column: NDArray[np.float64], kind: NumberFact
    ) -> tuple[NDArray[np.float64], Faults]:
        """Return numbers, NaN for those that cannot be answers, and which these are. (n,)"""
        bad = np.isinf(column)
        if kind.low is not None:
            bad |= column < kind.low
        if kind.high is not None:
            bad |= column > kind.high
        if kind.whole:
            with np.errstate(invalid="ignore"):  # what is infinite is bad already
                bad |= ~np.isnan(column) & (column != np.floor(column))
        answers = np.where(bad, np.nan, column) if bad.any() else column
        return answers, bad.astype(np.uint8)

    def _once(self, value: object) -> _Read:
        key = (type(value), value)
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self._read(value)
        return found

    def _read(self, value: object) -> _Read:
        if isinstance(value, bytes):
            try:
                value = value.decode()
            except UnicodeDecodeError:
                return self._fault(_NOT_UTF_8)
            if NO_CHARACTER in value:
                return self._fault(_NOT_UTF_8)
            if not value.strip():
                return _BLANK
        elif isinstance(value, np.generic):
            value = value.item()
        elif isinstance(value, Decimal):
            value = float(value)
        if isinstance(value, str) and not value.strip() and self.kind.refuses(value):
            return _BLANK
        heard = hear(value, self.kind)
        if heard.answer is None:
            return self._fault(heard.why)
        match self.kind:
            case OrdinalFact(options) | Choice(options):
                number = float(options.index(str(heard.answer)))
            case _:
                number = float(heard.answer)
        return _Read(number, is_share=heard.is_share)

    def _fault(self, why: str) -> _Read:
        if why not in self.reasons and len(self.reasons) < _MOST_REASONS:
            self.reasons.append(why)
        return _Read(fault=1 + (self.reasons.index(why) if why in self.reasons else 0))
