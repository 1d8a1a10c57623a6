"""The result of a simulation, as tables and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.describe.wording import brief, counted, days, interval, listed, percent
from iopkit.draw.picture.departure_names import WAYS
from iopkit.draw.picture.level_notes import who_waits_in_vain
from iopkit.model.provenance.inventory import contents
from iopkit.model.simulation.flow import Routing, places_in_force
from iopkit.model.units import DAYS_IN
from iopkit.terminal.run.headline import in_short
from iopkit.terminal.run.resources import costs, staff
from iopkit.terminal.style import plain
from iopkit.terminal.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.simulation.scenario import Scenario
    from iopkit.simulate import Estimate, Run
    from iopkit.simulate.measures.summary import LevelSummary, Summary
    from iopkit.terminal.style import DisplayStyle

_ROUTING: Final = {
    Routing.PROBABILISTIC: "On shares alone: the file does not say what its clients are like, so "
    "they move by the shares that it states; the criteria in `when` are not asked, not even those "
    "on days.",
    Routing.RULES: "By the rules: the criteria in `when` decide which moves a client can make.",
}

_ROOMY: Final = 96
"""The width from which the table of waits has its median. [characters]"""

_FULL: Final = 0.98
"""The share of places in use from which a level with a long queue counts as overrun. [1]"""

BEYOND: Final = (
    "An interval that reaches beyond what can be, below 0 or above 100 %, says that little is "
    "known of the figure: more replications, or a longer time, would tell."
)
"""What is said where an interval reaches beyond what its figure can be."""

_SEEN: Final = 0.05
"""How far an interval reaches beyond 0 where anybody sees it; a tenth of it for a share."""

_MONTH: Final = DAYS_IN["month"]
"""The mean wait from which a queue counts as long. [days]"""


def simulated(run: Run, look: DisplayStyle) -> str:
    """Return what a run says: levels, waits, outcomes, stays, and what all that rests on.

    Whatever makes the tables mislead is said before them.
    """
    scenario, summary = run.scenario, run.summary()
    pages = [
        "\n".join(_head(run, look)),
        "\n".join(look.wrapped(text, first="- ") for text in in_short(run)),
        "\n".join(look.wrapped(text, first="! ") for text in notes(run)),
        _levels(run, look),
        _waits(summary, look),
        _gave_up(summary, look),
        _blocked(summary, look),
        _outcomes(run, look),
        costs(summary, scenario, look),
        staff(summary, look),
        _stays(summary, look),
        "\n".join(_foot(scenario, summary, look)),
    ]
    return "\n\n".join(page for page in pages if page)


def _head(run: Run, look: DisplayStyle) -> Iterator[str]:
    scenario = run.scenario
    yield look.strong(
        plain(f"{brief(scenario.pathway.title)}, simulated for {days(scenario.days)}")
    )
    for text in asked(run):
        yield look.wrapped(text)


def asked(run: Run) -> Iterator[str]:
    """Yield what was simulated, and how, sentence by sentence."""
    scenario = run.scenario
    warm_up = f", {days(scenario.warm_up)} of warm-up not counted" if scenario.warm_up else ""
    yield f"{counted(scenario.replications, 'replication')}, seed {scenario.seed}{warm_up}."
    yield _ROUTING[run.routing]
    if run.not_asked:
        rules = counted(run.not_asked, "rule")
        yield f"Left out: {rules} of queues, for what they ask about is not known."
    told = beginning(scenario)
    if told:
        yield told
    for level, changed in sorted(scenario.places.items()):
        places = "no limit of places" if changed is None else counted(changed, "place")
        yield f"Changed for this run: {level} has {places}."


def beginning(scenario: Scenario) -> str:
    """Say when a run begins and who is there then, as far as that was said; else nothing."""
    date = "" if scenario.starts is None else f" on {scenario.starts.isoformat()}"
    if scenario.census is None:
        return f"Begins{date}, with nobody there." if date else ""
    clients = scenario.census.clients
    waiting = sum(client.is_waiting for client in clients)
    in_care = counted(len(clients) - waiting, "client")
    return f"Begins{date} with {in_care} in care and {waiting} waiting."


def notes(run: Run) -> Iterator[str]:
    """Yield what a reader must know before believing the tables."""
    summary = run.summary()
    for level in summary.levels:
        if is_overrun(level):
            used = "it has no places" if level.occupancy is None else _used(level.occupancy.mean)
            yield (
                f"{brief(level.level)} cannot keep up: {used} and "
                f"{_about(level.queue_length.mean)} clients wait on average. The queue grows for "
                "the whole run, so its waits depend on how long was simulated."
            )
        elif level.takes_nobody:
            yield (
                f"Nobody began at {brief(level.level)}, and {who_waits_in_vain(level)}. Where "
                "clients begin in groups or on certain days only, no group "
                "was ever full, or no such day came; see `intake` in the file."
            )
    if not any((level.census.mean or level.queue_length.mean) for level in summary.levels):
        yield (
            "Nobody was there in the time that counts: no clients came, or none of them stayed. "
            "See `arrivals` in the file."
        )
    each = "" if run.scenario.replications == 1 else " on average"
    if summary.not_admitted.mean > 0:
        yield (
            f"{_about(summary.not_admitted.mean)} clients{each} in the whole run came and went "
            "away again, because no level takes them. `iopkit place` says what speaks against each."
        )
    if summary.without_exit.mean > 0:
        yield (
            f"{_about(summary.without_exit.mean)} stays{each} in the whole run can never end, "
            "because no transition lets the client go: the criteria in `when` do not hold, and no "
            "later review can change that. These clients keep their places. `iopkit show FILE "
            "--level ID` shows the moves from a level."
        )


def is_overrun(level: LevelSummary) -> bool:
    """Whether a level is full and its clients wait for more than a month."""
    if level.capacity is None or not level.queue_length.mean:
        return False
    full = level.occupancy is None or level.occupancy.mean >= _FULL
    waited = level.wait_mean is not None and level.wait_mean.mean > _MONTH
    # Those who still wait at the end are in the queue only: so many, so many months of admissions.
    queued = level.queue_length.mean > level.admissions.mean * _MONTH / DAYS_IN["year"]
    return full and (waited or queued)


def _used(occupancy: float) -> str:
    return f"{percent(occupancy)} of its places are used"


def _about(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}"  # noqa: PLR2004  two digits


def _levels(run: Run, look: DisplayStyle) -> str:
    scenario, summary = run.scenario, run.summary()
    rows = [
        (
            level.level,
            "no limit" if level.capacity is None else f"{round(level.capacity, 1):g}",
            interval(level.occupancy, scale=100, digits=0),
            interval(level.census),
            interval(level.admissions),
        )
        for level in summary.levels
    ]
    head = ("level", "places", "places\nused [%]", "clients\nat a time", "admissions\na year")
    grid = table(head, rows, look, numbers=(1, 2, 3, 4), spare=(3, 4))
    changing = [
        each.level
        for each in summary.levels
        if each.level not in scenario.places
        and (level := scenario.pathway.level(each.level)).calendar is not None
        and each.capacity != places_in_force(level)[0]
    ]
    if changing:
        told = f"The places of {listed(changing)} change by calendar; here is their mean over time."
        grid += f"\n{look.wrapped(told)}"
    return _titled("Levels", grid, look)


def _waits(summary: Summary, look: DisplayStyle) -> str:
    head = ["level", "clients\nwaiting", "mean wait\n[days]", "9 of 10 wait\nup to [days]"]
    roomy = look.width >= _ROOMY
    if roomy:
        head.insert(3, "half wait\nup to [days]")
    rows = []
    for level in summary.levels:
        if level.is_waited_for:
            median = [level.wait_median] if roomy else []
            waits = [level.queue_length, level.wait_mean, *median, level.wait_p90]
            rows.append((level.level, *(interval(wait) for wait in waits)))
    if not rows:
        return ""
    numbers = range(1, len(head))
    spare = (3, 1) if roomy else (1,)
    return _titled(
        "Waiting for a place", table(head, rows, look, numbers=numbers, spare=spare), look
    )


def reaches_beyond(summary: Summary) -> bool:
    """Whether any interval reaches visibly below 0, or of a share beyond all."""
    shares = [stay.share for level in summary.levels for stay in level.stays]
    shares += [level.abandonment_share for level in summary.levels]
    shares += [level.occupancy for level in summary.levels if not level.is_beyond_places]
    return any(is_beyond(each) for each in _amounts(summary)) or any(
        is_beyond(each, is_share=True) for each in shares
    )


def is_beyond(of: Estimate | None, *, is_share: bool = False) -> bool:
    """Whether an interval reaches visibly below 0, or of a share beyond all of it."""
    if of is None or of.ci_low is None or of.ci_high is None:
        return False
    seen = _SEEN / 10 if is_share else _SEEN
    return of.ci_low < -seen or (is_share and of.ci_high > 1 + seen)


def _amounts(summary: Summary) -> Iterator[Estimate | None]:
    """Yield what is shown of clients, days, money and hours, none of which can be below 0."""
    yield from (each for _, each in summary.outcomes)
    yield from (summary.new_arrivals, summary.readmissions)
    yield from (each.at_least for each in summary.staff)
    for level in summary.levels:
        yield from (
            level.census,
            level.queue_length,
            level.admissions,
            level.wait_mean,
            level.wait_median,
        )
        yield from (
            level.wait_p90,
            level.blocked,
            level.abandonments,
            level.wait_before_abandonment,
        )
        for stay in level.stays:
            yield from (stay.los_median, stay.los_mean)
        for cost in level.costs:
            yield from (cost.at_least, cost.at_least_per_client)


def gave_up_rows(summary: Summary) -> list[tuple[str, ...]]:
    """Return how many gave up, what share, after how long; for each level where anybody did."""
    return [
        (
            level.level,
            interval(level.abandonments),
            interval(level.abandonment_share, scale=100, digits=0),
            interval(level.wait_before_abandonment),
        )
        for level in summary.levels
        if level.abandonments is not None and level.abandonments.mean > 0
    ]


def blocked_rows(summary: Summary) -> list[tuple[str, ...]]:
    """Return how many were held up in their old place, for each level where anybody was."""
    return [
        (level.level, interval(level.blocked))
        for level in summary.levels
        if level.blocked is not None and level.blocked.mean > 0
    ]


def _gave_up(summary: Summary, look: DisplayStyle) -> str:
    rows = gave_up_rows(summary)
    if not rows:
        return ""
    head = ("level", "clients\na year", "of those whose\nwait ended [%]", "after a mean\nof [days]")
    grid = table(head, rows, look, numbers=(1, 2, 3), spare=(3,))
    note = look.wrapped("Their waits are not among those above.")
    return _titled("Gave up waiting", f"{grid}\n{note}", look)


def _blocked(summary: Summary, look: DisplayStyle) -> str:
    rows = blocked_rows(summary)
    if not rows:
        return ""
    grid = table(("level", "clients\nat a time"), rows, look, numbers=(1,))
    note = look.wrapped(
        "Their stay is over, and they keep the place until the next level has one. Places used "
        "count them too."
    )
    return _titled("Blocked in their old place", f"{grid}\n{note}", look)


def _stays(summary: Summary, look: DisplayStyle) -> str:
    rows = []
    for level in summary.levels:
        if level.stays:
            rows.append((level.level, "", "", ""))
        for stay in level.stays:
            share = interval(stay.share, scale=100, digits=0)
            way = f"  {WAYS.get(stay.departure_kind, '')}{stay.to}"
            rows.append((way, share, interval(stay.los_median), interval(stay.los_mean)))
    if not rows:
        return ""
    head = ("from, and to", "of those\nwho leave [%]", "median stay\n[days]", "mean stay\n[days]")
    return _titled("How stays end", table(head, rows, look, numbers=(1, 2, 3), spare=(2,)), look)


def _outcomes(run: Run, look: DisplayStyle) -> str:
    summary = run.summary()
    pathway = run.scenario.pathway
    rows = [("come for the first time", interval(summary.new_arrivals))]
    rows += [("come back", interval(summary.readmissions))]
    rows += [
        (f"leave: {pathway.outcome(name).title} ({name})", interval(each))
        for name, each in summary.outcomes
        if each.mean
    ]
    return _titled("Clients a year", table(("who", "clients"), rows, look, numbers=(1,)), look)


def _foot(scenario: Scenario, summary: Summary, look: DisplayStyle) -> Iterator[str]:
    if scenario.replications > 1:
        beyond = f" {BEYOND}" if reaches_beyond(summary) else ""
        yield look.wrapped(
            "In brackets: 95 % intervals over the replications; none where they are narrower than "
            f"the last digit.{beyond}"
        )
    else:
        yield look.wrapped("One replication has no intervals; --replications 20 gives them.")
    pathway = scenario.pathway
    assumed = dict(contents(pathway))["assumption"]
    yield look.wrapped(
        f"Rests on {counted(assumed, 'assumption')}; `iopkit sources` lists them with every number."
    )
    if pathway.sources:
        yield look.wrapped(f"Sources: {listed([source.id for source in pathway.sources])}.")


def _titled(title: str, body: str, look: DisplayStyle) -> str:
    return f"{look.strong(title)}\n{body}"
