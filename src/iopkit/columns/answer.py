"""From what stands in a column to answers, one byte or one number for each client.

=============  ==============================  ============
question       an answer                       not recorded
=============  ==============================  ============
yes/no         1 for yes, 0 for no             255
scale, choice  the place of the word, from 0   the largest
number         the number                      NaN
=============  ==============================  ============

These are the numbers of `iopkit.criteria.resolve.encode`. What cannot be an answer is never
repeated: not in a message, not in an exception.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs
import numpy as np

from iopkit.columns.raw import Listed
from iopkit.errors import InvalidValueError
from iopkit.files.spoken import answer_in, must, number_in
from iopkit.model.assessment import Number, YesNo

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from iopkit.columns.raw import Raw
    from iopkit.model.assessment import FactType

    Small: TypeAlias = NDArray[np.unsignedinteger]
    Answers: TypeAlias = Small | NDArray[np.float64]

_NOTHING: Final = float("nan")
_BAD: Final = float("inf")
_REMEMBERED: Final = 10_000
"""How many distinct values of a column are remembered at once."""


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


@attrs.define
class Interpreter:
    """Reads one column, batch by batch, and remembers what it has read.

    Parameters
    ----------
    kind
        What can be answered.

    >>> column = Listed([b"Yes", b"0", b"maybe"], np.array([0, 1, 2, -1], dtype=np.int32))
    >>> answers, bad = Interpreter(YesNo()).read(column)
    >>> answers.tolist(), bad.tolist()
    ([1, 0, 255, 255], [False, False, True, False])
    """

    kind: FactType
    _seen: dict[tuple[type, object], float] = attrs.field(
        factory=dict, init=False, repr=lambda _seen: "..."
    )

    @property
    def must(self) -> str:
        """What an answer must be."""
        return must(self.kind)

    def read(self, column: Raw) -> tuple[Answers, NDArray[np.bool]]:
        """Return the answers, and for each client whether what stands there cannot be one.

        What cannot be an answer is not recorded among the answers.
        """
        if isinstance(column, Listed):
            return self._listed(column)
        if isinstance(self.kind, Number):
            return self._numbers(column, self.kind)
        distinct, places = np.unique(column, return_inverse=True)
        gone = np.isnan(distinct)[places]
        return self._listed(
            Listed(distinct.tolist(), np.where(gone, -1, places).astype(np.int32)),
        )

    def _listed(self, column: Listed) -> tuple[Answers, NDArray[np.bool]]:
        if len(self._seen) > _REMEMBERED:
            self._seen.clear()
        numbers = np.array([*map(self._number, column.distinct), _NOTHING])
        bad = np.isinf(numbers)
        numbers[bad] = _NOTHING
        table = numbers if isinstance(self.kind, Number) else self._small(numbers)
        # The last one, at -1, is nothing recorded.
        wrong = bad[column.places] if bad.any() else np.zeros(len(column.places), dtype=np.bool)
        return np.take(table, column.places, mode="wrap"), wrong

    def _small(self, numbers: NDArray[np.float64]) -> Small:
        options = (False, True) if isinstance(self.kind, YesNo | Number) else self.kind.options
        kind = small_type(len(options))
        return np.where(np.isnan(numbers), np.iinfo(kind).max, numbers).astype(kind)

    def _numbers(
        self, column: NDArray[np.float64], kind: Number
    ) -> tuple[Answers, NDArray[np.bool]]:
        bad = np.isinf(column)
        if kind.low is not None:
            bad |= column < kind.low
        if kind.high is not None:
            bad |= column > kind.high
        if kind.whole:
            with np.errstate(invalid="ignore"):  # what is infinite is bad already
                bad |= ~np.isnan(column) & (column != np.floor(column))
        return (np.where(bad, np.nan, column) if bad.any() else column), bad

    def _number(self, value: object) -> float:
        key = (type(value), value)
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self._encoded(value)
        return found

    def _encoded(self, value: object) -> float:
        if isinstance(value, bytes):
            try:
                text = value.decode()
            except UnicodeDecodeError:
                return _BAD
            return self._text(text) if text.strip() else _NOTHING
        if isinstance(value, str):
            exact = not isinstance(self.kind, YesNo | Number) and value in self.kind.options
            return self._text(value) if exact or value.strip() else _NOTHING
        if isinstance(value, np.generic):
            value = value.item()
        if isinstance(value, Decimal):
            value = float(value)
        if isinstance(value, bool | int | float):
            return self._native(value)
        return _BAD

    def _text(self, text: str) -> float:
        match self.kind:
            case YesNo() as kind:
                found = answer_in(text, kind)
                return float(found) if isinstance(found, bool) else _BAD
            case Number(unit=unit):
                number = number_in(text, unit)
                return _BAD if number is None else self._amount(number)
            case other:
                word = str(answer_in(text, other))
                return float(other.options.index(word)) if word in other.options else _BAD

    def _native(self, value: bool | float) -> float:  # noqa: FBT001  the answer is the argument
        match self.kind:
            case YesNo():
                return float(value) if value in {0, 1} else _BAD
            case Number():
                return _BAD if isinstance(value, bool) else self._amount(value)
            case _:
                return _BAD if isinstance(value, bool) else self._text(f"{value:.15g}")

    def _amount(self, value: float) -> float:
        return _BAD if self.kind.refuses(value) else float(value)
