"""What a pathway file can say and probably does not mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.criteria.language.write import write_number
from iopkit.diagnostics.kind import Severity
from iopkit.errors import nearest
from iopkit.files.yaml.code import Code
from iopkit.files.yaml.complaint import Complaint
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

    from iopkit.diagnostics.span import SourceSpan
    from iopkit.files.yaml.node import Node
    from iopkit.model.basis import Path
    from iopkit.model.pathway import Pathway


def warnings(
    pathway: Pathway, file: str, root: Node, *, settings: Collection[str] = ()
) -> list[Complaint]:
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
    marked: list[tuple[SourceSpan, str, str, str]] = [
        (root.at(path).head, code, message, hint) for code, path, message, hint in found
    ]
    marked += _small_percents(pathway, root)
    marked += _small_answers(pathway, root)
    marked += _doses(pathway, file, root)
    marked += _leaders(pathway, file, root)
    marked += _without_effect(pathway, root)
    return [
        Complaint.at(mark, code, message, hint, severity=Severity.WARNING)
        for mark, code, message, hint in marked
        if mark.file in {file, *settings}
    ]


def _without_effect(pathway: Pathway, root: Node) -> Iterator[tuple[SourceSpan, str, str, str]]:
    """Yield what never comes to bear in a simulation, except what is said already."""
    unused = {path[1] for _, path, _, _ in _unused(pathway) if path[0] == "assessment"}
    for shadow in shadows(Flow(pathway=pathway, streams=pathway.arrivals)):
        problem = shadow.problem
        if shadow.is_told and problem.path[-1] not in unused:
            yield root.at(problem.path).head, problem.code, problem.message, problem.hint


def _levels(pathway: Pathway) -> Iterator[tuple[Code, Path, str, str]]:
    starts = {edge.start for edge in pathway.transitions}
    ends = {edge.to for edge in pathway.transitions} | {stream.to for stream in pathway.arrivals}
    for level in pathway.levels:
        ends |= {level.queue.gives_up} if level.queue else set()
        ends |= {level.calendar.displaced_to} if level.calendar else set()
    for level in pathway.levels:
        path = ("levels", level.id)
        if level.room_and_board and not level.overnight:
            message = f"clients live at '{level.id}', but do not sleep there"
            hint = "write overnight: true, or room_and_board: false"
            yield Code.ROOM_NOT_OVERNIGHT, (*path, "room_and_board"), message, hint
        most = most_places(level)
        if level.intake and level.intake.size and most is not None and level.intake.size > most:
            message = (
                f"'{level.id}' begins {level.intake.size} clients at once, but never has more "
            )
            message += f"than {most} places"
            hint = "make the group smaller, or give more places"
            yield Code.GROUP_TOO_LARGE, (*path, "intake"), message, hint
        if pathway.transitions and level.id not in starts:
            message = f"no transition leaves '{level.id}': clients stay there for ever"
            yield Code.NO_WAY_OUT, path, message, f"add one with 'from: {level.id}'"
        if pathway.arrivals and PLACED not in ends and level.id not in ends:
            message = f"nobody can enter '{level.id}': no arrivals and no transition lead there"
            yield Code.NO_WAY_IN, path, message, f"add one with 'to: {level.id}'"


def _doses(pathway: Pathway, file: str, root: Node) -> Iterator[tuple[SourceSpan, Code, str, str]]:
    """Yield the programs that have more hours a week than their days do."""
    for program in pathway.programs:
        problem = impossible_dose(program.hours, program.days)
        if not problem:
            continue
        path = ("programs", program.id)
        hours, days = (root.at((*path, key)).head for key in ("hours", "days"))
        mark = days if days.file == file and hours.file != file else hours
        yield mark, Code.TOO_MANY_HOURS, problem, "correct 'hours' or 'days': both are of a week"


def _leaders(
    pathway: Pathway, file: str, root: Node
) -> Iterator[tuple[SourceSpan, Code, str, str]]:
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
            message = f"nobody in 'staff' may lead '{name}' of '{program.id}', led by '{words}'"
            known = dict.fromkeys(word for staff in people for word in staff.leads)
            near = [hint for word in service.led_by if (hint := nearest(word, known))]
            hint = near[0] if near else f"add '{service.led_by[0]}' after 'as' of whoever leads it"
            yield mark, Code.NOBODY_LEADS, message, hint


def _small_percents(pathway: Pathway, root: Node) -> Iterator[tuple[SourceSpan, Code, str, str]]:
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
            message = f"'{fact}' is answered from 0 to 100 %, so that {number} is {few}"
            hint = f"did you mean {percent}%? If not, write {number}%"
            yield root.at(path).span(*span), Code.SMALL_PERCENT, message, hint


def _small_answers(pathway: Pathway, root: Node) -> Iterator[tuple[SourceSpan, Code, str, str]]:
    """Yield where clients are drawn whose percentages are as small as shares."""
    for stream in pathway.arrivals:
        for answer in stream.answers:
            kind = pathway.assessment.fact(answer.fact).type
            if answer.amount is None or not is_percentage(kind):
                continue
            if looks_like_share(answer.amount.mean()):
                message = f"'{answer.fact}' is measured in %, and is at most 1 % on average"
                path = ("arrivals", stream.id, "facts", answer.fact)
                yield (
                    root.at(path).head,
                    Code.SMALL_PERCENT,
                    message,
                    "85 % is written 85, not 0.85",
                )


def _unused(pathway: Pathway) -> Iterator[tuple[Code, Path, str, str]]:
    hint = "remove it, or use it"
    sources = {basis.source for _, basis in bases(pathway)}
    for source in pathway.sources:
        if source.id not in sources:
            message = f"the source '{source.id}' is never named"
            yield Code.UNUSED_SOURCE, ("sources", source.id), message, hint
    asked = {name for _, criterion in criteria(pathway) for name in facts_in(criterion)}
    asked |= {name for _, criterion in ranking(pathway) for name in facts_in(criterion)}
    asked |= {name for _, name in set_by(pathway)}
    for rule_set in pathway.rule_sets:
        asked |= {name for rule in rule_set.rules for name in facts_in(rule.criterion)}
    for fact in pathway.assessment.facts:
        if fact.id not in asked:
            message = f"no criterion uses the fact '{fact.id}'"
            yield Code.UNUSED_FACT, ("assessment", fact.id), message, hint


def _unused_in_programs(pathway: Pathway) -> Iterator[tuple[Code, Path, str, str]]:
    hint = "remove it, or use it"
    done = {service.therapy for program in pathway.programs for service in program.services}
    for therapy in pathway.therapies:
        if therapy.id not in done:
            message = f"no service names the therapy '{therapy.id}'"
            yield Code.UNUSED_THERAPY, ("therapies", therapy.id), message, hint
    joined = {service.group for program in pathway.programs for service in program.services}
    for group in pathway.groups:
        if group.id not in joined:
            message = f"no service is for the group '{group.id}'"
            yield Code.UNUSED_GROUP, ("groups", group.id), message, hint
    held = {name for level in pathway.levels for name in level.programs}
    for program in pathway.programs:
        if program.id not in held:
            message = f"no level offers the program '{program.id}'"
            yield Code.UNUSED_PROGRAM, ("programs", program.id), message, hint
