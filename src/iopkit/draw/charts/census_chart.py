"""Charts of how many clients are at a level in the course of time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from iopkit.draw.charts.chart import Chart
from iopkit.draw.charts.line_chart import Series, line_chart
from iopkit.draw.charts.run_census import census_over_time, period_of
from iopkit.draw.charts.run_note import census_note
from iopkit.draw.picture.amounts import NOTHING
from iopkit.draw.picture.palette import Palette
from iopkit.errors import InvalidValueError
from iopkit.simulate.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np
    import numpy.typing as npt

    from iopkit.draw.charts.run_census import CensusOverTime

INKS: Final = (Palette.DOWN, Palette.UP, Palette.ACCENT, Palette.GOOD, Palette.WARN)
"""The colours of the first runs; a sixth run begins with the first colour again."""

_WORD: Final = "mean"
"""The name of the line where there is only one run."""


def census_chart(runs: Run | Mapping[str, Run], level: str) -> Chart:
    """Return the clients in active stay at a level over time, with the band of the replications.

    Parameters
    ----------
    runs
        A run; or several by what they are called, a line for each.
    level
        The id of the level.

    Raises
    ------
    UnknownNameError
        When the first run's pathway has no such level.
    ValueError
        When there is no run.
    RunFolderError, MissingExtraError
        As `iopkit.draw.charts.run_census.census_over_time` does.
    """
    return _chart(_read(runs), level)


def census_charts(runs: Run | Mapping[str, Run]) -> tuple[Chart, ...]:
    """Return `census_chart` for each level of the first run; each run is read once."""
    read = _read(runs)
    first, _ = next(iter(read.values()))
    return tuple(_chart(read, level.id) for level in first.scenario.pathway.levels)


def _read(runs: Run | Mapping[str, Run]) -> dict[str, tuple[Run, CensusOverTime]]:
    """Return runs with their census, all in periods of the same length."""
    named = {_WORD: runs} if isinstance(runs, Run) else dict(runs)
    if not named:
        msg = "a chart needs a run"
        raise InvalidValueError(msg)
    period = max(period_of(run.scenario.days) for run in named.values())
    return {name: (run, census_over_time(run, period=period)) for name, run in named.items()}


def _chart(named: Mapping[str, tuple[Run, CensusOverTime]], level: str) -> Chart:
    runs = {name: run for name, (run, _) in named.items()}
    first = next(iter(runs.values()))
    title = first.scenario.pathway.level(level).title
    here = {name: found for name, (_, found) in named.items() if level in found.levels}
    warm_ups = {run.scenario.warm_up for run in runs.values()}
    picture = line_chart(
        list(_series(here, level)),
        title=title,
        days=max(run.scenario.days for run in runs.values()),
        unit="clients",
        uncounted=warm_ups.pop() if len(warm_ups) == 1 else 0,
        description=" ".join(
            _described(name, runs[name], found, level) for name, found in here.items()
        ),
    )
    caption = "; ".join(_average(name, runs[name], level) for name in here)
    head, rows = _table(here, level)
    notes = {name: census_note(runs[name], period=found.period) for name, found in here.items()}
    if len(set(notes.values())) == 1:
        note = notes[next(iter(here))]
    else:
        note = " ".join(f"{name}: {told}" for name, told in notes.items())
    return Chart(picture=picture, caption=f"{caption}.", head=head, rows=rows, note=note)


def _series(here: Mapping[str, CensusOverTime], level: str) -> Iterator[Series]:
    """Yield the lines: places first, once where all runs have the same, then the clients."""
    inks = {name: INKS[at % len(INKS)] for at, name in enumerate(here)}
    told: dict[tuple[float, ...], list[str]] = {}
    for name, found in here.items():
        places = _numbers(found.places[found.number(level)])
        if any(map(math.isfinite, places)):
            told.setdefault(tuple(round(each, 6) for each in places), []).append(name)
    for places, names in told.items():
        last = [each for each in places if math.isfinite(each)][-1]
        yield Series(
            name=f"{round(last, 1):g} places",
            at=_numbers(here[names[0]].at),
            values=places,
            ink=inks[names[0]] if len(told) > 1 else Palette.FAINT,
            dashed=True,
        )
    first = next(iter(here))
    for name, found in here.items():
        row = found.number(level)
        # Of one replication there is no mean.
        alone = name == _WORD and found.replications == 1
        yield Series(
            name="clients" if alone else name,
            at=_numbers(found.at),
            values=_numbers(found.mean[row]),
            low=() if found.low is None else _numbers(found.low[row]),
            high=() if found.high is None else _numbers(found.high[row]),
            ink=inks[name],
            # Where lines lie on each other, the first one is still seen below the others.
            thickness=4 if name == first and len(here) > 1 else 1.75,
        )


def _numbers(values: npt.NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(map(float, values))


def _average(name: str, run: Run, level: str) -> str:
    found = run.summary().level(level)
    of = "" if name == _WORD else f"{name}: "
    places = "" if found.capacity is None else f", in {round(found.capacity, 1):g} places"
    if places and found.capacity != run.scenario.places_of(level):
        places += " on average"  # they change by calendar
    return f"{of}{found.census.mean:.1f} clients at a time{places}"


def _described(name: str, run: Run, found: CensusOverTime, level: str) -> str:
    row = found.number(level)
    counted = found.at > run.scenario.warm_up
    mean = found.mean[row][counted] if counted.any() else found.mean[row]
    of = "" if name == _WORD else f"{name}: "
    after = " after the warm-up" if run.scenario.warm_up else ""
    told = (
        f"{of}{run.summary().level(level).census.mean:.1f} clients at a time on average{after}; "
        f"the line lies between {mean.min():.1f} and {mean.max():.1f} then"
    )
    if found.low is not None and found.high is not None:
        low, high = found.low[row][counted], found.high[row][counted]
        if low.size:
            told += f", the band between {low.min():.1f} and {high.max():.1f}"
    return f"{told}."


def _table(
    here: Mapping[str, CensusOverTime], level: str
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the head and the rows of the numbers: a row for each period."""
    head = ["from day"]
    columns: list[list[str]] = []
    longest = max(here.values(), key=lambda each: len(each.at))
    rows = [f"{place * longest.period:,}" for place in range(len(longest.at))]
    for name, found in here.items():
        row = found.number(level)
        head += ["clients" if name == _WORD else name, found.band, "places"]
        columns.append([f"{each:.1f}" for each in found.mean[row]])
        low, high = found.low, found.high
        if low is None or high is None:
            columns.append([NOTHING] * len(rows))
        else:
            columns.append(
                [f"{a:.1f} to {b:.1f}" for a, b in zip(low[row], high[row], strict=True)]
            )
        columns.append(
            [f"{each:.3g}" if math.isfinite(each) else "no limit" for each in found.places[row]]
        )
    padded = [[*each, *[NOTHING] * (len(rows) - len(each))] for each in columns]
    return tuple(head), tuple(zip(rows, *padded, strict=True))
