"""Which figures a sweep shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.model.simulation.measure import MeasuredOver
from iopkit.model.simulation.measure_catalogue import measure, measure_called
from iopkit.simulate.measures.measure_names import MeasureName

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.model.pathway import Pathway

USUAL: Final = ("wait_mean", "occupancy")
"""What is shown of a level if nobody says."""


def figure_named(text: str, pathway: Pathway) -> MeasureName:
    """Return the figure that somebody means, such as ``wait_mean:iop`` or ``outcomes:completed``.

    Parameters
    ----------
    text
        The figure, with a colon the level or the outcome, and what follows a second one.
    pathway
        Has the levels and outcomes.

    Raises
    ------
    UnknownNameError
        When there is no such figure, level or outcome.

    >>> from iopkit.files.compose.load import load
    >>> figure_named("mean wait: iop", load("standard"))
    MeasureName(measure='wait_mean', level='iop', about='')
    """
    figure, _, rest = (part.strip() for part in text.partition(":"))
    figure = measure_called(figure)
    where, _, about = (part.strip() for part in rest.partition(":"))
    if measure(figure).over is MeasuredOver.OUTCOME:
        pathway.outcome(where)
        return MeasureName(figure, "", where)
    if where:
        pathway.level(where)
    return MeasureName(figure, where, about)


def usual_figures(paths: Iterable[str], pathway: Pathway) -> list[MeasureName]:
    """Return what is shown if nobody says: the wait and the places used of the levels that change.

    Parameters
    ----------
    paths
        What is changed, such as ``levels.iop.places``. Where none is about a level, all levels with
        places are shown, those with a calendar among them.
    pathway
        The base.
    """
    begun = [path.removeprefix("levels.") for path in paths if path.startswith("levels.")]
    levels = [
        level.id
        for level in pathway.levels
        if any(path == level.id or path.startswith(f"{level.id}.") for path in begun)
    ]
    levels = levels or [
        level.id for level in pathway.levels if level.places is not None or level.calendar
    ]
    return [MeasureName(figure, level) for level in levels for figure in USUAL]
