"""The figures of replications under names that mean the same in every scenario."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from iopkit.model.simulation.measure import MeasuredOver
from iopkit.model.simulation.measure_catalogue import measure
from iopkit.simulate.lowering.departures import DISPLACED, GAVE_UP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.model.simulation.measure import Measure
    from iopkit.simulate.lowering.scenario import LoweredScenario
    from iopkit.simulate.measures.replication_measures import FiguresByName

NamedFigures: TypeAlias = "dict[MeasureName, float]"
"""The figures of one replication; one that has no value is absent."""

_OF_THOSE_WHO_LEAVE: Final = "share"


@attrs.frozen
class MeasureName:
    """What a figure is about.

    Parameters
    ----------
    measure
        What is counted, such as ``wait_mean``; see `iopkit.model.simulation.measure_catalogue`.
    level
        Where; empty for all of care.
    about
        Of whom or what: the transition that they leave by, such as ``iop > outpatient``, the
        outcome, the money of a cost, or who leads the hours; empty for everything.
    """

    measure: str
    level: str = ""
    about: str = ""

    @property
    def declared(self) -> Measure:
        """What is declared of the measure."""
        return measure(self.measure)

    def __str__(self) -> str:
        """Return the name as options write it.

        >>> str(MeasureName("wait_mean", "iop")), str(MeasureName("readmissions"))
        ('wait_mean:iop', 'readmissions')
        """
        return ":".join(part for part in (self.measure, self.level, self.about) if part)


def named(figures: Sequence[FiguresByName], lowered: LoweredScenario) -> list[NamedFigures]:
    """Return the figures of replications by what they are about.

    In a run transitions are numbered. Another pathway numbers them otherwise, so that here they
    are known by their two ends. The share of a transition that nobody took is 0 in a replication
    in which somebody left the level.
    """
    departures = _departures(lowered)
    names: dict[tuple[str, ...], MeasureName] = {}
    for each in figures:
        for key in each:
            if key not in names:
                names[key] = _name(key, departures)
    shares = [key for key in names if key[0] == _OF_THOSE_WHO_LEAVE]
    found = []
    for each in figures:
        left = {key[1] for key in each if key[0] == _OF_THOSE_WHO_LEAVE}
        zeros = {names[key]: 0.0 for key in shares if key[1] in left}
        found.append(zeros | {names[key]: value for key, value in each.items()})
    return found


def _departures(lowered: LoweredScenario) -> list[str]:
    """Return what each way to leave is called; the second of the same name has a number."""
    seen: Counter[str] = Counter()
    names = []
    for departure in lowered.moves:
        why = f" ({departure.why})" if departure.why in {GAVE_UP, DISPLACED} else ""
        name = f"{departure.start} > {departure.to}{why}"
        seen[name] += 1
        names.append(f"{name} #{seen[name]}" if seen[name] > 1 else name)
    return names


def _name(key: tuple[str, ...], departures: Sequence[str]) -> MeasureName:
    name, *about = key
    over = measure(name).over
    if over is MeasuredOver.OUTCOME:
        return MeasureName(name, "", *about)
    level, *rest = about or [""]
    of = departures[int(rest[0])] if over is MeasuredOver.DEPARTURE else " ".join(rest)
    return MeasureName(name, level, of)
