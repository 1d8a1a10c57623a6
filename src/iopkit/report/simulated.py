"""The result of a simulation, as tables and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.report.contents import contents
from iopkit.report.look import plain
from iopkit.report.tables import table
from iopkit.report.words import counted, days, interval, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.scenario import Scenario
    from iopkit.report.look import Look
    from iopkit.simulate import Run
    from iopkit.simulate.summary import Summary

_MODES: Final = {
    "shares alone": "On shares alone: the clients have no facts, so no rule was asked.",
    "by the rules": "By the rules: the clients have facts, and criteria decide.",
}

_WAYS: Final = {"step down": "down to ", "step up": "up to ", "transfer": "moved to "}
"""How the table names a transition to another level; an outcome stands alone."""

_ROOMY: Final = 96
"""The width from which the table of waits has its median. [characters]"""


def simulated(run: Run, look: Look) -> str:
    """Return what a run says: levels, waits, stays, outcomes, and what all that rests on."""
    scenario, summary = run.scenario, run.summary
    pages = [
        "\n".join(_head(run, look)),
        _levels(summary, look),
        _waits(summary, look),
        _stays(summary, look),
        _outcomes(run, look),
        "\n".join(_foot(scenario, look)),
    ]
    return "\n\n".join(page for page in pages if page)


def _head(run: Run, look: Look) -> Iterator[str]:
    scenario = run.scenario
    yield look.strong(plain(f"{scenario.pathway.title}, simulated for {days(scenario.days)}"))
    warm_up = f", {days(scenario.warm_up)} of warm-up not counted" if scenario.warm_up else ""
    repeated = f"{counted(scenario.replications, 'replication')}, seed {scenario.seed}{warm_up}."
    yield look.wrapped(repeated)
    mode = str(run.provenance.get("mode", ""))
    if mode in _MODES:
        yield look.wrapped(_MODES[mode])
    for level, changed in sorted(scenario.places.items()):
        places = "no limit of places" if changed is None else counted(changed, "place")
        yield look.wrapped(f"Changed for this run: {level} has {places}.")


def _levels(summary: Summary, look: Look) -> str:
    rows = [
        (
            level.level,
            "no limit" if level.places is None else str(level.places),
            interval(level.occupancy, scale=100, digits=0, most=100),
            interval(level.census),
            interval(level.admissions),
        )
        for level in summary.levels
    ]
    head = ("level", "places", "places\nused [%]", "clients\nat a time", "admissions\na year")
    return _titled("Levels", table(head, rows, look, numbers=(1, 2, 3, 4)), look)


def _waits(summary: Summary, look: Look) -> str:
    head = ["level", "clients\nwaiting", "mean wait\n[days]", "9 of 10 wait\nup to [days]"]
    roomy = look.width >= _ROOMY
    if roomy:
        head.insert(3, "half wait\nup to [days]")
    rows = []
    for level in summary.levels:
        if level.places is not None:
            median = [level.wait_p50] if roomy else []
            waits = [level.queue, level.wait_mean, *median, level.wait_p90]
            rows.append((level.level, *(interval(wait) for wait in waits)))
    if not rows:
        return ""
    numbers = range(1, len(head))
    return _titled("Waiting for a place", table(head, rows, look, numbers=numbers), look)


def _stays(summary: Summary, look: Look) -> str:
    rows = []
    for level in summary.levels:
        if level.stays:
            rows.append((level.level, "", "", ""))
        for stay in level.stays:
            share = interval(stay.share, scale=100, digits=0, most=100)
            way = f"  {_WAYS.get(stay.kind, '')}{stay.to}"
            rows.append((way, share, interval(stay.median), interval(stay.mean)))
    if not rows:
        return ""
    head = ("from, and to", "of those\nwho leave [%]", "median stay\n[days]", "mean stay\n[days]")
    return _titled("How stays end", table(head, rows, look, numbers=(1, 2, 3)), look)


def _outcomes(run: Run, look: Look) -> str:
    summary = run.summary
    pathway = run.scenario.pathway
    rows = [("come for the first time", interval(summary.arrivals))]
    rows += [("come back", interval(summary.returns))]
    rows += [
        (f"leave: {pathway.outcome(name).title} ({name})", interval(each))
        for name, each in summary.outcomes
        if each.mean
    ]
    if summary.unplaced.mean:
        rows.append(("whom no level takes (whole run)", interval(summary.unplaced)))
    if summary.stuck.mean:
        rows.append(("whom no transition lets go (whole run)", interval(summary.stuck)))
    return _titled("Clients a year", table(("who", "clients"), rows, look, numbers=(1,)), look)


def _foot(scenario: Scenario, look: Look) -> Iterator[str]:
    if scenario.replications > 1:
        yield look.wrapped("In brackets: 95 % intervals over the replications.")
    else:
        yield look.wrapped("One replication has no intervals; --replications 20 gives them.")
    pathway = scenario.pathway
    assumed = dict(contents(pathway))["assumption"]
    yield look.wrapped(
        f"Rests on {counted(assumed, 'assumption')}; `iopkit sources` lists them with every number."
    )
    if pathway.sources:
        yield look.wrapped(f"Sources: {listed([source.id for source in pathway.sources])}.")


def _titled(title: str, body: str, look: Look) -> str:
    return f"{look.strong(title)}\n{body}"
