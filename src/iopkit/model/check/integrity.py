"""Whether a pathway is one whole: every name leads somewhere, nothing contradicts the rest.

Everything is looked for before anything is raised, so that the author of a file hears it at once.
Here stands what can be seen without solving anything; whether the criteria of a pathway leave a
gap or contradict each other is a matter of proof, in `iopkit.criteria`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.diagnostics.catalogue.contradictions import HOURS_CONTRADICT_SERVICES
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.model.check import criteria as sense
from iopkit.model.check.arrivals import problems_with_arrivals
from iopkit.model.check.levels import problems_with_levels
from iopkit.model.check.names import problems_with_names
from iopkit.model.check.transitions import problems_with_moves
from iopkit.model.check.week import problems_with_the_week
from iopkit.model.program_facts import PROGRAM_FACTS
from iopkit.model.provenance.source_paths import criteria, ranking, rules
from iopkit.model.rule import About

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.model.pathway import Pathway

SECTIONS: Final = (
    "sources",
    "referrals",
    "assessment",
    "levels",
    "outcomes",
    "therapies",
    "programs",
    "groups",
    "supports",
    "week",
    "floors",
    "transitions",
    "rule_sets",
    "arrivals",
    "accepted",
)
"""The parts of a pathway file that problems can stand in, in their order."""


def problems(pathway: Pathway) -> tuple[Diagnostic, ...]:
    """Return everything that cannot be right in a pathway, by the sections of the file.

    >>> from iopkit.errors import IntegrityError
    >>> from iopkit.model.pathway import Pathway
    >>> from iopkit.model.rule import Floor
    >>> from iopkit.model.criterion import Constant
    >>> try:
    ...     Pathway(id="p", title="P", floors=[Floor(level="iop", criterion=Constant(True))])
    ... except IntegrityError as error:
    ...     print(error)
    floors[0].at_least: no level named 'iop' (there are none)
    """
    found = [
        *problems_with_names(pathway),
        *_criteria(pathway),
        *_hours(pathway),
        *problems_with_the_week(pathway),
        *problems_with_levels(pathway),
        *problems_with_moves(pathway),
        *problems_with_arrivals(pathway),
    ]
    return tuple(sorted(found, key=lambda problem: SECTIONS.index(str(problem.path[0]))))


def _criteria(pathway: Pathway) -> Iterator[Diagnostic]:
    levels = [level.id for level in pathway.levels]
    for path, criterion in criteria(pathway):
        yield from sense.problems(criterion, pathway.assessment, levels, path=path)
    for path, criterion in ranking(pathway):
        yield from sense.problems(criterion, pathway.assessment, levels, path=path, waiting=True)
    for rule_set in pathway.rule_sets:
        for path, rule in rules(pathway, rule_set.id, rule_set.rules):
            if rule_set.about is About.PROGRAM:
                yield from sense.problems_about_programs(rule.criterion, PROGRAM_FACTS, path=path)
            else:
                yield from sense.problems(rule.criterion, pathway.assessment, levels, path=path)


def _hours(pathway: Pathway) -> Iterator[Diagnostic]:
    for program in pathway.programs:
        stated, added = program.hours, program.hours_of_services()
        if _over(stated.low, added.high) or _over(added.low, stated.high):
            yield Diagnostic.of(
                ("programs", program.id, "hours"),
                HOURS_CONTRADICT_SERVICES(stated=stated, added=added),
            )


def _over(low: float | None, high: float | None) -> bool:
    # Minutes make thirds of hours; only a difference that somebody could mean counts.
    return low is not None and high is not None and low > high + 1e-6
