"""A column as it comes: not yet answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs
import numpy as np

from iopkit.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def _hidden(_value: object) -> str:
    return "..."


@attrs.frozen(eq=False)
class FactorizedColumn:
    """A column as places in a list of its distinct values.

    A column of answers has few distinct values, so each is looked at once and not once a client.

    Parameters
    ----------
    distinct
        The values: `bytes` of a text file, or what a program gives.
    places
        For each client the place of its value in the list; -1 where nothing is recorded. (n,)
    """

    distinct: Sequence[object] = attrs.field(repr=_hidden)
    places: NDArray[np.signedinteger] = attrs.field(repr=_hidden)


@attrs.frozen(eq=False)
class SetColumn(FactorizedColumn):
    """A column of sets of names, each a tuple."""


if TYPE_CHECKING:
    Raw: TypeAlias = FactorizedColumn | NDArray[np.float64]
    """A column of anything, or one of numbers in which NaN is nothing recorded."""


def raw(values: object) -> Raw:
    """Return a sequence or a NumPy array as a raw column.

    None and NaN are nothing recorded, and so is what a mask covers.

    >>> import numpy as np
    >>> raw(["weak", None, "weak"]).places
    array([ 0, -1,  0], dtype=int32)
    >>> raw(np.array([1, 2], dtype=np.int8))
    array([1., 2.])
    """
    if isinstance(values, list | tuple):
        return _listed(values)  # an array of it would make all values of one kind
    array = np.ma.asarray(values) if np.ma.isMaskedArray(values) else np.asarray(values)
    if array.ndim != 1:
        raise InvalidValueError("a column holds one value for each client")
    if array.dtype.kind in "iuf":
        numbers = array.astype(np.float64)
        return numbers.filled(np.nan) if isinstance(numbers, np.ma.MaskedArray) else numbers
    return _listed(array.tolist())


def nothing_in(column: Raw) -> NDArray[np.bool]:
    """Return for each client whether nothing stands in a column, or only blanks. (n,)

    >>> nothing_in(raw(["weak", None, " "])).tolist()
    [False, True, True]
    """
    if not isinstance(column, FactorizedColumn):
        return np.isnan(column)
    blank = [isinstance(each, bytes | str) and not each.strip() for each in column.distinct]
    return np.take(np.array([*blank, True]), column.places, mode="wrap")


def picked(column: Raw, rows: NDArray[np.bool]) -> Raw:
    """Return a column of some of the clients."""
    if isinstance(column, FactorizedColumn):
        return attrs.evolve(column, places=column.places[rows])
    return column[rows]


def _key(value: object) -> tuple[type, object]:
    """Return what tells a value from others: 1, 1.0 and True are three, all lists are one."""
    try:
        hash(value)
    except TypeError:
        return type(value), ...
    return type(value), value


def _listed(values: Sequence[object]) -> FactorizedColumn:
    found: dict[tuple[type, object], int] = {}
    places = np.fromiter(
        (
            -1
            if value is None or value != value  # noqa: PLR0124  only NaN differs from itself
            else found.setdefault(_key(value), len(found))
            for value in values
        ),
        dtype=np.int32,
        count=len(values),
    )
    return FactorizedColumn([value for _, value in found], places)
