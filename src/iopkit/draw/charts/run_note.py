"""What a chart of a run stands on, in the sentences below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.draw.charts.run_census import MOST_READ, band_of
from iopkit.draw.picture.amounts import counted, days, percent

if TYPE_CHECKING:
    from iopkit.simulate.run import Run


def interval_note(run: Run) -> str:
    """Return what intervals of a run are, and what was simulated."""
    known = "Intervals: 95 %, over the replications. " if run.scenario.replications > 1 else ""
    return f"{known}{run_note(run)}"


def mean_note(run: Run) -> str:
    """Return the same for what has no intervals."""
    known = "Means over the replications. " if run.scenario.replications > 1 else ""
    return f"{known}{run_note(run)}"


def cost_note(run: Run) -> str:
    """Return the same for money, which may count less later."""
    discount = run.scenario.discount
    less = f"Discounted by {percent(discount)} a year from the end of the warm-up on. "
    return f"{less if discount else ''}{interval_note(run)}"


def waits_note(run: Run) -> str:
    """Return the same for what is made of visits; of very many replications, not all are read."""
    many = run.scenario.replications > MOST_READ
    read = f"Shares: of the first {MOST_READ:,} replications. " if many else ""
    return f"{read}{interval_note(run)}"


def census_note(run: Run, *, period: int) -> str:
    """Return what a line over time and its band are, and what was simulated.

    Parameters
    ----------
    run
        The run.
    period
        Over how long a point is averaged. [days]
    """
    each = f"each point over {counted(period, 'day')}"
    read = min(run.scenario.replications, MOST_READ)
    if read == 1:
        return f"One replication, {each}. {run_note(run)}"
    first = "the first " if read < run.scenario.replications else ""
    return (
        f"Line: the mean of {first}{read:,} replications, {each}; "
        f"band: {band_of(read)}, point by point. {run_note(run)}"
    )


def run_note(run: Run) -> str:
    """Return what was simulated, in a sentence.

    >>> from iopkit.files.compose.load import load
    >>> from iopkit.model.simulation.scenario import Scenario
    >>> from iopkit.simulate import simulate
    >>> run = simulate(Scenario(pathway=load("standard"), days=90, warm_up=9, replications=2))
    >>> run_note(run)
    'Simulated: 90 days, of which 9 days of warm-up are not counted; 2 replications, seed 0.'
    """
    scenario = run.scenario
    warm_up = scenario.warm_up
    first = f", of which {days(warm_up)} of warm-up are not counted" if warm_up else ""
    told = counted(scenario.replications, "replication")
    return f"Simulated: {days(scenario.days)}{first}; {told}, seed {scenario.seed}."
