"""The sentences of a picture: who comes for the first time, and who comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.draw.picture.amounts import days as in_words
from iopkit.draw.picture.amounts import percent
from iopkit.draw.picture.level_notes import who_waits_in_vain
from iopkit.draw.picture.short_numbers import amount, number
from iopkit.model.outcome import COMMUNITY
from iopkit.model.simulation.arrivals import PLACED, Rate
from iopkit.model.transition import TransitionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.draw.staircase.flow_rates import Flows
    from iopkit.model.pathway import Pathway


def arriving(pathway: Pathway) -> str:
    """Return how many new clients come, in a sentence; empty when the pathway does not say."""
    rate = _rate(pathway)
    return "" if rate is None else f"{amount(rate * 365.25)} new clients a year."


def placing(pathway: Pathway) -> str:
    """Return that new clients are placed by the rules, and how many; empty when none is."""
    placed = [stream for stream in pathway.arrivals if stream.to == PLACED]
    if not placed:
        return ""
    if len(placed) == len(pathway.arrivals):
        return "New clients are placed by the rules."
    rate = _rate(pathway)
    if rate is None:
        return "Some new clients are placed by the rules."
    some = sum(stream.when.mean() for stream in placed if isinstance(stream.when, Rate))
    return f"{percent(some / rate)} of new clients are placed by the rules."


def _rate(pathway: Pathway) -> float | None:
    """Return how many new clients come, None when nobody says, or none. [1/day]"""
    rates = [each.when.mean() for each in pathway.arrivals if isinstance(each.when, Rate)]
    known = len(rates) == len(pathway.arrivals) and sum(rates) > 0
    return sum(rates) if known else None


def returning(pathway: Pathway) -> str:
    """Return from where clients come back and when, in a sentence; empty when nobody does."""
    back = [move for move in pathway.transitions if move.kind is TransitionKind.RETURN]
    if not back:
        return ""
    starts = {move.start: pathway.outcome(move.start).title for move in back}
    where = "the community" if set(starts) == {COMMUNITY} else " or ".join(starts.values())
    shares = [(move.share.value, move.stay) for move in back if move.share]
    total = sum(share for share, _ in shares)
    if not total or len(starts) > 1:
        return f"Clients come back from {where}."
    days = sum(share * stay.mean() for share, stay in shares if stay is not None) / total
    after = f", {number(days)} days later on average" if 0 < days < 1e5 else ""  # noqa: PLR2004
    return f"{percent(total)} of those in {where} come back{after}."


def _in_vain(pathway: Pathway, flows: Flows) -> Iterator[str]:
    """Yield in which levels nobody begins, though clients come."""
    for level in pathway.levels:
        found = flows.levels[level.id]
        if found.takes_nobody:
            yield f"Nobody begins in {level.title}: {who_waits_in_vain(found)}."


def subtitle(pathway: Pathway, flows: Flows | None = None) -> str:
    """Return what stands under the title of the picture."""
    n = len(pathway.levels)
    if not n:
        return "This pathway has no levels; a file states them under 'levels'."
    levels = "1 level of care" if n == 1 else f"{n} levels of care, the most intensive first"
    if flows is not None:
        times = f", the mean of {flows.replications:,} replications" * (flows.replications > 1)
        return " ".join(
            [*_in_vain(pathway, flows), f"Simulated: {in_words(flows.days)}{times}. {levels}."]
        )
    return " ".join(filter(None, (f"{levels}.", arriving(pathway))))
