"""The table that says where each client belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from iopkit.columns.placements import levels_in
from iopkit.columns.raw_column import FactorizedColumn, SetColumn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from iopkit.columns.answers import Faults
    from iopkit.columns.placements import BatchPlacements


def written(
    placed: BatchPlacements,
    numbers: NDArray[np.int64],
    keys: object,
    wrong: Mapping[str, Faults],
    bad: NDArray[np.bool],
) -> dict[str, object]:
    """Return the columns that are written about some rows.

    =========  ==========================================================================
    id, row    the row's own key as it was given, or else the number of the row, from 1
    level      the level of a client whose placement is certain
    settled    whether no missing answer can change the placement
    need       the most intensive level that a met floor asks for
    possible   the levels that the placement can still be, the least intensive first
    nowhere    whether it can be, or is so, that no level takes the client
    problem    the columns that cannot be read; then all others but the first are empty
    =========  ==========================================================================

    Parameters
    ----------
    placed
        Where the clients belong.
    numbers
        The numbers of the rows. (n,)
    keys
        The rows' own keys; None where the table has none.
    wrong
        For each column, where it cannot be read: there it is not 0. (n,)
    bad
        Where any cannot. (n,)
    """
    nothing = bad if bad.any() else None
    return {
        **({"row": numbers} if keys is None else {"id": keys}),
        "level": _levels(placed, placed.level, nothing),
        "settled": _truth(placed.settled, nothing),
        "need": _levels(placed, placed.need, nothing),
        "possible": _sets(placed, nothing),
        "nowhere": _truth(placed.nowhere, nothing),
        "problem": _problems(wrong, bad),
    }


def _levels(
    placed: BatchPlacements, levels: NDArray[np.int8], nothing: NDArray[np.bool] | None
) -> FactorizedColumn:
    return FactorizedColumn(placed.levels, _but(levels, nothing))


def _but(places: NDArray[np.signedinteger], nothing: NDArray[np.bool] | None) -> NDArray[np.int32]:
    """Return places, -1 where nothing is written."""
    kept = places.astype(np.int32)
    if nothing is not None:
        kept[nothing] = -1
    return kept


def _truth(values: NDArray[np.bool], nothing: NDArray[np.bool] | None) -> object:
    return values if nothing is None else np.ma.masked_array(values, nothing)


def _sets(placed: BatchPlacements, nothing: NDArray[np.bool] | None) -> SetColumn:
    found, places = np.unique(placed.possible, return_inverse=True)
    sets = [levels_in(int(bits), placed.levels) for bits in found]
    return SetColumn(sets, _but(places, nothing))


def _problems(wrong: Mapping[str, Faults], bad: NDArray[np.bool]) -> FactorizedColumn:
    places = np.full(len(bad), -1, dtype=np.int32)
    texts: dict[str, int] = {}
    for row in np.flatnonzero(bad).tolist():
        text = ", ".join(name for name, each in wrong.items() if each[row])
        places[row] = texts.setdefault(text, len(texts))
    return FactorizedColumn(list(texts), places)
