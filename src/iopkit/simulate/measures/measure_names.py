"""The figures of replications under names that mean the same in every scenario."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from iopkit.simulate.lowering.departures import DISPLACED, GAVE_UP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.simulate.lowering.scenario import LoweredScenario
    from iopkit.simulate.measures.replication_measures import FiguresByName

NamedFigures: TypeAlias = "dict[MeasureName, float]"
"""The figures of one replication; one that has no value is absent."""

_ABOUT_OUTCOMES: Final = frozenset({"outcomes"})
_OF_THOSE_WHO_LEAVE: Final = "share"
_ABOUT_MOVES: Final = frozenset({"share", "median", "mean"})


@attrs.frozen
class MeasureName:
    """What a figure is about.

    Parameters
    ----------
    figure
        What is counted, such as ``wait_mean``; see `iopkit.simulate.measures.measure_info`.
    level
        Where; empty for all of care.
    move
        Of whom or what: the transition that they leave by, such as ``iop > outpatient``, the
        outcome, the money of a cost, or who leads the hours; empty for everything.
    """

    figure: str
    level: str = ""
    move: str = ""

    def __str__(self) -> str:
        """Return the name as options write it.

        >>> str(MeasureName("wait_mean", "iop")), str(MeasureName("returns"))
        ('wait_mean:iop', 'returns')
        """
        return ":".join(part for part in (self.figure, self.level, self.move) if part)


def named(figures: Sequence[FiguresByName], lowered: LoweredScenario) -> list[NamedFigures]:
    """Return the figures of replications by what they are about.

    In a run transitions are numbered. Another pathway numbers them otherwise, so that here they
    are known by their two ends. The share of a transition that nobody took is 0 in a replication
    in which somebody left the level.
    """
    moves = _moves(lowered)
    names: dict[tuple[str, ...], MeasureName] = {}
    for each in figures:
        for key in each:
            if key not in names:
                names[key] = _name(key, moves)
    shares = [key for key in names if key[0] == _OF_THOSE_WHO_LEAVE]
    found = []
    for each in figures:
        left = {key[1] for key in each if key[0] == _OF_THOSE_WHO_LEAVE}
        zeros = {names[key]: 0.0 for key in shares if key[1] in left}
        found.append(zeros | {names[key]: value for key, value in each.items()})
    return found


def _moves(lowered: LoweredScenario) -> list[str]:
    """Return what each way to leave is called; the second of the same name has a number."""
    seen: Counter[str] = Counter()
    names = []
    for move in lowered.moves:
        why = f" ({move.why})" if move.why in {GAVE_UP, DISPLACED} else ""
        name = f"{move.start} > {move.to}{why}"
        seen[name] += 1
        names.append(f"{name} #{seen[name]}" if seen[name] > 1 else name)
    return names


def _name(key: tuple[str, ...], moves: Sequence[str]) -> MeasureName:
    figure, *about = key
    if figure in _ABOUT_OUTCOMES:
        return MeasureName(figure, "", *about)
    level, *rest = about or [""]
    move = moves[int(rest[0])] if figure in _ABOUT_MOVES else " ".join(rest)
    return MeasureName(figure, level, move)
