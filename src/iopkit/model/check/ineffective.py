"""What a file says and nothing comes of, because something else it says stands before it.

It concerns what happens when the pathway is simulated. Other uses of a value, such as the week for
so many clients, are not asked.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from iopkit.diagnostics.catalogue.ineffective import (
    ANSWER_UNASKED,
    CHANGE_UNASKED,
    CHANGE_UNKNOWN,
    NO_SESSION_KNOWN,
    NOBODY_COMES_TO_LEVEL,
    NOBODY_HOLDS,
    NOBODY_LEAVES_FOR,
    NOBODY_QUEUES,
    PEOPLE_UNASKED,
    PLACES_NEVER,
    PLACES_NEVER_FEWER,
    PLACES_ONCE,
    RATE_OF_NOBODY,
    RULE_OF_QUEUE_UNASKED,
    SHARE_OF_NOBODY,
)
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.model.assessment import CLOCK_FACTS
from iopkit.model.criterion import facts_in
from iopkit.model.simulation.cost import Per
from iopkit.model.simulation.flow import (
    are_places_hidden,
    brings_somebody,
    can_wait,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.diagnostics.kind import DiagnosticMessage
    from iopkit.model.basis import Path
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.simulation.capacity_schedule import CapacitySchedule
    from iopkit.model.simulation.flow import Flow


@attrs.frozen(kw_only=True)
class Shadow:
    """Some values that have no effect, and why.

    Parameters
    ----------
    problem
        What to tell the author of the file.
    hides
        Where the values stand: there and below.
    is_told
        Whether the file is to be put right; False where other uses may want it as it is, so that
        only who changes such a value in order to simulate needs to know.
    """

    problem: Diagnostic
    hides: tuple[Path, ...]
    is_told: bool = True

    def covers(self, path: Path) -> bool:
        """Whether a value at a path has no effect."""
        return any(path[: len(hidden)] == hidden for hidden in self.hides)


def shadows(flow: Flow) -> tuple[Shadow, ...]:
    """Return everything that has no effect when clients flow so."""
    found = [*_levels(flow.pathway), *_moves(flow.pathway), *_streams(flow)]
    if flow.is_whole():
        found += [*_nobody(flow), *_unasked(flow)]
    return tuple(found)


def _shadow(message: DiagnosticMessage, path: Path, *hides: Path, is_told: bool = True) -> Shadow:
    problem = Diagnostic.of(path, message)
    return Shadow(problem=problem, hides=hides or (path,), is_told=is_told)


def _levels(pathway: Pathway) -> Iterator[Shadow]:
    for level in pathway.levels:
        path: Path = ("levels", level.id)
        if level.places is not None and level.calendar is not None and are_places_hidden(level):
            yield _shadow(_hidden_places(level, level.calendar), (*path, "places"))
        if level.queue is not None and not can_wait(level):
            queue: Path = (*path, "queue")
            yield _shadow(NOBODY_QUEUES(level=level.id), queue)
        if level.calendar is not None and level.calendar.displaces and not _ever_cuts(level):
            yield _shadow(PLACES_NEVER_FEWER(level=level.id), (*path, "calendar", "displaces"))
        yield from _costs(pathway, level, path)


def _hidden_places(level: Level, calendar: CapacitySchedule) -> DiagnosticMessage:
    first, _ = calendar.steps[0]
    return PLACES_NEVER(level=level.id) if first == 0 else PLACES_ONCE(level=level.id, day=first)


def _ever_cuts(level: Level) -> bool:
    calendar = level.calendar
    if calendar is None:
        return False
    order = [places for _, places in calendar.steps]
    if calendar.steps[0][0] > 0:
        order.insert(0, None if level.places is None else int(level.places.value))
    if calendar.period is not None:
        order.append(calendar.steps[0][1])
    return any(
        after is not None and (before is None or after < before)
        for before, after in pairwise(order)
    )


def _costs(pathway: Pathway, level: Level, path: Path) -> Iterator[Shadow]:
    sessions = [pathway.program(name).sessions_of_services() for name in level.programs]
    if any(each.low or each.high for each in sessions):
        return
    for place, cost in enumerate(level.costs):
        if cost.per is Per.SESSION:
            at: Path = (*path, "costs", place)
            yield _shadow(NO_SESSION_KNOWN(level=level.id), at, (*at, "amount"))


def _moves(pathway: Pathway) -> Iterator[Shadow]:
    levels = {level.id: level for level in pathway.levels}
    for place, move in enumerate(pathway.transitions):
        path: Path = ("transitions", place)
        target = levels.get(move.to)
        if move.hold and target is not None and move.start in levels and not can_wait(target):
            yield _shadow(NOBODY_HOLDS(to=move.to, start=move.start), (*path, "hold"))
        if move.share is not None and move.share.value == 0:
            yield _shadow(
                SHARE_OF_NOBODY(start=move.start, to=move.to), (*path, "share"), (*path, "stay")
            )


def _streams(flow: Flow) -> Iterator[Shadow]:
    for stream in flow.streams:
        if not brings_somebody(stream):
            path: Path = ("arrivals", stream.id)
            hidden = [(*path, key) for key in ("facts", "people")]
            yield _shadow(RATE_OF_NOBODY(stream=stream.id), path, *hidden)


def _nobody(flow: Flow) -> Iterator[Shadow]:
    """Yield the levels and outcomes to which nobody comes."""
    reached = flow.reached()
    direct = {stream.to for stream in flow.streams} | {m.to for m in flow.pathway.transitions}
    if not reached:  # no stream brings anybody, which is said
        return
    for level in flow.pathway.levels:
        if level.id in reached:
            continue
        path: Path = ("levels", level.id)
        leaving = _leaving(flow, level.id)
        yield _shadow(
            NOBODY_COMES_TO_LEVEL(level=level.id), path, path, *leaving, is_told=level.id in direct
        )
    for outcome in flow.pathway.outcomes:
        if outcome.id not in reached:
            path = ("outcomes", outcome.id)
            hides = _leaving(flow, outcome.id)
            yield _shadow(NOBODY_LEAVES_FOR(outcome=outcome.id), path, path, *hides, is_told=False)


def _leaving(flow: Flow, start: str) -> list[Path]:
    moves = enumerate(flow.pathway.transitions)
    return [("transitions", place) for place, move in moves if move.start == start]


def _unasked(flow: Flow) -> Iterator[Shadow]:
    """Yield the answers, and the changes of answers, that no criterion of a simulation asks for."""
    asked = flow.asked()
    for stream in flow.streams:
        path: Path = ("arrivals", stream.id)
        for answer in stream.answers:
            if answer.fact not in asked:
                yield _shadow(ANSWER_UNASKED(fact=answer.fact), (*path, "facts", answer.fact))
        known = () if stream.people is None else stream.people.facts
        if known and not asked.intersection(known):
            yield _shadow(PEOPLE_UNASKED(), (*path, "people"))
    later = flow.asked_in_care()
    for level in flow.pathway.levels:
        for change in level.progress:
            if change.fact in later:
                continue
            at: Path = ("levels", level.id, "progress", change.fact)
            told = (
                CHANGE_UNASKED(fact=change.fact)
                if flow.by_rules
                else CHANGE_UNKNOWN(level=level.id)
            )
            yield _shadow(told, at)
        if not flow.by_rules:
            yield from _unknown_rules(level)


def _unknown_rules(level: Level) -> Iterator[Shadow]:
    clock = {fact.id for fact in CLOCK_FACTS}
    for place, rule in enumerate(level.queue.first if level.queue else ()):
        names = [fact for fact in facts_in(rule.criterion) if fact not in clock]
        if names:
            yield _shadow(
                RULE_OF_QUEUE_UNASKED(fact=names[0], level=level.id),
                ("levels", level.id, "queue", "first", place),
            )
