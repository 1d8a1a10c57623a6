"""What a file says and nothing comes of, because something else it says stands before it.

It concerns what happens when the pathway is simulated. Other uses of a value, such as the week for
so many clients, are not asked.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from iopkit.model.assessment import CLOCK_FACTS
from iopkit.model.check.problem import Problem
from iopkit.model.criterion import facts_in
from iopkit.model.simulation.cost import Per
from iopkit.model.simulation.flow import (
    are_places_hidden,
    brings_somebody,
    can_wait,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

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

    problem: Problem
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


def _shadow(
    code: str, path: Path, message: str, hint: str, *hides: Path, is_told: bool = True
) -> Shadow:
    problem = Problem(code=code, path=path, message=message, hint=hint)
    return Shadow(problem=problem, hides=hides or (path,), is_told=is_told)


def _levels(pathway: Pathway) -> Iterator[Shadow]:
    for level in pathway.levels:
        path: Path = ("levels", level.id)
        if level.places is not None and level.calendar is not None and are_places_hidden(level):
            message, hint = _hidden_places(level, level.calendar)
            yield _shadow("places-hidden", (*path, "places"), message, hint)
        if level.queue is not None and not can_wait(level):
            message = f"nobody ever waits for '{level.id}', which has no limit of places, so that "
            message += "its queue has no effect"
            hint = "give it places, as in places: 12, or leave the queue out"
            queue: Path = (*path, "queue")
            yield _shadow("nobody-waits", queue, message, hint)
        if level.calendar is not None and level.calendar.displaces and not _ever_cuts(level):
            message = f"the places of '{level.id}' never get fewer, so that nobody is displaced"
            hint = "leave 'displaces' and 'displaced_to' out, or correct the steps"
            yield _shadow("nobody-displaced", (*path, "calendar", "displaces"), message, hint)
        yield from _costs(pathway, level, path)


def _hidden_places(level: Level, calendar: CapacitySchedule) -> tuple[str, str]:
    first, _ = calendar.steps[0]
    if first == 0:
        message = f"the places of '{level.id}' are never in force: its calendar is, from day 0 on"
        return message, "leave one of the two out, or let the calendar begin later"
    message = (
        f"the places of '{level.id}' are in force until day {first:g} of a simulation and never "
        "again: with a period, what its last step says holds until the next first step"
    )
    return message, "begin the steps with from: 0 days, and leave 'places' out"


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
            message = f"no session of '{level.id}' is known, so that a cost per session comes to "
            message += "nothing"
            hint = f"say in a program of {level.id} how many sessions a week there are"
            at: Path = (*path, "costs", place)
            yield _shadow("cost-of-nothing", at, message, hint, (*at, "amount"))


def _moves(pathway: Pathway) -> Iterator[Shadow]:
    levels = {level.id: level for level in pathway.levels}
    for place, move in enumerate(pathway.transitions):
        path: Path = ("transitions", place)
        target = levels.get(move.to)
        if move.hold and target is not None and move.start in levels and not can_wait(target):
            message = f"nobody ever waits for '{move.to}', which has no limit of places, so that "
            message += f"'hold' has no effect on the way from '{move.start}'"
            hint = f"leave 'hold' out, or give {move.to} places"
            yield _shadow("nobody-waits", (*path, "hold"), message, hint)
        if move.share is not None and move.share.value == 0:
            message = f"nobody goes from '{move.start}' to '{move.to}': the share is 0"
            hint = "give it a share, or leave share and stay out"
            yield _shadow("nobody-goes", (*path, "share"), message, hint, (*path, "stay"))


def _streams(flow: Flow) -> Iterator[Shadow]:
    for stream in flow.streams:
        if not brings_somebody(stream):
            path: Path = ("arrivals", stream.id)
            message = f"nobody ever comes by '{stream.id}': its rate is 0 at any time"
            hint = "give it a rate, or leave the stream out"
            hidden = [(*path, key) for key in ("facts", "people")]
            yield _shadow("nobody-arrives", path, message, hint, *hidden)


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
        message = f"nobody comes to '{level.id}' in a simulation: no stream leads there, and no "
        message += "share of those who come anywhere else"
        hint = "give a transition to it a share and a stay, or a stream that leads there"
        leaving = _leaving(flow, level.id)
        yield _shadow(
            "nobody-comes", path, message, hint, path, *leaving, is_told=level.id in direct
        )
    for outcome in flow.pathway.outcomes:
        if outcome.id not in reached:
            path = ("outcomes", outcome.id)
            message = f"nobody leaves for '{outcome.id}' in a simulation"
            hint = "give a transition to it a share and a stay"
            hides = _leaving(flow, outcome.id)
            yield _shadow("nobody-comes", path, message, hint, path, *hides, is_told=False)


def _leaving(flow: Flow, start: str) -> list[Path]:
    moves = enumerate(flow.pathway.transitions)
    return [("transitions", place) for place, move in moves if move.start == start]


def _unasked(flow: Flow) -> Iterator[Shadow]:
    """Yield the answers, and the changes of answers, that no criterion of a simulation asks for."""
    asked = flow.asked()
    where = "no criterion that a simulation of this pathway asks needs"
    for stream in flow.streams:
        path: Path = ("arrivals", stream.id)
        for answer in stream.answers:
            if answer.fact not in asked:
                message = f"{where} '{answer.fact}', so that how it is spread has no effect"
                hint = "leave it out here, or ask for it in a transition"
                yield _shadow("unasked", (*path, "facts", answer.fact), message, hint)
        known = () if stream.people is None else stream.people.facts
        if known and not asked.intersection(known):
            message = f"{where} any answer of these people, so that who comes has no effect"
            yield _shadow("unasked", (*path, "people"), message, "leave 'people' out")
    later = flow.asked_in_care()
    for level in flow.pathway.levels:
        for change in level.progress:
            if change.fact in later:
                continue
            at: Path = ("levels", level.id, "progress", change.fact)
            if flow.by_rules:
                message = f"{where} '{change.fact}' after arrival, so that how it changes has no "
                message += "effect"
                hint = "leave the change out, or ask for it in a transition"
            else:
                message = "clients move on shares alone, for no stream gives facts; so nothing "
                message += f"about them changes at the reviews of '{level.id}'"
                hint = "give the streams facts, or leave 'progress' out"
            yield _shadow("unasked", at, message, hint)
        if not flow.by_rules:
            yield from _unknown_rules(level)


def _unknown_rules(level: Level) -> Iterator[Shadow]:
    clock = {fact.id for fact in CLOCK_FACTS}
    for place, rule in enumerate(level.queue.first if level.queue else ()):
        names = [fact for fact in facts_in(rule.criterion) if fact not in clock]
        if names:
            message = f"clients move on shares alone, for no stream gives '{names[0]}'; so this "
            message += f"rule of the queue of '{level.id}' is left out"
            hint = "give the streams facts, or leave the rule out"
            yield _shadow("unasked", ("levels", level.id, "queue", "first", place), message, hint)
