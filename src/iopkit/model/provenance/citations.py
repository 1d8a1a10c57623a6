"""Every number, rule and goal of a pathway, with what it rests on.

What `iopkit sources` lists and `iopkit check` counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from iopkit.model.schedule.week import FULL_TIME, FULL_TIME_BASIS
from iopkit.model.simulation.arrivals import Rate
from iopkit.model.units import plainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.basis import Basis, Path
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.program import Program
    from iopkit.model.rule import Rule
    from iopkit.model.schedule.track import Track
    from iopkit.model.service import Service
    from iopkit.model.simulation.arrivals import Answer, ArrivalStream
    from iopkit.model.simulation.distribution import Distribution

Stated: TypeAlias = "tuple[Path, str, str, Basis | None]"
"""The way to it in the file, what it is, its value in words (empty for a criterion, which the
file shows better, and for what is no number), and its basis; None when the file's author simply
states it."""


def figures(pathway: Pathway) -> Iterator[Stated]:
    """Yield every number, distribution, criterion, goal and referral, section by section.

    >>> from iopkit.files.compose.load import load
    >>> path, what, value, basis = next(figures(load("standard")))
    >>> path[0]
    'levels'
    """
    for place, referral in enumerate(pathway.referrals):
        yield ("referrals", place), f"clients come through {referral.by}", "", referral.basis
    for level in pathway.levels:
        yield from _of_level(level)
    for program in pathway.programs:
        yield from _of_program(program, pathway)
    for group in pathway.groups:
        if group.audience is not None:
            yield ("groups", group.id, "for"), f"who joins {group.title}", "", group.basis
    yield from _of_the_week(pathway)
    for place, floor in enumerate(pathway.floors):
        yield ("floors", place), f"who needs at least {floor.level}", "", floor.basis
    yield from _of_transitions(pathway)
    for rule_set in pathway.rule_sets:
        yield from _rules(("rule_sets", rule_set.id, "rules"), rule_set.title, rule_set.rules)
    for stream in pathway.arrivals:
        yield from _of_stream(stream)


def _of_level(level: Level) -> Iterator[Stated]:
    path: Path = ("levels", level.id)
    if level.review is not None:
        every = plainly(level.review.value)
        yield (*path, "review"), f"reviews at {level.title}", every, level.review.basis
    if level.places is not None:
        yield (*path, "places"), f"places at {level.title}", str(level.places), level.places.basis
    yield from _of_waiting(level)
    yield from _rules((*path, "admit"), f"admission to {level.title}", level.admit)
    for change in level.progress:
        value = shares_in_words(change.becomes) if change.by is None else described(change.by)
        basis = change.basis if change.by is None else change.by.basis
        what = f"change of {change.fact} at each review at {level.title}"
        yield (*path, "progress", change.fact), what, value, basis
    for place, cost in enumerate(level.costs):
        value = f"{cost.amount} {cost.currency} of {cost.year} per {cost.per}"
        what = f"cost of {level.title}, for the {cost.perspective}"
        yield (*path, "costs", place, "amount"), what, value, cost.amount.basis


def _of_waiting(level: Level) -> Iterator[Stated]:
    path: Path = ("levels", level.id)
    if level.calendar is not None:
        what = f"places at {level.title} in the course of time"
        yield (*path, "calendar"), what, str(level.calendar), level.calendar.basis
    if level.intake is not None:
        what = f"when clients begin at {level.title}"
        yield (*path, "intake"), what, str(level.intake), level.intake.basis
    if level.queue is not None:
        what = f"who goes first to {level.title}"
        yield from _rules((*path, "queue", "first"), what, level.queue.first)
    if level.queue is not None and level.queue.patience is not None:
        value = f"{described(level.queue.patience)} days"
        what = f"patience before {level.title}"
        yield (*path, "queue", "patience"), what, value, level.queue.patience.basis


def _rules(path: Path, what: str, rules: tuple[Rule, ...]) -> Iterator[Stated]:
    for place, rule in enumerate(rules):
        yield (*path, place), f"{what}: {rule.title}" if rule.title else what, "", rule.basis


def _of_program(program: Program, pathway: Pathway) -> Iterator[Stated]:
    path: Path = ("programs", program.id)
    for name, value, unit in (
        ("length", program.length, "days"),
        ("days", program.days, "a week"),
        ("hours", program.hours, "a week"),
    ):
        if value.is_known:
            yield (*path, name), f"{name} of {program.title}", f"{value} {unit}", program.basis
    for place, goal in enumerate(program.goals):
        yield (*path, "goals", place), f"goal of {program.title}: {goal.goal}", "", goal.basis
    for place, length in enumerate(program.lengths):
        what = f"length of {program.title} for some clients"
        yield (*path, "lengths", place), what, f"{length.length} days", length.basis
    if program.review is not None:
        days = program.review.days
        what = f"reviews in {program.title}" + (f", {program.review}" if days is None else "")
        every = "" if days is None else plainly(days)
        yield (*path, "review"), what, every, program.review.basis
    for track in program.tracks:
        yield from _of_track((*path, "tracks", track.id), track, program)
    for place, service in enumerate(program.services):
        what = f"{pathway.name_of(service)} in {program.title}"
        yield from _of_service((*path, "services", place), what, service)


def _of_track(path: Path, track: Track, program: Program) -> Iterator[Stated]:
    held = f"the track {track.id} of {program.title}"
    if track.clients is not None:
        yield (*path, "clients"), f"clients of {held}", f"{track.clients} clients", program.basis
    if track.a_day is not None:
        what = f"most time in sessions a day in {held}"
        yield (*path, "a_day"), what, f"{track.a_day} minutes", program.basis


def _of_the_week(pathway: Pathway) -> Iterator[Stated]:
    week = pathway.week
    if week is None:
        return
    for room in week.rooms:
        path: Path = ("week", "rooms", room.id)
        if room.size is not None:
            yield (*path, "size"), f"size of {room.title}", f"{room.size} clients", room.basis
    for staff in week.staff:
        path = ("week", "staff", staff.id)
        people = "1 person" if staff.count == 1 else f"{staff.count} people"
        yield (*path, "count"), f"how many {staff.title}", people, staff.basis
        if staff.hours is not None:
            value = f"{staff.hours:g} hours a week each"
            yield (*path, "hours"), f"most time in sessions of {staff.title}", value, staff.basis
        if staff.a_day is not None:
            what = f"most time in sessions a day of {staff.title}"
            yield (*path, "a_day"), what, f"{staff.a_day} minutes each", staff.basis
    if week.staff:
        stated = week.full_time != FULL_TIME or ("week", "full_time") in pathway.origins
        basis = week.basis if stated else FULL_TIME_BASIS
        value = f"{week.full_time:g} hours a week"
        yield ("week", "full_time"), "one full-time position", value, basis


def _of_service(path: Path, what: str, service: Service) -> Iterator[Stated]:
    if service.sessions.is_known:
        yield (*path, "sessions"), what, f"{service.sessions} sessions a week", service.basis
    if service.minutes.is_known:
        yield (*path, "minutes"), what, f"{service.minutes} minutes", service.basis
    if service.size is not None:
        yield (*path, "size"), what, f"up to {service.size} clients", service.basis
    if service.audience is not None:
        yield (*path, "for"), f"who takes part: {what}", "", service.basis


def _of_transitions(pathway: Pathway) -> Iterator[Stated]:
    for place, edge in enumerate(pathway.transitions):
        path: Path = ("transitions", place)
        way = f"from {edge.start} to {edge.to}"
        if edge.when is not None:
            yield (*path, "when"), f"who goes {way}", "", edge.basis
        if edge.share is not None:
            yield (*path, "share"), f"share that goes {way}", str(edge.share), edge.share.basis
        if edge.stay is not None:
            value = f"{described(edge.stay)} days"
            yield (*path, "stay"), f"stay before going {way}", value, edge.stay.basis


def _of_stream(stream: ArrivalStream) -> Iterator[Stated]:
    path: Path = ("arrivals", stream.id)
    when = stream.when
    value = f"{when.mean():.4g} a day" if isinstance(when, Rate) else f"{len(when.days)} clients"
    yield path, f"arrivals of {stream.id}", value, stream.basis
    if stream.people is not None:
        people = f"{len(stream.people.rows)} clients with {', '.join(stream.people.facts)}"
        yield (*path, "people"), f"people to draw from in {stream.id}", people, stream.basis
    for answer in stream.answers:
        at: Path = (*path, "facts", answer.fact)
        basis = answer.basis if answer.amount is None else answer.amount.basis
        yield at, f"answers to {answer.fact} on arrival", _spread(answer), basis


def _spread(answer: Answer) -> str:
    if answer.amount is not None:
        return described(answer.amount)
    return shares_in_words(answer.weights)


def shares_in_words(weights: tuple[tuple[bool | str, float], ...]) -> str:
    """Return the share of each answer on one line.

    >>> shares_in_words(((True, 0.1), (False, 0.9)))
    'yes 0.1, no 0.9'
    """
    names = {True: "yes", False: "no"}
    return ", ".join(
        f"{names[word] if isinstance(word, bool) else word} {share:g}" for word, share in weights
    )


def described(distribution: Distribution) -> str:
    """Return a distribution on one line.

    >>> from iopkit.model.simulation.distribution import Distribution, DistributionFamily
    >>> given = {"median": 50, "spread": 0.95}
    >>> described(Distribution(shape=DistributionFamily.LOGNORMAL, given=given))
    'lognormal, median 50, spread 0.95'
    """
    given = [f"{name} {value:g}" for name, value in distribution.given]
    if distribution.values:
        given = [f"{len(distribution.values)} values"]
    parts = [f"({described(part)})" for _, part in distribution.parts]
    return ", ".join([str(distribution.shape), *given, *parts])
