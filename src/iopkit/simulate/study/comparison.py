"""Scenarios compared figure by figure, replication by replication."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.diagnostics.catalogue.scenarios import UNLIKE
from iopkit.errors import InvalidValueError, ScenarioError, UnknownNameError
from iopkit.model.field_types import checked_call
from iopkit.model.simulation.measure import Absence
from iopkit.simulate.lowering.scenario import lower
from iopkit.simulate.measures.interval import CONFIDENCE
from iopkit.simulate.measures.measure_names import MeasureName, named
from iopkit.simulate.notebook_tables import comparison_html
from iopkit.simulate.plain_table import PlainTable
from iopkit.simulate.run import Run, simulate
from iopkit.simulate.study.paired_difference import PairedDifference

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Executor

    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate.measures.measure_names import NamedFigures
    from iopkit.simulate.plain_table import Cell
    from iopkit.simulate.storage.digest import Json

SCHEMA: Final = "iopkit/comparison"
"""The form of `ScenarioComparison.to_dict`; its version rises when a name in it changes."""

_TWIN: Final = "for each replication is held against its twin"

_ALIKE: Final = {
    "seed": ("the same seed", _TWIN),
    "replications": ("as many replications", _TWIN),
    "days": ("the same length", _TWIN),
    "warm_up": ("the same warm-up", _TWIN),
    "discount": ("the same discount", "or money would differ by that alone"),
}
"""What two scenarios must have in common to be compared, in words, and why."""


@attrs.frozen(kw_only=True)
class ScenarioComparison:
    """What some scenarios change against one.

    Parameters
    ----------
    names
        What the scenarios are called, the base first.
    runs
        What came of each, in the same order.
    differences
        Scenario by scenario, every figure that either of the two has.
    """

    names: tuple[str, ...]
    runs: tuple[Run, ...] = attrs.field(repr=False)
    differences: tuple[PairedDifference, ...] = attrs.field(repr=False)

    @property
    def baseline(self) -> Run:
        """The run that the others are compared with."""
        return self.runs[0]

    def of(self, scenario: str) -> tuple[PairedDifference, ...]:
        """Return all differences of one scenario; empty for the base and for unknown names."""
        return tuple(each for each in self.differences if each.scenario == scenario)

    def find(
        self, scenario: str, measure: str, level: str = "", about: str = ""
    ) -> PairedDifference:
        """Return one difference.

        Raises
        ------
        UnknownNameError
            When there is none of these names; it is a `KeyError` too.
        """
        if scenario not in self.names[1:]:
            raise UnknownNameError("scenario", scenario, self.names[1:])
        wanted = MeasureName(measure, level, about)
        for each in self.differences:
            if each.scenario == scenario and each.name == wanted:
                return each
        raise UnknownNameError(
            "figure", str(wanted), [str(each.name) for each in self.of(scenario)]
        )

    @property
    def table(self) -> PlainTable:
        """One row for each scenario and figure, for spreadsheets and data frames.

        The columns are ``scenario``, ``measure``, ``level``, ``about``, ``unit``, the means
        ``baseline`` and ``value``, their ``difference`` with its interval ``ci_low`` to
        ``ci_high``, ``relative`` (to the baseline) and ``n_pairs``. A cell is None where there is
        nothing to say.
        """
        return PlainTable(names=COLUMNS, rows=[_row(each) for each in self.differences])

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it: what counts in practice, the largest first."""
        return comparison_html(self)

    def to_dict(self) -> dict[str, Json]:
        """Return the comparison as one object of plain values."""
        scenarios: list[Json] = [
            {"name": name, "provenance": run.provenance}
            for name, run in zip(self.names, self.runs, strict=True)
        ]
        return {
            "schema": SCHEMA,
            "version": 2,
            "ci_level": CONFIDENCE,
            "scenarios": scenarios,
            "differences": [dict(_row(each)) for each in self.differences],
        }


@checked_call
def compare(
    base: Scenario | Run,
    *others: Scenario | Run,
    names: Sequence[str] | None = None,
    executor: Executor | None = None,
    progress: Callable[[float], object] | None = None,
) -> ScenarioComparison:
    """Compare scenarios with a first one.

    The same client makes the same draws in each, and replication n of one is paired with
    replication n of the others, so that the intervals of the differences hold the change and
    little of chance. A replication in which one of the two has no such figure (nobody was admitted,
    so that nobody waited) is left out of its pairs; `PairedDifference.pairs` counts those left.

    Parameters
    ----------
    base, others
        Scenarios, or runs of them; with the same seed, replications, length, warm-up and
        discount.
    names
        What they are called, the base first; None for ``base``, ``scenario 1`` and so on.
    executor
        Where replications run; see `simulate`.
    progress
        Called with the number of replications that are done, of all scenarios together.

    Raises
    ------
    ScenarioError
        When they cannot be compared, or one cannot be simulated.
    ValueError
        When the names are not as many as the scenarios, or one comes twice.
    """
    given = (base, *others)
    called = _called(names, len(given))
    scenarios = [each.scenario if isinstance(each, Run) else each for each in given]
    for name, scenario in zip(called[1:], scenarios[1:], strict=True):
        _check_alike(scenarios[0], scenario, name)
    runs: list[Run] = []
    done = 0
    for each in given:
        tell = None if progress is None else _shifted(progress, done)
        runs.append(
            each if isinstance(each, Run) else simulate(each, executor=executor, progress=tell)
        )
        done += runs[-1].scenario.replications
    return compared(runs, called)


def compared(runs: Sequence[Run], names: Sequence[str]) -> ScenarioComparison:
    """Return the comparison of runs that are known to be alike with the first."""
    figures = [named(run.figures, lower(run.scenario)) for run in runs]
    _fill(figures, runs)
    differences = []
    for name, other in zip(names[1:], figures[1:], strict=True):
        about: dict[MeasureName, None] = {}
        for each in (*figures[0], *other):
            about |= dict.fromkeys(each)
        differences += [PairedDifference.of(name, one, figures[0], other) for one in about]
    return ScenarioComparison(names=tuple(names), runs=tuple(runs), differences=tuple(differences))


def _fill(figures: Sequence[Sequence[NamedFigures]], runs: Sequence[Run]) -> None:
    """Add a 0 where nothing of a kind can happen, as nobody gives up where patience has no end."""
    can_be_absent = {
        name
        for of_run in figures
        for each in of_run
        for name in each
        if name.declared.absence is Absence.IMPOSSIBLE
    }
    for of_run, run in zip(figures, runs, strict=True):
        levels = {level.id for level in run.scenario.pathway.levels}
        for each in of_run:
            for name in can_be_absent:
                if name.level in levels:
                    each.setdefault(name, 0.0)


def _shifted(progress: Callable[[float], object], by: float) -> Callable[[float], object]:
    return lambda done: progress(by + done)


def _called(names: Sequence[str] | None, number: int) -> tuple[str, ...]:
    if names is None:
        return ("base", *(f"scenario {i}" for i in range(1, number)))
    if len(names) != number:
        msg = f"{number} scenarios need {number} names, the base first; got {len(names)}"
        raise InvalidValueError(msg)
    twice = [name for i, name in enumerate(names) if name in names[:i]]
    if twice:
        msg = f"two scenarios are called '{twice[0]}'"
        raise InvalidValueError(msg)
    return tuple(names)


def _check_alike(base: Scenario, other: Scenario, name: str) -> None:
    for field, (words, why) in _ALIKE.items():
        one, two = getattr(base, field), getattr(other, field)
        if one != two:
            raise ScenarioError(
                UNLIKE(name=name, needs=words, field=field, base=one, other=two, why=why)
            )


COLUMNS: Final = (
    *("scenario", "measure", "level", "about", "unit"),
    *("baseline", "value", "difference", "ci_low", "ci_high", "relative", "n_pairs"),
)


def _row(each: PairedDifference) -> Mapping[str, Cell]:
    found = each.difference
    return {
        "scenario": each.scenario,
        "measure": each.name.measure,
        "level": each.name.level or None,
        "about": each.name.about or None,
        "unit": each.measure.unit or None,
        "baseline": None if each.baseline is None else each.baseline.mean,
        "value": None if each.value is None else each.value.mean,
        "difference": None if found is None else found.mean,
        "ci_low": None if found is None else found.ci_low,
        "ci_high": None if found is None else found.ci_high,
        "relative": each.relative,
        "n_pairs": each.n_pairs,
    }
