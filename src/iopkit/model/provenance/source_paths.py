"""Where the file holds what the model holds: the ways to bases and to criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.basis import Basis, Path
    from iopkit.model.criterion import Criterion
    from iopkit.model.level import Level
    from iopkit.model.pathway import Pathway
    from iopkit.model.program import Program
    from iopkit.model.rule import Rule
    from iopkit.model.schedule.week import Week
    from iopkit.model.service import Service
    from iopkit.model.simulation.distribution import Distribution


def bases(pathway: Pathway) -> Iterator[tuple[Path, Basis]]:
    """Yield every basis of a pathway with the way to the item that holds it.

    An item without a basis of its own has the one that encloses it, so the same basis may come
    several times.
    """
    for path, basis in _bases(pathway):
        if basis is not None:
            yield path, basis


def criteria(pathway: Pathway) -> Iterator[tuple[Path, Criterion]]:
    """Yield every criterion about clients with the way to it, in the order of the file.

    The rules of rule sets are not among them: `rules` yields those; nor are the rules of queues,
    which decide nothing but an order: `ranking` yields those.
    """
    for level in pathway.levels:
        for place, rule in enumerate(level.admit):
            yield _rule_path(pathway, ("levels", level.id, "admit", place)), rule.criterion
    yield from _audiences(pathway)
    for place, floor in enumerate(pathway.floors):
        yield ("floors", place, "when"), floor.criterion
    for place, move in enumerate(pathway.transitions):
        if move.when is not None:
            yield ("transitions", place, "when"), move.when


def ranking(pathway: Pathway) -> Iterator[tuple[Path, Criterion]]:
    """Yield every criterion that ranks those who wait with the way to it, as in the file."""
    for level in pathway.levels:
        for place, rule in enumerate(level.queue.first if level.queue else ()):
            yield _rule_path(pathway, ("levels", level.id, "queue", "first", place)), rule.criterion


def rules(pathway: Pathway, rule_set: str, listed: tuple[Rule, ...]) -> Iterator[tuple[Path, Rule]]:
    """Yield the rules of a rule set with the way to each."""
    for place, rule in enumerate(listed):
        yield _rule_path(pathway, ("rule_sets", rule_set, "rules", place)), rule


def _rule_path(pathway: Pathway, path: Path) -> Path:
    """Return the way to a rule's criterion: the rule itself, or its ``if`` where it has one."""
    return (*path, "if") if (*path, "if") in pathway.origins else path


def set_by(pathway: Pathway) -> Iterator[tuple[Path, str]]:
    """Yield every fact by which a program or a service is set, with the way to its name."""
    for program in pathway.programs:
        path: Path = ("programs", program.id)
        yield from _facts((*path, "varies_with"), program)
        for place, service in enumerate(program.services):
            yield from _facts((*path, "services", place, "varies_with"), service)


def _facts(path: Path, varying: Program | Service) -> Iterator[tuple[Path, str]]:
    for place, fact in enumerate(varying.varies_with):
        # One fact is written as a text, several as a list.
        yield (*path, place) if len(varying.varies_with) > 1 else path, fact


def _audiences(pathway: Pathway) -> Iterator[tuple[Path, Criterion]]:
    for program in pathway.programs:
        for place, length in enumerate(program.lengths):
            yield ("programs", program.id, "lengths", place, "when"), length.when
        for place, service in enumerate(program.services):
            if service.audience is not None:
                yield ("programs", program.id, "services", place, "for"), service.audience
    for group in pathway.groups:
        if group.audience is not None:
            yield ("groups", group.id, "for"), group.audience


def _bases(pathway: Pathway) -> Iterator[tuple[Path, Basis | None]]:
    for place, referral in enumerate(pathway.referrals):
        yield ("referrals", place), referral.basis
    for fact in pathway.assessment.facts:
        yield ("assessment", fact.id), fact.basis
    yield from _of_levels(pathway)
    for therapy in pathway.therapies:
        yield ("therapies", therapy.id), therapy.basis
    yield from _of_programs(pathway)
    yield from _of_the_week(pathway.week)
    for place, floor in enumerate(pathway.floors):
        yield ("floors", place), floor.basis
    yield from _of_moves(pathway)
    for rule_set in pathway.rule_sets:
        yield ("rule_sets", rule_set.id), rule_set.basis
        for place, rule in enumerate(rule_set.rules):
            yield ("rule_sets", rule_set.id, "rules", place), rule.basis
    for stream in pathway.arrivals:
        yield ("arrivals", stream.id), stream.basis
        for answer in stream.answers:
            path: Path = ("arrivals", stream.id, "facts", answer.fact)
            yield path, answer.basis
            yield from _of_distribution(path, answer.amount)


def _of_levels(pathway: Pathway) -> Iterator[tuple[Path, Basis | None]]:
    for level in pathway.levels:
        if level.places is not None:
            yield ("levels", level.id, "places"), level.places.basis
        if level.review is not None:
            yield ("levels", level.id, "review"), level.review.basis
        yield from _of_waiting(level)
        for place, rule in enumerate(level.admit):
            yield ("levels", level.id, "admit", place), rule.basis
        for change in level.progress:
            path: Path = ("levels", level.id, "progress", change.fact)
            yield path, change.basis
            yield from _of_distribution((*path, "by"), change.by)
        for place, cost in enumerate(level.costs):
            yield ("levels", level.id, "costs", place, "amount"), cost.amount.basis


def _of_waiting(level: Level) -> Iterator[tuple[Path, Basis | None]]:
    path: Path = ("levels", level.id)
    if level.queue is not None:
        yield (*path, "queue"), level.queue.basis
        for place, rule in enumerate(level.queue.first):
            yield (*path, "queue", "first", place), rule.basis
        yield from _of_distribution((*path, "queue", "patience"), level.queue.patience)
    if level.intake is not None:
        yield (*path, "intake"), level.intake.basis
    if level.calendar is not None:
        yield (*path, "calendar"), level.calendar.basis


def _of_programs(pathway: Pathway) -> Iterator[tuple[Path, Basis | None]]:
    for program in pathway.programs:
        yield ("programs", program.id), program.basis
        for place, goal in enumerate(program.goals):
            yield ("programs", program.id, "goals", place), goal.basis
        for place, length in enumerate(program.lengths):
            yield ("programs", program.id, "lengths", place), length.basis
        if program.review is not None:
            yield ("programs", program.id, "review"), program.review.basis
        for place, service in enumerate(program.services):
            yield ("programs", program.id, "services", place), service.basis
    for group in pathway.groups:
        yield ("groups", group.id), group.basis
    for support in pathway.supports:
        yield ("supports", support.id), support.basis


def _of_the_week(week: Week | None) -> Iterator[tuple[Path, Basis | None]]:
    if week is None:
        return
    yield ("week",), week.basis
    for room in week.rooms:
        yield ("week", "rooms", room.id), room.basis
    for staff in week.staff:
        yield ("week", "staff", staff.id), staff.basis


def _of_moves(pathway: Pathway) -> Iterator[tuple[Path, Basis | None]]:
    for place, move in enumerate(pathway.transitions):
        yield ("transitions", place), move.basis
        if move.share is not None:
            yield ("transitions", place, "share"), move.share.basis
        yield from _of_distribution(("transitions", place, "stay"), move.stay)


def _of_distribution(
    path: Path, distribution: Distribution | None
) -> Iterator[tuple[Path, Basis | None]]:
    if distribution is None:
        return
    yield path, distribution.basis
    for place, (_, part) in enumerate(distribution.parts):
        yield from _of_distribution((*path, "mix", place), part)
