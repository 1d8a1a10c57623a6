"""The words in the boxes of the staircase, as short as they can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.draw.picture.amounts import percent
from iopkit.draw.picture.level_notes import hardly_waits
from iopkit.draw.picture.short_numbers import (
    a_year,
    hours,
    length,
    number,
    of_places,
)
from iopkit.draw.staircase.endings import Ending, ending
from iopkit.model.simulation.arrivals import Rate
from iopkit.model.transition import TransitionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.draw.staircase.flow_rates import Flows
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway

_LEAST: Final = 0.05
"""What is less than this is nobody. [1/year]"""


@attrs.frozen(kw_only=True)
class BoxText:
    """What the box of a level says.

    Parameters
    ----------
    level
        The level.
    entries
        Who comes there from outside the levels.
    about
        Places, hours, length; or what a run found: the parts of each line.
    used
        How many of the places are used; None where nobody says. [1]
    endings
        Which part of those who leave ends how; empty when nobody says. [1]
    unsaid
        How stays may end, where no share is stated.
    """

    level: Level
    entries: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    about: tuple[tuple[str, ...], ...] = attrs.field(converter=tuple[tuple[str, ...], ...])
    used: float | None = None
    endings: tuple[tuple[Ending, float], ...] = attrs.field(
        default=(), converter=tuple[tuple[Ending, float], ...]
    )
    unsaid: tuple[Ending, ...] = ()

    @property
    def going_on(self) -> float:
        """Which part of those who leave goes on to another level, if endings are stated. [1]"""
        return max(1 - sum(share for _, share in self.endings), 0.0)

    def sentences(self) -> Iterator[str]:
        """Yield what the box says, for those who cannot see it."""
        told = [*(part for line in self.about for part in line), *self.entries]
        yield f"{self.level.title}: {', '.join(told)}." if told else f"{self.level.title}."
        if self.endings:
            ends = ", ".join(f"{ending} {percent(share)}" for ending, share in self.endings)
            yield f"Of those who leave: {ends}."
        elif self.unsaid:
            yield f"Stays {', '.join(each.perhaps for each in self.unsaid)}."


def words(pathway: Pathway, level: Level, flows: Flows | None = None) -> BoxText:
    """Return what the box of a level says, by the file or by a run."""
    shares = _endings(pathway, level, flows)
    found = None if flows is None else flows.levels[level.id]
    return BoxText(
        level=level,
        entries=_entries(pathway, level) if flows is None else _entering(level, flows),
        about=_stated(pathway, level) if flows is None else _found(level, flows),
        used=None if found is None or found.occupancy is None else found.occupancy.mean,
        endings=[(each, share) for each, share in shares.items() if share],
        unsaid=tuple(each for each, share in shares.items() if share is None),
    )


def _stated(pathway: Pathway, level: Level) -> Iterator[tuple[str, ...]]:
    where = ["overnight"] if level.overnight else [level.setting.value] if level.setting else []
    yield of_places(level), *where
    programs = [pathway.program(name) for name in level.programs]
    if len(programs) == 1:
        told = tuple(filter(None, (hours(programs[0]), length(programs[0]))))
        if told:
            yield told
    elif programs:
        yield (f"{len(programs)} programs",)


def _found(level: Level, flows: Flows) -> Iterator[tuple[str, ...]]:
    found = flows.levels[level.id]
    census = number(found.census.mean)
    if found.capacity is None:
        yield (f"{census} clients at a time, no limit",)
    else:
        used = [] if found.occupancy is None else [percent(found.occupancy.mean)]
        yield f"{census} of {number(found.capacity)} places", *used
    if found.is_beyond_places:
        yield ("clients stay on days without places",)
    if found.takes_nobody:
        yield "nobody begins", f"{number(found.queue_length.mean)} waiting"
    elif found.is_waited_for and found.wait_mean is not None:
        if hardly_waits(found):
            yield ("hardly anybody waits",)
        else:
            wait = number(found.wait_mean.mean)
            yield f"{number(found.queue_length.mean)} waiting", f"mean wait {wait} days"


def _entries(pathway: Pathway, level: Level) -> Iterator[str]:
    rates = {
        stream.id: stream.when.mean()
        for stream in pathway.arrivals
        if isinstance(stream.when, Rate)
    }
    streams = [stream for stream in pathway.arrivals if stream.to == level.id]
    total = sum(rates.values())
    if streams:
        share = sum(rates.get(stream.id, 0) for stream in streams) / total if total else 0
        known = all(stream.id in rates for stream in pathway.arrivals) and total
        yield f"{percent(share)} of new clients" if known else "new clients"
    back = [
        move
        for move in pathway.transitions
        if (move.to, move.kind) == (level.id, TransitionKind.RETURN)
    ]
    if back:
        shares = [move.share.value for move in back if move.share]
        one = len({move.start for move in back}) == 1
        yield f"{percent(sum(shares))} return" if shares and one else "some return"


def _entering(level: Level, flows: Flows) -> Iterator[str]:
    coming = flows.entering.get(level.id, 0)
    if coming >= _LEAST:
        yield f"{a_year(coming)} from outside"


def _endings(pathway: Pathway, level: Level, flows: Flows | None) -> dict[Ending, float | None]:
    found: dict[Ending, float | None] = {}
    for move in pathway.leaving(level.id):
        if pathway.is_level(move.to):
            continue
        which = ending(pathway.outcome(move.to))
        known = found.get(which)
        if flows is None and move.share is not None:
            found[which] = (known or 0) + move.share.value
        else:
            found.setdefault(which, None)
    if flows is not None:
        found = {}
        for outcome in pathway.outcomes:
            share = flows.ending(level.id, outcome.id)
            if share:
                which = ending(outcome)
                found[which] = (found.get(which) or 0) + share
    return {each: found[each] for each in Ending if each in found}
