"""As many replications as it takes until the figures are known well enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked_call
from iopkit.model.simulation.request import MOST
from iopkit.simulate.lowering.optional_tables import calendar_of
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.measures.interval import Estimate
from iopkit.simulate.measures.measure_names import MeasureName, named
from iopkit.simulate.run import figures_of, run_of
from iopkit.simulate.study.paired_difference import replications_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from concurrent.futures import Executor

    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.measures.measure_names import NamedFigures
    from iopkit.simulate.measures.replication_measures import Figures
    from iopkit.simulate.run import Run

FIRST: Final = 20
"""How many replications are simulated before anybody asks how narrow the intervals are."""

FINEST: Final = 0.1
"""The share of what counts in practice below which no interval needs to be narrower. [1]"""

_FASTEST: Final = 4
"""How many times as many replications the next batch may make: early widths are a rough guess."""


@attrs.frozen(kw_only=True)
class HalfWidth:
    """How well a figure is known.

    Parameters
    ----------
    name
        What the figure is about.
    half
        Half the width of its interval; None with fewer than two values. [unit]
    wanted
        How wide that may be at most. [unit]
    mean
        Its mean. [unit]
    """

    name: MeasureName
    half: float | None
    wanted: float
    mean: float

    @property
    def is_reached(self) -> bool:
        """Whether the interval is as narrow as was asked."""
        return self.half is not None and self.half <= self.wanted


@attrs.frozen(kw_only=True)
class SequentialRun:
    """What came of simulating until the figures were known well enough.

    Parameters
    ----------
    runs
        The runs, one for each scenario, all with as many replications.
    precision
        What was asked: half an interval as a share of the mean. [1]
    missed
        The figures whose intervals are wider, with the place of their scenario; empty when all has
        been reached.
    """

    runs: tuple[Run, ...] = attrs.field(repr=False)
    precision: float
    missed: tuple[tuple[int, HalfWidth], ...] = ()

    @property
    def run(self) -> Run:
        """The run of the only scenario, or of the first."""
        return self.runs[0]

    def _repr_html_(self) -> str:
        """Return its run as a notebook shows it, below what was reached."""
        missed = f"; {len(self.missed)} figures are wider" if self.missed else ""
        words = f"{self.replications:,} replications for a precision of {100 * self.precision:g}"
        return f"<p>{words}&nbsp;%{missed}</p>{self.run._repr_html_()}"

    @property
    def replications(self) -> int:
        """How many replications it took, or how many there were at most."""
        return self.run.scenario.replications


@checked_call
def until_precise(
    *scenarios: Scenario,
    precision: float,
    figures: Iterable[MeasureName] | None = None,
    most: int = MOST,
    executor: Executor | None = None,
    progress: Callable[[float], object] | None = None,
) -> SequentialRun:
    """Simulate until the intervals of some figures are narrow.

    Twenty replications first, then as many more as the widths ask for. All scenarios get as many
    replications, so that they can be compared; how many they say themselves does not matter. The
    number depends on nothing but the scenarios: same seed, same answer, whatever the executor.
    Where a figure is near 0, a share of it would be no help: there a tenth of the difference that
    counts in practice is narrow enough (0.1 days of a wait, 0.1 clients).

    Parameters
    ----------
    scenarios
        What is simulated.
    precision
        Half an interval as a share of the mean, more than 0 and below 1. [1]
    figures
        Which figures; None for the mean wait and the census of each level with places.
    most
        How many replications there are at most, at least 2.
    executor
        Where replications run.
    progress
        Called with the number of replications that are done, of all scenarios together.

    Raises
    ------
    ScenarioError
        When a scenario cannot be simulated.
    ValueError
        When the precision or the limit makes no sense, or there is no scenario.
    """
    if not 0 < precision < 1:
        msg = f"the precision must be more than 0 % and below 100 %, got {100 * precision:g} %"
        raise InvalidValueError(msg)
    if most < 2:  # noqa: PLR2004  one value has no interval
        msg = f"intervals need 2 replications or more, got at most {most}"
        raise InvalidValueError(msg)
    if not scenarios:
        msg = "there is no scenario to simulate"
        raise InvalidValueError(msg)
    asked = None if figures is None else tuple(figures)
    done: list[list[Figures]] = [[] for _ in scenarios]
    wanted = min(FIRST, most)
    while True:
        for i, scenario in enumerate(scenarios):
            before = sum(map(len, done))
            tell = None if progress is None else _shifted(progress, before)
            more = range(len(done[i]), wanted)
            done[i] += figures_of(scenario, more, executor=executor, progress=tell)
        missed = tuple(
            (i, width)
            for i, scenario in enumerate(scenarios)
            for width in _widths(scenario, done[i], precision, asked)
            if not width.is_reached
        )
        if not missed or wanted == most:
            break
        wanted = min(max(_asked_for(width, wanted) for _, width in missed), most)
    runs = tuple(
        run_of(attrs.evolve(one, replications=wanted), each)
        for one, each in zip(scenarios, done, strict=True)
    )
    return SequentialRun(runs=runs, precision=precision, missed=missed)


def _shifted(progress: Callable[[float], object], by: int) -> Callable[[float], object]:
    return lambda done: progress(by + done)


def _asked_for(width: HalfWidth, replications: int) -> int:
    """Return how many replications there should be next, always more than there are."""
    if width.half is None:
        return _FASTEST * replications
    found = replications_for(width.half, width.wanted, replications)
    return min(max(found, replications + 1), _FASTEST * replications)


def _widths(
    scenario: Scenario,
    figures: Sequence[Figures],
    precision: float,
    asked: Sequence[MeasureName] | None,
) -> list[HalfWidth]:
    values = named(figures, lower(scenario))
    names = _usual(scenario) if asked is None else asked
    found = [_width(name, values, precision) for name in names]
    return [width for width in found if width is not None]


def _usual(scenario: Scenario) -> list[MeasureName]:
    limited = [
        level.id
        for level in scenario.pathway.levels
        if scenario.places_of(level.id) is not None or calendar_of(scenario, level)
    ]
    return [MeasureName(figure, level) for level in limited for figure in ("wait_mean", "census")]


def _width(name: MeasureName, values: Sequence[NamedFigures], precision: float) -> HalfWidth | None:
    """Return how well a figure is known; None where no replication has it: nobody was there."""
    interval = Estimate.of([each[name] for each in values if name in each])
    if interval is None:
        return None
    half = None if interval.ci_high is None else interval.ci_high - interval.mean
    least = FINEST * (name.declared.worth or 0.0)
    wanted = max(precision * abs(interval.mean), least)
    return HalfWidth(name=name, half=half, wanted=wanted, mean=interval.mean)
