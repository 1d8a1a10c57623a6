"""Where many clients belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def _hidden(_value: object) -> str:
    return "..."


@attrs.frozen(kw_only=True, eq=False)
class BatchPlacements:
    """Where each client of a batch belongs, as a `Placement` says of one.

    Levels are numbers here: their places in `levels`, and -1 for none.

    Parameters
    ----------
    levels
        Ids of the levels, the least intensive first; equal ranks in the order of the file.
    level
        The level of each client whose placement is certain; -1 of all others. (n,)
    need
        The most intensive level that a met floor asks for; -1 where no floor is met. (n,)
    possible
        The levels that the placement can still be: bit i stands for ``levels[i]``. (n,)
    nowhere
        Whether it can still be that no level takes the client. (n,)
    is_exact
        Whether `possible` is exact. False where the rules are too entangled: then it may hold
        more than it needs to, never less. (n,)
    """

    levels: tuple[str, ...]
    level: NDArray[np.int8] = attrs.field(repr=_hidden)
    need: NDArray[np.int8] = attrs.field(repr=_hidden)
    possible: NDArray[np.uint64] = attrs.field(repr=_hidden)
    nowhere: NDArray[np.bool] = attrs.field(repr=_hidden)
    is_exact: NDArray[np.bool] = attrs.field(repr=_hidden)

    @classmethod
    def joined(cls, levels: tuple[str, ...], parts: list[BatchPlacements]) -> BatchPlacements:
        """Return several batches as one."""
        none = np.empty(0, dtype=np.bool)
        return cls(
            levels=levels,
            level=np.concatenate([none.astype(np.int8), *(part.level for part in parts)]),
            need=np.concatenate([none.astype(np.int8), *(part.need for part in parts)]),
            possible=np.concatenate([none.astype(np.uint64), *(part.possible for part in parts)]),
            nowhere=np.concatenate([none, *(part.nowhere for part in parts)]),
            is_exact=np.concatenate([none, *(part.is_exact for part in parts)]),
        )

    def pick(self, rows: NDArray[np.bool]) -> BatchPlacements:
        """Return some of the clients."""
        return attrs.evolve(
            self,
            level=self.level[rows],
            need=self.need[rows],
            possible=self.possible[rows],
            nowhere=self.nowhere[rows],
            is_exact=self.is_exact[rows],
        )

    @property
    def size(self) -> int:
        """How many clients. [clients]"""
        return len(self.level)

    @property
    def settled(self) -> NDArray[np.bool]:
        """Whether no missing answer can change the placement. (n,)"""
        placed: NDArray[np.bool] = self.level >= 0
        impossible: NDArray[np.bool] = self.possible == np.uint64(0)
        return placed | impossible

    def names(self, numbers: NDArray[np.int8]) -> list[str | None]:
        """Return the ids of some levels; None for none.

        >>> BatchPlacements.joined(("iop", "php"), []).names(np.array([1, -1], dtype=np.int8))
        ['php', None]
        """
        ids = [*self.levels, None]
        return [ids[number] for number in numbers.tolist()]

    def possible_levels(self, row: int) -> tuple[str, ...]:
        """Return the ids of the levels that a client's placement can still be."""
        return levels_in(int(self.possible[row]), self.levels)


def levels_in(bits: int, levels: tuple[str, ...]) -> tuple[str, ...]:
    """Return the levels that a number stands for, bit by bit.

    >>> levels_in(0b101, ("outpatient", "iop", "php"))
    ('outpatient', 'php')
    """
    return tuple(level for place, level in enumerate(levels) if bits >> place & 1)
