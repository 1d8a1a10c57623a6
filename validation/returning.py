"""Returns to treatment, against the study that they were fitted to and the law that was fitted."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

import iopkit
from iopkit.model import Scenario
from iopkit.simulate import simulate
from validation.check import About
from validation.estimate import SampleMean
from validation.small import cohort
from validation.tables import table

if TYPE_CHECKING:
    from iopkit.simulate import Run
    from validation.check import Check
    from validation.effort import Effort
    from validation.rows import Floats

FORM: Final = 0.75
SCALE: Final = 332.0
EVER: Final = 0.33906
"""The law of `standard`: its form is assumed, its scale and the share of those who come back at all
follow from two numbers of the study; see docs/reference/standard.md."""

FOLLOW_UP: Final = 18 * 365.25 / 12
CLIENTS: Final = 4000


def returns(effort: Effort) -> list[Check]:
    """Check how many clients of `standard` are back after a while, and when."""
    law = About(
        shows="times to return, with a falling hazard",
        source="Weibull law of `standard`, by its formula",
    )
    study = About(
        shows="INPUT comes back: returns within 18 months",
        source="ADSS, Tompkins and others (2004)",
    )
    one = iopkit.load("standard")
    scenario = Scenario(
        pathway=one,
        days=20 * 365.0,
        replications=effort.replications(200),
        seed=181,
        arrivals=(cohort("iop", CLIENTS),),
        places={each.id: None for each in one.levels},
    )
    run = simulate(scenario)
    delays = [_delays(run, replication) for replication in range(scenario.replications)]
    found = []
    for days in (30.0, 91.0, 183.0, 365.0, FOLLOW_UP):
        expected = EVER * (1 - math.exp(-((days / SCALE) ** FORM)))
        got = SampleMean.of([float((each <= days).mean()) for each in delays])
        found.append(law.exact(f"back within {days:.0f} days", expected, got, within=0.05))
    given = {line["quantity"]: float(line["value"]) for line in table("relapse_return_adss")}
    back = SampleMean.of([float((each <= FOLLOW_UP).mean()) for each in delays])
    time = SampleMean.of([float(each[each <= FOLLOW_UP].mean()) for each in delays])
    return [
        *found,
        study.published(
            "share back within 18 months",
            given["return_to_treatment_within_18_months"] / 100,
            back,
            off=0.005,
            why="printed in whole percent",
        ),
        study.published(
            "mean time to return of those [days]",
            given["mean_time_to_return"],
            time,
            off=2.0,
            why="printed in whole days, and fitted to half a day",
        ),
    ]


def _delays(run: Run, replication: int) -> Floats:
    """Return the days from the first end of care to the return, endless for who stays away."""
    outcomes = {each.id: each.returns for each in run.scenario.pathway.outcomes}
    seen = run.visits.columns(replication)
    client = np.array(seen["client"], np.int64)
    order = np.lexsort((np.array(seen["visit"], np.int64), client))
    client, to = client[order], np.array(seen["transition_to"], np.object_)[order]
    queued = np.array(seen["queued_at"], np.float64)[order]
    ended = np.array(seen["ended_at"], np.float64)[order]
    delays: dict[int, float] = {}
    for row, (who, went) in enumerate(zip(client.tolist(), to.tolist(), strict=True)):
        if who in delays or went not in outcomes:
            continue
        is_back = row + 1 < len(client) and client[row + 1] == who
        delays[who] = float(queued[row + 1] - ended[row]) if is_back else math.inf
        if not outcomes[went]:
            delays[who] = math.nan  # in care elsewhere: not one of those who could return
    return np.array([days for days in delays.values() if not math.isnan(days)], np.float64)
