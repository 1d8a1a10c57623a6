"""Charts of how full levels are, who comes and goes, and how stays end."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from iopkit.draw.charts.bar_chart import Bar, bar_chart, reach_of
from iopkit.draw.charts.chart import Chart
from iopkit.draw.charts.run_note import interval_note
from iopkit.draw.picture.amounts import interval, percent, share
from iopkit.draw.picture.departure_names import WAYS
from iopkit.draw.picture.level_notes import who_waits_in_vain
from iopkit.draw.picture.palette import Palette
from iopkit.draw.picture.short_names import spoken_level
from iopkit.model.simulation.measure_catalogue import BEYOND_PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopkit.model.pathway import Pathway
    from iopkit.simulate.measures.interval import Estimate
    from iopkit.simulate.measures.summary import StaySummary
    from iopkit.simulate.run import Run


def places_chart(run: Run) -> Chart:
    """Return the share of places in use at each level that has a number of them."""
    pathway = run.scenario.pathway
    bars = [
        bar_of(
            pathway.level(level.level).title,
            share(level.occupancy) if level.capacity else "no places",
            level.occupancy,
        )
        for level in run.summary().levels
        if level.capacity is not None
    ]
    rows = [
        (
            pathway.level(level.level).title,
            "no limit" if level.capacity is None else f"{round(level.capacity, 1):g}",
            share(level.occupancy),
            interval(level.census),
            interval(level.admissions),
        )
        for level in run.summary().levels
    ]
    caption = " ".join(_fullest(run))
    picture = bar_chart(bars, title="Places used", most=1, description=told(bars))
    head = ("level", "places", "places used", "clients at a time", "admissions a year")
    return Chart(picture=picture, caption=caption, head=head, rows=rows, note=interval_note(run))


def clients_chart(run: Run) -> Chart:
    """Return how many clients come, come back, and leave with which outcome in a year."""
    summary, pathway = run.summary(), run.scenario.pathway
    bars = [
        bar_of("Come for the first time", interval(summary.new_arrivals), summary.new_arrivals),
        bar_of("Come back", interval(summary.readmissions), summary.readmissions, Palette.UP),
    ]
    for name, each in summary.outcomes:
        outcome = pathway.outcome(name)
        if each.mean:
            ink = Palette.GOOD if outcome.completes else Palette.FAINT
            bars.append(bar_of(outcome.title, interval(each), each, ink))
    leaving = sum(each.mean for _, each in summary.outcomes)
    planned = sum(each.mean for name, each in summary.outcomes if pathway.outcome(name).completes)
    caption = f"{leaving:,.0f} clients a year leave care"
    caption += f", {100 * planned / leaving:.0f} % as planned." if leaving else "."
    picture = bar_chart(
        bars, title="Clients a year: who comes, and how care ends", description=told(bars)
    )
    rows = [(bar.label, bar.words) for bar in bars]
    return Chart(
        picture=picture,
        caption=caption,
        head=("who", "clients a year"),
        rows=rows,
        note=interval_note(run),
    )


def stays_chart(run: Run, level: str) -> Chart:
    """Return how stays at a level end, as shares of those who leave, and how long they lasted.

    A share is as long in the charts of all levels, so that they can be compared.

    Parameters
    ----------
    run
        The run.
    level
        The id of the level.

    Raises
    ------
    UnknownNameError
        When the run has no such level.
    """
    pathway = run.scenario.pathway
    stays = sorted(
        run.summary().level(level).stays,
        key=lambda each: -(each.share.mean if each.share else 0.0),
    )
    taken = [stay for stay in stays if stay.share is not None and stay.share.mean]
    bars = [
        bar_of(_way(stay, pathway), _lasting(stay), stay.share, _ink(stay, pathway))
        for stay in taken
    ]
    caption = "Nobody left in the time that counts."
    if taken:
        most = taken[0]
        part = most.share.mean if most.share is not None else 0.0
        caption = f"Most often: {_way(most, pathway)}, {100 * part:.0f} %."
    title = pathway.level(level).title
    about = "share of those who leave, median stay"
    picture = bar_chart(bars, title=title, about=about, description=told(bars), reach=_reach(run))
    rows = [
        (
            _way(stay, pathway),
            share(stay.share),
            interval(stay.los_median),
            interval(stay.los_mean),
        )
        for stay in stays
    ]
    head = ("way out", "of those who leave", "median stay [days]", "mean stay [days]")
    return Chart(picture=picture, caption=caption, head=head, rows=rows, note=interval_note(run))


def _reach(run: Run) -> tuple[float, float]:
    """Return from where to where bars or their whiskers reach, whichever level it is. [1]"""
    shares = (stay.share for level in run.summary().levels for stay in level.stays)
    return reach_of(bar_of("", "", each) for each in shares if each is not None and each.mean)


def _way(stay: StaySummary, pathway: Pathway) -> str:
    if pathway.is_level(stay.to):
        words = f"{WAYS.get(stay.departure_kind, '')}{spoken_level(stay.to, pathway)}"
        return words[:1].upper() + words[1:]
    cut = "Place cut: " if stay.departure_kind == "displaced" else ""
    return f"{cut}{pathway.outcome(stay.to).title}"


def _lasting(stay: StaySummary) -> str:
    told = "" if stay.share is None else f"{100 * stay.share.mean:.0f} %"
    return told if stay.los_median is None else f"{told}, {stay.los_median.mean:.0f} days"


def _ink(stay: StaySummary, pathway: Pathway) -> Palette:
    if not pathway.is_level(stay.to):
        return Palette.GOOD if pathway.outcome(stay.to).completes else Palette.FAINT
    return Palette.UP if stay.departure_kind == "step up" else Palette.DOWN


def _fullest(run: Run) -> Iterator[str]:
    """Yield where nobody begins, which level is fullest, and where clients stay without places."""
    levels = run.summary().levels
    titles = {level.id: level.title for level in run.scenario.pathway.levels}
    for level in levels:
        if level.takes_nobody:
            yield f"{titles[level.level]}: nobody begins, and {who_waits_in_vain(level)}."
    used = [(level.occupancy.mean, level.level) for level in levels if level.occupancy is not None]
    if used:
        share, fullest = max(used, key=itemgetter(0))
        yield f"Fullest: {titles[fullest]}, {percent(share)}."
    elif all(level.capacity is None for level in levels):
        yield "No level has a limit of places."
    for level in levels:
        if level.is_beyond_places:
            yield f"{titles[level.level]}: {BEYOND_PLACES}."


def bar_of(label: str, words: str, of: Estimate | None, ink: Palette = Palette.DOWN) -> Bar:
    """Return the bar of a figure with its interval; none is drawn where there is no figure."""
    if of is None:
        return Bar(label=label, words=words, value=None)
    return Bar(label=label, words=words, value=of.mean, low=of.ci_low, high=of.ci_high, ink=ink)


def told(bars: Iterable[Bar]) -> str:
    """Return what bars say, for those who cannot see them."""
    return "; ".join(f"{bar.label}: {bar.words}" for bar in bars) + "."
