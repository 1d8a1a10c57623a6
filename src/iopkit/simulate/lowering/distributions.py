"""Distributions as rows of a table."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

from iopkit.criteria.language.resolve import encode
from iopkit.model.simulation.distribution import Distribution, DistributionFamily
from iopkit.simulate.kernel import keyed_random as _draws
from iopkit.simulate.kernel.tables import DistributionRow, ints

if TYPE_CHECKING:
    from iopkit.model.assessment import Fact
    from iopkit.model.simulation.arrivals import Answer

_OF_PARTS: Final = {DistributionFamily.EMPIRICAL, DistributionFamily.MIXTURE}
_SHAPES: Final[dict[DistributionFamily, int]] = {
    family: _draws.MIXTURE if family in _OF_PARTS else getattr(_draws, family.name)
    for family in DistributionFamily
}
"""What the kernel calls each family; it draws those of parts as a mixture of them."""


@attrs.define
class DistributionTable:
    """Collects distributions.

    Equal ones are one row: the houses of a country share their stays. What is drawn does not depend
    on the number of the row.
    """

    _numbers: dict[Distribution, int] = attrs.field(factory=dict, init=False)
    _rows: list[tuple[int, float, float, float, int, int]] = attrs.field(factory=list, init=False)
    _parts: list[tuple[float, int]] = attrs.field(factory=list, init=False)

    def add(self, distribution: Distribution) -> int:
        """Return the number of a distribution."""
        number = self._numbers.get(distribution)
        if number is None:
            number = self._numbers[distribution] = self._new(distribution)
        return number

    def _new(self, distribution: Distribution) -> int:
        parts = distribution.parts or tuple(
            (weight, Distribution.fixed(value)) for weight, value in distribution.values
        )
        numbers = [self.add(part) for _, part in parts]
        total = sum(weight for weight, _ in parts)
        sums = accumulate(weight / total for weight, _ in parts)
        first = len(self._parts)
        self._parts += zip(sums, numbers, strict=True)
        shape = _SHAPES[distribution.shape]
        self._rows.append((shape, *distribution.parameters(), first, len(self._parts)))
        return len(self._rows) - 1

    def nothing(self) -> int:
        """Return the number of a distribution that is always 0."""
        return self.add(Distribution.fixed(0.0))

    def answer(self, answer: Answer, fact: Fact) -> int:
        """Return the number of the distribution of a fact's encoded answers."""
        if answer.amount is not None:
            return self.add(answer.amount)
        values = [(weight, encode(value, fact)) for value, weight in answer.weights if weight > 0]
        return self.add(Distribution(shape=DistributionFamily.EMPIRICAL, values=values))

    def table(self) -> DistributionRow:
        """Return all distributions as a table."""
        shape, a, b, c, first, last = zip(*self._rows, strict=True) if self._rows else ((),) * 6
        up_to, part = zip(*self._parts, strict=True) if self._parts else ((), ())
        return DistributionRow(
            ints(shape),
            np.array(a, np.float64),
            np.array(b, np.float64),
            np.array(c, np.float64),
            ints(first),
            ints(last),
            np.array(up_to, np.float64),
            ints(part),
        )
