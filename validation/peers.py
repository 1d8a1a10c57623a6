"""The same pathways in other programs, compared by equivalence tests.

Both programs start empty and count everything, so that no warm-up has to be agreed on. Two
one-sided t tests at 5 % each say whether the difference of two means is smaller than one that would
matter. The bounds were chosen before anything was run, and the numbers of replications such that
the interval is narrower than the bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from iopkit.model import Scenario
from iopkit.simulate import simulate
from validation import same_models
from validation.check import About
from validation.estimate import SampleMean
from validation.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from iopkit.model import Pathway
    from validation.check import Check
    from validation.effort import Effort
    from validation.rows import Rows

IN_USE: Final = 0.02
SHARES: Final = 0.05
WAITS: Final = 0.10
NEAR_SATURATION: Final = 0.25
"""Differences that would matter, as shares of what the other program gave: of clients in active
stay, of shares and of what is blocked or waited for. Levels are planned in whole places, and 2 % of
the clients are at most two of them in any level here; a wait that is a tenth longer changes no
decision. The IOP of the step-down network is 97 % full, where waits vary so much from one ten years
to the next that a quarter is the least that can be told apart in reasonable time, and with Ciw not
even that."""


@attrs.frozen(kw_only=True)
class Figure:
    """One number that is read off the visits of a replication.

    Parameters
    ----------
    title
        What it is.
    of
        How it is read.
    within
        The difference that would matter. [1]
    """

    title: str
    of: Callable[[Rows], float]
    within: float


@attrs.frozen(kw_only=True)
class Model:
    """A pathway in both programs.

    Parameters
    ----------
    title
        What it is about.
    here
        The pathway.
    there
        Makes the model of the other program, or simulates it.
    figures
        What is compared.
    replications
        Of the other program; iopkit has twice as many.
    days
        The length of each. [days]
    """

    title: str
    here: Pathway
    there: Callable[..., Any]  # the other programs carry no types
    figures: Sequence[Figure]
    replications: int
    days: float


def census(level: str) -> Figure:
    """Return the clients in active stay at a level, averaged over time."""
    return Figure(title=f"{level}: census", of=lambda rows: rows.at(level).active, within=IN_USE)


def wait(level: str, who: str = "", *, within: float = WAITS) -> Figure:
    """Return the mean wait at a level, of one class of clients or all."""
    title = f"{level}: mean wait{f', {who}' if who else ''}"
    return Figure(
        title=title, of=lambda rows: float(rows.at(level, who).waits.mean()), within=within
    )


def given_up(level: str) -> Figure:
    """Return the share of those who came to a level and gave up waiting."""
    return Figure(
        title=f"{level}: share who give up",
        of=lambda rows: float(rows.at(level).gave_up.mean()),
        within=SHARES,
    )


def blocked(level: str) -> Figure:
    """Return the clients who hold a place at a level and cannot go on, averaged over time."""
    return Figure(title=f"{level}: blocked", of=lambda rows: rows.at(level).blocked, within=WAITS)


def against_ciw(effort: Effort) -> list[Check]:
    """Compare queue, network, priority, patience, holding and calendar with Ciw."""
    from validation import ciw_peer

    levels = ("detox", "residential", "php", "iop", "outpatient")
    in_use = [census(name) for name in levels]
    models = (
        Model(
            title="step-down network",
            here=same_models.m1(),
            there=ciw_peer.m1,
            figures=[*in_use, wait("detox")],
            replications=60,
            days=3650,
        ),
        Model(
            title="priority",
            here=same_models.priority(),
            there=ciw_peer.priority,
            figures=[census("iop"), wait("iop", "soon"), wait("iop", "later")],
            replications=400,
            days=6000,
        ),
        Model(
            title="patience",
            here=same_models.reneging(),
            there=ciw_peer.reneging,
            figures=[census("iop"), wait("iop"), given_up("iop")],
            replications=60,
            days=5000,
        ),
        Model(
            title="holding",
            here=same_models.blocking(),
            there=ciw_peer.blocking,
            figures=[census("iop"), census("outpatient"), blocked("iop"), wait("iop")],
            replications=200,
            days=6000,
        ),
        Model(
            title="calendar",
            here=same_models.schedule(),
            there=ciw_peer.schedule,
            figures=[census("iop"), wait("iop")],
            replications=60,
            days=2100,
        ),
    )
    found = []
    for model in models:
        built, names = model.there()
        seeds = range(1, effort.replications(model.replications) + 1)
        peer = ciw_peer.replications(built, names, days=model.days, seeds=seeds)
        found += _compared("Ciw 3.2.7", model, peer, effort)
    return found


def against_simpy(effort: Effort) -> list[Check]:
    """Compare whole facilities with SimPy."""
    from validation import simpy_peer

    levels = ("detox", "residential", "php", "iop", "outpatient")
    in_use = [census(name) for name in levels]
    network = Model(
        title="step-down network",
        here=same_models.m1(),
        there=simpy_peer.m1,
        figures=[*in_use, wait("detox"), wait("iop", within=NEAR_SATURATION)],
        replications=100,
        days=3650,
    )
    whole = Model(
        title="priority, patience and holding",
        here=same_models.whole(),
        there=simpy_peer.whole,
        figures=[
            *(census(name) for name in same_models.WHOLE_PLACES),
            *(given_up(name) for name in same_models.WHOLE_PATIENCE),
            blocked("detox"),
            *(wait(name) for name in same_models.WHOLE_PLACES),
        ],
        replications=120,
        days=3650,
    )
    found = []
    for model in (network, whole):
        seeds = range(1, effort.replications(model.replications) + 1)
        peer = model.there(days=model.days, seeds=seeds)
        found += _compared("SimPy 4.1.2", model, peer, effort)
    return found


def _compared(program: str, model: Model, peer: Iterable[Rows], effort: Effort) -> list[Check]:
    about = About(shows=f"the same pathway in two programs: {model.title}", source=program)
    n = effort.replications(2 * model.replications)
    scenario = Scenario(pathway=model.here, days=model.days, replications=n, seed=191)
    mine = _read(rows_of(simulate(scenario)), model.figures)
    theirs = _read(peer, model.figures)
    return [
        about.equivalent(
            f"{model.title}, {figure.title}", theirs[place], mine[place], within=figure.within
        )
        for place, figure in enumerate(model.figures)
    ]


def _read(replications: Iterable[Rows], figures: Sequence[Figure]) -> list[SampleMean]:
    values = [[figure.of(rows) for figure in figures] for rows in replications]
    return [SampleMean.of(column) for column in np.array(values).T.tolist()]
