"""The figures of one replication, and the time that they count."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from iopkit.model.units import DAYS_IN_YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

Figures: TypeAlias = dict[tuple[str, ...], float]
"""Figures by name: ("census", "iop"). A figure that has no value is absent.

``("share", "iop", "3")`` is about the move of number 3 in `Lowered.moves`, and
``("cost", "iop", "USD 2001 program")`` about a kind of money; where the level is empty, about the
whole facility. What is known as a range has two figures, ``cost_at_least`` and
``cost_at_most``.
"""

FiguresByName: TypeAlias = "Mapping[tuple[str, ...], float]"
"""`Figures` as they are read, once all are there."""


@attrs.frozen
class Window:
    """The time that counts: after the warm-up, before the end. [days]"""

    start: float
    end: float

    @property
    def days(self) -> float:
        """How long it is. [days]"""
        return self.end - self.start

    def per_year(self, count: float) -> float:
        """Return how often a year something happened that happened so often inside. [1/year]"""
        return count / self.days * DAYS_IN_YEAR


@attrs.frozen
class Replicated:
    """What came of one replication.

    Parameters
    ----------
    figures
        Its figures.
    digest
        The digest of what is kept of it; empty when nothing is.
    """

    figures: Figures
    digest: str = ""
