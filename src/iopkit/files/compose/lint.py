"""What a pathway file can say and probably does not mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from iopkit.criteria.language.write import write_number
from iopkit.diagnostics.catalogue.lint import (
    FACT_NEVER_USED,
    GROUP_NEVER_SERVED,
    GROUP_OVER_PLACES,
    HOURS_OVER_DAYS,
    NO_TRANSITION_LEAVES,
    NOBODY_ENTERS,
    NOBODY_MAY_LEAD,
    OTHER_WORD_LEADS,
    PROGRAM_NEVER_OFFERED,
    RESIDENTS_SLEEP_ELSEWHERE,
    SMALL_PERCENT_IN_CRITERION,
    SMALL_PERCENT_ON_AVERAGE,
    SOURCE_NEVER_NAMED,
    THERAPY_NEVER_NAMED,
)
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.errors import nearest_name
from iopkit.model.check.criteria import small_percents
from iopkit.model.check.dose import impossible_dose
from iopkit.model.check.ineffective import shadows
from iopkit.model.check.percent import is_percentage, looks_like_share
from iopkit.model.criterion import facts_in
from iopkit.model.provenance.source_paths import bases, criteria, ranking, rules, set_by
from iopkit.model.rule import About
from iopkit.model.simulation.arrivals import PLACED
from iopkit.model.simulation.flow import Flow, most_places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from iopkit.diagnostics.kind import DiagnosticMessage
    from iopkit.diagnostics.span import SourceSpan
    from iopkit.files.yaml.node import Node
    from iopkit.model.basis import Path
    from iopkit.model.pathway import Pathway


_Warning: TypeAlias = "tuple[SourceSpan, DiagnosticMessage]"


def warnings(
    pathway: Pathway, file: str, root: Node, *, settings: Collection[str] = ()
) -> list[Diagnostic]:
    """Return the warnings about what stands in one file; what it extends is not its fault.

    Parameters
    ----------
    pathway
        What the file says.
    file
        Its name.
    root
        Its tree.
    settings
        The names of the options that lay values over the file.
    """
    found = [*_levels(pathway), *_unused(pathway), *_unused_in_programs(pathway)]
    marked: list[_Warning] = [(root.at(path).head, message) for message, path in found]
    marked += _small_percents(pathway, root)
    marked += _small_answers(pathway, root)
    marked += _doses(pathway, file, root)
    marked += _leaders(pathway, file, root)
    marked += _without_effect(pathway, root)
    return [
        Diagnostic.at(mark, message) for mark, message in marked if mark.file in {file, *settings}
    ]


def _without_effect(pathway: Pathway, root: Node) -> Iterator[_Warning]:
    """Yield what never comes to bear in a simulation, except what is said already."""
    unused = {path[1] for _, path in _unused(pathway) if path[0] == "assessment"}
    for shadow in shadows(Flow(pathway=pathway, streams=pathway.arrivals)):
        problem = shadow.problem
        if shadow.is_told and problem.path[-1] not in unused:
            yield root.at(problem.path).head, problem.kind(**problem.args)


def _levels(pathway: Pathway) -> Iterator[tuple[DiagnosticMessage, Path]]:
    starts = {edge.start for edge in pathway.transitions}
    ends = {edge.to for edge in pathway.transitions} | {stream.to for stream in pathway.arrivals}
    for level in pathway.levels:
        ends |= {level.queue.gives_up} if level.queue else set()
        ends |= {level.calendar.displaced_to} if level.calendar else set()
    for level in pathway.levels:
        path = ("levels", level.id)
        if level.room_and_board and not level.overnight:
            yield RESIDENTS_SLEEP_ELSEWHERE(level=level.id), (*path, "room_and_board")
        most = most_places(level)
        if level.intake and level.intake.size and most is not None and level.intake.size > most:
            yield (
                GROUP_OVER_PLACES(level=level.id, size=level.intake.size, most=most),
                (*path, "intake"),
            )
        if pathway.transitions and level.id not in starts:
            yield NO_TRANSITION_LEAVES(level=level.id), path
        if pathway.arrivals and PLACED not in ends and level.id not in ends:
            yield NOBODY_ENTERS(level=level.id), path


def _doses(pathway: Pathway, file: str, root: Node) -> Iterator[_Warning]:
    """Yield the programs that have more hours a week than their days do."""
    for program in pathway.programs:
        problem = impossible_dose(program.hours, program.days)
        if not problem:
            continue
        path = ("programs", program.id)
        hours, days = (root.at((*path, key)).head for key in ("hours", "days"))
        mark = days if days.file == file and hours.file != file else hours
        yield mark, HOURS_OVER_DAYS(problem=problem)


def _leaders(pathway: Pathway, file: str, root: Node) -> Iterator[_Warning]:
    """Yield the services of which nobody among the staff may lead one.

    A service of another file is told of at the staff of this one, once for the same words.
    """
    told: set[tuple[str, ...]] = set()
    people = pathway.week.staff if pathway.week else ()
    held = {name for level in pathway.levels for name in level.programs}
    for program in pathway.programs:
        for place, service in enumerate(program.services):
            alone = not people or any(staff.may_lead(service) for staff in people)
            if alone or program.id not in held:
                continue
            mark = root.at(("programs", program.id, "services", place, "led_by")).head
            if mark.file != file:
                mark = root.at(("week", "staff")).head
                if service.led_by in told:
                    continue
                told.add(service.led_by)
            name, words = pathway.name_of(service), "' or '".join(service.led_by)
            known = dict.fromkeys(word for staff in people for word in staff.leads)
            near = [each for word in service.led_by if (each := nearest_name(word, known))]
            yield (
                mark,
                OTHER_WORD_LEADS(name=name, program=program.id, words=words, known=near[0])
                if near
                else NOBODY_MAY_LEAD(
                    name=name, program=program.id, words=words, first=service.led_by[0]
                ),
            )


def _small_percents(pathway: Pathway, root: Node) -> Iterator[_Warning]:
    """Yield where a percentage is compared with a number as if it were a share."""
    found = [*criteria(pathway), *ranking(pathway)]
    for rule_set in pathway.rule_sets:
        if rule_set.about is About.CLIENT:
            listed = rules(pathway, rule_set.id, rule_set.rules)
            found += [(path, rule.criterion) for path, rule in listed]
    for path, criterion in found:
        for fact, share, span in small_percents(criterion, pathway.assessment):
            number, percent = write_number(share), write_number(float(f"{100 * share:.12g}"))
            few = "less than one percent" if share < 1 else "one percent"
            yield (
                root.at(path).span(*span),
                SMALL_PERCENT_IN_CRITERION(fact=fact, number=number, few=few, percent=percent),
            )


def _small_answers(pathway: Pathway, root: Node) -> Iterator[_Warning]:
    """Yield where clients are drawn whose percentages are as small as shares."""
    for stream in pathway.arrivals:
        for answer in stream.answers:
            kind = pathway.assessment.fact(answer.fact).type
            if answer.amount is None or not is_percentage(kind):
                continue
            if looks_like_share(answer.amount.mean()):
                path = ("arrivals", stream.id, "facts", answer.fact)
                yield root.at(path).head, SMALL_PERCENT_ON_AVERAGE(fact=answer.fact)


def _unused(pathway: Pathway) -> Iterator[tuple[DiagnosticMessage, Path]]:
    sources = {basis.source for _, basis in bases(pathway)}
    for source in pathway.sources:
        if source.id not in sources:
            yield SOURCE_NEVER_NAMED(source=source.id), ("sources", source.id)
    asked = {name for _, criterion in criteria(pathway) for name in facts_in(criterion)}
    asked |= {name for _, criterion in ranking(pathway) for name in facts_in(criterion)}
    asked |= {name for _, name in set_by(pathway)}
    for rule_set in pathway.rule_sets:
        asked |= {name for rule in rule_set.rules for name in facts_in(rule.criterion)}
    for fact in pathway.assessment.facts:
        if fact.id not in asked:
            yield FACT_NEVER_USED(fact=fact.id), ("assessment", fact.id)


def _unused_in_programs(pathway: Pathway) -> Iterator[tuple[DiagnosticMessage, Path]]:
    done = {service.therapy for program in pathway.programs for service in program.services}
    for therapy in pathway.therapies:
        if therapy.id not in done:
            yield THERAPY_NEVER_NAMED(therapy=therapy.id), ("therapies", therapy.id)
    joined = {service.group for program in pathway.programs for service in program.services}
    for group in pathway.groups:
        if group.id not in joined:
            yield GROUP_NEVER_SERVED(group=group.id), ("groups", group.id)
    held = {name for level in pathway.levels for name in level.programs}
    for program in pathway.programs:
        if program.id not in held:
            yield PROGRAM_NEVER_OFFERED(program=program.id), ("programs", program.id)
